/** Which sound an alarm state asks for, and how often: louder means more pressing, never longer talk. */
import type { Alarm } from '../../../core/modules/alarms/contract.ts'
import type { SoundName } from '../../ui/sounds.ts'

export interface AskedSound {
  readonly name: SoundName
  /** Milliseconds between two plays. */
  readonly everyMs: number
}

const everyMs: Readonly<Record<SoundName, number>> = {
  emergency: 4_000,
  high: 8_000,
  normal: 20_000,
  cleared: 60_000,
}

/** One raising of one alarm: raised again or more pressing is a new one. */
export function soundKey({ id, times, priority, state }: Alarm): string {
  return `${id} ${times} ${priority} ${state}`
}

/**
 * @param alarms worst first
 * @param silenced keys that were there when somebody pressed 静音; what came later sounds
 */
export function askedSound(
  alarms: readonly Alarm[],
  silenced: ReadonlySet<string>,
): AskedSound | undefined {
  const loud = alarms.filter((alarm) => !silenced.has(soundKey(alarm)))
  const active = loud.find(({ state }) => state === 'active-unacknowledged')
  if (active) return { name: active.priority, everyMs: everyMs[active.priority] }
  const cleared = loud.some(({ state }) => state === 'cleared-unacknowledged')
  return cleared ? { name: 'cleared', everyMs: everyMs.cleared } : undefined
}
