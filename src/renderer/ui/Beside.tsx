import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Beside.module.css'

/** A list that takes what is left, and beside it what is chosen in it or being filled in. */
export function Beside({
  wide = false,
  children,
}: {
  /** More room for the second one. */
  readonly wide?: boolean
  /** The list, and one more or none. */
  readonly children: ReactNode
}) {
  return <div className={classes(styles.beside, wide && styles.wide)}>{children}</div>
}
