import { useState } from 'react'
import { Input } from 'antd'
import { Form } from '../../../ui/Form.tsx'
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
  return (
    <Form
      label={save}
      className={styles.form}
      act={save}
      busy={busy}
      missing={reason.trim() === '' ? `先写${label}` : undefined}
      error={error}
      onAct={() => onSave(reason)}
      onClose={onDone}
    >
      <Input
        autoFocus
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Form>
  )
}
