/** Laying out a month, putting people on posts, other hours of one shift. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { rosterDay, startOfDay } from '../../roster/calendar.ts'
import type { Violation } from '../../roster/model.ts'
import { shiftsOfDays } from '../../roster/patterns.ts'
import type { RosterViolation } from './contract.ts'
import { logLines } from '../logbook/index.ts'
import { decidedBy, decisionFor, type Decision } from '../people/index.ts'
import { cellChangeWords, shiftWord, shiftChangeWords } from './change-words.ts'
import {
  rosterFilled,
  rosterLaid,
  rosterShiftSet,
  type RosterFilled,
  type RosterShiftSet,
  type StoredCell,
  type StoredOverride,
  type StoredShift,
} from './facts.ts'
import { cellKey } from './month-fold.ts'
import { monthDays } from './month-days.ts'
import { namesIn } from './names.ts'
import { monthRow } from './queries.ts'
import { newBreaches, type Judged, type Sheet } from './rulebook.ts'
import { corrections, patterns } from './settings.ts'
import type { MonthRow } from './tables.ts'

export interface Stored {
  readonly storedAt: number
}
export interface GivenOverride {
  readonly key: string
  readonly reason: string
}
export interface GivenAuthority {
  readonly person: string
  readonly how: 'phone' | 'radio' | 'f2f'
}

export type RuleRefusal =
  | Refusal<'hard-rule', { readonly violations: RosterViolation[] }>
  | Refusal<'soft-rule', { readonly violations: RosterViolation[] }>
export type MonthRefusal =
  | Refusal<'not-laid'>
  | Refusal<'changed-elsewhere', { readonly by: string; readonly at: number }>
type PublishedRefusal =
  | Refusal<'reason-needed'>
  | Refusal<'closed'>
  | Refusal<'not-entitled', { readonly name: string }>
export type ChangeRefusal = RuleRefusal | MonthRefusal | PublishedRefusal

const refKey = ({ origin, seq }: OpRef) => `${origin} ${seq}`

/** The month, if the officer saw all that stands there now. */
export function seenMonth(
  context: Pick<CoreContext, 'db'>,
  month: string,
  seen: readonly OpRef[],
): Result<MonthRow, MonthRefusal> {
  const row = monthRow(context, month)
  if (!row) return refuse('not-laid')
  const known = new Set(seen.map(refKey))
  return row.seen.every((ref) => known.has(refKey(ref)))
    ? accept(row)
    : refuse('changed-elsewhere', { by: row.lastBy, at: row.lastAt })
}

/** A month with some of its cells as somebody would have them. */
export function withCells(sheet: Sheet, cells: readonly StoredCell[]): Sheet {
  const all = new Map(sheet.cells.map((cell) => [cellKey(cell.shift, cell.post), cell]))
  for (const cell of cells) all.set(cellKey(cell.shift, cell.post), cell)
  return { shifts: sheet.shifts, cells: [...all.values()] }
}

export function named(
  breaches: readonly Violation[],
  given: readonly GivenOverride[],
  name: string,
  at: number,
): StoredOverride[] {
  const reasons = new Map(given.map(({ key, reason }) => [key, reason.trim()]))
  return breaches.flatMap(({ key, words }) => {
    const reason = reasons.get(key) ?? ''
    return reason === '' ? [] : [{ key, words, name, reason, at }]
  })
}

/**
 * Whether a change may be recorded: no hard rule newly broken (a draft may have gaps), and in an
 * issued month a name and a reason for every soft one.
 */
export function allowed(
  judged: Judged,
  given: readonly GivenOverride[],
  published: boolean,
): Result<void, RuleRefusal> {
  const hard = published ? judged.hard : judged.hard.filter(({ rule }) => rule !== 'gap')
  if (hard.length > 0) return refuse('hard-rule', { violations: [...hard] })
  const reasons = new Set(given.filter(({ reason }) => reason.trim() !== '').map(({ key }) => key))
  const open = published ? judged.soft.filter(({ key }) => !reasons.has(key)) : []
  return open.length > 0 ? refuse('soft-rule', { violations: [...judged.soft] }) : accept(undefined)
}

