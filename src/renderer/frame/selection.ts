/**
 * What is selected on this page: one incident, one unit, or one other thing of the map. Cards, board, map, log and command
 * line follow the same selection.
 */
import { create } from 'zustand'

interface Selection {
  readonly incident: string | undefined
  readonly unit: string | undefined
  /** What else the map shows: `drawing:<id>`, `station:<number>`; given up when a unit or incident is chosen. */
  readonly thing: string | undefined
  readonly selectIncident: (id: string | undefined) => void
  readonly selectUnit: (id: string | undefined) => void
  readonly selectThing: (key: string | undefined) => void
}

/** Torn-off panels of the same seat follow the selection of the main window, and lead it. */
const windows = new BroadcastChannel('console-selection')

export const useSelection = create<Selection>()((set) => ({
  incident: undefined,
  unit: undefined,
  thing: undefined,
  selectIncident: (incident) => {
    set({ incident, thing: undefined })
    windows.postMessage({ incident, thing: undefined })
  },
  selectUnit: (unit) => {
    set({ unit, thing: undefined })
    windows.postMessage({ unit, thing: undefined })
  },
  selectThing: (thing) => {
    set({ thing })
    windows.postMessage({ thing })
  },
}))

windows.addEventListener('message', ({ data }: MessageEvent<Partial<Selection>>) => {
  useSelection.setState(data)
})
