/** The rows of the list: floods folded or opened. */
import type { Alarm } from '../../../core/modules/alarms/contract.ts'
import type { AlarmLine } from '../../alarms/alarm-lines.ts'

export type GroupLine = Extract<AlarmLine, { kind: 'group' }>

export type AlarmTableRow =
  | {
      readonly kind: 'alarm'
      readonly key: string
      readonly alarm: Alarm
      /** Of the opened flood above. */
      readonly member: boolean
    }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly line: GroupLine
      readonly expanded: boolean
    }

export function rowsOf(
  lines: readonly AlarmLine[],
  expanded: ReadonlySet<string>,
): readonly AlarmTableRow[] {
  return lines.flatMap((line): AlarmTableRow[] => {
    if (line.kind === 'alarm') return [{ ...line, member: false }]
    const open = expanded.has(line.key)
    const head = { kind: 'group', key: line.key, line, expanded: open } as const
    if (!open) return [head]
    const members = line.members.map(
      (alarm) => ({ kind: 'alarm', key: alarm.id, alarm, member: true }) as const,
    )
    return [head, ...members]
  })
}
