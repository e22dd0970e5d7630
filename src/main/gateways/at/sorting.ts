/** Which lines belong to the command in flight. */
import type { AtCommand } from './command.ts'

export interface Pending {
  readonly command: AtCommand
  readonly lines: string[]
  bodySent: boolean
}

/** Devices repeat what they are told until `ATE0`; the text behind a prompt too. */
export function isEcho(line: string, { command }: Pending): boolean {
  if (line === command.text || line === `> ${command.body}` || line === command.body) return true
  // A device that loses the first letters of an echo, or repeats the one before.
  return /^AT[A-Z0-9+#%^*$&=?,";.]*$/.test(line)
}

export function answersTo(line: string, pending: Pending, urcs: readonly string[]): boolean {
  const { answers = [], accepts, continues } = pending.command
  const own =
    answers !== 'any' && answers.some((name) => line.startsWith(name)) && (accepts?.(line) ?? true)
  if (own) return true
  const alone = line === 'RING' || urcs.some((name) => line.startsWith(name))
  if (alone) return false
  if (answers === 'any') return accepts?.(line) ?? true
  return continues === true && pending.lines.length > 0 && /^[0-9A-Fa-f]/.test(line)
}
