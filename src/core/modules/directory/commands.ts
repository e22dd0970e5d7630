import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { pointEntity, pointSet, type PointChanges, type PointSet } from './facts.ts'
import type { PointKind } from './kinds.ts'

/** What becomes known of a number: the fact, for whoever records it. */
export function pointDraft(
  context: CoreContext,
  point: { readonly kind: PointKind; readonly number: string },
  set: PointChanges,
  { by, how }: Pick<PointSet, 'by' | 'how'>,
): FactDraft {
  const { kind, number } = point
  const body = { kind, number, set, how, by, at: context.world.clock.nowMs() }
  return { kind: pointSet.kind, entity: pointEntity(kind, number), body }
}
