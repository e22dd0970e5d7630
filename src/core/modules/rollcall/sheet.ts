/** What a roll call says: who stands where, in numbers and in words. */
import type { RollLine, RollRow, StoredAnswer } from './tables.ts'
import { isThere, resultWord, type RollResult } from './words.ts'

/** The answer that stands; none where it was taken back or nobody has called. */
export function standing({ answers }: Pick<RollLine, 'answers'>): StoredAnswer | undefined {
  const last = answers.at(-1)
  return last?.result === 'none' ? undefined : last
}

export function resultOf(line: Pick<RollLine, 'answers'>): RollResult {
  return standing(line)?.result ?? 'none'
}

/** Unreachable says the station was called: it stays missing until it answers itself. */
export function isMissing(line: RollLine): boolean {
  return !line.extra && !isThere(resultOf(line))
}

export function missingOf({ lines }: Pick<RollRow, 'lines'>): RollLine[] {
  return lines.filter(isMissing)
}

export interface RollCounts {
  /** 应到 */
  readonly due: number
  /** 应答, with 质差 and 代答 in it. */
  readonly answered: number
  readonly poor: number
  readonly relayed: number
  readonly excused: number
  readonly absent: number
  /** Nobody has called it yet. */
  readonly open: number
  /** Of the answered, those of the second round. */
  readonly late: number
}

export function countsOf({ lines }: Pick<RollRow, 'lines'>): RollCounts {
  const listed = lines.filter(({ extra }) => !extra)
  const count = (...results: RollResult[]) =>
    listed.filter((line) => results.includes(resultOf(line))).length
  return {
    due: listed.length,
    answered: count('answered', 'poor', 'relayed'),
    poor: count('poor'),
    relayed: count('relayed'),
    excused: count('excused'),
    absent: count('absent'),
    open: count('none'),
    late: listed.filter((line) => {
      const answer = standing(line)
      return answer !== undefined && answer.round > 1 && isThere(answer.result)
    }).length,
  }
}

/** Excused stations were not expected: they are no part of the rate. */
export function rateOf({ due, answered, excused }: RollCounts): number | null {
  const expected = due - excused
  return expected <= 0 ? null : answered / expected
}

/** `应到 12，应答 10（质差 1、代答 1），补点应答 1，请假 1，未应答 1` */
export function countWords(counts: RollCounts): string {
  const { due, answered, poor, relayed, late, excused, absent, open } = counts
  const inner = [
    [resultWord('poor'), poor],
    [resultWord('relayed'), relayed],
  ]
    .filter(([, number]) => number !== 0)
    .map(([word, number]) => `${word} ${number}`)
    .join('、')
  return [
    `应到 ${due}`,
    `应答 ${answered}${inner === '' ? '' : `（${inner}）`}`,
    ...(late > 0 ? [`其中补点 ${late}`] : []),
    ...(excused > 0 ? [`请假 ${excused}`] : []),
    `未应答 ${absent + open}`,
  ].join('，')
}

const mostNamed = 40

export function callSigns(stations: readonly { readonly callSign: string }[]): string {
  const named = stations.slice(0, mostNamed).map(({ callSign }) => callSign)
  return `${named.join('、')}${stations.length > mostNamed ? ` 等 ${stations.length} 台` : ''}`
}
