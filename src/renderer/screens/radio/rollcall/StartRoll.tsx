import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { DueRollCall } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Age } from '../../../ui/Age.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { PrintRoll } from './PrintRoll.tsx'
import styles from './RollCall.module.css'

/** What is due, a net to call, the next times, and what the last one came to. */
export function StartRoll({ onSettings }: { readonly onSettings: () => void }) {
  const nets = useQuery(queries.rollcall.nets.queryOptions()).data ?? []
  const due = useQuery(queries.rollcall.due.queryOptions()).data ?? []
  const [chosen, setChosen] = useState<string>()
  const open = useMutation(queries.rollcall.open.mutationOptions())
  const net =
    nets.find(({ id }) => id === chosen) ?? nets.find(({ stations }) => stations.length > 0)
  return (
    <div className={styles.stack}>
      {due.map((one) => (
        <DueRow key={one.id} due={one} onStart={() => open.mutate({ net: one.net })} />
      ))}
      <div className={styles.bar}>
        <Select
          aria-label="点名的网"
          className={styles.net ?? ''}
          value={net?.id ?? null}
          notFoundContent="还没有网"
          options={nets.map(({ id, name, group, stations }) => ({
            value: id,
            label: `${name}${group === null ? '' : ` G${group}`} · ${stations.length} 台`,
          }))}
          onChange={setChosen}
        />
        <ActionButton
          kind="primary"
          hotkey="Alt+N"
          busy={open.isPending}
          refusedBecause={
            net && net.stations.length > 0
              ? undefined
              : '这个网还没有台站，请先在“网与时间”里添加。'
          }
          onPress={() => net && open.mutate({ net: net.id })}
        >
          开始点名
        </ActionButton>
        {open.error !== null && (
          <span className={styles.problem} role="alert">
            {describeError(open.error)}
          </span>
        )}
      </div>
      <div className={styles.scroll}>
        {nets.every(({ stations }) => stations.length === 0) ? (
          <EmptyState title="还没有台站" hint="登记队伍和电台，或在“网与时间”里编网。">
            <ActionButton onPress={onSettings}>编网</ActionButton>
          </EmptyState>
        ) : (
          <Upcoming />
        )}
        <LastRoll />
      </div>
    </div>
  )
}

function DueRow({ due, onStart }: { readonly due: DueRollCall; readonly onStart: () => void }) {
  const [skipping, setSkipping] = useState(false)
  return (
    <div className={due.amber ? styles.late : styles.due} role="status">
      <b>
        {due.label} {beijingTime(due.slotAt).slice(0, 5)}
      </b>
      <span>
        {due.netName} {due.stations} 台，{due.amber ? '超时 ' : '到点 '}
        <Age sinceMs={due.slotAt} />
      </span>
      <span className={styles.grow} />
      <ActionButton kind="primary" name={`开始${due.label}`} onPress={onStart}>
        开始
      </ActionButton>
      <ActionButton name={`${due.label}本次不点`} onPress={() => setSkipping(true)}>
        本次不点
      </ActionButton>
      {skipping && <SkipForm due={due} onDone={() => setSkipping(false)} />}
    </div>
  )
}

function SkipForm({ due, onDone }: { readonly due: DueRollCall; readonly onDone: () => void }) {
  const [reason, setReason] = useState('')
  const skip = useMutation(queries.rollcall.skip.mutationOptions({ onSuccess: onDone }))
  const save = () => {
    if (reason.trim() !== '' && !skip.isPending) skip.mutate({ slot: due.id, reason })
  }
  return (
    <div className={styles.line} onKeyDown={formKeys(save, onDone)}>
      <Input
        autoFocus
        aria-label="本次不点的原因"
        className={styles.text ?? ''}
        placeholder="本次不点的原因（必填）"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ActionButton
        hint="Enter"
        refusedBecause={reason.trim() === '' ? '请写明原因。' : undefined}
        onPress={save}
      >
        登记
      </ActionButton>
      {skip.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(skip.error)}
        </span>
      )}
    </div>
  )
}

const upcomingShown = 4

function Upcoming() {
  const schedules = useQuery(queries.rollcall.schedules.queryOptions()).data ?? []
  const next = schedules
    .flatMap(({ id, label, nextAt, words }) =>
      nextAt === null ? [] : [{ id, label, nextAt, words }],
    )
    .toSorted((a, b) => a.nextAt - b.nextAt)
    .slice(0, upcomingShown)
  return (
    <>
      <div className={styles.head}>下一次</div>
      {next.map(({ id, label, nextAt, words }) => (
        <div key={id} className={styles.item}>
          <b>{beijingDateTime(nextAt).slice(5, 16)}</b> {label}{' '}
          <span className={styles.note}>{words}；到点提醒，由人开始</span>
        </div>
      ))}
    </>
  )
}

function LastRoll() {
  const last = useQuery(queries.rollcall.list.queryOptions({ input: { limit: 1 } })).data?.[0]
  if (!last) return null
  return (
    <>
      <div className={styles.head}>上一次</div>
      <div className={styles.item}>
        <div className={styles.line}>
          <b>{beijingDateTime(last.startedAt).slice(5, 16)}</b> {last.title} {last.word}
          <span className={styles.grow} />
          <PrintRoll roll={last.id} />
        </div>
        <div className={styles.note}>{last.countWords}</div>
      </div>
    </>
  )
}
