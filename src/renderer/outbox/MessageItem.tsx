import { useState, type Ref } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { ShownMessage } from '../../core/modules/outbox/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { formKeys } from '../ui/form-keys.ts'
import { useReturnFocus } from '../ui/return-focus.ts'
import { RecipientResults } from './RecipientResults.tsx'
import { countWords } from './words.ts'
import styles from './Outbox.module.css'

/** One message: when, what, how many got it, and each recipient. */
export function MessageItem({
  message,
  firstWaiting,
}: {
  readonly message: ShownMessage
  readonly firstWaiting?: Ref<HTMLButtonElement>
}) {
  const [correcting, setCorrecting] = useState(false)
  const focus = useReturnFocus()
  const { at, body, urgent, corrects } = message
  return (
    <li className={styles.message}>
      <div className={styles.head}>
        <span className={styles.time}>{beijingTime(at)}</span>
        {urgent && <span className={styles.urgent}>紧急</span>}
        {corrects !== null && <span className={styles.urgent}>更正</span>}
        <span className={styles.body} title={body}>
          「{body}」
        </span>
        <span className={styles.note}>{countWords(message)}</span>
        <ActionButton
          kind="quiet"
          onPress={() => {
            focus.remember()
            setCorrecting(!correcting)
          }}
        >
          更正
        </ActionButton>
      </div>
      {correcting && (
        <CorrectForm
          message={message}
          onDone={() => {
            setCorrecting(false)
            focus.giveBack()
          }}
        />
      )}
      <RecipientResults message={message} {...(firstWaiting ? { firstWaiting } : {})} />
    </li>
  )
}

/** What was sent stays sent: the correction says 更正 and goes to the same recipients. */
function CorrectForm({
  message,
  onDone,
}: {
  readonly message: ShownMessage
  readonly onDone: () => void
}) {
  const [body, setBody] = useState('')
  const correct = useMutation({ ...queries.outbox.correct.mutationOptions(), onSuccess: onDone })
  const names = message.recipients
    .filter(({ state }) => state !== 'withdrawn')
    .map(({ name }) => name)
    .join('、')
  const send = () => {
    if (!correct.isPending && body.trim() !== '') correct.mutate({ message: message.id, body })
  }
  return (
    <div
      className={styles.decide}
      role="group"
      aria-label="发更正"
      onKeyDown={formKeys(send, onDone)}
    >
      <div className={styles.note}>将发给 {names}：“更正：…”。原文不能收回。</div>
      <div className={styles.row}>
        <Input
          aria-label="更正内容"
          className={styles.words ?? ''}
          autoFocus
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={correct.isPending}
          refusedBecause={body.trim() === '' ? '请写更正的内容。' : undefined}
          onPress={send}
        >
          发更正
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      {correct.error && (
        <div className={styles.bad} role="alert">
          {describeError(correct.error)}
        </div>
      )}
    </div>
  )
}
