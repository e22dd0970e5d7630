import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Tag.module.css'

export type Tone = 'plain' | 'red' | 'orange' | 'yellow' | 'blue' | 'ok'

/** A bordered word: a state, a count, a note. For the legal warning colours use `Signal`. */
export function Tag({
  tone = 'plain',
  title,
  children,
}: {
  readonly tone?: Tone
  readonly title?: string
  readonly children: ReactNode
}) {
  return (
    <span className={classes(styles.tag, styles[tone])} title={title}>
      {children}
    </span>
  )
}
