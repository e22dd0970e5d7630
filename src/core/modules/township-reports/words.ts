/** What townships report every day, and what the report says. */

export const reportKinds = [
  ['duty', '在岗报告'],
  ['zero', '零报告'],
] as const
export type DailyKind = (typeof reportKinds)[number][0]

/** As a county may begin with; switched on by a person, so that nobody is missed unasked. */
export const firstSlots = [
  { id: 'duty-morning', kind: 'duty', word: '每日在岗报告', time: '09:00', enabled: false },
  { id: 'zero-evening', kind: 'zero', word: '每日零报告', time: '17:00', enabled: false },
] as const

/** One report of one township on one day. */
export const reportKey = (day: string, slot: string, township: string): string =>
  `${day} ${slot} ${township}`
