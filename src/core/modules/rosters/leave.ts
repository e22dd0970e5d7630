/** Leave and wishes: one's own, or noted for another by whoever plans the roster. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import { recordFor, requireSession } from '../../seat-log.ts'
import { leaveFiled, leaveWithdrawn, wishSet, type LeaveFiled, type WishSet } from './facts.ts'
import { leaveRow, leaveRows, members } from './members.ts'
import { namesIn } from './names.ts'
import { monthRow, publishedShifts } from './queries.ts'
import type { LeaveKind } from './words.ts'

export type PersonRefusal = Refusal<'unknown-person'> | Refusal<'not-yours'>

export interface ShiftWords {
  readonly shift: string
  readonly words: string
}

/** Who it is about: the signed-in person, or another where one may plan the roster. */
export function aboutWhom(
  context: Pick<CoreContext, 'db'>,
  session: Session,
  person: string | undefined,
): Result<string, PersonRefusal> {
  const id = person ?? session.person
  if (id !== session.person && !session.rights.has('roster.write')) return refuse('not-yours')
  return members(context).some((one) => one.id === id) ? accept(id) : refuse('unknown-person')
}

/** Published shifts a person stands in, that touch `from` ≤ t < `to`. */
export function dutiesOfPerson(
  context: Pick<CoreContext, 'db'>,
  person: string,
  from: number,
  to: number,
): (ShiftWords & { readonly post: string; readonly month: string })[] {
  const names = namesIn(context)
  return publishedShifts(context, from, to).flatMap(({ id, month, cells }) =>
    cells
      .filter(({ people }) => people.includes(person))
      .map(({ post }) => ({
        shift: id,
        post,
        month,
        words: `${names.shift(id)} ${names.post(post)}`,
      })),
  )
}

const longestMs = 366 * 86_400_000

export interface LeaveInput {
  readonly person?: string | undefined
  readonly from: number
  readonly to: number
  readonly kind: LeaveKind
  readonly note: string
}

type LeaveRefusal =
  | PersonRefusal
  | Refusal<'bad-times'>
  | Refusal<'too-long'>
  | Refusal<'overlaps'>
  | Refusal<'over-published', { readonly shifts: ShiftWords[] }>

export function fileLeave(
  context: CoreContext,
  seat: Seat,
  input: LeaveInput,
): Result<{ readonly id: string; readonly storedAt: number }, LeaveRefusal> {
  const session = requireSession(seat)
  const whom = aboutWhom(context, session, input.person)
  if (!whom.ok) return whom
  const { from, to, kind } = input
  if (to <= from) return refuse('bad-times')
  if (to - from > longestMs) return refuse('too-long')
  const person = whom.value
  if (leaveRows(context, from, to, person).length > 0) return refuse('overlaps')
  const duties = dutiesOfPerson(context, person, from, to)
  if (duties.length > 0) {
    return refuse('over-published', {
      shifts: duties.map(({ shift, words }) => ({ shift, words })),
    })
  }
  const { clock, random } = context.world
  const { person: by, name } = session
  const body: LeaveFiled = {
    person,
    from,
    to,
    kind,
    note: input.note.trim(),
    by,
    name,
    at: clock.nowMs(),
  }
  const id = newId(clock, random)
  const { storedAt } = recordFor(context, seat, [{ kind: leaveFiled.kind, entity: id, body }])
  return accept({ id, storedAt })
}

export function withdrawLeave(
  context: CoreContext,
  seat: Seat,
  input: { readonly leave: string; readonly reason: string },
): Result<
  { readonly storedAt: number },
  PersonRefusal | Refusal<'not-found'> | Refusal<'already'>
> {
  const session = requireSession(seat)
  const row = leaveRow(context, input.leave)
  if (!row) return refuse('not-found')
  const whom = aboutWhom(context, session, row.person)
  if (!whom.ok) return whom
  if (row.withdrawnAt !== null) return refuse('already')
  const { person: by, name } = session
  const body = { reason: input.reason.trim(), by, name, at: context.world.clock.nowMs() }
  return accept(recordFor(context, seat, [{ kind: leaveWithdrawn.kind, entity: row.id, body }]))
}

export interface WishInput {
  readonly person?: string | undefined
  readonly day: string
  readonly want: 'on' | 'off' | null
  readonly fixed: boolean
  readonly note: string
}

export function setWish(
  context: CoreContext,
  seat: Seat,
  input: WishInput,
): Result<
  { readonly storedAt: number },
  PersonRefusal | Refusal<'in-past'> | Refusal<'fixed-by-roster'> | Refusal<'published'>
> {
  const session = requireSession(seat)
  const whom = aboutWhom(context, session, input.person)
  if (!whom.ok) return whom
  const at = context.world.clock.nowMs()
  const { day, want, fixed } = input
  if (day < beijingDate(at)) return refuse('in-past')
  if (fixed && !session.rights.has('roster.write')) return refuse('fixed-by-roster')
  if (monthRow(context, day.slice(0, 7))?.publishedAt != null) return refuse('published')
  const { person: by, name } = session
  const body: WishSet = {
    person: whom.value,
    day,
    want,
    fixed,
    note: input.note.trim(),
    by,
    name,
    at,
  }
  const entity = `${whom.value} ${day}`
  return accept(recordFor(context, seat, [{ kind: wishSet.kind, entity, body }]))
}
