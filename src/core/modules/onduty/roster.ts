/** What this module reads of the published roster. */
import type { CoreContext } from '../../module.ts'

export interface RosterPost {
  readonly post: string
  readonly word: string
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly phone: string
  }[]
}

export interface RosterShift {
  readonly id: string
  readonly day: string
  readonly word: string
  readonly from: number
  readonly to: number
  readonly posts: readonly RosterPost[]
}

type Source = (context: CoreContext, from: number, to: number) => readonly RosterShift[]

/** Published shifts that touch the span. */
export const publishedShifts: Source = () => []

const weekMs = 7 * 86_400_000
/** The longest shift there is: one week's turn. */
const longestMs = weekMs

export function publishedAt(context: CoreContext, at: number): RosterShift | undefined {
  return publishedShifts(context, at, at + 1).find(({ from, to }) => from <= at && at < to)
}

export function publishedAfter(context: CoreContext, at: number): RosterShift | undefined {
  return publishedShifts(context, at, at + weekMs)
    .filter(({ from }) => from >= at)
    .toSorted((one, other) => one.from - other.from)[0]
}

export function publishedShift(
  context: CoreContext,
  id: string,
  near: number,
): RosterShift | undefined {
  return publishedShifts(context, near - longestMs, near + longestMs).find(
    (shift) => shift.id === id,
  )
}
