/** What keys outside the command line put into it: a team's call sign, one of the quick words. */
import { create } from 'zustand'
import { coreNow } from '../../ui/now.ts'
import { useSelection } from '../selection.ts'

interface LineStore {
  /** Grows with every request, so that the same words twice are two requests. */
  readonly turn: number
  readonly unit: string
  readonly words: string
  readonly put: (unit: string, words: string) => void
  /** Whom the last entry was about. */
  readonly lastUnit: string | undefined
  readonly noteUnit: (id: string) => void
  /** When a team was selected last, so that a newer call comes before it. */
  readonly selectedAt: number
}

export const useLineStore = create<LineStore>()((set) => ({
  turn: 0,
  unit: '',
  words: '',
  put: (unit, words) => set(({ turn }) => ({ turn: turn + 1, unit, words })),
  lastUnit: undefined,
  noteUnit: (lastUnit) => set({ lastUnit }),
  selectedAt: 0,
}))

useSelection.subscribe((now, before) => {
  if (now.unit !== before.unit) useLineStore.setState({ selectedAt: coreNow() })
})
