import { beijingDateTime, beijingTime } from '../../../../core/kernel/beijing-time.ts'
import {
  directionWord,
  doneWord,
  type DutyEntry,
} from '../../../../core/modules/duty-log/contract.ts'
import { entryWord } from '../../../../core/modules/logbook/contract.ts'
import type { Column } from '../../../ui/DataList.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Log.module.css'

export const joined = (parts: readonly string[], by = ' '): string =>
  parts.filter((part) => part !== '').join(by)

/** Who called or was called; of a plain line its source. */
export function partyOf({ line, fields }: DutyEntry): string {
  return fields ? joined([fields.unit, fields.person]) || line.source.text : line.source.text
}

function Content({ entry }: { readonly entry: DutyEntry }) {
  const { line, fields } = entry
  const text = fields?.content ?? line.text
  return (
    <span className={styles.cell}>
      <span className={line.struck === null ? undefined : styles.struck}>{text}</span>
      {line.late && <span className={styles.note}> 补录</span>}
      {line.corrects && <span className={styles.note}> 更正 {line.corrects.number ?? ''}</span>}
      {line.struck && (
        <span className={styles.note}>
          {' '}
          划改 {line.struck.by}：{line.struck.reason}
          {line.struck.replacedBy?.number && `，见 ${line.struck.replacedBy.number}`}
        </span>
      )}
    </span>
  )
}

/** What was done and who was told, in one cell: it is what the relief reads. */
function Handling({ entry }: { readonly entry: DutyEntry }) {
  const { fields, handlings, notices } = entry
  const told = notices.filter(({ struck }) => struck === null)
  return (
    <span className={styles.cell}>
      {joined([fields?.handling ?? '', ...handlings.map(({ text }) => text)], '；')}
      {told.length > 0 && (
        <span className={styles.note}>
          {' '}
          已报告 {told.map(({ whom, at }) => `${whom} ${beijingTime(at).slice(0, 5)}`).join('、')}
        </span>
      )}
    </span>
  )
}

function Done({ entry }: { readonly entry: DutyEntry }) {
  const { state } = entry.done
  // A plain line asks for nothing, so it is not said to be done.
  if (entry.line.struck !== null || (entry.fields === null && state === 'done')) return null
  if (state === 'doing') return <Tag tone="yellow">{doneWord(state)}</Tag>
  return state === 'passed' ? <Tag tone="blue">{doneWord(state)}</Tag> : <>{doneWord(state)}</>
}

/** @param day of the page: an entry of another day says its date */
export function entryColumns(day: string, small: boolean): Column<DutyEntry>[] {
  const all: (Column<DutyEntry> | false)[] = [
    {
      key: 'number',
      title: '序号',
      width: '60px',
      cell: ({ line }) => line.number.split('-').at(-1) ?? line.number,
    },
    {
      key: 'at',
      title: '时间',
      width: small ? '52px' : '92px',
      cell: ({ line }) => {
        const [date = '', time = ''] = beijingDateTime(line.heardAt).split(' ')
        return small || date === day ? time.slice(0, 5) : `${date.slice(5)} ${time.slice(0, 5)}`
      },
    },
    {
      key: 'direction',
      title: '来去',
      width: '44px',
      cell: ({ fields }) => (fields ? directionWord(fields.direction) : ''),
    },
    {
      key: 'party',
      title: '单位 姓名职务',
      width: 'minmax(120px, 1.1fr)',
      cell: (entry) => <span className={styles.cell}>{partyOf(entry)}</span>,
    },
    !small && {
      key: 'contact',
      title: '方式 电话频道',
      width: 'minmax(110px, 0.9fr)',
      cell: ({ line, fields }) => (
        <span className={styles.cell}>
          {joined([line.channel === null ? '' : entryWord(line.channel), fields?.contact ?? ''])}
        </span>
      ),
    },
    {
      key: 'content',
      title: '内容',
      width: 'minmax(220px, 3fr)',
      cell: (entry) => <Content entry={entry} />,
    },
    {
      key: 'handling',
      title: '处理和报告',
      width: 'minmax(140px, 1.7fr)',
      cell: (entry) => <Handling entry={entry} />,
    },
    { key: 'done', title: '办结', width: '60px', cell: (entry) => <Done entry={entry} /> },
    !small && {
      key: 'recorder',
      title: '记录人',
      width: '72px',
      cell: ({ line }) => line.recorder.name,
    },
  ]
  return all.filter((column) => column !== false)
}
