import { useState } from 'react'
import { Input } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
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
  const empty = reason.trim() === ''
  const send = () => {
    if (!empty && !busy) onYes(reason)
  }
  return (
    <div className={styles.line} onKeyDown={formKeys(send, close)}>
      <Input
        className={styles.grow ?? ''}
        aria-label={hint}
        autoFocus
        value={reason}
        maxLength={200}
        placeholder={hint}
        onChange={({ target }) => setReason(target.value)}
      />
      <ActionButton
        kind="danger"
        hint="Enter"
        busy={busy}
        refusedBecause={empty ? '请写明原因' : undefined}
        onPress={send}
      >
        {yes}
      </ActionButton>
      <ActionButton kind="quiet" hotkey="Escape" onPress={close}>
        取消
      </ActionButton>
      {error !== null && (
        <span className={styles.bad} role="alert">
          {describeError(error)}
        </span>
      )}
    </div>
  )
}
