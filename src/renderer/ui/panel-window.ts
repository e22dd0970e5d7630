import { createContext } from 'react'

/**
 * The name under which the panel around here can be opened in a window of its own; `undefined`
 * where it cannot, or already is.
 */
export const PanelWindow = createContext<string | undefined>(undefined)

/** Opens `/panel/<id>`, the only kind of window a shell allows; a second press raises it. */
export function openPanelWindow(id: string): void {
  window.open(`/panel/${id}`, `panel-${id}`, 'popup,width=1000,height=720')
}