/** A leader's word and a reason, once the month is issued; nothing in a draft. */
function wordFor(
  context: CoreContext,
  seat: Seat,
  row: MonthRow,
  input: { readonly reason: string; readonly authority?: GivenAuthority | null | undefined },
): Result<Decision | null, PublishedRefusal> {
  if (row.publishedAt === null) return accept(null)
  const decision = decisionFor(context, seat, 'roster.approve', input.authority)
  if (!decision.ok) return decision
  return input.reason.trim() === '' ? refuse('reason-needed') : decision
}

export function layMonth(
  context: CoreContext,
  seat: Seat,
  month: string,
): Result<Stored, Refusal<'published'> | Refusal<'no-pattern'>> {
  const { person, name } = requireRight(seat, 'roster.write')
  const row = monthRow(context, month)
  if (row?.publishedAt != null) return refuse('published')
  const shifts = plannedShifts(context, month)
  if (shifts.length === 0) return refuse('no-pattern')
  const body = { shifts, by: person, name, at: context.world.clock.nowMs() }
  return accept(
    recordFor(context, seat, [
      { kind: rosterLaid.kind, entity: month, body, base: row?.seen ?? [] },
    ]),
  )
}

/** As the patterns would have the month now. */
export function plannedShifts(
  context: Pick<CoreContext, 'db' | 'world'>,
  month: string,
): StoredShift[] {
  const { patterns: known, uses } = patterns(context)
  return shiftsOfDays(monthDays(month), known, uses, corrections(context)).map((shift) => ({
    ...shift,
    needs: shift.needs.map((need) => ({ ...need })),
  }))
}

function lineDraft(context: CoreContext, who: string, name: string, text: string): FactDraft {
  return logLines(context)({
    kind: 'change',
    source: { kind: 'person', id: who, text: name },
    text,
    recorder: name,
  })
}

/** `李文斌（电话批准） 改值班表：12月3日 夜班 主班：张伟 → 李静；原因：…` */
export function changeLine(
  context: CoreContext,
  who: { readonly person: string; readonly name: string },
  what: {
    readonly title: string
    readonly decision: Decision
    readonly words: readonly string[]
    readonly reason: string
    readonly overrides: readonly StoredOverride[]
  },
): FactDraft {
  const { title, decision, words, reason, overrides } = what
  const why = reason === '' ? '' : `；原因：${reason}`
  const over = overrides.map((one) => `；变通：${one.words}${one.reason}`).join('')
  const text = `${decidedBy(decision)} ${title}：${words.join('；')}${why}${over}`
  return lineDraft(context, who.person, who.name, text)
}

export interface EditInput {
  readonly month: string
  readonly seen: readonly OpRef[]
  readonly cells: readonly StoredCell[]
  readonly reason: string
  readonly authority?: GivenAuthority | null | undefined
  readonly overrides: readonly GivenOverride[]
}

export function editMonth(
  context: CoreContext,
  seat: Seat,
  input: EditInput,
): Result<Stored, ChangeRefusal> {
  const { person, name } = requireRight(seat, 'roster.write')
  const seen = seenMonth(context, input.month, input.seen)
  if (!seen.ok) return seen
  const row = seen.value
  const published = row.publishedAt !== null
  const at = context.world.clock.nowMs()
  const ended = new Set(row.shifts.filter(({ to }) => to <= at).map(({ id }) => id))
  if (published && input.cells.some(({ shift }) => ended.has(shift))) return refuse('closed')
  const word = wordFor(context, seat, row, input)
  if (!word.ok) return word
  const cells = input.cells.map((cell) => ({ ...cell, people: [...new Set(cell.people)] }))
  const before = new Map([[input.month, row]])
  const after = new Map([[input.month, withCells(row, cells)]])
  const judged = newBreaches(context, before, after)
  const fine = allowed(judged, input.overrides, published)
  if (!fine.ok) return fine
  const decision = word.value
  const reason = input.reason.trim()
  const overrides = named(judged.soft, input.overrides, decision ? decidedBy(decision) : name, at)
  const body: RosterFilled = {
    kind: 'edit',
    cells,
    reason,
    decision,
    overrides,
    swap: null,
    by: person,
    name,
    at,
  }
  const names = namesIn(context, row.shifts)
  const standing = new Map(row.cells.map((cell) => [cellKey(cell.shift, cell.post), cell.people]))
  const words = cells.map(({ shift, post, people }) =>
    cellChangeWords(
      { shift, post, before: standing.get(cellKey(shift, post)) ?? [], after: people },
      names,
    ),
  )
  return accept(
    recordFor(context, seat, () => [
      { kind: rosterFilled.kind, entity: input.month, body, base: row.seen },
      ...(decision
        ? [
            changeLine(
              context,
              { person, name },
              { title: '改值班表', decision, words, reason, overrides },
            ),
          ]
        : []),
    ]),
  )
}

