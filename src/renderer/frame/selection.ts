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

export const useSelection = create<Selection>()((set) => ({
  incident: undefined,
  unit: undefined,
  selectIncident: (incident) => set({ incident }),
  selectUnit: (unit) => set({ unit }),
}))
