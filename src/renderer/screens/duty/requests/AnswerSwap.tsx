import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { ShownSwap } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { ViolationWords } from '../roster/ViolationWords.tsx'
import { PersonChoice } from './PersonChoice.tsx'
import type { Self } from './self.ts'
import styles from './Requests.module.css'

/** The other one's answer; where nobody was named, who takes it. */
export function AnswerSwap({
  self,
  swap,
  declining = false,
  onClose,
}: {
  readonly self: Self
  readonly swap: ShownSwap
  readonly declining?: boolean
  readonly onClose?: () => void
}) {
  const answer = useMutation(queries.rosters.answerSwap.mutationOptions())
  const [to, setTo] = useState(self.person)
  const [reason, setReason] = useState('')
  const send = (agree: boolean) => {
    if (answer.isPending) return
    answer.mutate({
      swap: swap.id,
      agree,
      reason: reason.trim(),
      ...(swap.to === null && agree ? { to } : {}),
    })
  }
  const problem = answer.error && (
    <div className={styles.problem} role="alert">
      {describeError(answer.error)}
      <ViolationWords error={answer.error} />
    </div>
  )
  if (declining && onClose) {
    return (
      <div className={styles.part} onKeyDown={formKeys(() => send(false), onClose)}>
        <Input
          autoFocus
          aria-label="不同意的原因"
          placeholder="不同意的原因（可空）"
          value={reason}
          maxLength={200}
          onChange={({ target }) => setReason(target.value)}
        />
        {problem}
        <div className={styles.buttons}>
          <ActionButton hint="Enter" busy={answer.isPending} onPress={() => send(false)}>
            记为不同意
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            取消
          </ActionButton>
        </div>
      </div>
    )
  }
  const isOther = swap.to !== null && swap.to.id !== self.person
  return (
    <>
      {swap.to === null && <PersonChoice self={self} value={to} label="谁来顶" onChange={setTo} />}
      <ActionButton kind="primary" hotkey="Y" busy={answer.isPending} onPress={() => send(true)}>
        {swap.to === null ? '我来顶' : isOther ? '记下对方同意' : '同意'}
      </ActionButton>
      {problem}
    </>
  )
}
