import { beijingDateTime } from '../../kernel/beijing-time.ts'

/** `11-30 08:41`, as every list of the desk has it. */
export function minuteText(ms: number): string {
  return beijingDateTime(ms).slice(5, 16)
}
