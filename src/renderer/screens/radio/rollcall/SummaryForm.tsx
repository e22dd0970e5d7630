import { useState } from 'react'
import { Checkbox, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { RollSheet } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './RollCall.module.css'

interface Fault {
  readonly station: string
  readonly callSign: string
  readonly fault: string
  readonly who: string
  readonly chosen: boolean
}

/** What the roll call came to, whom it was reported to, and what goes on the repair list. */
export function SummaryForm({
  sheet,
  onDone,
}: {
  readonly sheet: RollSheet
  readonly onDone: () => void
}) {
  const [reason, setReason] = useState('')
  const [reportedTo, setReportedTo] = useState('')
  const [faults, setFaults] = useState<readonly Fault[]>(() =>
    sheet.faults.map((fault) => ({ ...fault, who: '', chosen: true })),
  )
  const sum = useMutation(queries.rollcall.summarize.mutationOptions({ onSuccess: onDone }))
  const missing = sheet.counts.absent + sheet.counts.open
  const needsReason = sheet.state === 'calling' && missing > 0
  const save = () => {
    if (sum.isPending || (needsReason && reason.trim() === '')) return
    sum.mutate({
      roll: sheet.id,
      reason,
      reportedTo,
      faults: faults
        .filter(({ chosen, fault }) => chosen && fault.trim() !== '')
        .map(({ station, fault, who }) => ({ station, fault, who })),
    })
  }
  const change = (station: string, with_: Partial<Fault>) =>
    setFaults((all) => all.map((one) => (one.station === station ? { ...one, ...with_ } : one)))
  return (
    <section className={styles.form} aria-label="汇总点名" onKeyDown={formKeys(save, onDone)}>
      <b className={styles.wide}>{sheet.countWords}</b>
      {needsReason && (
        <Input
          autoFocus
          aria-label="不补点的原因"
          className={styles.wide ?? ''}
          placeholder="不补点的原因（必填）"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <Input
        autoFocus={!needsReason}
        aria-label="已报带班领导"
        className={styles.wide ?? ''}
        placeholder="已报带班领导（姓名）"
        maxLength={40}
        value={reportedTo}
        onChange={(event) => setReportedTo(event.target.value)}
      />
      {faults.length > 0 && <span className={styles.wide}>列入报修：</span>}
      {faults.map(({ station, callSign, fault, who, chosen }) => (
        <div key={station} className={styles.fault}>
          <Checkbox
            checked={chosen}
            onChange={(event) => change(station, { chosen: event.target.checked })}
          >
            {callSign}
          </Checkbox>
          <Input
            aria-label={`${callSign} 的故障`}
            maxLength={100}
            value={fault}
            onChange={(event) => change(station, { fault: event.target.value })}
          />
          <Input
            aria-label={`${callSign} 报修责任人`}
            placeholder="责任人"
            maxLength={20}
            value={who}
            onChange={(event) => change(station, { who: event.target.value })}
          />
        </div>
      ))}
      <span className={styles.line}>
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={sum.isPending}
          refusedBecause={needsReason && reason.trim() === '' ? '请写明不补点的原因。' : undefined}
          onPress={save}
        >
          汇总
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </span>
      {sum.error !== null && (
        <span className={styles.wide} role="alert">
          <span className={styles.bad}>没有汇总。{describeError(sum.error)}</span>
        </span>
      )}
    </section>
  )
}
