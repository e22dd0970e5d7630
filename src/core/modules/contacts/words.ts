/** What a number is for, and what somebody answers for in the county's nets. */

export const purposes = [
  ['duty', '值班'],
  ['mobile', '手机'],
  ['office', '办公'],
  ['home', '家'],
  ['satphone', '卫星电话'],
  ['fax', '传真'],
  ['wechat', '微信'],
  ['beidou', '北斗'],
  ['other', '其他'],
] as const
export type Purpose = (typeof purposes)[number][0]
export const purposeKeys = purposes.map(([key]) => key) as [Purpose, ...Purpose[]]

const purposeWords = new Map<string, string>(purposes)
/** The word on screen; an unknown purpose (from a newer console) is shown as it is. */
export const purposeWord = (purpose: string): string => purposeWords.get(purpose) ?? purpose

/** Somebody answers there by voice. */
export function isTelephone(purpose: Purpose): boolean {
  return !['fax', 'wechat', 'beidou'].includes(purpose)
}

/** Roles in the county's nets (身份, domain §11); a county writes others in its own words. */
export const usualNets = [
  '灾害信息员',
  '防汛责任人',
  '山洪灾害责任人',
  '水库责任人',
  '群测群防员',
  '地灾责任人',
  '护林员',
  '森林防火责任人',
  '转移责任人',
  '网格员',
  '安全员',
  '应急联络员',
  '专家',
] as const

export const verifyHows = [
  ['phone', '电话'],
  ['radio', '电台'],
  ['f2f', '当面'],
  ['list', '名单'],
] as const
export type VerifyHow = (typeof verifyHows)[number][0]
export const verifyHowKeys = verifyHows.map(([key]) => key) as [VerifyHow, ...VerifyHow[]]
export const verifyHowWord = (how: string): string =>
  verifyHows.find(([key]) => key === how)?.[1] ?? how
