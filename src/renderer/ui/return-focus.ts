import { useRef } from 'react'

/** A form that opens takes the focus; when it closes, the focus goes back to what opened it. */
export function useReturnFocus() {
  const opener = useRef<Element>(null)
  return {
    remember() {
      opener.current = document.activeElement
    },
    giveBack() {
      if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true })
    },
  }
}

/** Where the keys of a place act: its list, else the first button that has a key; says whether it has one. */
export function focusInto(place: HTMLElement | null): boolean {
  const list = place?.querySelector<HTMLElement>('[role="grid"]')
  const target = list ?? place?.querySelector<HTMLElement>('button[aria-keyshortcuts]')
  target?.focus()
  return target !== undefined && target !== null
}

/**
 * Its list, else the button that is pressed already, else one without a key of its own: a second
 * Enter may open a form there, but it starts nothing.
 */
const stops = ['[role="grid"]', 'button[aria-pressed="true"]', 'button:not([aria-keyshortcuts])']

function stopIn(node: Node | null): HTMLElement | null {
  if (!(node instanceof HTMLElement)) return null
  for (const stop of stops) {
    if (node.matches(stop)) return node
    const found = node.querySelector<HTMLElement>(stop)
    if (found) return found
  }
  return null
}

/** The nearest to where something was taken away. */
function stopNear({ nextSibling, previousSibling, target }: MutationRecord, place: HTMLElement) {
  const beside = stopIn(nextSibling) ?? stopIn(previousSibling)
  if (beside) return beside
  for (let around: Node | null = target; around; around = around.parentNode) {
    const found = stopIn(around)
    if (found || around === place) return found
  }
  return null
}

/**
 * As the `ref` of a place. What had the focus there is taken away when it is done (a message that
 * was corrected, a radio that was mended, a form that was saved): the focus goes on to what follows
 * in the same place and never falls to the page.
 */
export function keepFocus(place: HTMLElement | null): (() => void) | undefined {
  if (!place) return undefined
  let last: Node | null = null
  const onIn = ({ target }: FocusEvent) => {
    last = target instanceof Node ? target : null
  }
  // The focus that goes elsewhere is gone; the one whose element is taken away is not.
  const onOut = () =>
    queueMicrotask(() => {
      if (last?.isConnected && !place.contains(document.activeElement)) last = null
    })
  const observer = new MutationObserver((records) => {
    const gone = last
    if (!gone || gone.isConnected) return
    last = null
    if (document.activeElement !== document.body) return
    const record = records.find(({ removedNodes }) =>
      [...removedNodes].some((node) => node.contains(gone)),
    )
    const next = record ? stopNear(record, place) : stopIn(place)
    next?.focus({ preventScroll: true })
  })
  place.addEventListener('focusin', onIn)
  place.addEventListener('focusout', onOut)
  observer.observe(place, { childList: true, subtree: true })
  return () => {
    observer.disconnect()
    place.removeEventListener('focusin', onIn)
    place.removeEventListener('focusout', onOut)
  }
}
