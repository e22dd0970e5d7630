import { create } from 'zustand'

interface KeyHelp {
  readonly open: boolean
  readonly toggle: () => void
  readonly close: () => void
}

export const useKeyHelp = create<KeyHelp>()((set) => ({
  open: false,
  toggle: () => set(({ open }) => ({ open: !open })),
  close: () => set({ open: false }),
}))
