import type { SecondDiskState } from '../../core/modules/system/contract.ts'

/** What the state of the second disk means to the operator. */
export const secondDiskWords: Readonly<
  Record<SecondDiskState, { readonly title: string; readonly detail: string }>
> = {
  good: {
    title: '副本盘正常',
    detail: '每条记录一秒内写入第二块硬盘，主盘损坏时可以找回。',
  },
  absent: {
    title: '没有第二块硬盘',
    detail: '副本和主数据在同一块盘上，这块盘损坏会同时丢失。请尽快接上第二块硬盘。',
  },
  failing: {
    title: '副本盘写不进去',
    detail: '记录只存在主盘。请检查第二块硬盘的连接和空间。',
  },
}
