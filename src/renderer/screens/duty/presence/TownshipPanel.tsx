import { useState } from 'react'
import { Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { TownshipRow } from '../../../../core/modules/township-reports/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { ChaseForm } from './ChaseForm.tsx'
import { ReasonForm } from './ReasonForm.tsx'
import { ReportForm } from './ReportForm.tsx'
import { SlotsForm } from './SlotsForm.tsx'
import styles from './Presence.module.css'

const clock = (ms: number) => beijingTime(ms).slice(0, 5)

function StateCell({ row: { state, report, lateByMin, chases } }: { readonly row: TownshipRow }) {
  if (report) {
    return (
      <span className={styles.good}>
        ✓ {clock(report.receivedAt)}
        {state === 'late' && <span className={styles.late}> 迟 {lateByMin} 分</span>}
      </span>
    )
  }
  const chased = chases.length === 0 ? '' : ` 催 ${chases.length} 次`
  return state === 'overdue' ? (
    <span className={styles.late}>
      未报 {lateByMin} 分{chased}
    </span>
  ) : (
    <span className={styles.note}>待报{chased}</span>
  )
}

const columns: readonly Column<TownshipRow>[] = [
  { key: 'name', title: '乡镇', width: '76px', cell: ({ name }) => name },
  { key: 'state', title: '报到', width: '124px', cell: (row) => <StateCell row={row} /> },
  {
    key: 'text',
    title: '内容',
    width: 'minmax(100px, 1fr)',
    cell: ({ report }) =>
      report && (
        <span className={styles.cell}>
          {report.nothing ? '无情况' : report.text}
          <span className={styles.note}> {report.reporter}</span>
        </span>
      ),
  },
]

type Act = 'report' | 'chase' | 'withdraw' | 'slots'

/** Who of the townships reported by their time; one key for a report of nothing. */
export function TownshipPanel() {
  const board = useQuery({
    ...queries.townshipReports.board.queryOptions({ input: {} }),
    refetchInterval: 20_000,
  })
  const [slotId, setSlotId] = useState<string>()
  const [selected, setSelected] = useState<string>()
  const [act, setAct] = useState<Act>()
  const receive = useMutation(queries.townshipReports.receive.mutationOptions())
  const withdraw = useMutation(
    queries.townshipReports.withdraw.mutationOptions({ onSuccess: () => setAct(undefined) }),
  )
  if (board.isError) {
    return (
      <FailingState
        title="读不到乡镇报告"
        error={board.error}
        onRetry={() => void board.refetch()}
      />
    )
  }
  if (!board.data) return <LoadingState what="乡镇报告" />
  const { day, slots } = board.data
  const slot = slots.find(({ id }) => id === slotId) ?? slots.at(-1)
  const rows = slot?.rows ?? []
  const chosen = rows.find(({ township }) => township === selected) ?? rows[0]
  const place = slot && chosen && { day, slot: slot.id, township: chosen.township }
  const leave = () => setAct(undefined)
  const nothing = () => {
    if (place && !receive.isPending)
      receive.mutate({ ...place, nothing: true, channel: 'landline' })
  }
  return (
    <Panel
      fixed
      title={`乡镇报告${slot ? ` ${slot.reported}/${slot.rows.length}` : ''}`}
      extra={
        slots.length > 1 && slot ? (
          <Segmented
            aria-label="哪项报告"
            value={slot.id}
            options={slots.map(({ id, word, time }) => ({ value: id, label: `${word} ${time}` }))}
            onChange={setSlotId}
          />
        ) : (
          <span className={styles.note}>{slot ? `${slot.word} ${slot.time} 前` : ''}</span>
        )
      }
    >
      <div className={styles.column}>
        <div className={styles.list}>
          <DataList<TownshipRow>
            label="乡镇报告"
            rows={rows}
            columns={columns}
            rowKey={({ township }) => township}
            wrap
            rowTone={({ state }) => (state === 'overdue' ? 'over' : undefined)}
            selectedKey={chosen?.township}
            onSelect={({ township }) => {
              leave()
              setSelected(township)
            }}
            onOpen={nothing}
            empty={
              <EmptyState
                title="没有启用每日报告"
                hint="县里定下哪些报告、几点前报，启用后这里列出各乡镇，到时未报会告警。"
              />
            }
          />
        </div>
        <div className={styles.below}>
          {act === 'slots' && <SlotsForm onDone={leave} />}
          {act === 'report' && place && (
            <ReportForm key={place.township} place={place} onDone={leave} />
          )}
          {act === 'chase' && place && chosen && (
            <ChaseForm key={place.township} place={place} row={chosen} onDone={leave} />
          )}
          {act === 'withdraw' && place && (
            <ReasonForm
              label="撤回原因"
              save="撤回报告"
              busy={withdraw.isPending}
              error={withdraw.error}
              onSave={(reason) => withdraw.mutate({ ...place, reason })}
              onDone={leave}
            />
          )}
          {act === undefined && (
            <div className={styles.form}>
              {chosen && <Told row={chosen} />}
              {receive.error !== null && (
                <span className={styles.problem}>{describeError(receive.error)}</span>
              )}
              <div className={styles.row}>
                {place && (
                  <>
                    <ActionButton
                      kind="primary"
                      hotkey="Y"
                      busy={receive.isPending}
                      onPress={nothing}
                    >
                      无情况
                    </ActionButton>
                    <ActionButton hotkey="U" onPress={() => setAct('report')}>
                      有情况
                    </ActionButton>
                    <ActionButton hotkey="I" onPress={() => setAct('chase')}>
                      催报
                    </ActionButton>
                  </>
                )}
                {chosen?.report && (
                  <ActionButton kind="quiet" onPress={() => setAct('withdraw')}>
                    撤回
                  </ActionButton>
                )}
                <ActionButton kind="quiet" hotkey="E" onPress={() => setAct('slots')}>
                  设置
                </ActionButton>
              </div>
            </div>
          )}
        </div>
      </div>
    </Panel>
  )
}

function Told({ row: { name, phone, report, earlier, chases } }: { readonly row: TownshipRow }) {
  return (
    <>
      <span>
        {name} <span className={styles.note}>{phone === '' ? '没有登记值班电话' : phone}</span>
      </span>
      {report && report.leader !== '' && <span className={styles.note}>带班 {report.leader}</span>}
      {earlier.map((one) => (
        <span key={`${one.receivedAt} ${one.by}`} className={styles.note}>
          {clock(one.receivedAt)} 先报 {one.nothing ? '无情况' : one.text}
          {one.withdrawn && `，${one.withdrawn.by}撤回：${one.withdrawn.reason}`}
        </span>
      ))}
      {chases.map(({ at, answered, words, by }) => (
        <span key={at} className={styles.note}>
          {clock(at)} 催报 {answered ? '已接通' : '未接通'}
          {words === '' ? '' : `，${words}`}（{by}）
        </span>
      ))}
    </>
  )
}
