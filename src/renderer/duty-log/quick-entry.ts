import { create } from 'zustand'

interface Quick {
  readonly open: boolean
  readonly show: () => void
  readonly hide: () => void
}

/** Whether the window for a new entry is open over the page. */
export const useQuickEntry = create<Quick>()((set) => ({
  open: false,
  show: () => set({ open: true }),
  hide: () => set({ open: false }),
}))
