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

/** Its list, else a button: first the one that is pressed already, which a second Enter leaves so. */
function stopIn(node: Node | null): HTMLElement | null {
  if (!(node instanceof HTMLElement)) return null
  return (
    node.querySelector<HTMLElement>('[role="grid"]') ??
    node.querySelector<HTMLElement>('[aria-pressed="true"]') ??
    node.querySelector('button')
  )
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
    const next =
      stopIn(record?.nextSibling ?? null) ??
      stopIn(record?.previousSibling ?? null) ??
      stopIn(place)
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
