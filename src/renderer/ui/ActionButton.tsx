import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './Kbd.tsx'
import { keyText } from './key-text.ts'
import { useHotkey } from './hotkeys.ts'
import styles from './ActionButton.module.css'

export interface ActionButtonProps {
  readonly kind?: 'normal' | 'primary' | 'danger' | 'quiet'
  /** Registered while the button is shown, and printed on it. */
  readonly hotkey?: string | undefined
  /** Printed only (Enter of a form, where the form itself listens). */
  readonly hint?: string | undefined
  /** Shown instead of acting: a state that does not allow it says why (UI.md rule 20). */
  readonly refusedBecause?: string | undefined
  readonly busy?: boolean
  /** Words for the key list, where the button's own are not plain text. */
  readonly name?: string
  readonly submit?: boolean
  readonly big?: boolean
  /** A button that stays down while what it opened is open. */
  readonly pressed?: boolean | undefined
  readonly onPress?: (() => void) | undefined
  readonly children: ReactNode
}

export function ActionButton(props: ActionButtonProps) {
  const {
    kind = 'normal',
    hotkey,
    hint,
    refusedBecause,
    busy = false,
    submit = false,
    big = false,
  } = props
  const blocked = refusedBecause !== undefined || busy
  const press = () => {
    if (!blocked) props.onPress?.()
  }
  const words = props.name ?? (typeof props.children === 'string' ? props.children : '')
  useHotkey(hotkey, words, press)
  const keys = hotkey ?? hint
  const tip = props.name && hotkey ? `${props.name}（${keyText(hotkey)}）` : props.name
  return (
    <button
      type={submit && !blocked ? 'submit' : 'button'}
      className={classes(
        styles.button,
        styles[kind],
        big && styles.big,
        refusedBecause !== undefined && styles.refused,
      )}
      aria-disabled={blocked}
      aria-keyshortcuts={hotkey}
      aria-busy={busy}
      aria-pressed={props.pressed}
      aria-label={props.name}
      title={refusedBecause ?? tip}
      onClick={press}
    >
      {props.children}
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  )
}
