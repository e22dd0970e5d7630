import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { Review } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { LeaderWord, useDecider, type Authority } from '../decision/LeaderWord.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import styles from './Review.module.css'

type Step = Review['next'][number]
type Asked = Step | 'waive'

/** Steps whose decision is a leader's: the word of one may be given with it. */
function byLeader(asked: Asked): boolean {
  return asked === 'waive' || asked.to === 'signed' || asked.action === '撤回签发'
}

/** What may be done with the review now; the usual step is the only blue button. */
export function StepBar({ review }: { readonly review: Review }) {
  const [asked, setAsked] = useState<Asked>()
  const { incident } = review
  const done = { onSuccess: () => setAsked(undefined) }
  const open = useMutation(queries.review.open.mutationOptions(done))
  const step = useMutation(queries.review.step.mutationOptions(done))
  const waive = useMutation(queries.review.waive.mutationOptions(done))
  const error = open.error ?? step.error ?? waive.error
  const [usual, ...others] = review.next
  const choose = (one: Step) => {
    if (one.reason || byLeader(one)) setAsked(one)
    else if (!step.isPending)
      step.mutate({ incident, to: one.to as Review['history'][number]['state'] })
  }
  const go = (reason: string, authority: Authority | undefined) => {
    if (asked === undefined || step.isPending || waive.isPending) return
    const decided = { incident, reason, authority: authority ?? null }
    if (asked === 'waive') waive.mutate(decided)
    else step.mutate({ ...decided, to: asked.to as Review['history'][number]['state'] })
  }
  return (
    <>
      <div className={styles.steps}>
        {review.state === null && (
          <ActionButton
            kind="primary"
            hotkey="Alt+S"
            busy={open.isPending}
            refusedBecause={review.ended ? undefined : '响应终止后才能开始复盘'}
            onPress={() => open.mutate({ incident })}
          >
            开始复盘
          </ActionButton>
        )}
        {usual && (
          <ActionButton
            kind="primary"
            hotkey="Alt+S"
            busy={step.isPending}
            onPress={() => choose(usual)}
          >
            {usual.action}
          </ActionButton>
        )}
        {others.map((one) => (
          <ActionButton key={one.to} onPress={() => choose(one)}>
            {one.action}
          </ActionButton>
        ))}
        {review.waived === null && (review.state === null || review.writable) && (
          <ActionButton kind="quiet" hotkey="Alt+W" onPress={() => setAsked('waive')}>
            免除复盘
          </ActionButton>
        )}
      </div>
      {asked !== undefined && (
        <AskRow
          key={asked === 'waive' ? 'waive' : asked.to}
          asked={asked}
          busy={step.isPending || waive.isPending}
          onGo={go}
          onCancel={() => setAsked(undefined)}
        />
      )}
      {error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(error)}
        </div>
      )}
    </>
  )
}

function AskRow({
  asked,
  busy,
  onGo,
  onCancel,
}: {
  readonly asked: Asked
  readonly busy: boolean
  readonly onGo: (reason: string, authority: Authority | undefined) => void
  readonly onCancel: () => void
}) {
  const [reason, setReason] = useState('')
  const { start } = useDecider()
  const [authority, setAuthority] = useState(start)
  const needed = asked === 'waive' || asked.reason
  const words = asked === 'waive' ? '免除复盘' : asked.action
  const onKeyDown = (event: KeyboardEvent) => {
    const choosing = event.target instanceof HTMLElement && event.target.closest('.ant-select')
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    onGo(reason, authority)
  }
  return (
    <div className={styles.asking} role="group" aria-label={words} onKeyDown={onKeyDown}>
      <b>{words}</b>
      <Input
        autoFocus
        aria-label={needed ? '原因' : '说明'}
        className={styles.reason ?? ''}
        value={reason}
        maxLength={200}
        placeholder={needed ? '原因（必填）' : '说明，可不填'}
        onChange={(event) => setReason(event.target.value)}
      />
      {byLeader(asked) && <LeaderWord value={authority} onChange={setAuthority} />}
      <ActionButton kind="primary" hint="Enter" busy={busy} onPress={() => onGo(reason, authority)}>
        {words}
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
        取消
      </ActionButton>
    </div>
  )
}
