import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import {
  basisWord,
  spanWords,
  verdictWord,
  type MeasuredTime,
} from '../../core/modules/review/contract.ts'
import { DataList, type Column } from '../ui/DataList.tsx'
import { Tag } from '../ui/Tag.tsx'
import { verdictTone } from './verdict-look.ts'

/** What may still come is not missing yet. */
function timeOr({ label, at }: MeasuredTime['from'], { verdict }: MeasuredTime): string {
  if (at !== null) return `${label} ${beijingDateTime(at).slice(5)}`
  return verdict === 'pending' || verdict === 'pending-over' ? `${label} 尚无` : `${label} 未记录`
}

export function limitWords({ limit }: MeasuredTime): string {
  if (!limit) return '—'
  return `${spanWords(limit.ms)}（${basisWord(limit.basis)}）`
}

export function VerdictTag({ time }: { readonly time: MeasuredTime }) {
  return (
    <Tag tone={verdictTone(time.verdict)} title={time.limit ? time.limit.rule : '没有规定时限'}>
      {verdictWord(time.verdict)}
    </Tag>
  )
}

const columns: readonly Column<MeasuredTime>[] = [
  { key: 'team', title: '对象', width: '110px', cell: ({ team }) => team ?? '事件' },
  { key: 'label', title: '环节', width: 'minmax(150px, 1.4fr)', cell: ({ label }) => label },
  {
    key: 'from',
    title: '起',
    width: 'minmax(150px, 1fr)',
    cell: (time) => timeOr(time.from, time),
  },
  {
    key: 'to',
    title: '止',
    width: 'minmax(150px, 1fr)',
    cell: (time) => timeOr(time.to, time),
  },
  {
    key: 'took',
    title: '用时',
    width: '110px',
    align: 'right',
    cell: ({ tookMs }) => (tookMs === null ? '—' : spanWords(tookMs)),
  },
  { key: 'limit', title: '时限（依据）', width: '140px', cell: limitWords },
  {
    key: 'source',
    title: '规则',
    width: 'minmax(110px, 1fr)',
    cell: ({ limit }) => limit?.rule ?? '',
  },
  { key: 'verdict', title: '结果', width: '120px', cell: (time) => <VerdictTag time={time} /> },
]

/** Every measured time with its limit, where the limit comes from, and how it stands. */
export function TimesTable({ times }: { readonly times: readonly MeasuredTime[] }) {
  return (
    <DataList
      label="用时对照"
      rows={times}
      columns={columns}
      rowKey={({ key }) => key}
      rowTone={({ verdict }) =>
        verdict === 'over' || verdict === 'pending-over' ? 'over' : undefined
      }
    />
  )
}
