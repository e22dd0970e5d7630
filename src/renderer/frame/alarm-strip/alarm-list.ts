import { create } from 'zustand'

interface AlarmList {
  readonly open: boolean
  readonly toggle: () => void
  readonly close: () => void
}

/** Whether the list of all alarms is folded out under the strip. */
export const useAlarmList = create<AlarmList>()((set) => ({
  open: false,
  toggle: () => set(({ open }) => ({ open: !open })),
  close: () => set({ open: false }),
}))
