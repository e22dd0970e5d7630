import type { CSSProperties } from 'react'
import { classes } from './classes.ts'
import { Age } from './Age.tsx'
import styles from './StateChip.module.css'

export interface UnitState {
  readonly digit: number
  readonly word: string
  /** Name in `tokens.css`, as the county's `unit-status.json` gives it: `st-scene`. */
  readonly token: string
}

/** The digit on its colour. Never alone: the word stands beside it or in the same row. */
export function StateDigit({
  digit,
  token,
  blink = false,
}: {
  readonly digit: number
  readonly token: string
  readonly blink?: boolean
}) {
  const fill = { '--fill': `var(--${token})` } as CSSProperties
  return (
    <span className={classes(styles.digit, blink && 'blink')} style={fill}>
      {digit}
    </span>
  )
}

/** Digit + word + colour + time since: always all four (UI.md rule 16). */
export function StateChip({
  state,
  sinceMs,
  blink = false,
}: {
  readonly state: UnitState
  readonly sinceMs?: number | undefined
  readonly blink?: boolean
}) {
  return (
    <span className={styles.chip}>
      <StateDigit digit={state.digit} token={state.token} blink={blink} />
      <span>{state.word}</span>
      {sinceMs !== undefined && <Age sinceMs={sinceMs} />}
    </span>
  )
}
