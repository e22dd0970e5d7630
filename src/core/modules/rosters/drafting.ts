/** Putting people on posts, other hours of one shift. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { rosterDay, startOfDay } from '../../roster/calendar.ts'
import type { Need } from '../../roster/model.ts'
import { shiftId } from '../../roster/patterns.ts'
import { decidedBy, type Decision } from '../people/index.ts'
import {
  allowed,
  changeLine,
  overridesOf,
  overrideWords,
  seenMonth,
  wordFor,
  type GivenAuthority,
  type GivenOverride,
  type MonthRefusal,
  type RuleRefusal,
  type Stored,
  type WordRefusal,
} from './allowing.ts'
import { besideStanding, cellKey, changedCells, withCells, type Sheet } from './cells.ts'
import { cellChangeWords, shiftChangeWords, shiftWord } from './change-words.ts'
import {
  rosterFilled,
  rosterShiftSet,
  type RosterFilled,
  type RosterShiftSet,
  type StoredCell,
  type StoredOverride,
  type StoredShift,
} from './facts.ts'
import { namesIn } from './names.ts'
import { changeRows } from './queries.ts'
import { newBreaches } from './rulebook.ts'
import { corrections, posts } from './settings.ts'
import type { MonthRow } from './tables.ts'

type ChangeRefusal =
  | RuleRefusal
  | MonthRefusal
  | WordRefusal
  | Refusal<'no-change'>
  | Refusal<'closed'>

/** What every change of a month names. */
interface ChangeInput {
  readonly month: string
  readonly seen: readonly OpRef[]
  readonly reason: string
  readonly authority?: GivenAuthority | null | undefined
  readonly overrides: readonly GivenOverride[]
}

/** Who changed it, why, on whose word, and which rules they took upon themselves. */
interface Told {
  readonly reason: string
  readonly decision: Decision | null
  readonly overrides: StoredOverride[]
  readonly by: string
  readonly name: string
  readonly at: number
}

/** A change whose rules were looked at goes into the log; of an issued month also into the log book. */
function recordChange(
  context: CoreContext,
  seat: Seat,
  row: MonthRow,
  input: ChangeInput,
  change: {
    readonly after: Sheet
    /** 改值班表 */
    readonly title: string
    readonly words: readonly string[]
    readonly fact: (told: Told) => { readonly kind: string; readonly body: object }
  },
): Result<Stored, RuleRefusal | WordRefusal> {
  const session = requireRight(seat, 'roster.write')
  const word = wordFor(context, seat, row, input)
  if (!word.ok) return word
  const judged = newBreaches(context, new Map([[row.id, row]]), new Map([[row.id, change.after]]))
  const fine = allowed(judged, input.overrides, row.publishedAt !== null)
  if (!fine.ok) return fine
  const decision = word.value
  const { person: by, name } = session
  const at = context.world.clock.nowMs()
  const taker = decision ? decidedBy(decision) : name
  const overrides = overridesOf(judged.soft, input.overrides, taker, at)
  const reason = input.reason.trim()
  const fact = change.fact({ reason, decision, overrides, by, name, at })
  const text = `${taker} ${change.title}：${change.words.join('；')}；原因：${reason}${overrideWords(overrides)}`
  return accept(
    recordFor(context, seat, () => [
      { ...fact, entity: row.id, base: row.seen },
      ...(decision ? [changeLine(context, session, text)] : []),
    ]),
  )
}

export interface EditInput extends ChangeInput {
  readonly cells: readonly StoredCell[]
}

/** Who stands at these posts from now on; what stands there already is left out. */
export function editMonth(
  context: CoreContext,
  seat: Seat,
  input: EditInput,
): Result<Stored, ChangeRefusal> {
  requireRight(seat, 'roster.write')
  const seen = seenMonth(context, input.month, input.seen)
  if (!seen.ok) return seen
  const row = seen.value
  const asked = input.cells.map((cell) => ({ ...cell, people: [...new Set(cell.people)] }))
  const differ = new Set(changedCells(row.cells, asked).map(cellKey))
  // What two consoles wrote is decided by saying again what stands.
  const open = new Set(row.conflicts.map(cellKey))
  const cells = asked.filter((cell) => differ.has(cellKey(cell)) || open.has(cellKey(cell)))
  if (cells.length === 0) return refuse('no-change')
  const now = context.world.clock.nowMs()
  const ended = new Set(row.shifts.filter(({ to }) => to <= now).map(({ id }) => id))
  if (row.publishedAt !== null && cells.some(({ shift }) => ended.has(shift))) {
    return refuse('closed')
  }
  const names = namesIn(context, row.shifts)
  return recordChange(context, seat, row, input, {
    after: withCells(row, cells),
    title: '改值班表',
    words: besideStanding(row.cells, cells).map((change) => cellChangeWords(change, names)),
    fact: (told) => ({
      kind: rosterFilled.kind,
      body: { kind: 'edit', cells, swap: null, ...told } satisfies RosterFilled,
    }),
  })
}

