/**
 * What is selected on this page: one incident, one unit. Cards, board, map, log and command
 * line follow the same selection.
 */
import { create } from 'zustand'

interface Selection {
  readonly incident: string | undefined
  readonly unit: string | undefined
  readonly selectIncident: (id: string | undefined) => void
  readonly selectUnit: (id: string | undefined) => void
}

/** Torn-off panels of the same seat follow the selection of the main window, and lead it. */
const windows = new BroadcastChannel('console-selection')

export const useSelection = create<Selection>()((set) => ({
  incident: undefined,
  unit: undefined,
  selectIncident: (incident) => {
    set({ incident })
    windows.postMessage({ incident })
  },
  selectUnit: (unit) => {
    set({ unit })
    windows.postMessage({ unit })
  },
}))

windows.addEventListener('message', ({ data }: MessageEvent<Partial<Selection>>) => {
  useSelection.setState(data)
})
