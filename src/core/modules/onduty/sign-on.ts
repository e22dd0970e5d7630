/** Signing on and off, and the calls because of somebody who is not there. */
import type { z } from 'zod'
import { beijingTime } from '../../kernel/beijing-time.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { clearDrafts } from '../alarms/index.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { personRows, secondPerson, type SecondPersonRefusal } from '../people/index.ts'
import { publishedShift, type DutyShift } from '../rosters/index.ts'
import { ruleMs } from '../rules/index.ts'
import type { ondutyContract } from './contract.ts'
import { absenceCalled, signedOff, signedOn, type SignedOn } from './facts.ts'
import { lateMinutes, presenceOf } from './presence.ts'
import { isAtSeat, isExpected, presenceKey, signOnWord } from './words.ts'

type Input<Name extends 'signOn' | 'signOff' | 'noteCall'> = z.output<
  NonNullable<(typeof ondutyContract)[Name]['~orpc']['inputSchema']>
>

export type SignOnRefusal =
  | Refusal<'no-shift'>
  | Refusal<'too-early', { readonly from: number; readonly earliest: number }>
  | Refusal<'shift-over'>
  | Refusal<'already-on', { readonly at: number }>
  | Refusal<'not-on-roster'>
  | Refusal<'at-seat'>
  | Refusal<'needs-proof'>
  | Refusal<'not-found'>
  | SecondPersonRefusal

export const lateKind = 'duty-late'

const clock = (at: number) => beijingTime(at).slice(0, 5)

interface Place {
  readonly post: string
  readonly word: string
}

function placeOnRoster(shift: DutyShift, person: string): DutyShift['posts'][number] | undefined {
  return shift.posts.find(({ people }) => people.some(({ id }) => id === person))
}

export function dutyLine(
  { person, name }: { readonly person: string; readonly name: string },
  text: string,
): NewLine {
  return {
    kind: 'system',
    source: { kind: 'person', id: person, text: name },
    text,
    recorder: name,
  }
}

/** By their own session, by their own secret at this seat, or told by telephone to who notes it. */
async function identified(
  context: CoreContext,
  seat: Seat,
  input: Input<'signOn'>,
  place: Place,
): Promise<Result<void, SignOnRefusal>> {
  if (input.how !== 'seat') return isAtSeat(place.post) ? refuse('at-seat') : accept(undefined)
  if (seat.session?.person === input.person) return accept(undefined)
  if (!input.proof) return refuse('needs-proof')
  const proved = await secondPerson(context, seat, { person: input.person, ...input.proof })
  return proved.ok ? accept(undefined) : proved
}

function inTime(context: CoreContext, { from, to }: DutyShift): Result<void, SignOnRefusal> {
  const now = context.world.clock.nowMs()
  const earliest = from - ruleMs(context, 'duty.early')
  if (now < earliest) return refuse('too-early', { from, earliest })
  return now >= to ? refuse('shift-over') : accept(undefined)
}

