/** When it will be there: 预计三点到, 10分钟后到. */
import type { FoundStatus } from '../find-status.ts'
import type { FoundTime } from '../find-times.ts'
import type { Seen } from '../seen.ts'

export const expected =
  /(?:预计|估计|大概|大约|还有|还要|再有|马上|即将|快要?到|就要?到|\d+分钟|分钟(?:后|内)?)/

/** 在途 预计三点到: the time is of what is still to come. */
export function etaOf(
  seen: Seen,
  status: FoundStatus,
): { readonly at: number | null; readonly otherTimes: readonly FoundTime[] } | undefined {
  if (!['en_route', 'dispatched', 'mustering'].includes(status.status)) return undefined
  const coming = seen.statuses.find(
    (one) => one.sense === 'coming' && one.status === 'arrived' && one !== status,
  )
  if (!coming || !expected.test(seen.sheet.words)) return undefined
  const of = seen.times.findLast((time) => time.next !== null && time.start < coming.end)
  return { at: of?.next ?? etaIn(seen), otherTimes: seen.times.filter((time) => time !== of) }
}

/** 10分钟后到 */
export function etaIn(seen: Seen): number | null {
  const match = /(\d{1,3}|半|[一二两三四五六七八九十]{1,3})(?:个)?(分钟|小时)/.exec(
    seen.sheet.words,
  )
  if (!match) return null
  const digits: Readonly<Record<string, number>> = {
    半: 0.5,
    一: 1,
    二: 2,
    两: 2,
    三: 3,
    五: 5,
    十: 10,
    十五: 15,
    二十: 20,
    三十: 30,
  }
  const value = /^\d/.test(match[1] ?? '') ? Number(match[1]) : digits[match[1] ?? '']
  return value === undefined
    ? null
    : seen.context.now + Math.round(value * (match[2] === '小时' ? 3_600_000 : 60_000))
}
