import type { KeyboardEvent } from 'react'
import { isComposing } from './hotkeys.ts'

/** Enter saves and Esc leaves, from every field of a form; an open list keeps both for itself. */
export function formKeys(save: () => void, cancel: () => void) {
  return (event: KeyboardEvent) => {
    const { target } = event
    const choosing =
      target instanceof HTMLElement &&
      target.closest('.ant-select') !== null &&
      target.getAttribute('aria-expanded') === 'true'
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      cancel()
    }
    if (event.key !== 'Enter' || event.shiftKey || target instanceof HTMLButtonElement) return
    event.preventDefault()
    save()
  }
}
