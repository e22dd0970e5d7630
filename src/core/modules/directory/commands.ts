import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { radioDrafts } from '../teams/index.ts'
import type { ContactPoint, PointFields } from './contract.ts'
import { pointEntity, pointSet, type PointChanges, type PointSet } from './facts.ts'
import type { PointKind } from './kinds.ts'
import { keptNumber } from './numbers.ts'
import { contactPoints } from './points.ts'

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

const listed = (value: unknown): string =>
  Array.isArray(value) ? value.join('、') : ((value as string | null | undefined) ?? '')

const known = (point: ContactPoint | undefined, field: keyof PointFields): unknown => {
  if (field === 'disabled') return point?.disabledReason ?? null
  return point?.[field]
}

/** Fields that differ from what is known, tidied. */
export function changedFields(point: ContactPoint | undefined, fields: PointFields): PointFields {
  const tidy = Object.entries(fields).map(([field, value]) => {
    if (Array.isArray(value)) {
      const words = value.map((one: string) => one.trim()).filter((one: string) => one !== '')
      return [field, [...new Set(words)]] as const
    }
    return [field, typeof value === 'string' ? value.trim() : value] as const
  })
  const changed = tidy.filter(
    ([field, value]) => listed(value) !== listed(known(point, field as keyof PointFields)),
  )
  return Object.fromEntries(changed) as PointFields
}

/**
 * The facts of a change: a radio's team is a fact of the teams, everything else one of the
 * directory. Also used by the import.
 */
export function changeDrafts(
  context: CoreContext,
  point: { readonly kind: PointKind; readonly number: string },
  before: ContactPoint | undefined,
  changed: PointFields,
  who: Pick<PointSet, 'by' | 'how'>,
): FactDraft[] {
  const { unit, ...rest } = changed
  const own: PointFields = point.kind === 'radio' || unit === undefined ? rest : { ...rest, unit }
  const isNew = before?.source !== 'directory'
  const moves =
    point.kind === 'radio' && unit !== undefined
      ? radioDrafts(point.number, before?.unit ?? null, unit, who.by)
      : []
  const needsOwn = Object.keys(own).length > 0 || (isNew && moves.length === 0)
  return [...(needsOwn ? [pointDraft(context, point, own, who)] : []), ...moves]
}

type SaveRefusal =
  | Refusal<'bad-number'>
  | Refusal<'known', { readonly holder: string }>
  | Refusal<'not-found'>
  | Refusal<'nothing'>
  | Refusal<'needs-name'>

export interface Saving {
  readonly kind: PointKind
  readonly number: string
  readonly how: 'add' | 'edit'
  readonly set: PointFields
}

/** The point of exactly this number, kept here or known from a team's radios. */
export function pointById(context: CoreContext, id: string): ContactPoint | undefined {
  return contactPoints(context, { disabled: true }).find((point) => point.id === id)
}

export function savePoint(
  context: CoreContext,
  seat: Seat,
  { kind, number: typed, how, set }: Saving,
): Result<{ readonly id: string; readonly storedAt: number }, SaveRefusal> {
  const { person: by } = requireRight(seat, 'directory.write')
  const number = keptNumber(context.county, kind, typed)
  if (number === undefined) return refuse('bad-number')
  const id = `${kind}:${number}`
  const before = pointById(context, id)
  if (how === 'add' && before?.source === 'directory') {
    return refuse('known', { holder: [before.callSign, before.holder].filter(Boolean).join(' ') })
  }
  if (how === 'edit' && !before) return refuse('not-found')
  const changed = changedFields(before, set)
  if (Object.keys(changed).length === 0) return refuse('nothing')
  const after = { callSign: before?.callSign, holder: before?.holder, ...changed }
  if (!after.callSign && !after.holder && !(changed.unit ?? before?.unit)) {
    return refuse('needs-name')
  }
  const drafts = changeDrafts(context, { kind, number }, before, changed, { by, how: 'edited' })
  const { storedAt } = recordFor(context, seat, drafts)
  return accept({ id, storedAt })
}
