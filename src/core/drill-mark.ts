/** A drill says so in every message that leaves (UI rule 60). */
import type { OpStatus } from './oplog/types.ts'

const marks: Readonly<Record<OpStatus, string>> = {
  actual: '',
  exercise: '【演练】',
  test: '【测试】',
}

export const drillMark = (status: OpStatus): string => marks[status]

/** With the mark in front, once. */
export function marked(status: OpStatus, text: string): string {
  const mark = marks[status]
  return text.startsWith(mark) ? text : `${mark}${text}`
}
