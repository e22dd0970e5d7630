import { useRef, useState } from 'react'
import { ActionButton } from './ActionButton.tsx'
import { classes } from './classes.ts'
import styles from './AskFirst.module.css'

/**
 * A button that asks before it acts, in its own place: what it is about stays in view. (A dialog of
 * the component library sets a style on the page that our policy refuses.)
 */
export function AskFirst({
  ask,
  question,
  yes,
  busy = false,
  refusedBecause,
  onYes,
}: {
  /** On the button: `移除路网…` */
  readonly ask: string
  /** The whole question, with what will be lost. */
  readonly question: string
  /** `移除` */
  readonly yes: string
  readonly busy?: boolean
  readonly refusedBecause?: string | undefined
  readonly onYes: () => void
}) {
  const place = useRef<HTMLSpanElement>(null)
  const [asking, setAsking] = useState(false)
  const end = () => {
    setAsking(false)
    // The button is back in the next frame.
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus())
  }
  if (!asking) {
    return (
      <span ref={place} className={styles.place}>
        <ActionButton
          busy={busy}
          refusedBecause={refusedBecause}
          onPress={() => {
            setAsking(true)
            // On the harmless one: a second Enter takes nothing away.
            requestAnimationFrame(() =>
              place.current?.querySelector<HTMLElement>('button:last-of-type')?.focus(),
            )
          }}
        >
          {ask}
        </ActionButton>
      </span>
    )
  }
  return (
    <span
      ref={place}
      role="group"
      aria-label={question}
      className={classes(styles.place, styles.asking)}
    >
      <span role="alert">{question}</span>
      <ActionButton
        kind="danger"
        busy={busy}
        onPress={() => {
          setAsking(false)
          onYes()
        }}
      >
        {yes}
      </ActionButton>
      <ActionButton hotkey="Escape" onPress={end}>
        取消
      </ActionButton>
    </span>
  )
}
