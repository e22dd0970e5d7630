import type { z } from 'zod'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { alarmCleared, alarmRaised } from './facts.ts'
import { standingAlarm, standingAlarms } from './queries.ts'
import { movedBy } from './states.ts'
import type { AlarmKind } from './words.ts'

export type Raise = Omit<z.infer<typeof alarmRaised.body>, 'at'> & { readonly at?: number }

/**
 * The facts that raise an alarm; append them together with what caused it. A condition that
 * already stands is raised again on the same occurrence, so a flapping line is one row.
 */
export function raiseDrafts(context: CoreContext, raise: Raise): FactDraft[] {
  const standing = standingAlarm(context.db, raise.kind, raise.subject)
  const { clock, random } = context.world
  const body = { ...raise, at: raise.at ?? clock.nowMs() }
  return [{ kind: alarmRaised.kind, entity: standing?.id ?? newId(clock, random), body }]
}

/** The facts that say the condition is gone; none when it does not stand. Never for an emergency. */
export function clearDrafts(
  context: CoreContext,
  kind: AlarmKind,
  subject: string,
  reason: string,
): FactDraft[] {
  const at = context.world.clock.nowMs()
  return standingAlarms(context.db, kind, subject)
    .filter(
      ({ state, priority }) => movedBy(state, 'clear') !== undefined && priority !== 'emergency',
    )
    .map(({ id }) => ({
      kind: alarmCleared.kind,
      entity: id,
      body: { by: 'system', name: '系统', reason, at },
    }))
}