export interface ShiftInput {
  readonly month: string
  readonly seen: readonly OpRef[]
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
  readonly reason: string
  readonly authority?: GivenAuthority | null | undefined
  readonly overrides: readonly GivenOverride[]
}

const mostShiftMs = 48 * 3_600_000
const dayMs = 86_400_000

function freeId(row: MonthRow, day: string, from: number): string {
  const minutes = Math.floor((from - startOfDay(day)) / 60_000)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`
  const taken = new Set(row.shifts.map(({ id }) => id))
  let id = `${day}.${clock}`
  for (let place = 2; taken.has(id); place++) id = `${day}.${clock}-${place}`
  return id
}

export function setShift(
  context: CoreContext,
  seat: Seat,
  input: ShiftInput,
): Result<Stored, ChangeRefusal | Refusal<'bad-times'> | Refusal<'not-found'>> {
  const { person, name } = requireRight(seat, 'roster.write')
  const seen = seenMonth(context, input.month, input.seen)
  if (!seen.ok) return seen
  const row = seen.value
  const { id, day, from, to } = input.shift
  const begins = startOfDay(day)
  const late = from < begins || from >= begins + dayMs
  if (late || to <= from || to - from > mostShiftMs || day.slice(0, 7) !== input.month) {
    return refuse('bad-times')
  }
  const was = row.shifts.find((shift) => shift.id === id)
  if (id !== undefined && !was) return refuse('not-found')
  const at = context.world.clock.nowMs()
  if (row.publishedAt !== null && (was?.to ?? to) <= at) return refuse('closed')
  const word = wordFor(context, seat, row, input)
  if (!word.ok) return word
  const { kind, name: holiday } = rosterDay(day, corrections(context))
  const shift: StoredShift = {
    id: was?.id ?? freeId(row, day, from),
    day,
    pattern: was?.pattern ?? '',
    word: input.shift.word.trim() || (was?.word ?? '加班'),
    from,
    to,
    night: input.shift.night,
    weekend: kind === 'weekend',
    holiday: kind === 'holiday' ? (holiday ?? '节假日') : null,
    needs: input.shift.needs.map((need) => ({ ...need })),
  }
  const others = row.shifts.filter((one) => one.id !== shift.id)
  const after: Sheet = {
    shifts: input.removed ? others : [...others, shift].toSorted((a, b) => a.from - b.from),
    cells: row.cells.filter((cell) => !input.removed || cell.shift !== shift.id),
  }
  const judged = newBreaches(
    context,
    new Map([[input.month, row]]),
    new Map([[input.month, after]]),
  )
  const fine = allowed(judged, input.overrides, row.publishedAt !== null)
  if (!fine.ok) return fine
  const decision = word.value
  const reason = input.reason.trim()
  const overrides = named(judged.soft, input.overrides, decision ? decidedBy(decision) : name, at)
  const body: RosterShiftSet = {
    shift,
    removed: input.removed,
    reason,
    decision,
    overrides,
    by: person,
    name,
    at,
  }
  const words = [
    shiftChangeWords(was ?? null, input.removed ? null : shift, namesIn(context, row.shifts)),
  ]
  return accept(
    recordFor(context, seat, () => [
      { kind: rosterShiftSet.kind, entity: input.month, body, base: row.seen },
      ...(decision
        ? [
            changeLine(
              context,
              { person, name },
              { title: `改班次 ${shiftWord(shift)}`, decision, words, reason, overrides },
            ),
          ]
        : []),
    ]),
  )
}
