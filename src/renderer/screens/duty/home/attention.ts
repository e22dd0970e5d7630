/** What the desk should look at before anything happens, each a sentence and where to go. */
import { beijingDay } from '../../../../core/kernel/beijing-time.ts'
import type { OnDutyNow } from '../../../../core/modules/onduty/contract.ts'
import type { RosterMonth, ShownSwap } from '../../../../core/modules/rosters/contract.ts'
import { monthWord } from '../month-words.ts'

export interface Attention {
  readonly key: string
  readonly words: string
  readonly tone: 'red' | 'yellow' | 'plain'
  /** Part of the duty screen. */
  readonly part: string
}

const dayMs = 86_400_000

/** A month that begins soon and is not issued is told this many days ahead. */
const publishAheadDays = 7

export interface AttentionSources {
  readonly now: number
  readonly duty: OnDutyNow | undefined
  readonly months: readonly RosterMonth[]
  readonly swaps: readonly ShownSwap[]
}

export function attentionOf({ now, duty, months, swaps }: AttentionSources): readonly Attention[] {
  return [...absences(duty), ...unpublished(months, now), ...broken(months, now), ...waiting(swaps)]
}

function absences(duty: OnDutyNow | undefined): readonly Attention[] {
  const late = (duty?.people ?? []).filter(
    ({ signedOnAt, lateByMin }) => signedOnAt === null && lateByMin !== null && lateByMin > 0,
  )
  return late.map(({ person, name, word, lateByMin }) => ({
    key: `late ${person}`,
    words: `${word} ${name} 还没有签到，已过 ${lateByMin} 分钟`,
    tone: 'red',
    part: 'presence',
  }))
}

function unpublished(months: readonly RosterMonth[], now: number): readonly Attention[] {
  const { year, month } = beijingDay(now)
  const current = `${year}-${String(month).padStart(2, '0')}`
  const near = beijingDay(now + publishAheadDays * dayMs)
  const nearMonth = `${near.year}-${String(near.month).padStart(2, '0')}`
  return months
    .filter(({ month: one, state }) => state !== 'published' && one <= nearMonth)
    .map(({ month: one, state }) => ({
      key: `unpublished ${one}`,
      words: `${monthWord(one)}值班表${state === 'none' ? '还没有排' : '还没有印发'}`,
      tone: one <= current ? ('red' as const) : ('yellow' as const),
      part: 'roster',
    }))
}

function broken(months: readonly RosterMonth[], now: number): readonly Attention[] {
  return months.flatMap((month) => {
    const soon = new Set(
      month.shifts
        .filter(({ from, to }) => to > now && from < now + publishAheadDays * dayMs)
        .map(({ id }) => id),
    )
    return month.violations
      .filter(({ hard, shift, override }) => hard && override === null && soon.has(shift))
      .map(({ key, words }) => ({ key, words, tone: 'red' as const, part: 'roster' }))
  })
}

function waiting(swaps: readonly ShownSwap[]): readonly Attention[] {
  const agreed = swaps.filter(({ state }) => state === 'agreed').length
  const asked = swaps.filter(({ state }) => state === 'asked').length
  const list: Attention[] = []
  if (agreed > 0)
    list.push({
      key: 'swaps agreed',
      words: `${agreed} 份换班申请待批准`,
      tone: 'yellow',
      part: 'requests',
    })
  if (asked > 0)
    list.push({
      key: 'swaps asked',
      words: `${asked} 份换班申请等对方答复`,
      tone: 'plain',
      part: 'requests',
    })
  return list
}
