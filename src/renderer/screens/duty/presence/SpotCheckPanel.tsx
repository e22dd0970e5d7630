import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import {
  methodWord,
  spotResultWord,
  type SpotCheck,
} from '../../../../core/modules/spot-checks/contract.ts'
import { queries } from '../../../client.ts'
import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag, type Tone } from '../../../ui/Tag.tsx'
import { BeginCheck } from './BeginCheck.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { RunningCheck } from './RunningCheck.tsx'
import styles from './Presence.module.css'

const tones: Readonly<Record<string, Tone>> = { ok: 'ok', late: 'yellow', absent: 'red' }

function ResultCell({ check }: { readonly check: SpotCheck }) {
  if (check.state === 'running') return <Tag tone="blue">正在查</Tag>
  if (check.state === 'withdrawn') return <span className={styles.note}>作废</span>
  const result = check.result ?? ''
  return (
    <>
      <Tag tone={tones[result] ?? 'plain'}>{spotResultWord(result)}</Tag>
      {result !== 'ok' && <span className={styles.note}> {check.fixed ? '已整改' : '待整改'}</span>}
    </>
  )
}

const columns: readonly Column<SpotCheck>[] = [
  {
    key: 'at',
    title: '时间',
    width: '92px',
    cell: ({ at }) => beijingDateTime(at).slice(5, 16),
  },
  {
    key: 'unit',
    title: '单位',
    width: 'minmax(80px, 1fr)',
    cell: ({ unitName, method }) => (
      <span className={styles.cell}>
        {unitName} <span className={styles.note}>{methodWord(method)}</span>
      </span>
    ),
  },
  {
    key: 'seconds',
    title: '应答',
    width: '60px',
    align: 'right',
    cell: ({ answerSecs, state }) =>
      answerSecs === null ? (state === 'concluded' ? '—' : '') : `${answerSecs} 秒`,
  },
  { key: 'result', title: '结果', width: '116px', cell: (check) => <ResultCell check={check} /> },
]

/** 查岗: calls that are measured by the console, and what came of them. */
export function SpotCheckPanel() {
  const checks = useQuery(queries.spotChecks.list.queryOptions({ input: {} }))
  const [selected, setSelected] = useState<string>()
  const [beginning, setBeginning] = useState(false)
  if (checks.isError) {
    return (
      <FailingState
        title="读不到查岗记录"
        error={checks.error}
        onRetry={() => void checks.refetch()}
      />
    )
  }
  if (!checks.data) return <LoadingState what="查岗记录" />
  const rows = checks.data
  const chosen = rows.find(({ id }) => id === selected) ?? rows[0]
  return (
    <Panel fixed title="查岗" extra={<MonthPaper checks={rows} />}>
      <div className={styles.column}>
        <div className={styles.list}>
          <DataList<SpotCheck>
            label="查岗"
            rows={rows}
            columns={columns}
            rowKey={({ id }) => id}
            wrap
            rowTone={({ state }) =>
              state === 'running' ? 'due' : state === 'withdrawn' ? 'stale' : undefined
            }
            selectedKey={chosen?.id}
            onSelect={({ id }) => {
              setBeginning(false)
              setSelected(id)
            }}
            empty={
              <EmptyState
                title="还没有查过岗"
                hint="按 G 选一个单位拨打，对方应答时再按一次键，秒数由程序计。"
              />
            }
          />
        </div>
        <div className={styles.below}>
          {beginning ? (
            <BeginCheck
              onBegun={(id) => {
                setBeginning(false)
                setSelected(id)
              }}
              onDone={() => setBeginning(false)}
            />
          ) : (
            <div className={styles.form}>
              {chosen && <Chosen key={chosen.id} check={chosen} />}
              {chosen?.state !== 'running' && (
                <div className={styles.row}>
                  <ActionButton kind="primary" hotkey="G" onPress={() => setBeginning(true)}>
                    开始查岗
                  </ActionButton>
                </div>
              )}
            </div>
          )}
        </div>
      </div>
    </Panel>
  )
}

function Chosen({ check }: { readonly check: SpotCheck }) {
  const [fixing, setFixing] = useState(false)
  const fix = useMutation(
    queries.spotChecks.markFixed.mutationOptions({ onSuccess: () => setFixing(false) }),
  )
  if (check.state === 'running') return <RunningCheck check={check} />
  const open = check.state === 'concluded' && check.result !== 'ok' && check.fixed === null
  return (
    <>
      <span>
        {check.unitName} <span className={styles.note}>{check.contact}</span>
      </span>
      <span className={styles.note}>
        查岗人 {check.by}
        {check.answeredBy === '' ? '' : `，应答人 ${check.answeredBy}`}
        {check.problem === '' ? '' : `；问题：${check.problem}`}
        {check.fix === '' ? '' : `；整改：${check.fix}`}
        {check.fixed && `；${check.fixed.by}：${check.fixed.note}`}
        {check.withdrawn && `作废：${check.withdrawn.by} ${check.withdrawn.reason}`}
      </span>
      {open && !fixing && (
        <div className={styles.row}>
          <ActionButton hotkey="F" onPress={() => setFixing(true)}>
            已整改
          </ActionButton>
        </div>
      )}
      {fixing && (
        <ReasonForm
          label="怎样整改的"
          save="记整改"
          busy={fix.isPending}
          error={fix.error}
          onSave={(note) => fix.mutate({ check: check.id, note })}
          onDone={() => setFixing(false)}
        />
      )}
    </>
  )
}

/** The month's record on paper. */
function MonthPaper({ checks }: { readonly checks: readonly SpotCheck[] }) {
  const print = usePrint()
  const last = checks.find(({ state }) => state === 'concluded')
  if (!last) return null
  const month = beijingDateTime(last.at).slice(0, 7)
  return (
    <>
      <PrintNote print={print} />
      <ActionButton
        hotkey="P"
        busy={print.busy}
        onPress={() =>
          print.print({
            kind: 'spot_check_record',
            subject: `month:${month}`,
            incident: null,
            format: 'pdf',
          })
        }
      >
        打印本月
      </ActionButton>
    </>
  )
}