export interface ShiftInput extends ChangeInput {
  readonly shift: {
    readonly id?: string | undefined
    readonly day: string
    readonly word: string
    readonly from: number
    readonly to: number
    readonly night: boolean
    readonly needs: readonly { readonly post: string; readonly count: number }[]
  }
  readonly removed: boolean
}

const mostShiftMs = 48 * 3_600_000
const dayMs = 86_400_000

/** A shift that was taken out keeps its id for itself: whoever stood there does not come back. */
function freeId(context: CoreContext, row: MonthRow, day: string, from: number): string {
  const id = shiftId(day, Math.floor((from - startOfDay(day)) / 60_000))
  const told = changeRows(context, row.id).flatMap(({ cells, shifts }) => [
    ...cells.map(({ shift }) => shift),
    ...shifts.flatMap(({ before, after }) => [before?.id, after?.id]),
  ])
  const taken = new Set([...row.shifts.map((shift) => shift.id), ...told])
  let free = id
  for (let place = 2; taken.has(free); place++) free = `${id}-${place}`
  return free
}

/** Posts that need nobody are left out; the same needs stay in the order in which they stood. */
function needsOf(given: readonly Need[], was: StoredShift | undefined): StoredShift['needs'] {
  const needs = given.filter(({ count }) => count > 0).map((need) => ({ ...need }))
  const told = (list: readonly Need[]) =>
    list
      .map(({ post, count }) => `${post} ${count}`)
      .toSorted()
      .join()
  return was && told(was.needs) === told(needs) ? was.needs : needs
}

export type ShiftRefusal =
  | Refusal<'bad-times'>
  | Refusal<'no-need'>
  | Refusal<'unknown-post'>
  | Refusal<'not-found'>

/** A shift as it stands and as it would stand, with the month around it. */
export interface WantedShift {
  readonly was: StoredShift | undefined
  readonly shift: StoredShift
  readonly after: Sheet
  /** What would change, in words; empty where nothing would. */
  readonly words: string
}

/** What the officer would have: a shift with other hours or needs, a shift more, or one less. */
export function wantedShift(
  context: CoreContext,
  row: MonthRow,
  { shift: given, removed }: Pick<ShiftInput, 'shift' | 'removed'>,
): Result<WantedShift, ShiftRefusal> {
  const { id, day, from, to } = given
  const begins = startOfDay(day)
  const late = from < begins || from >= begins + dayMs
  if (late || to <= from || to - from > mostShiftMs || day.slice(0, 7) !== row.id) {
    return refuse('bad-times')
  }
  const known = new Set<string>(posts(context).map(({ key }) => key))
  if (given.needs.some(({ post }) => !known.has(post))) return refuse('unknown-post')
  const was = row.shifts.find((shift) => shift.id === id)
  if ((id !== undefined || removed) && !was) return refuse('not-found')
  const needs = needsOf(given.needs, was)
  if (needs.length === 0 && !removed) return refuse('no-need')
  const { kind, name: holiday } = rosterDay(day, corrections(context))
  const shift: StoredShift = {
    id: was?.id ?? freeId(context, row, day, from),
    day,
    pattern: was?.pattern ?? '',
    word: given.word.trim() || (was?.word ?? '加班'),
    from,
    to,
    night: given.night,
    weekend: kind === 'weekend',
    holiday: kind === 'holiday' ? (holiday ?? '节假日') : null,
    needs,
  }
  const others = row.shifts.filter((one) => one.id !== shift.id)
  const after: Sheet = {
    shifts: removed ? others : [...others, shift].toSorted((a, b) => a.from - b.from),
    cells: row.cells.filter((cell) => !removed || cell.shift !== shift.id),
  }
  const same = !removed && JSON.stringify(shift) === JSON.stringify(was)
  const names = namesIn(context, row.shifts)
  const words = same ? '' : shiftChangeWords(was ?? null, removed ? null : shift, names)
  return accept({ was, shift, after, words })
}

/** Other hours or needs of one shift, a shift more, or one less. */
export function setShift(
  context: CoreContext,
  seat: Seat,
  input: ShiftInput,
): Result<Stored, ChangeRefusal | ShiftRefusal> {
  requireRight(seat, 'roster.write')
  const seen = seenMonth(context, input.month, input.seen)
  if (!seen.ok) return seen
  const row = seen.value
  const wanted = wantedShift(context, row, input)
  if (!wanted.ok) return wanted
  const { was, shift, after, words } = wanted.value
  if (words === '') return refuse('no-change')
  const ends = was?.to ?? shift.to
  if (row.publishedAt !== null && ends <= context.world.clock.nowMs()) return refuse('closed')
  return recordChange(context, seat, row, input, {
    after,
    title: `改班次 ${shiftWord(shift)}`,
    words: [words],
    fact: (told) => ({
      kind: rosterShiftSet.kind,
      body: { shift, removed: input.removed, ...told } satisfies RosterShiftSet,
    }),
  })
}
