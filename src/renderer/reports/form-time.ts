import { parseTypedTime } from '../../core/kernel/beijing-time.ts'
import { coreNow } from '../ui/now.ts'

/** A time typed by hand: `undefined` is now, `null` is no time. */
export function typedTime(text: string): number | undefined | null {
  if (text.trim() === '') return undefined
  const parsed = parseTypedTime(text, Math.floor(coreNow()))
  return parsed.ok ? parsed.value : null
}

export const timeHint = '写成 14:02 或 04-05 14:02'
