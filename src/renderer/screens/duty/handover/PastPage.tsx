import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Beside } from '../../../ui/Beside.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import styles from './Handover.module.css'

type Row = Awaited<
  ReturnType<NonNullable<(typeof queries)['handovers']['history']['call']>>
>[number]
const minute = (ms: number) => beijingDateTime(ms).slice(0, 16)

const columns: readonly Column<Row>[] = [
  { key: 'at', title: '交接时间', width: '136px', cell: ({ closedAt }) => minute(closedAt) },
  { key: 'word', title: '班次', width: '84px', cell: ({ outWord }) => outWord },
  { key: 'out', title: '交班人', width: '84px', cell: ({ outgoing }) => outgoing },
  { key: 'in', title: '接班人', width: '84px', cell: ({ incoming }) => incoming },
  { key: 'leader', title: '监交', width: '84px', cell: ({ leader }) => leader || '不在' },
  {
    key: 'remarks',
    title: '情况',
    width: 'minmax(0, 1fr)',
    cell: ({ returned, lateByMin }) =>
      [returned > 0 ? `退回 ${returned} 次` : '', lateByMin > 0 ? `接班迟到 ${lateByMin} 分钟` : '']
        .filter((part) => part !== '')
        .join('，'),
  },
]

/** 历次交接: what was signed, and whether it still is what was signed. */
export function PastPage({ tabs }: { readonly tabs: ReactNode }) {
  const list = useQuery(queries.handovers.history.queryOptions({ input: {} }))
  const [selected, setSelected] = useState<string>()
  const chosen = list.data?.find(({ id }) => id === selected) ?? list.data?.[0]
  return (
    <Beside>
      <Panel label="历次交接" title={tabs} fixed>
        {list.isError && !list.data && (
          <FailingState
            title="读不到历次交接"
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isPending && <LoadingState what="历次交接" />}
        {list.data && (
          <DataList
            label="历次交接"
            rows={list.data}
            columns={columns}
            rowKey={({ id }) => id}
            selectedKey={chosen?.id}
            onSelect={({ id }) => setSelected(id)}
            empty={<EmptyState title="还没有签过的交接单" />}
          />
        )}
      </Panel>
      {chosen && <Signed key={chosen.id} handover={chosen.id} />}
    </Beside>
  )
}

function Signed({ handover }: { readonly handover: string }) {
  const shown = useQuery(queries.handovers.show.queryOptions({ input: { handover } }))
  const proof = useQuery(queries.handovers.verify.queryOptions({ input: { handover } }))
  const print = usePrint()
  if (!shown.data) return <LoadingState what="交接单" />
  const { sheet, signatures } = shown.data
  return (
    <Panel
      title="交接单"
      extra={
        <ActionButton
          hotkey="Ctrl+P"
          busy={print.busy}
          onPress={() => print.print({ kind: 'handover_sheet', subject: handover, format: 'pdf' })}
        >
          打印
        </ActionButton>
      }
    >
      <div className={styles.paper}>
        <ul className={styles.lines} aria-label="查验">
          {(proof.data?.findings ?? []).map(({ good, words }) => (
            <li key={words} className={good ? styles.accepted : styles.bad}>
              {good ? '✓' : '✗'} {words}
            </li>
          ))}
        </ul>
        <span>
          {signatures.map(({ word, name, at }) => `${word} ${name} ${minute(at)}`).join('；')}
        </span>
        {sheet.items.map(({ key, title, lines, note, talk, acceptedBy, acceptedAt }) => (
          <section key={key}>
            <h3>{title}</h3>
            <div className={styles.head}>
              {lines.map((words) => (
                <div key={words}>{words}</div>
              ))}
              {note !== '' && <div>附言：{note}</div>}
              {talk.map(({ words, by }) => (
                <div key={words}>
                  {words}（{by}）
                </div>
              ))}
              <div className={styles.quiet}>
                接收 {acceptedBy} {minute(acceptedAt)}
              </div>
            </div>
          </section>
        ))}
        {sheet.note !== '' && <p>总附言：{sheet.note}</p>}
      </div>
    </Panel>
  )
}
