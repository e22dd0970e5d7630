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
import { absenceCalled, shiftFields, signedOff, signedOn, type SignedOn } from './facts.ts'
import { carriedOver, lateMinutes, presenceOf } from './presence.ts'
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

/** The sign-on of a person who has not left since; undefined where there is none. */
function standingRow(context: CoreContext, shift: string, person: string) {
  const row = presenceRow(context, shift, person)
  return row && row.onAt !== null && row.offAt === null ? { ...row, onAt: row.onAt } : undefined
}

function presenceRow(context: CoreContext, shift: string, person: string) {
  return presenceOf(context.db, shift).find((one) => one.person === person)
}

/** A sign-on for who is on from the shift before: without it their leaving would stand alone. */
function carriedOn(context: CoreContext, id: string, person: string, by: string) {
  const ownOnAt = presenceRow(context, id, person)?.onAt ?? null
  const shift = publishedShift(context, id)
  const place = shift && placeOnRoster(shift, person)
  const name = place?.people.find((one) => one.id === person)?.name
  const now = context.world.clock.nowMs()
  if (ownOnAt !== null || !shift || !place || name === undefined || now < shift.from)
    return undefined
  if (!carriedOver(context.db, shift).has(person)) return undefined
  const { post, word } = place
  const at = shift.from
  return { ...shiftFields(shift), person, name, post, word, at, how: 'carried', note: '', by }
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
  const { standsFor } = input
  const place = placeOnRoster(shift, standsFor?.person ?? row.id)
  if (!place) return refuse('not-on-roster')
  const proved = await identified(context, seat, input, place)
  if (!proved.ok) return proved
  // After the proof, which takes a while: another seat may have signed them on meanwhile.
  const standing = standingRow(context, shift.id, row.id)
  // A standby who waits is called in; everybody else has one place at a time.
  const calledIn = standsFor && standing && !isExpected(standing.post)
  if (standing && !calledIn) return refuse('already-on', { at: standing.onAt })
  const at = context.world.clock.nowMs()
  const { id, from } = shift
  const body: SignedOn = {
    ...shiftFields(shift),
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
  const { shift, person } = input
  const standing = standingRow(context, shift, person)
  const carried = standing ? undefined : carriedOn(context, shift, person, recorder.name)
  const who = standing ?? carried
  if (!who) return refuse('not-on')
  const why = input.reason.trim()
  const entity = presenceKey(shift, person)
  const body = { at: context.world.clock.nowMs(), reason: why, by: recorder.name }
  return accept(
    recordFor(context, seat, () => [
      ...(carried ? [{ kind: signedOn.kind, entity, body: carried }] : []),
      { kind: signedOff.kind, entity, body },
      logLines(context)(dutyLine(recorder, `${who.word} ${who.name} 离岗，原因：${why}`)),
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
