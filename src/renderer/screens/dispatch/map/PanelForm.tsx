import { useState, type ReactNode } from 'react'
import { Input } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './layers/Layers.module.css'

interface PanelFormProps {
  readonly label: string
  /** On the button that Enter presses. */
  readonly word: string
  readonly danger?: boolean
  readonly busy?: boolean
  /** A sentence, or what came back from the core. */
  readonly problem?: string | Error | null | undefined
  readonly onSave: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** A few fields in a panel of the map: Enter does it, Escape leaves, what is wrong is told below. */
export function PanelForm({
  label,
  word,
  danger = false,
  busy = false,
  problem,
  onSave,
  onCancel,
  children,
}: PanelFormProps) {
  const save = () => {
    if (!busy) onSave()
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label={label}
      onKeyDown={formKeys(save, onCancel)}
    >
      {children}
      {problem !== null && problem !== undefined && (
        <div className={styles.problem} role="alert">
          {typeof problem === 'string' ? problem : describeError(problem)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton kind={danger ? 'danger' : 'primary'} hint="Enter" busy={busy} onPress={save}>
          {word}
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}

/** What is taken away is taken away with a reason. */
export function ReasonForm({
  placeholder,
  onReason,
  ...form
}: Omit<PanelFormProps, 'children' | 'onSave' | 'danger'> & {
  readonly placeholder: string
  readonly onReason: (reason: string) => void
}) {
  const [reason, setReason] = useState('')
  return (
    <PanelForm {...form} danger onSave={() => onReason(reason)}>
      <Input
        autoFocus
        value={reason}
        maxLength={200}
        aria-label="原因"
        placeholder={placeholder}
        onChange={(event) => setReason(event.target.value)}
      />
    </PanelForm>
  )
}
