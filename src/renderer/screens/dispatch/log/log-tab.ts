/** Which log the panel shows. Other panels may turn it: an alert box opens the open actions. */
import { create } from 'zustand'

export type LogTab = 'incident' | 'duty' | 'actions' | 'search'

interface LogTabs {
  readonly tab: LogTab
  readonly show: (tab: LogTab) => void
}

export const useLogTab = create<LogTabs>()((set) => ({
  tab: 'incident',
  show: (tab) => set({ tab }),
}))
