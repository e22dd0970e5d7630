/** Beginning, accepting each item, sending it back with a question, answering, sending all back. */
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { lineBy, logLines } from '../logbook/index.ts'
import { dutyPeople } from '../onduty/index.ts'
import { personNamed, secondPerson, type Proof, type SecondPersonRefusal } from '../people/index.ts'
import { publishedShift } from '../rosters/index.ts'
import { stepTime, type ClockBack } from './clock-guard.ts'
import {
  handoverBegun,
  handoverReturned,
  itemAccepted,
  itemAnswered,
  itemReturned,
  type HandoverBegun,
} from './facts.ts'
import type { Team } from './frozen.ts'
import { incomingHere, noteIncomingHere } from './identity.ts'
import { buildItem } from './items/index.ts'
import { seenText } from './items/model.ts'
import { openedHandover, sealedWords, type Sealed } from './preparing.ts'
import { currentRow } from './stores.ts'
import type { HandoverRow } from './tables.ts'
import { teamsNow } from './teams.ts'
import { itemTitle, type ItemKey } from './words.ts'

const minuteMs = 60_000

type Secret = Omit<Proof, 'person'>

export type BeginRefusal =
  | ClockBack
  | Sealed
  | SecondPersonRefusal
  | Refusal<'not-found' | 'same-person' | 'needs-proof'>
  | Refusal<'no-right', { readonly name: string }>

interface Beginning {
  readonly outgoing: string
  readonly incoming: string
  readonly proof?: Secret | null | undefined
}

/** The time of the sign-on, where they signed on for the shift that takes over; else now. */
function arrival(context: CoreContext, coming: Team, person: string, at: number) {
  const shift = coming.shift === undefined ? undefined : publishedShift(context, coming.shift)
  const known = shift ? dutyPeople(context, shift, at) : []
  const signedOnAt = known.find((one) => one.person === person)?.signedOnAt ?? null
  const arrivedAt = Math.min(signedOnAt ?? at, at)
  const late = shift === undefined ? 0 : Math.floor((arrivedAt - shift.from) / minuteMs)
  return { arrivedAt, lateByMin: Math.max(0, late) }
}

function alreadyBegun(row: HandoverRow | undefined): Sealed | undefined {
  if (!row || row.phase === 'on_duty') return undefined
  return refuse('not-now', {
    sentence:
      row.phase === 'signing'
        ? sealedWords
        : '交接已经开始。要换接班人，请先整单退回，再重新发起。',
  })
}

/** Who takes over proves it, unless it is they who are signed in here. */
async function proved(
  context: CoreContext,
  seat: Seat,
  person: string,
  proof: Secret | null | undefined,
): Promise<Result<HandoverBegun['proof'], BeginRefusal>> {
  const session = requireRight(seat, 'log.write')
  if (session.person === person) return accept('session')
  if (!proof) return refuse('needs-proof')
  const done = await secondPerson(context, seat, { person, ...proof })
  if (!done.ok) return done
  if (!done.value.rights.has('log.write')) return refuse('no-right', { name: done.value.name })
  return accept(proof.with)
}

/** @throws ORPCError TOO_SOON */
export async function beginHandover(
  context: CoreContext,
  seat: Seat,
  input: Beginning,
): Promise<Result<Stored & { readonly id: string; readonly lateByMin: number }, BeginRefusal>> {
  const who = requireRight(seat, 'log.write')
  const early = alreadyBegun(currentRow(context))
  if (early) return early
  if (input.outgoing === input.incoming) return refuse('same-person')
  const outgoing = personNamed(context.db, input.outgoing)
  const incoming = personNamed(context.db, input.incoming)
  if (!outgoing || !incoming) return refuse('not-found')
  const proof = await proved(context, seat, incoming.person, input.proof)
  if (!proof.ok) return proof
  // Checking a password takes its time: it may have begun at another seat meanwhile.
  const late = alreadyBegun(currentRow(context))
  if (late) return late
  const time = stepTime(context, currentRow(context))
  if (!time.ok) return time
  const at = time.value
  const teams = teamsNow(context)
  const came = arrival(context, teams.in, incoming.person, at)
  let id = ''
  const { storedAt } = recordFor(context, seat, () => {
    const opened = openedHandover(context, who.name, at)
    id = opened.id
    const body: HandoverBegun = {
      round: opened.row?.round ?? 0,
      ...teams,
      outgoing,
      incoming,
      proof: proof.value,
      ...came,
      by: who.name,
      at,
    }
    const lateWords = came.lateByMin > 0 ? `，迟到 ${came.lateByMin} 分钟` : ''
    const words = `交接班开始：交班 ${outgoing.name}，接班 ${incoming.name}（到岗${lateWords}）`
    return [
      ...opened.first,
      { kind: handoverBegun.kind, entity: id, body },
      logLines(context)(lineBy(who, { kind: 'system', text: words })),
    ]
  })
  const row = currentRow(context)
  if (row) noteIncomingHere(context, seat, row)
  return accept({ storedAt, id, lateByMin: came.lateByMin })
}

export type IdentifyRefusal = Sealed | SecondPersonRefusal

