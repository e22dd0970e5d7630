/** Swaps, one's own duties, and who could take a shift. */
import { startOfBeijingDay, beijingDate } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { addDays, startOfDay } from '../../roster/calendar.ts'
import type { DutyCounts } from '../../roster/model.ts'
import { decidedBy } from '../people/index.ts'
import type {
  RosterMember,
  RosterViolation,
  ShownLeave,
  ShownShift,
  ShownSwap,
  ShownWish,
} from './contract.ts'
import { cellKey, withCells } from './cells.ts'
import type { SwapPlace } from './facts.ts'
import { leaveRows, members, shownLeave, shownWish, wishRows } from './members.ts'
import { shownMembers } from './month.ts'
import { namesIn } from './names.ts'
import { monthRow, publishedShifts, shiftRow, swapRows } from './queries.ts'
import { breachFinder, servedBefore } from './rulebook.ts'
import { shiftShower } from './shown.ts'
import { swapBreaches, troubleOf } from './swap-effect.ts'
import type { SwapRow } from './tables.ts'
import { swapKinds, swapStateWord } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

const kindWords = new Map<string, string>(swapKinds)

/** Of a shift that is no longer there: what its id still says. */
function gone(id: string): Omit<ShownShift, 'posts'> {
  const day = id.slice(0, 10)
  const at = startOfDay(day)
  const rest = { night: false, weekend: false, holiday: null, status: 'planned' as const }
  return { id, day, word: '已取消', from: at, to: at, ...rest }
}

export function shownSwaps(context: ReadingContext, rows: readonly SwapRow[]): ShownSwap[] {
  const names = namesIn(context)
  const show = shiftShower(context)
  const shown = ({ shift: id, post }: SwapPlace) => {
    const row = shiftRow(context, id)
    const { posts: _, ...shift } = row ? show(row) : { ...gone(id), posts: [] }
    return { shift, post, postWord: names.post(post) }
  }
  const person = (id: string) => ({ id, name: names.person(id) })
  return rows.map((row) => {
    const open = row.state === 'asked' || row.state === 'agreed'
    const trouble = open ? troubleOf(context, row) : undefined
    const judged = open && !trouble ? swapBreaches(context, row) : { hard: [], soft: [] }
    return {
      id: row.id,
      kind: row.kind,
      kindWord: kindWords.get(row.kind) ?? row.kind,
      state: row.state,
      stateWord: row.state === 'asked' && row.to === null ? '待人接班' : swapStateWord(row.state),
      from: person(row.from),
      to: row.to === null ? null : person(row.to),
      ...shown(row.place),
      inReturn: row.inReturn ? shown(row.inReturn) : null,
      reason: row.reason,
      filedAt: row.filedAt,
      filedBy: row.filedBy,
      agreedAt: row.agreedAt,
      decidedAt: row.decidedAt,
      decided: row.decision ? decidedBy(row.decision) : '',
      decisionReason: row.decisionReason,
      violations: [...judged.hard, ...judged.soft],
      trouble: trouble?.sentence ?? null,
    }
  })
}

export interface Mine {
  readonly person: RosterMember | null
  readonly shifts: ShownShift[]
  readonly swaps: ShownSwap[]
  readonly leaves: ShownLeave[]
  readonly wishes: ShownWish[]
  readonly served: DutyCounts
}

const yearMs = 366 * 86_400_000
const nothing: DutyCounts = { weekend: 0, holiday: 0, night: 0, total: 0 }

export function mine(context: ReadingContext, person: string): Mine {
  const now = context.world.clock.nowMs()
  const today = beijingDate(now)
  const year = Number(today.slice(0, 4))
  const until = addDays(today, 366)
  const who = members(context).filter(({ id }) => id === person)
  const names = new Map(who.map(({ id, name }) => [id, name]))
  const show = shiftShower(context)
  const stands = (cells: readonly { readonly people: readonly string[] }[]) =>
    cells.some(({ people }) => people.includes(person))
  const [member = null] = shownMembers(context, who, today, until)
  const yearBegan = startOfBeijingDay({ year, month: 1, day: 1 })
  return {
    person: member,
    shifts: publishedShifts(context, now, now + yearMs)
      .filter(({ cells }) => stands(cells))
      .map(show),
    swaps: shownSwaps(
      context,
      swapRows(context, false, 200).filter(
        ({ from, to, state }) =>
          from === person || to === person || (to === null && state === 'asked'),
      ),
    ),
    leaves: leaveRows(context, yearBegan, now + yearMs, person).map((row) =>
      shownLeave(row, names),
    ),
    wishes: wishRows(context, today, until, person).map((row) => shownWish(row, names)),
    served:
      servedBefore(context, `${year}-01-01`, addDays(today, -1), new Set()).get(person) ?? nothing,
  }
}

export interface Candidate {
  readonly person: {
    readonly id: string
    readonly name: string
    readonly phone: string
    readonly callSign: string
  }
  readonly violations: RosterViolation[]
  readonly total: number
}

/** Everybody qualified, who breaks least first, then who has served least. */
export function candidates(
  context: ReadingContext,
  input: {
    readonly shift: string
    readonly post: string
    readonly instead?: string | null | undefined
  },
): Candidate[] | undefined {
  const at = shiftRow(context, input.shift)
  const row = at && monthRow(context, at.month)
  if (!at || !row) return undefined
  const held = row.cells.find((cell) => cellKey(cell) === cellKey(input))?.people ?? []
  const rest = held.filter((id) => id !== input.instead)
  const served = servedBefore(context, `${at.day.slice(0, 4)}-01-01`, at.day, new Set())
  const judge = breachFinder(context, new Map([[row.id, row]]))
  return members(context)
    .filter(({ id, serves, posts }) => serves && posts.includes(input.post) && !held.includes(id))
    .map(({ id, name, phone, callSign }) => {
      const cell = { shift: input.shift, post: input.post, people: [...rest, id] }
      const { hard, soft } = judge(new Map([[row.id, withCells(row, [cell])]]))
      const total = served.get(id)?.total ?? 0
      return { person: { id, name, phone, callSign }, violations: [...hard, ...soft], total }
    })
    .toSorted(
      (one, other) =>
        weight(one) - weight(other) ||
        one.total - other.total ||
        (one.person.id < other.person.id ? -1 : 1),
    )
}

const weight = ({ violations }: Candidate) =>
  violations.reduce((sum, { hard }) => sum + (hard ? 100 : 1), 0)
