/** What a roster and the things around it are called. */
export const leaveKinds = [
  ['annual', '年休假'],
  ['sick', '病假'],
  ['personal', '事假'],
  ['trip', '出差'],
  ['training', '培训学习'],
  ['compensation', '补休'],
  ['other', '其他'],
] as const
export type LeaveKind = (typeof leaveKinds)[number][0]
export const leaveKindKeys = leaveKinds.map(([key]) => key) as [LeaveKind, ...LeaveKind[]]
const leaveWords = new Map<string, string>(leaveKinds)
export const leaveWord = (kind: string): string => leaveWords.get(kind) ?? kind

export const shiftStates = [
  ['planned', '已排'],
  ['published', '已发布'],
  ['on_duty', '值班中'],
  ['handing_over', '交接中'],
  ['closed', '已交班'],
] as const
export type ShiftState = (typeof shiftStates)[number][0]
export const shiftStateKeys = shiftStates.map(([key]) => key) as [ShiftState, ...ShiftState[]]

export const swapStates = [
  ['asked', '待对方同意'],
  ['agreed', '待批准'],
  ['approved', '已批准'],
  ['refused', '未批准'],
  ['declined', '对方不同意'],
  ['withdrawn', '已撤回'],
] as const
export type SwapState = (typeof swapStates)[number][0]
export const swapStateKeys = swapStates.map(([key]) => key) as [SwapState, ...SwapState[]]
const swapWords = new Map<string, string>(swapStates)
export const swapStateWord = (state: string): string => swapWords.get(state) ?? state

export const swapKinds = [
  ['swap', '换班'],
  ['cover', '顶班'],
] as const
export type SwapKind = (typeof swapKinds)[number][0]
export const swapKindKeys = swapKinds.map(([key]) => key) as [SwapKind, ...SwapKind[]]

export const dayKindKeys = ['workday', 'weekend', 'holiday'] as const

/** Where a change of a roster came from. */
export const changeKinds = [
  ['edit', '人工排班'],
  ['generated', '自动排班'],
  ['import', '从文件导入'],
  ['swap', '换班'],
  ['cover', '顶班'],
] as const
export type ChangeKind = (typeof changeKinds)[number][0]
export const changeKindKeys = changeKinds.map(([key]) => key) as [ChangeKind, ...ChangeKind[]]

/** Sheets a roster is printed and exported as. */
export const sheetForms = [
  ['month', '月值班表'],
  ['holiday', '节假日值班表'],
  ['flood', '汛期值班表'],
] as const
export type SheetForm = (typeof sheetForms)[number][0]
export const sheetFormKeys = sheetForms.map(([key]) => key) as [SheetForm, ...SheetForm[]]

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const
/** `星期三` of a Gregorian date `2026-12-02`. */
export function weekdayWord(day: string): string {
  return `星期${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}`
}
