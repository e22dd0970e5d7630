import { useEffect, useRef, useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import {
  ackWays,
  type AckWay,
  type ShownMessage,
  type ShownRecipient,
} from '../../core/modules/outbox/contract.ts'
import { api, queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { formKeys } from '../ui/form-keys.ts'
import { rungWords } from './words.ts'
import styles from './Outbox.module.css'

/** How it went, step by step, and what a person may do now. */
export function DecideForm({
  message,
  recipient,
  onDone,
}: {
  readonly message: ShownMessage
  readonly recipient: ShownRecipient
  readonly onDone: () => void
}) {
  const [who, setWho] = useState('')
  const [how, setHow] = useState<AckWay>('phone')
  const [note, setNote] = useState('')
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to tidy up an effect.
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const at = { message: message.id, recipient: recipient.key }
  const decide = useMutation({
    mutationFn: (decision: 'resend' | 'next' | 'withdraw') =>
      api.outbox.decide({ ...at, decision }),
    onSuccess: onDone,
  })
  const told = useMutation({
    ...queries.outbox.noteAcknowledged.mutationOptions(),
    onSuccess: onDone,
  })
  const busy = decide.isPending || told.isPending
  const { waits, rungs, rung, state, acks, cause } = recipient
  const next = rungs[rung + 1]
  const notOwn = message.own ? undefined : '这条消息由另一台控制台发出，请在那一台处理。'
  const settled = state === 'acknowledged' || state === 'withdrawn'
  const noteTold = () => {
    if (!busy && !settled) told.mutate({ ...at, who, how, note })
  }
  const error = decide.error ?? told.error
  const current = rungs[rung]
  return (
    <div
      ref={form}
      className={styles.decide}
      role="group"
      aria-label={`${recipient.name} 的处置`}
      onKeyDown={formKeys(noteTold, onDone)}
    >
      <div>
        {recipient.name}：{rungs.map(rungWords).join(' → ') || '没有登记手段'}
        {current && rungs.length > 1 && `；现在第 ${rung + 1} 种`}
        {cause !== '' && <span className={styles.bad}>；{cause}</span>}
      </div>
      {acks.map((ack) => (
        <div key={`${ack.at} ${ack.who}`} className={styles.good}>
          ✓✓ {ack.who} {beijingTime(ack.at)} {ack.how}
          {ack.note !== '' && `：${ack.note}`}
          {ack.by !== null && `（${ack.by}记）`}
        </div>
      ))}
      {waits && (
        <div className={styles.row}>
          <ActionButton
            kind="primary"
            refusedBecause={
              notOwn ?? (current?.gateway === null ? '这一手段须人工传达' : undefined)
            }
            busy={busy}
            onPress={() => decide.mutate('resend')}
          >
            重发
          </ActionButton>
          <ActionButton
            refusedBecause={notOwn ?? (next ? undefined : '后面没有别的手段了')}
            busy={busy}
            onPress={() => decide.mutate('next')}
          >
            {next ? `改用 ${rungWords(next)}` : '换下一手段'}
          </ActionButton>
          <ActionButton
            kind="quiet"
            refusedBecause={notOwn}
            busy={busy}
            onPress={() => decide.mutate('withdraw')}
          >
            撤回
          </ActionButton>
        </div>
      )}
      {!settled && (
        <div className={styles.row}>
          <Input
            aria-label="谁收到"
            autoFocus
            className={styles.who ?? ''}
            value={who}
            maxLength={40}
            placeholder={recipient.name}
            onChange={(event) => setWho(event.target.value)}
          />
          <Select
            aria-label="怎样复诵"
            value={how}
            options={ackWays.map(([value, label]) => ({ value, label }))}
            popupMatchSelectWidth={false}
            onChange={setHow}
          />
          <Input
            aria-label="复诵内容"
            className={styles.words ?? ''}
            value={note}
            maxLength={100}
            placeholder="复诵内容（可不填）"
            onChange={(event) => setNote(event.target.value)}
          />
          <ActionButton hint="Enter" busy={busy} onPress={noteTold}>
            已通知并复诵
          </ActionButton>
        </div>
      )}
      {error && (
        <div className={styles.bad} role="alert">
          {describeError(error)}
        </div>
      )}
    </div>
  )
}
