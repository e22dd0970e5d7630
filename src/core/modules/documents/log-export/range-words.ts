/** What an export holds, in words: for its head, its file name and the line in the log. */
import { beijingDateTime } from '../../../kernel/beijing-time.ts'
import type { CoreContext } from '../../../module.ts'
import { entryWord } from '../../logbook/contract.ts'
import { incidentRow } from '../../incidents/index.ts'
import { unitList } from '../../teams/index.ts'
import { incidentNumberOf } from '../composers/incident-reading.ts'
import type { LogRange } from '../contract.ts'

function minute(ms: number): string {
  return beijingDateTime(ms).slice(0, 16)
}

export interface RangeWords {
  /** 值班日志, or 事件日志 with the incident. */
  readonly title: string
  /** Short, for the file's name. */
  readonly name: string
  /** Times and filters. */
  readonly scope: string
}

export function rangeWords(context: CoreContext, range: LogRange): RangeWords {
  const { incident, from, to, unit, channel, kind, text, typedOnly, includeStruck } = range
  const row = incident == null ? undefined : incidentRow(context.db, incident)
  const number = row ? incidentNumberOf(context, row.id) : ''
  const times =
    from == null && to == null
      ? '全部时间'
      : `${from == null ? '开始' : minute(from)} 至 ${to == null ? '现在' : minute(to)}`
  const team =
    unit == null ? undefined : unitList(context.db, context.county).find(({ id }) => id === unit)
  const filters = [
    team && `队伍 ${team.name}`,
    channel == null ? undefined : `方式 ${entryWord(channel)}`,
    kind == null ? undefined : `类别 ${entryWord(kind)}`,
    text.trim() === '' ? undefined : `含“${text.trim()}”`,
    typedOnly ? '仅人工记录' : undefined,
    includeStruck ? undefined : '不含划改',
  ].filter((part) => part !== undefined)
  return {
    title: row ? `事件日志 ${number}` : '值班日志',
    name: row ? `事件日志 ${number}` : '值班日志',
    scope: [...(row ? [row.title] : []), times, ...filters].join('，'),
  }
}
