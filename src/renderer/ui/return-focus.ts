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
