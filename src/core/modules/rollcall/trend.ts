/** How a station answered the last roll calls it was called in. */
import type { CoreContext } from '../../module.ts'
import { rollsBefore } from './queries.ts'
import { resultOf, standing } from './sheet.ts'
import { isThere, type RollResult } from './words.ts'

export interface StationTrend {
  readonly key: string
  /** Newest first. */
  readonly last: readonly {
    readonly roll: string
    readonly at: number
    readonly result: RollResult
    readonly signal: number | null
  }[]
  /** Of those it was expected in. */
  readonly rate: number | null
  readonly signal: number | null
  /** Newest first: how many in a row it did not answer. */
  readonly missedInRow: number
}

/** Roll calls that are looked through. */
const mostRolls = 60

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

export function trendOf(key: string, last: StationTrend['last']): StationTrend {
  const expected = last.filter(({ result }) => result !== 'excused')
  const there = expected.filter(({ result }) => isThere(result))
  const heard = last.flatMap(({ signal }) => (signal === null ? [] : [signal]))
  const firstThere = expected.findIndex(({ result }) => isThere(result))
  return {
    key,
    last,
    rate: expected.length === 0 ? null : there.length / expected.length,
    signal: mean(heard),
    missedInRow: firstThere < 0 ? expected.length : firstThere,
  }
}

/** Of the roll calls that were summed up, so that one that goes on tells nothing yet. */
export function trends(
  context: CoreContext,
  keys: readonly string[],
  count: number,
): StationTrend[] {
  const rolls = rollsBefore(context, Number.MAX_SAFE_INTEGER, mostRolls).filter(
    ({ state, status }) => state === 'summarized' && status === context.status,
  )
  return keys.map((key) => {
    const last = rolls.flatMap((roll) => {
      const line = roll.lines.find((one) => one.key === key)
      if (!line) return []
      const signal = standing(line)?.signal ?? null
      return [{ roll: roll.id, at: roll.startedAt, result: resultOf(line), signal }]
    })
    return trendOf(key, last.slice(0, count))
  })
}
