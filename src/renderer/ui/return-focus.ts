import { useEffect, useRef, type RefObject } from 'react'

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

/** A button of it; the one that is pressed already does nothing at a second Enter. */
function buttonIn(node: Node | null): HTMLElement | null {
  if (!(node instanceof HTMLElement)) return null
  return node.querySelector<HTMLElement>('[aria-pressed="true"]') ?? node.querySelector('button')
}

/**
 * What had the focus is taken away when it is done (a message that was corrected, a radio that was
 * mended): the focus goes on to what follows in the same place and never falls to the page.
 */
export function useKeepFocus(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    let last: Node | null = null
    const onIn = ({ target }: FocusEvent) => {
      last = target instanceof Node ? target : null
    }
    // The focus that goes elsewhere is gone; the one whose element is taken away is not.
    const onOut = () =>
      queueMicrotask(() => {
        if (last?.isConnected && !element.contains(document.activeElement)) last = null
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
        buttonIn(record?.nextSibling ?? null) ??
        buttonIn(record?.previousSibling ?? null) ??
        buttonIn(element)
      next?.focus({ preventScroll: true })
    })
    element.addEventListener('focusin', onIn)
    element.addEventListener('focusout', onOut)
    observer.observe(element, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('focusin', onIn)
      element.removeEventListener('focusout', onOut)
    }
  }, [place])
}
