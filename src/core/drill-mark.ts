/** A drill says so in every message that leaves (UI rule 60). */
import type { OpStatus } from './oplog/types.ts'

const marks: Readonly<Record<OpStatus, string>> = {
  actual: '',
  exercise: '【演练】',
  test: '【测试】',
}

export const drillMark = (status: OpStatus): string => marks[status]

/** Which drill a text is of by the mark in front of it; undefined where there is none. */
export function drillOf(text: string): Exclude<OpStatus, 'actual'> | undefined {
  return (['exercise', 'test'] as const).find((status) => text.startsWith(marks[status]))
}

/** A table to take away: in a drill under a line that says so, which every import reads past. */
export function markedTable(
  status: OpStatus,
  title: string,
  table: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return status === 'actual' ? table : [[marked(status, title)], ...table]
}

/** With the mark in front, once. */
export function marked(status: OpStatus, text: string): string {
  const mark = marks[status]
  return text.startsWith(mark) ? text : `${mark}${text}`
}
