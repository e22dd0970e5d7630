/** Which log the panel shows. Other panels may turn it: an alert box opens the open actions. */
import { create } from 'zustand'

export type LogTab = 'incident' | 'duty' | 'actions' | 'search'

interface LogTabs {
  readonly tab: LogTab
  /** Somebody asked for the search just now; coming back to the screen is not asking. */
  readonly asked: boolean
  readonly show: (tab: LogTab) => void
  readonly answered: () => void
}

export const useLogTab = create<LogTabs>()((set) => ({
  tab: 'incident',
  asked: false,
  show: (tab) => set({ tab, asked: true }),
  answered: () => set({ asked: false }),
}))
