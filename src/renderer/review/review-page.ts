/** Which incident's review page is open, in place of the incident itself. */
import { create } from 'zustand'

export const reviewTabs = [
  ['times', '用时'],
  ['timeline', '时间线'],
  ['sections', '报告'],
  ['actions', '整改'],
  ['relief', '救助'],
] as const
export type ReviewTab = (typeof reviewTabs)[number][0]

interface ReviewPageState {
  readonly incident: string | undefined
  readonly tab: ReviewTab
  readonly open: (incident: string, tab?: ReviewTab) => void
  readonly show: (tab: ReviewTab) => void
  readonly close: () => void
}

export const useReviewPage = create<ReviewPageState>()((set) => ({
  incident: undefined,
  tab: 'times',
  open: (incident, tab = 'times') => set({ incident, tab }),
  show: (tab) => set({ tab }),
  close: () => set({ incident: undefined }),
}))
