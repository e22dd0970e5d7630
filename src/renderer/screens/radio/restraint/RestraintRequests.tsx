import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RestraintRequest } from '../../../../core/modules/restraint/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { useAtNow } from '../../../ui/now.ts'
import { ConfirmHere } from './ConfirmHere.tsx'
import styles from './Restraint.module.css'

/** What waits for a second person; at another seat one press confirms, at the same one their own secret. */
export function RestraintRequests() {
  const all = useQuery(queries.restraint.list.queryOptions({ input: { limit: 10 } })).data ?? []
  const waiting = all.filter(({ state }) => state === 'asked')
  if (waiting.length === 0) return null
  return (
    <section className={styles.all} aria-label="待双人确认">
      {waiting.map((request) => (
        <OneRequest key={request.id} request={request} />
      ))}
    </section>
  )
}

/** The page's clock may be a little behind the core's. */
function remainingSeconds({ at, expiresAt }: RestraintRequest, now: number): number {
  return Math.max(0, Math.ceil((expiresAt - Math.max(now, at)) / 1000))
}

function OneRequest({ request }: { readonly request: RestraintRequest }) {
  const { message } = App.useApp()
  const [step, setStep] = useState<'none' | 'here' | 'refuse'>('none')
  const [reason, setReason] = useState('')
  const onError = (error: unknown) => void message.error(describeError(error))
  const confirm = useMutation(queries.restraint.confirm.mutationOptions({ onError }))
  const refuse = useMutation(queries.restraint.refuse.mutationOptions({ onError }))
  const withdraw = useMutation(queries.restraint.withdraw.mutationOptions({ onError }))
  const missing = reason.trim().length < 2 ? '请写明理由' : undefined
  const disagree = () => {
    if (missing === undefined && !refuse.isPending) refuse.mutate({ request: request.id, reason })
  }
  const left = useAtNow((now) => remainingSeconds(request, now))
  const { id, word, callSign, radio, byName, seatName, consequence, mine, canConfirm } = request
  return (
    <article className={styles.one} aria-label={`${word} ${callSign}`}>
      <div className={styles.line}>
        <b>
          {word} {callSign}
          {callSign !== radio && `（电台 ${radio}）`}
        </b>
        <span>
          {byName} 在{seatName}提出 · 剩 {left} 秒
        </span>
      </div>
      <div>理由：{request.reason}</div>
      <div className={styles.warn}>{consequence}</div>
      <div className={styles.line}>
        {canConfirm && (
          <ActionButton
            kind="danger"
            busy={confirm.isPending}
            onPress={() => confirm.mutate({ request: id })}
          >
            {`我确认${word}`}
          </ActionButton>
        )}
        {canConfirm && (
          <ActionButton onPress={() => setStep(step === 'refuse' ? 'none' : 'refuse')}>
            不同意…
          </ActionButton>
        )}
        {mine && (
          <>
            <span>等另一席位的人确认，或请第二人在本席输入口令：</span>
            <ActionButton onPress={() => setStep(step === 'here' ? 'none' : 'here')}>
              在本席确认…
            </ActionButton>
            <ActionButton
              kind="quiet"
              busy={withdraw.isPending}
              onPress={() => withdraw.mutate({ request: id })}
            >
              撤回
            </ActionButton>
          </>
        )}
      </div>
      {step === 'here' && <ConfirmHere request={request} />}
      {step === 'refuse' && (
        <div className={styles.line} onKeyDown={formKeys(disagree, () => setStep('none'))}>
          <Input
            autoFocus
            aria-label="不同意的理由"
            className={styles.grow ?? ''}
            value={reason}
            maxLength={200}
            placeholder="为什么不同意"
            onChange={(event) => setReason(event.target.value)}
          />
          <ActionButton
            hint="Enter"
            busy={refuse.isPending}
            refusedBecause={missing}
            onPress={disagree}
          >
            不同意
          </ActionButton>
        </div>
      )}
    </article>
  )
}
