import { useSyncExternalStore } from 'react'

function typingNow(): boolean {
  const at = document.activeElement
  return (
    at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== 'radio')
  )
}

function onFocus(listener: () => void): () => void {
  document.addEventListener('focusin', listener)
  document.addEventListener('focusout', listener)
  return () => {
    document.removeEventListener('focusin', listener)
    document.removeEventListener('focusout', listener)
  }
}

/** Whether the focus is in a text field: there Ctrl+Z takes back typing. */
export function useTyping(): boolean {
  return useSyncExternalStore(onFocus, typingNow)
}