/** @throws ORPCError TOO_SOON */
export async function identifyIncoming(
  context: CoreContext,
  seat: Seat,
  secret: Secret,
): Promise<Result<{ readonly name: string }, IdentifyRefusal>> {
  requireRight(seat, 'log.write')
  const incoming = currentRow(context)?.begun?.incoming
  if (!incoming) return refuse('not-now', { sentence: '还没有发起交接，不用确认接班人。' })
  const done = await secondPerson(context, seat, { person: incoming.person, ...secret })
  if (!done.ok) return done
  const row = currentRow(context)
  if (row?.begun?.incoming.person === incoming.person) noteIncomingHere(context, seat, row)
  // No fact says it: the page learns that it may accept now.
  context.changed('handovers', [])
  return accept({ name: done.value.name })
}

interface Going {
  readonly row: HandoverRow
  readonly begun: HandoverBegun
  readonly at: number
}

/** A handover that goes on and is not being signed, and the time of the next step. */
function going(context: CoreContext): Result<Going, ClockBack | Sealed> {
  const row = currentRow(context)
  if (row?.phase === 'signing') return refuse('not-now', { sentence: sealedWords })
  if (!row?.begun) return refuse('not-now', { sentence: '接班人还没有到岗，请先发起交接。' })
  const time = stepTime(context, row)
  return time.ok ? accept({ row, begun: row.begun, at: time.value }) : time
}

export type ItemRefusal = ClockBack | Sealed | Refusal<'not-incoming', { readonly name: string }>

/** The same, at a seat where the incoming chief's hand is known. */
function goingHere(context: CoreContext, seat: Seat): Result<Going, ItemRefusal> {
  requireRight(seat, 'log.write')
  const now = going(context)
  if (!now.ok) return now
  return incomingHere(context, seat, now.value.row)
    ? now
    : refuse('not-incoming', { name: now.value.begun.incoming.name })
}

export function acceptItem(
  context: CoreContext,
  seat: Seat,
  {
    item,
    seen,
    note,
  }: { readonly item: ItemKey; readonly seen: readonly string[]; readonly note: string },
): Result<Stored, ItemRefusal | Refusal<'changed'>> {
  const now = goingHere(context, seat)
  if (!now.ok) return now
  const { row, begun, at } = now.value
  const { lines } = buildItem(context, item)
  // Information may move on by itself; what has to be gone on with must have been on the screen.
  const read = new Set(seen)
  const noteNow = row.notes[item]?.text ?? ''
  if (lines.some((one) => one.mark !== null && !read.has(seenText(one)))) return refuse('changed')
  if (note !== noteNow) return refuse('changed')
  const body = {
    round: row.round,
    item,
    by: begun.incoming,
    seat: seat.name,
    at,
    lines: lines.map(({ id, words, mark }) => ({ id, words, mark })),
    note: noteNow,
  }
  const { storedAt } = recordFor(context, seat, [{ kind: itemAccepted.kind, entity: row.id, body }])
  return accept({ storedAt })
}

export function returnItem(
  context: CoreContext,
  seat: Seat,
  { item, question }: { readonly item: ItemKey; readonly question: string },
): Result<Stored, ItemRefusal> {
  const now = goingHere(context, seat)
  if (!now.ok) return now
  const { row, begun, at } = now.value
  const body = { round: row.round, item, question: question.trim(), by: begun.incoming, at }
  const words = `交接退回“${itemTitle(item)}”：${body.question}（${begun.incoming.name}）`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: itemReturned.kind, entity: row.id, body },
    logLines(context)(lineBy(begun.incoming, { kind: 'system', text: words })),
  ])
  return accept({ storedAt })
}

export function answerItem(
  context: CoreContext,
  seat: Seat,
  { item, text }: { readonly item: ItemKey; readonly text: string },
): Result<Stored, ClockBack | Sealed> {
  const { name, person } = requireRight(seat, 'log.write')
  const now = going(context)
  if (!now.ok) return now
  const { row, at } = now.value
  if (!row.unanswered.includes(item)) {
    return refuse('not-now', { sentence: '这一项没有退回，不用补充。要说明的请写在附言里。' })
  }
  const body = { round: row.round, item, answer: text.trim(), by: { person, name }, at }
  const words = `交接补充“${itemTitle(item)}”：${body.answer}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: itemAnswered.kind, entity: row.id, body },
    logLines(context)(lineBy({ name, person }, { kind: 'system', text: words })),
  ])
  return accept({ storedAt })
}

export function returnAll(
  context: CoreContext,
  seat: Seat,
  reason: string,
): Result<Stored, ClockBack | Sealed> {
  const { name, person } = requireRight(seat, 'log.write')
  const now = going(context)
  if (!now.ok) return now
  const { row, begun, at } = now.value
  const body = { round: row.round, reason: reason.trim(), by: { person, name }, at }
  const words = `交接整单退回，${begun.outgoing.name} 继续值班：${body.reason}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: handoverReturned.kind, entity: row.id, body },
    logLines(context)(lineBy({ name, person }, { kind: 'system', text: words })),
  ])
  return accept({ storedAt })
}
