import { CheckOutlined } from '@ant-design/icons'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { HandoverItem, HandoverLine } from '../../../../core/modules/handovers/contract.ts'
import { classes } from '../../../ui/classes.ts'
import type { Column } from '../../../ui/DataList.tsx'
import { useAtNow } from '../../../ui/now.ts'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Handover.module.css'

const clock = (ms: number) => beijingTime(ms).slice(0, 5)
const minuteMs = 60_000

/** `剩 37 分`, `超 12 分`: whole minutes, so that it renders once a minute. */
function Left({ dueAt }: { readonly dueAt: number }) {
  const minutes = useAtNow((now) => Math.floor((dueAt - now) / minuteMs))
  const words = (count: number) =>
    count < 60 ? `${count} 分` : `${Math.floor(count / 60)} 时 ${count % 60} 分`
  return minutes < 0 ? (
    <b className={styles.bad}>超 {words(-minutes)}</b>
  ) : (
    <span className={minutes < 60 ? styles.warn : undefined}>剩 {words(minutes)}</span>
  )
}

function Line({ line }: { readonly line: HandoverLine }) {
  const { words, tone, dueAt, fresh, carried } = line
  return (
    <li className={classes(tone === 'plain' ? undefined : styles[tone], fresh && styles.fresh)}>
      {fresh && <Tag tone="yellow">新</Tag>} {words} {dueAt !== null && <Left dueAt={dueAt} />}{' '}
      {carried > 0 && <Tag title="前几次交接时也在，一直没有办结">第 {carried + 1} 次交接</Tag>}
    </li>
  )
}

function Content({ item }: { readonly item: HandoverItem }) {
  return (
    <>
      {item.lines.length === 0 && <span className={styles.quiet}>{item.empty}</span>}
      <ul className={styles.lines}>
        {item.lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
      {item.talk.map(({ kind, words, by, at }) => (
        <div key={`${kind} ${at}`} className={styles.talk}>
          {kind === 'question' ? '问' : '答'}：{words}（{by} {clock(at)}）
        </div>
      ))}
    </>
  )
}

function Note({ item: { note } }: { readonly item: HandoverItem }) {
  if (!note || note.text === '') return <span className={styles.quiet}>无</span>
  return (
    <>
      {note.text}
      {note.others.map(({ text, by }) => (
        <div key={`${by} ${text}`} className={styles.warn}>
          另一处同时写的：{text}（{by}）
        </div>
      ))}
    </>
  )
}

const words: Readonly<Record<HandoverItem['state'], string>> = {
  open: '',
  waiting: '未接',
  returned: '退回，等补充',
  answered: '已补充，待接',
  changed: '接收后有变化，请再接',
  accepted: '',
}

function State({ item: { state, accepted } }: { readonly item: HandoverItem }) {
  if (state === 'accepted' && accepted) {
    return (
      <span className={styles.accepted}>
        <CheckOutlined /> {accepted.name} {clock(accepted.at)}
      </span>
    )
  }
  const tone = state === 'returned' ? styles.bad : state === 'waiting' ? styles.quiet : styles.warn
  return <span className={tone}>{words[state]}</span>
}

export function itemColumns(small: boolean): readonly Column<HandoverItem>[] {
  return [
    {
      key: 'title',
      title: '事项',
      width: small ? '118px' : '190px',
      cell: ({ title, mandatory }) => (
        <span className={styles.title}>
          <span>{title}</span>
          {mandatory && <span className={styles.must}>必接</span>}
        </span>
      ),
    },
    { key: 'count', title: '项数', width: '44px', align: 'right', cell: ({ count }) => count },
    {
      key: 'content',
      title: '系统自动生成',
      width: 'minmax(220px, 1fr)',
      cell: (item) => <Content item={item} />,
    },
    {
      key: 'note',
      title: '交班附言',
      width: small ? '130px' : '220px',
      cell: (item) => <Note item={item} />,
    },
    {
      key: 'state',
      title: '接收',
      width: small ? '110px' : '150px',
      cell: (item) => <State item={item} />,
    },
  ]
}
