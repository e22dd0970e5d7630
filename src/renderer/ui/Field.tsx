import { useId, type ReactNode } from 'react'
import styles from './Field.module.css'

/** A labelled control with a hint or what is wrong with it, tied together for screen readers. */
export function Field({
  label,
  hint,
  problem,
  required = false,
  children,
}: {
  readonly label: string
  readonly hint?: ReactNode
  readonly problem?: string | undefined
  readonly required?: boolean
  /** Given the ids to put on the control: `<Input {...control} />`. */
  readonly children: (control: {
    readonly id: string
    readonly 'aria-describedby': string
    readonly 'aria-invalid': boolean
    readonly 'aria-required': boolean
  }) => ReactNode
}) {
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {required && <span className={styles.required}>（必填）</span>}
      </label>
      {children({
        id,
        'aria-describedby': noteId,
        'aria-invalid': problem !== undefined,
        'aria-required': required,
      })}
      <div id={noteId} className={problem === undefined ? styles.hint : styles.problem}>
        {problem ?? hint}
      </div>
    </div>
  )
}
