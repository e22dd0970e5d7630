import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { CommsMode, CommsModeShown } from '../../../../core/modules/reach/contract.ts'
import { queries } from '../../../client.ts'
import { LeaderWord, useDecider, type Authority } from '../../../decision/LeaderWord.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Reach.module.css'

/** What is seen, which step, why, and whose decision it is. */
export function ModeForm({
  mode,
  to: wanted,
  onDone,
}: {
  readonly mode: CommsModeShown
  readonly to: CommsMode | undefined
  readonly onDone: () => void
}) {
  const { alone, start } = useDecider()
  const first = wanted ?? mode.suggested?.to ?? mode.next[0]?.to
  const [to, setTo] = useState(first)
  const [reason, setReason] = useState('')
  const [authority, setAuthority] = useState<Authority | undefined>(start)
  const set = useMutation(queries.reach.setMode.mutationOptions({ onSuccess: onDone }))
  const step = mode.next.find((one) => one.to === to)
  const missing = !step
    ? '请选转为什么模式。'
    : reason.trim() === ''
      ? '请写明原因。'
      : step.leader && !alone && !authority
        ? '这一步由带班领导决定：请选明是哪位领导批准的。'
        : undefined
  const save = () => {
    if (missing !== undefined || !step || set.isPending) return
    set.mutate({ to: step.to, reason, authority: step.leader ? (authority ?? null) : null })
  }
  return (
    <section className={styles.line} aria-label="变更通信模式" onKeyDown={formKeys(save, onDone)}>
      <ul className={styles.evidence}>
        {mode.evidence.map(({ text, bad }) => (
          <li key={text} className={bad ? styles.bad : undefined}>
            {text}
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        <Select
          aria-label="转为什么模式"
          className={styles.via ?? ''}
          value={to ?? null}
          options={mode.next.map((one) => ({
            value: one.to,
            label: `${one.action} → ${one.word}（${one.actor}）`,
          }))}
          popupMatchSelectWidth={false}
          onChange={setTo}
        />
        <Input
          autoFocus
          aria-label="变更原因"
          className={styles.text ?? ''}
          placeholder="原因（必填）"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {step?.leader && <LeaderWord value={authority} onChange={setAuthority} />}
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={set.isPending}
          refusedBecause={missing}
          onPress={save}
        >
          {step?.action ?? '变更'}
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      {step && <span className={styles.note}>随后：{step.effect}</span>}
      {set.error !== null && (
        <span className={styles.problem} role="alert">
          没有变更。{describeError(set.error)}
        </span>
      )}
      {mode.changes.slice(0, 4).map((change) => (
        <span key={change.id} className={styles.line}>
          <span className={styles.note}>
            {beijingDateTime(change.at).slice(5, 16)} {change.from} → {change.to}，
            {change.decidedBy} 决定：{change.reason}
          </span>
        </span>
      ))}
    </section>
  )
}
