/** Fences: an area that raises an alarm when somebody enters it, leaves it or stays too long. */
import { implement, ORPCError } from '@orpc/server'
import type { z } from 'zod'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Module, Seat, SeatContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { fenceProjection } from './apply.ts'
import { sourceArea } from './areas.ts'
import { fencesContract } from './contract.ts'
import {
  fenceDefined,
  fenceFacts,
  fencePaused,
  fenceResumed,
  fenceWithdrawn,
  type FenceDefined,
} from './facts.ts'
import { fenceList } from './queries.ts'
import { standingFence } from './rows.ts'
import { presenceTables } from './tables.ts'
import { fenceWatch } from './watch.ts'

export { fencesAsDefined } from './queries.ts'

type Definition = z.output<NonNullable<(typeof fencesContract.define)['~orpc']['inputSchema']>>

/** `undefined` where the chosen drawing or feature is no area. */
function bodyOf(context: CoreContext, input: Definition, seat: Seat): FenceDefined | undefined {
  const { person, name } = requireRight(seat, 'incident.write')
  const { source, incident, watch, rules, priority, marginM } = input
  const geometry = source.kind === 'own' ? source.geometry : sourceArea(context, source)
  if (!geometry) return undefined
  return {
    name: input.name.trim(),
    ...(incident ? { incident } : {}),
    geometry,
    source: source.kind === 'own' ? { kind: 'own' } : source,
    watch,
    rules,
    priority,
    marginM,
    by: person,
    byName: name,
  }
}

function fencesRouter(context: CoreContext) {
  const os = implement(fencesContract).$context<SeatContext>()
  const stored = (seat: Seat, draft: FactDraft) => {
    const { storedAt } = recordFor(context, seat, [draft])
    return { id: draft.entity, storedAt, inside: fenceWatch(context).insideOf(draft.entity) }
  }
  const known = (fence: string) => {
    if (!standingFence(context.db, fence)) throw new ORPCError('NOT_FOUND')
    return fence
  }
  const named = (seat: Seat) => {
    const { person: by, name: byName } = requireRight(seat, 'incident.write')
    return { by, byName }
  }
  return {
    list: os.list.handler(({ context: { seat } }) => {
      requireSession(seat)
      return fenceList(context, fenceWatch(context))
    }),
    define: os.define.handler(({ input, errors, context: { seat } }) => {
      const body = bodyOf(context, input, seat)
      if (!body) throw errors.NO_AREA()
      const entity = newId(context.world.clock, context.world.random)
      return stored(seat, { kind: fenceDefined.kind, entity, body })
    }),
    redefine: os.redefine.handler(({ input, errors, context: { seat } }) => {
      const entity = known(input.fence)
      const body = bodyOf(context, input, seat)
      if (!body) throw errors.NO_AREA()
      return stored(seat, { kind: fenceDefined.kind, entity, body })
    }),
    pause: os.pause.handler(({ input: { fence, reason }, context: { seat } }) =>
      stored(seat, {
        kind: fencePaused.kind,
        entity: known(fence),
        body: { reason, ...named(seat) },
      }),
    ),
    resume: os.resume.handler(({ input: { fence }, context: { seat } }) =>
      stored(seat, { kind: fenceResumed.kind, entity: known(fence), body: named(seat) }),
    ),
    withdraw: os.withdraw.handler(({ input: { fence, reason }, context: { seat } }) =>
      stored(seat, {
        kind: fenceWithdrawn.kind,
        entity: known(fence),
        body: { reason, ...named(seat) },
      }),
    ),
  }
}

export const fencesModule: Module = {
  name: 'fences',
  facts: fenceFacts,
  projections: [fenceProjection],
  liveTables: presenceTables,
  start(context) {
    const watch = fenceWatch(context)
    return () => watch.close()
  },
  router: fencesRouter,
}
