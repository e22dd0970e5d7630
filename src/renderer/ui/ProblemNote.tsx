import type { ReactNode } from 'react'
import { describeError } from './describe-error.ts'
import styles from './ProblemNote.module.css'

/** Why nothing was stored, in the core's own sentence; shows nothing where nothing was refused. */
export function ProblemNote({
  error,
  before = '',
  children,
}: {
  /** A sentence, or what a call threw; `null` or `undefined` when it did not. */
  readonly error: unknown
  /** `没有生成。` */
  readonly before?: string
  /** What belongs to the sentence: each broken rule, the shifts in the way. */
  readonly children?: ReactNode
}) {
  if (error === null || error === undefined) return null
  return (
    <div className={styles.problem} role="alert">
      {before}
      {typeof error === 'string' ? error : describeError(error)}
      {children}
    </div>
  )
}
