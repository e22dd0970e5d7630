/** Why a roster is not more even: the counting proofs of `bounds.ts` in Chinese sentences. */
import type { Bound, Shortage } from './bounds.ts'
import type { Measure, RosterPerson } from './model.ts'
import { addDays } from './calendar.ts'
import type { Problem } from './problem.ts'
import { dayWords, measureWords } from './words.ts'

interface Uneven {
  readonly measure: Measure
  /** 全体值班人员, or the posts of a pool. */
  readonly whom: string
  readonly spread: number
  readonly bound: Bound | undefined
  readonly people: readonly RosterPerson[]
}

/** Empty where the spread is at most 1. */
export function unevenSentences({ measure, whom, spread, bound, people }: Uneven): string[] {
  if (spread <= 1) return []
  const word = measureWords[measure]
  const opening = `${whom}的${word}最多与最少相差 ${spread} 次`
  const atLeast = bound ? Math.max(0, bound.high.count - bound.low.count) : 0
  if (!bound || atLeast <= 1) {
    return [`${opening}：没有证明做不到相差 1 次，换一个起点再排一次可能更均衡。`]
  }
  const names = (indexes: readonly number[]) => listed(indexes.map((at) => people[at]?.name ?? ''))
  const { high, low } = bound
  const limits = high.limited.map(
    ({ person, most }) => `${names([person])}按请假和休息规则最多再值 ${most} 次`,
  )
  const highWords =
    high.duties === 0
      ? `${names(high.people)}此前已值 ${high.count} 次`
      : `有 ${high.duties} 次只能由${names(high.people)}值${limits.length > 0 ? `（${limits.join('，')}）` : ''}，至少有一人要值 ${high.count} 次`
  const lowWords =
    low.people.length === 1
      ? `${names(low.people)}最多只能值到 ${low.count} 次`
      : `${names(low.people)}能值的一共 ${low.duties} 次，至少有一人不超过 ${low.count} 次`
  const end =
    spread === atLeast
      ? `任何排法都至少相差 ${atLeast} 次`
      : `任何排法都至少相差 ${atLeast} 次，现在多 ${spread - atLeast} 次，换一个起点再排一次可能更均衡`
  return [`${opening}：${highWords}；${lowWords}；${end}。`]
}

export function shortageSentence(
  { people: short, duties, most, from, to, stretches }: Shortage,
  { people, firstDay }: Problem,
): string {
  const names = listed(short.map((at) => people[at]?.name ?? ''))
  const more = stretches > 1 ? `这样排不满的时段共有 ${stretches} 个。` : ''
  return `人手不够：${dayWords(addDays(firstDay, from))}至${dayWords(addDays(firstDay, to))}有 ${duties} 个班只能由${names}值，按请假和休息规则最多值 ${most} 个，必有空岗或破例；请增加人员、减少岗位或放宽休息规则。${more}`
}

function listed(names: readonly string[]): string {
  return names.length <= 6
    ? names.join('、')
    : `${names.slice(0, 5).join('、')}等 ${names.length} 人`
}
