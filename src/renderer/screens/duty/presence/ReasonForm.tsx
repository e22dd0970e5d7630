import { useState } from 'react'
import { Input } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Presence.module.css'

/** One sentence that must be given. Enter keeps it, Esc leaves. */
export function ReasonForm({
  label,
  save,
  busy,
  error,
  onSave,
  onDone,
}: {
  readonly label: string
  readonly save: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onSave: (reason: string) => void
  readonly onDone: () => void
}) {
  const [reason, setReason] = useState('')
  const submit = () => {
    if (!busy && reason.trim() !== '') onSave(reason)
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label={save}
      onKeyDown={formKeys(submit, onDone)}
    >
      <Input
        autoFocus
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(error)}
        </div>
      )}
      <div className={styles.row}>
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={busy}
          refusedBecause={reason.trim() === '' ? `请写${label}` : undefined}
          onPress={submit}
        >
          {save}
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
