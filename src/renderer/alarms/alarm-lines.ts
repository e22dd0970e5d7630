/** Alarms as they are shown: one by one, a flood as one line that can be opened. */
import {
  isWaitingState,
  type Alarm,
  type AlarmGroupShown,
} from '../../core/modules/alarms/contract.ts'

export type AlarmLine =
  | { readonly kind: 'alarm'; readonly key: string; readonly alarm: Alarm }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly group: AlarmGroupShown
      readonly members: readonly Alarm[]
    }

/** In the core's order; a flood stands where its most pressing member would. */
export function linesOf(
  alarms: readonly Alarm[],
  groups: readonly AlarmGroupShown[],
): readonly AlarmLine[] {
  const byMember = new Map(groups.flatMap((group) => group.members.map((id) => [id, group])))
  const shown = new Set<string>()
  return alarms.flatMap((alarm): AlarmLine[] => {
    const group = byMember.get(alarm.id)
    if (!group) return [{ kind: 'alarm', key: alarm.id, alarm }]
    if (shown.has(group.key)) return []
    shown.add(group.key)
    const members = alarms.filter(({ id }) => group.members.includes(id))
    return [{ kind: 'group', key: group.key, group, members }]
  })
}

/** What a line has in common, whether it is one alarm or many. */
export function headOf(line: AlarmLine) {
  const { state, priority, title, raisedAt, firstAt } =
    line.kind === 'alarm' ? line.alarm : line.group
  const handlers =
    line.kind === 'group' ? line.group.handlers : line.alarm.handler ? [line.alarm.handler] : []
  const detail =
    line.kind === 'alarm'
      ? line.alarm.detail
      : line.members.map((member) => member.title).join('、')
  return { state, priority, title, detail, raisedAt, firstAt, handlers }
}

export function isWaitingLine(line: AlarmLine): boolean {
  return isWaitingState(headOf(line).state)
}

/** Ids that an acknowledgement of this line means. */
export function alarmsOf(line: AlarmLine): readonly string[] {
  return line.kind === 'alarm' ? [line.alarm.id] : line.members.map(({ id }) => id)
}
