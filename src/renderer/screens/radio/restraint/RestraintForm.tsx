import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  consequenceOf,
  restraintWord,
  type Restraint,
} from '../../../../core/modules/restraint/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Restraint.module.css'

/** Asks for it, with the consequences in words and a reason; another person confirms. */
export function RestraintForm({
  command,
  gateway,
  radio,
  name,
  onDone,
}: {
  readonly command: Restraint
  readonly gateway: string
  readonly radio: string
  readonly name: string
  readonly onDone: () => void
}) {
  const [reason, setReason] = useState('')
  const ask = useMutation(queries.restraint.ask.mutationOptions({ onSuccess: onDone }))
  const word = restraintWord(command)
  const missing = reason.trim().length < 2 ? '请写明理由' : undefined
  const send = () => {
    if (missing === undefined && !ask.isPending) ask.mutate({ command, gateway, radio, reason })
  }
  return (
    <form
      className={styles.one}
      aria-label={`申请${word}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={formKeys(send, onDone)}
    >
      <div className={styles.warn}>{consequenceOf(command)}</div>
      <div className={styles.line}>
        <Input
          autoFocus
          aria-label="理由"
          className={styles.grow ?? ''}
          value={reason}
          maxLength={200}
          placeholder={`为什么要${word} ${name}`}
          onChange={(event) => setReason(event.target.value)}
        />
        <ActionButton
          submit
          kind="danger"
          hint="Enter"
          busy={ask.isPending}
          refusedBecause={missing}
        >
          {`申请${word}`}
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      <div>提出后两分钟内须由另一个有权限的人确认，才会发出；全程留记录。</div>
      {ask.error !== null && (
        <span className={styles.bad} role="alert">
          {describeError(ask.error)}
        </span>
      )}
    </form>
  )
}