export async function signOn(
  context: CoreContext,
  seat: Seat,
  input: Input<'signOn'>,
): Promise<Result<Recorded & { readonly lateByMin: number }, SignOnRefusal>> {
  const recorder = requireRight(seat, 'log.write')
  const shift = publishedShift(context, input.shift)
  if (!shift) return refuse('no-shift')
  const timely = inTime(context, shift)
  if (!timely.ok) return timely
  const rows = personRows(context.db)
  const row = rows.find(({ id }) => id === input.person)
  if (!row || row.disabledReason !== null) return refuse('not-found')
  const standing = presenceOf(context.db, shift.id).find(({ person }) => person === row.id)
  if (standing?.onAt != null && standing.offAt === null) {
    return refuse('already-on', { at: standing.onAt })
  }
  const { standsFor } = input
  const place = placeOnRoster(shift, standsFor?.person ?? row.id)
  if (!place) return refuse('not-on-roster')
  const proved = await identified(context, seat, input, place)
  if (!proved.ok) return proved
  const at = context.world.clock.nowMs()
  const { id, word, from, to } = shift
  const body: SignedOn = {
    shift: id,
    shiftWord: word,
    shiftFrom: from,
    shiftTo: to,
    person: row.id,
    name: row.name,
    post: place.post,
    word: place.word,
    at,
    how: input.how,
    ...(standsFor
      ? {
          standsFor: {
            person: standsFor.person,
            name: rows.find((one) => one.id === standsFor.person)?.name ?? '',
            reason: standsFor.reason.trim(),
          },
        }
      : {}),
    note: input.note.trim(),
    by: recorder.name,
  }
  const lateByMin = isExpected(place.post) ? lateMinutes(from, at) : 0
  const recorded = recordFor(context, seat, () => [
    { kind: signedOn.kind, entity: presenceKey(id, row.id), body },
    ...noLongerLate(context, id, [row.id, ...(standsFor ? [standsFor.person] : [])], row.name),
    logLines(context)(
      dutyLine(recorder, signOnWords(body, lateByMin, ruleMs(context, 'duty.late'))),
    ),
  ])
  return accept({ ...recorded, lateByMin })
}

function noLongerLate(
  context: CoreContext,
  shift: string,
  persons: readonly string[],
  name: string,
): FactDraft[] {
  return persons.flatMap((person) =>
    clearDrafts(context, lateKind, presenceKey(shift, person), `${name} 已签到`),
  )
}

function signOnWords(body: SignedOn, lateByMin: number, graceMs: number): string {
  const { shiftWord, word, name, how, standsFor, note, by } = body
  const told = how === 'seat' ? '' : `（${signOnWord(how)}，${by} 记）`
  const instead = standsFor ? `，顶替 ${standsFor.name}（${standsFor.reason}）` : ''
  const late = lateByMin * 60_000 >= graceMs ? `，迟到 ${lateByMin} 分钟` : ''
  return `${shiftWord} ${word} ${name} 签到${told}${instead}${late}${note === '' ? '' : `；${note}`}`
}

export function signOff(
  context: CoreContext,
  seat: Seat,
  input: Input<'signOff'>,
): Result<Recorded, Refusal<'not-on'>> {
  const recorder = requireRight(seat, 'log.write')
  const row = presenceOf(context.db, input.shift).find(({ person }) => person === input.person)
  if (row?.onAt == null || row.offAt !== null) return refuse('not-on')
  const at = context.world.clock.nowMs()
  const why = input.reason.trim()
  const body = { at, reason: why, by: recorder.name }
  return accept(
    recordFor(context, seat, () => [
      { kind: signedOff.kind, entity: row.id, body },
      logLines(context)(dutyLine(recorder, `${row.word} ${row.name} 离岗，原因：${why}`)),
    ]),
  )
}

export function noteCall(
  context: CoreContext,
  seat: Seat,
  input: Input<'noteCall'>,
): Result<Recorded, Refusal<'no-shift'> | Refusal<'not-on-roster'>> {
  const recorder = requireRight(seat, 'log.write')
  const at = context.world.clock.nowMs()
  const shift = publishedShift(context, input.shift)
  if (!shift) return refuse('no-shift')
  const place = placeOnRoster(shift, input.person)
  const absent = place?.people.find(({ id }) => id === input.person)
  if (!place || !absent) return refuse('not-on-roster')
  const [whom, words] = [input.whom.trim(), input.words.trim()]
  const body = { at, whom, answered: input.answered, words, by: recorder.name }
  const outcome = input.answered ? '已接通' : '未接通'
  return accept(
    recordFor(context, seat, () => [
      { kind: absenceCalled.kind, entity: presenceKey(shift.id, input.person), body },
      logLines(context)({
        ...dutyLine(
          recorder,
          `${place.word} ${absent.name} 未到岗（应 ${clock(shift.from)} 到），致电 ${whom}：${outcome}${words === '' ? '' : `，${words}`}`,
        ),
        kind: 'comm',
      }),
    ]),
  )
}
