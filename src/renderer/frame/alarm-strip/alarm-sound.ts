/** Which sound an alarm state asks for, and how often: louder and longer where a life is at risk. */
import { headOf, type AlarmLine } from '../../alarms/alarm-lines.ts'
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

/**
 * One raising of one alarm: raised again or more pressing is a new one. A flood is one, however
 * many more of its kind come.
 */
export function soundKey(line: AlarmLine): string {
  const { priority, state } = headOf(line)
  const times = line.kind === 'alarm' ? line.alarm.times : 'group'
  return `${line.key} ${times} ${priority} ${state}`
}

/**
 * @param lines worst first
 * @param silenced keys that were there when somebody pressed 静音; what came later sounds
 */
export function askedSound(
  lines: readonly AlarmLine[],
  silenced: ReadonlySet<string>,
): AskedSound | undefined {
  const loud = lines.filter((line) => !silenced.has(soundKey(line))).map(headOf)
  const active = loud.find(({ state }) => state === 'active-unacknowledged')
  if (active) return { name: active.priority, everyMs: everyMs[active.priority] }
  const cleared = loud.some(({ state }) => state === 'cleared-unacknowledged')
  return cleared ? { name: 'cleared', everyMs: everyMs.cleared } : undefined
}
