/** The log as CSV: opened by Excel and WPS with a double click. */
import { beijingDateTime } from '../../../kernel/beijing-time.ts'
import { byteOrderMark, csvLine } from '../../../documents/csv.ts'
import type { OpStatus } from '../../../oplog/types.ts'
import { entryWord } from '../../logbook/contract.ts'
import { countWords, type Counts, type ExportedLine } from './exported.ts'

const heading = [
  '编号',
  '值班日',
  '听到时间',
  '记录时间',
  '入库时间',
  '补录',
  '类别',
  '来源',
  '方式',
  '信道',
  '内容',
  '事件',
  '呼号',
  '记录人',
  '系统生成',
  '待办',
  '划改',
  '划改原因',
  '划改人',
  '划改时间',
  '更正见',
  '更正自',
  '曾划改后恢复',
  '纸质表',
  '性质',
]

export const csvHead = `${byteOrderMark}${csvLine(heading)}`

const statusWords: Readonly<Record<OpStatus, string>> = {
  actual: '实际',
  exercise: '演练',
  test: '测试',
}

function action({ entry }: ExportedLine): string {
  if (!entry.needsAction) return ''
  if (!entry.actionClosed) return '未办结'
  const { at, by, note } = entry.actionClosed
  return `已办结 ${beijingDateTime(at)} ${by} ${note}`.trimEnd()
}

export function csvRow(line: ExportedLine): string {
  const { entry, undone, incident, paper } = line
  const { struck } = entry
  return csvLine([
    entry.number,
    entry.day,
    beijingDateTime(entry.heardAt),
    beijingDateTime(entry.typedAt),
    beijingDateTime(entry.storedAt),
    entry.late ? '补录' : '',
    entryWord(entry.kind),
    entry.source.text,
    entry.channel === null ? '' : entryWord(entry.channel),
    entry.group,
    entry.text,
    incident,
    entry.callSign,
    entry.recorder.name,
    entry.generated ? '是' : '',
    action(line),
    struck ? '已划改' : '',
    struck?.reason,
    struck?.by,
    struck ? beijingDateTime(struck.at) : '',
    struck?.replacedBy?.number,
    entry.corrects?.number,
    undone
      .map(
        ({ struckBy, struckReason, restoredAt, restoredBy, restoredReason }) =>
          `${struckBy}划改：${struckReason}；${beijingDateTime(restoredAt)} ${restoredBy}恢复：${restoredReason}`,
      )
      .join('；'),
    paper,
    statusWords[entry.status],
  ])
}

/** The last rows: what stands at the foot of a printed log. */
export function csvEnd(counts: Counts, proof: readonly string[]): string {
  return [`【完】${countWords(counts)}`, ...proof].map((words) => csvLine([words])).join('')
}
