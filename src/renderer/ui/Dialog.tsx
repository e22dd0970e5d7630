import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { ActionButton } from './ActionButton.tsx'
import { HotkeyLayer, useHotkeyBarrier } from './hotkeys.ts'
import styles from './Dialog.module.css'

/** Above the page; the key list is above a dialog. */
const dialogLayer = 5

/**
 * Something that is done over the page it was asked for from: Esc closes it, Tab stays inside, and
 * the focus goes back to where it was. Put it into `document.body` with a portal.
 */
export function Dialog({
  layer = dialogLayer,
  ...frame
}: {
  readonly title: string
  /** Only keys of this layer and above act while it is open. */
  readonly layer?: number
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  return (
    <HotkeyLayer value={layer}>
      <DialogFrame layer={layer} {...frame} />
    </HotkeyLayer>
  )
}

const reachable = 'button, input, select, textarea, a[href], [tabindex]:not([tabindex="-1"])'

/** The focus stays in the dialog. */
function keepInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(reachable)]
  const first = stops[0]
  const last = stops.at(-1)
  const leaving = event.shiftKey ? first : last
  if (event.target !== leaving && event.target !== event.currentTarget) return
  event.preventDefault()
  const next = event.shiftKey ? last : first
  next?.focus()
}

function DialogFrame({
  title,
  layer,
  onClose,
  children,
}: {
  readonly title: string
  readonly layer: number
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const panel = useRef<HTMLElement>(null)
  useHotkeyBarrier(layer)
  useEffect(() => {
    const before = document.activeElement
    // A field inside may have taken it already.
    if (!panel.current?.contains(before)) panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div className={styles.veil} onClick={onClose} role="presentation">
      <section
        ref={panel}
        className={styles.dialog}
        tabIndex={-1}
        role="dialog"
        aria-modal
        aria-label={title}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={keepInside}
      >
        <header>
          <h2>{title}</h2>
          <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        </header>
        {children}
      </section>
    </div>
  )
}
