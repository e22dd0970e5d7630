import { create } from 'zustand'
import type { Unit } from '../../../../core/modules/teams/contract.ts'

/** What the unit board shows; kept here because the column is laid out anew for the order form. */
interface Ordering {
  /** The order form is open: the column gives it room. */
  readonly ordering: boolean
  readonly board: Unit['board'] | undefined
  readonly setOrdering: (on: boolean) => void
  readonly setBoard: (board: Unit['board']) => void
}

export const useOrdering = create<Ordering>((set) => ({
  ordering: false,
  board: undefined,
  setOrdering: (ordering) => set({ ordering }),
  setBoard: (board) => set({ board }),
}))
