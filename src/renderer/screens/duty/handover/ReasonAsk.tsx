import { useState } from 'react'
import { Input } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Form } from '../../../ui/Form.tsx'
import styles from './Handover.module.css'

/** A step that needs its reason, asked for in its own place. */
export function ReasonAsk({
  ask,
  hint,
  yes,
  busy,
  error,
  onYes,
}: {
  readonly ask: string
  readonly hint: string
  readonly yes: string
  readonly busy: boolean
  readonly error: unknown
  readonly onYes: (reason: string) => void
}) {
  const [reason, setReason] = useState<string>()
  if (reason === undefined) {
    return (
      <span>
        <ActionButton kind="quiet" onPress={() => setReason('')}>
          {ask}
        </ActionButton>
      </span>
    )
  }
  const close = () => setReason(undefined)
  return (
    <Form
      className={styles.line}
      act={yes}
      kind="danger"
      busy={busy}
      missing={reason.trim() === '' ? '请写明原因' : undefined}
      error={error}
      onAct={() => onYes(reason)}
      onClose={close}
    >
      <Input
        className={styles.grow ?? ''}
        aria-label={hint}
        autoFocus
        value={reason}
        maxLength={200}
        placeholder={hint}
        onChange={({ target }) => setReason(target.value)}
      />
    </Form>
  )
}
