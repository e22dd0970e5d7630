import { useState } from 'react'
import { Segmented } from 'antd'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { DutyEntry, DutyPage } from '../../../../core/modules/duty-log/contract.ts'
import { queries } from '../../../client.ts'
import { useQuickEntry } from '../../../duty-log/quick-entry.ts'
import { StaleWhileAway } from '../../../log/LogView.tsx'
import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { TimeAgo } from '../../../ui/Age.tsx'
import { DataList } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { Split } from '../../../ui/Split.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { entryColumns } from './entry-columns.tsx'
import { EntryDetail } from './EntryDetail.tsx'
import { PageBar } from './PageBar.tsx'
import { PageForm } from './PageForm.tsx'
import styles from './Log.module.css'

const filters = [
  ['all', '全部'],
  ['in', '来'],
  ['out', '去'],
  ['doing', '在办'],
] as const
type Filter = (typeof filters)[number][0]

function passes({ line, fields, done }: DutyEntry, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'doing') return line.struck === null && done.state === 'doing'
  return fields?.direction === filter
}

/** 值班日志: the page of one shift, and what is done with each entry. */
export function DutyLogPart() {
  const [page, setPage] = useState<string>()
  const shown = useQuery(
    queries.dutyLog.page.queryOptions({
      input: { page: page ?? null },
      placeholderData: keepPreviousData,
    }),
  )
  if (shown.isError) {
    return (
      <FailingState
        title="读不到值班日志"
        error={shown.error}
        onRetry={() => void shown.refetch()}
      />
    )
  }
  if (!shown.data) return <LoadingState what="值班日志" />
  return <Page page={shown.data} isNow={page === undefined} onPage={setPage} />
}

function Page({
  page,
  isNow,
  onPage,
}: {
  readonly page: DutyPage
  readonly isNow: boolean
  readonly onPage: (page: string | undefined) => void
}) {
  const small = useSmallDesk()
  const [filter, setFilter] = useState<Filter>('all')
  const [selected, setSelected] = useState<string>()
  const [heading, setHeading] = useState(false)
  const entries = page.entries.filter((entry) => passes(entry, filter)).toReversed()
  const chosen = entries.find(({ line }) => line.id === selected) ?? entries[0]
  return (
    <div className={styles.place}>
      <PageBar page={page} onPage={onPage} onConditions={() => setHeading(true)} />
      <div className={styles.main}>
        <Split name="duty-log" parts={[{ minPx: 520 }, { startPx: small ? 400 : 480, minPx: 360 }]}>
          <Panel
            title={`值班日志 ${page.counts.entries}`}
            fixed
            extra={
              <Segmented<Filter>
                aria-label="看哪些"
                value={filter}
                options={filters.map(([value, word]) => ({
                  value,
                  label: value === 'doing' ? `${word} ${page.counts.doing}` : word,
                }))}
                onChange={setFilter}
              />
            }
            footer={<Foot page={page} isNow={isNow} />}
          >
            <StaleWhileAway />
            <DataList<DutyEntry>
              label="值班日志"
              rows={entries}
              columns={entryColumns(page.day, small)}
              rowKey={({ line }) => line.id}
              wrap
              rowTone={({ line, done }) =>
                line.struck !== null
                  ? 'stale'
                  : line.generated
                    ? 'generated'
                    : done.state === 'doing'
                      ? 'due'
                      : undefined
              }
              selectedKey={chosen?.line.id}
              onSelect={({ line }) => {
                setHeading(false)
                setSelected(line.id)
              }}
              empty={
                <EmptyState
                  title={filter === 'all' ? '本班还没有记录' : '没有这样的记录'}
                  hint="在任何画面按 Ctrl+J 记一条；无事也要按时记“无异常”。"
                />
              }
            />
          </Panel>
          <Panel title={heading ? '天气与小结' : (chosen?.line.number ?? '条目')}>
            {heading ? (
              <PageForm key={page.page} page={page} onDone={() => setHeading(false)} />
            ) : chosen === undefined ? (
              <EmptyState title="没有选中条目" hint="用上下键选一条，看处理和报告。" />
            ) : (
              <EntryDetail key={chosen.line.id} entry={chosen} onChoose={setSelected} />
            )}
          </Panel>
        </Split>
      </div>
    </div>
  )
}

/** Writing, 无异常 in one key, and the page on paper. */
function Foot({ page, isNow }: { readonly page: DutyPage; readonly isNow: boolean }) {
  const print = usePrint()
  const show = useQuickEntry((quick) => quick.show)
  const quiet = useMutation(queries.dutyLog.allQuiet.mutationOptions())
  const { counts, lastWrittenAt } = page
  return (
    <>
      {isNow && (
        <>
          <ActionButton kind="primary" hint="Ctrl+J" onPress={show}>
            记一条
          </ActionButton>
          <ActionButton
            hotkey="Alt+W"
            name="记无异常"
            busy={quiet.isPending}
            onPress={() => quiet.mutate(undefined)}
          >
            记“无异常”
          </ActionButton>
        </>
      )}
      <ActionButton
        hotkey="P"
        busy={print.busy}
        onPress={() =>
          print.print({ kind: 'duty_log', subject: page.page, incident: null, format: 'pdf' })
        }
      >
        打印本页
      </ActionButton>
      <span className={styles.note}>
        来 {counts.incoming} · 去 {counts.outgoing} · 划改 {counts.struck}
        {isNow && lastWrittenAt !== null && (
          <>
            {' '}
            · 上一条 <TimeAgo atMs={lastWrittenAt} />
          </>
        )}
      </span>
      <span className={styles.grow} role="status">
        {quiet.error !== null && (
          <span className={styles.problem}>{describeError(quiet.error)}</span>
        )}
        <PrintNote print={print} />
      </span>
    </>
  )
}
