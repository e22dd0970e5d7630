import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Signal.module.css'

export type SignalColour = 'red' | 'orange' | 'yellow' | 'blue'

/** A legal warning colour, always with its word; only an unacknowledged alarm blinks. */
export function Signal({
  colour,
  blink = false,
  large = false,
  children,
}: {
  readonly colour: SignalColour
  readonly blink?: boolean
  readonly large?: boolean
  readonly children: ReactNode
}) {
  return (
    <span
      className={classes(styles.signal, styles[colour], large && styles.large, blink && 'blink')}
    >
      {children}
    </span>
  )
}
