import type { ReactNode } from 'react'
import { ActionButton } from './ActionButton.tsx'
import { formKeys } from './form-keys.ts'
import { ProblemNote } from './ProblemNote.tsx'
import styles from './Form.module.css'

/**
 * Fields for one act, in their own place: Enter does it and Esc leaves from every field. What is
 * still missing stands beside the buttons, what was refused above them; what was typed stays.
 */
export function Form({
  label,
  act,
  kind = 'primary',
  hotkey,
  busy,
  missing,
  error,
  problem,
  cancel = '取消',
  extra,
  className,
  onAct,
  onClose,
  children,
}: {
  /** Its name, where no panel around it has one. */
  readonly label?: string
  /** On the button: `登记`. */
  readonly act: ReactNode
  readonly kind?: 'primary' | 'danger'
  /** Where no field of it takes Enter: printed and acting instead. */
  readonly hotkey?: string
  readonly busy: boolean
  /** What must be filled in first, in words. */
  readonly missing?: string | undefined
  /** What the last try threw. */
  readonly error: unknown
  /** Said with the error: each broken rule. */
  readonly problem?: ReactNode
  readonly cancel?: string
  /** Further buttons. */
  readonly extra?: ReactNode
  /** Instead of the padded column. */
  readonly className?: string | undefined
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const run = () => {
    if (missing === undefined && !busy) onAct()
  }
  return (
    <section
      className={className ?? styles.form}
      aria-label={label}
      onKeyDown={formKeys(run, onClose)}
    >
      {children}
      <ProblemNote error={error}>{problem}</ProblemNote>
      <div className={styles.buttons}>
        <ActionButton
          kind={kind}
          hotkey={hotkey}
          hint={hotkey ?? 'Enter'}
          busy={busy}
          refusedBecause={missing}
          onPress={run}
        >
          {act}
        </ActionButton>
        <ActionButton hotkey="Escape" onPress={onClose}>
          {cancel}
        </ActionButton>
        {extra}
        {missing !== undefined && <span className={styles.missing}>{missing}</span>}
      </div>
    </section>
  )
}
