/** What persons do with a brief: have it composed, change its text, sign, send, take back. */
import { and, eq, max } from 'drizzle-orm'
import type { InputOf } from '../../contract-kit.ts'
import { beijingDate, beijingMinute } from '../../kernel/beijing-time.ts'
import { toHexText } from '../../kernel/bytes-text.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import { stepOf, whyNot } from '../../kernel/state-machine.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { encodeCanonical } from '../../oplog/envelope.ts'
import type { OpRef } from '../../oplog/types.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { entryWord, lineBy, logLines } from '../logbook/index.ts'
import { decidedBy, decisionFor } from '../people/index.ts'
import { composedTexts, type BriefText } from './compose.ts'
import type { briefsContract } from './contract.ts'
import {
  briefComposed,
  briefSent,
  briefSigned,
  briefTextSet,
  briefVoided,
  type BriefComposed,
  type BriefSent,
  type BriefSigned,
} from './facts.ts'
import { briefRow, briefRows, numberOf } from './queries.ts'
import { briefTable, type BriefRow } from './tables.ts'
import {
  briefMachine,
  briefNumber,
  kindWord,
  sectionWord,
  type BriefKind,
  type BriefState,
} from './words.ts'

export type Input<Name extends keyof typeof briefsContract> = InputOf<typeof briefsContract, Name>

type NotEntitled = Refusal<'not-entitled', { readonly name: string }>

export type NotNow = Refusal<'not-found'> | Refusal<'not-allowed', { readonly sentence: string }>

const longestMs = 366 * 24 * 3_600_000

/** The next number of this site, year and kind; inside the append, so that none is left out. */
function nextNumber({ db, site }: CoreContext, year: number, kind: BriefKind): number {
  const row = db.tables
    .select({ last: max(briefTable.number) })
    .from(briefTable)
    .where(and(eq(briefTable.site, site), eq(briefTable.year, year), eq(briefTable.kind, kind)))
    .get()
  return (row?.last ?? 0) + 1
}

export function composeBrief(
  context: CoreContext,
  seat: Seat,
  { kind, from, to }: Input<'compose'>,
): Result<
  Stored & { readonly id: string; readonly number: string },
  Refusal<'bad-span'> | Refusal<'already', { readonly number: string }>
> {
  const who = requireRight(seat, 'report.write')
  const { clock, random } = context.world
  const at = clock.nowMs()
  if (to <= from || isAhead(to, at) || to - from > longestMs) return refuse('bad-span')
  const same = briefRows(context, 500).find(
    (row) => row.kind === kind && row.from === from && row.to === to && row.state !== 'void',
  )
  if (same) return refuse('already', { number: numberOf(context, same) })
  const id = newId(clock, random)
  const year = Number(beijingDate(at).slice(0, 4))
  const texts = composedTexts(context, { kind, from, to })
  let number = ''
  const { storedAt } = recordFor(context, seat, () => {
    const count = nextNumber(context, year, kind)
    const own = { kind, site: context.site, year, number: count }
    number = briefNumber(own, context.county.county.sites[0]?.prefix)
    const body: BriefComposed = { ...own, from, to, texts, by: who.name, at }
    return [
      { kind: briefComposed.kind, entity: id, body },
      logLines(context)(lineBy(who, { kind: 'submit', text: `起草${kindWord(kind)} ${number}` })),
    ]
  })
  return accept({ id, number, storedAt })
}

function at(context: CoreContext, id: string, to: BriefState): Result<BriefRow, NotNow> {
  const row = briefRow(context.db, id)
  if (!row) return refuse('not-found')
  return stepOf(briefMachine, row.state, to)
    ? accept(row)
    : refuse('not-allowed', { sentence: whyNot(briefMachine, row.state, to) })
}

export function setBriefText(
  context: CoreContext,
  seat: Seat,
  { brief, section, text, seen }: Input<'setText'>,
): Result<Stored, NotNow> {
  const who = requireRight(seat, 'report.write')
  const row = briefRow(context.db, brief)
  if (!row) return refuse('not-found')
  if (row.state !== 'draft') {
    return refuse('not-allowed', {
      sentence: `${kindWord(row.kind)}${row.state === 'void' ? '已作废' : '已签发'}，文字不能再改。要改请作废后重新起草。`,
    })
  }
  const body = { section, text: text.trimEnd(), by: who.name, at: context.world.clock.nowMs() }
  const { storedAt } = recordFor(context, seat, [
    { kind: briefTextSet.kind, entity: row.id, body, base: seen },
  ])
  return accept({ storedAt })
}

const refKey = ({ origin, seq }: OpRef) => `${origin} ${seq}`

/** Of the text alone, with its number and span: what is printed is what was signed. */
function hashOf({ world }: CoreContext, row: BriefRow, texts: readonly BriefText[]): string {
  const { kind, site, year, number, from, to } = row
  const pairs = texts.map(({ section, text }) => [section, text])
  return toHexText(
    world.crypto.sha256(encodeCanonical([kind, site, year, number, from, to, pairs])),
  )
}

export function signBrief(
  context: CoreContext,
  seat: Seat,
  { brief, authority, seen }: Input<'sign'>,
): Result<
  Stored & { readonly hash: string },
  NotNow | NotEntitled | Refusal<'changed'> | Refusal<'empty', { readonly title: string }>
> {
  const who = requireRight(seat, 'report.write')
  const found = at(context, brief, 'signed')
  if (!found.ok) return found
  const row = found.value
  const decision = decisionFor(context, seat, 'report.sign', authority)
  if (!decision.ok) return decision
  const read = new Set(seen.map(refKey))
  const unread = row.sections
    .flatMap((section) => section.seen)
    .some((ref) => !read.has(refKey(ref)))
  if (unread) return refuse('changed')
  const empty = row.sections.find(({ text }) => text.trim() === '')
  if (empty) return refuse('empty', { title: sectionWord(empty.section) })
  const texts = row.sections.map(({ section, text }) => ({ section, text }))
  const hash = hashOf(context, row, texts)
  const body: BriefSigned = {
    texts,
    hash,
    decision: decision.value,
    by: who.name,
    at: context.world.clock.nowMs(),
  }
  const words = `${kindWord(row.kind)} ${numberOf(context, row)} 由${decidedBy(decision.value)}签发，校验码 ${hash.slice(0, 12)}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: briefSigned.kind, entity: row.id, body },
    logLines(context)(lineBy(who, { kind: 'decision', text: words })),
  ])
  return accept({ hash, storedAt })
}

export function sendBrief(
  context: CoreContext,
  seat: Seat,
  { brief, to, means, receiver, sentAt }: Input<'send'>,
): Result<Stored, NotNow | Refusal<'in-future'> | Refusal<'before-signed'>> {
  const who = requireRight(seat, 'report.write')
  const row = briefRow(context.db, brief)
  if (!row) return refuse('not-found')
  // To a second office, after the first.
  if (row.state !== 'sent' && !stepOf(briefMachine, row.state, 'sent')) {
    return refuse('not-allowed', { sentence: whyNot(briefMachine, row.state, 'sent') })
  }
  const now = context.world.clock.nowMs()
  if (isAhead(sentAt, now)) return refuse('in-future')
  // A minute is what a person types; the signature came some seconds into it.
  if (row.signed && sentAt < Math.floor(row.signed.at / 60_000) * 60_000)
    return refuse('before-signed')
  const body: BriefSent = {
    to: to.trim(),
    means,
    receiver: receiver.trim(),
    sentAt: Math.min(sentAt, now),
    by: who.name,
    at: now,
  }
  const words = `${kindWord(row.kind)} ${numberOf(context, row)} ${beijingMinute(body.sentAt)} 以${entryWord(means)}报送${body.to}，接收人 ${body.receiver}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: briefSent.kind, entity: row.id, body },
    logLines(context)(
      lineBy(who, { kind: 'submit', text: words, channel: means, heardAt: body.sentAt }),
    ),
  ])
  return accept({ storedAt })
}

/** A draft by who writes it; what was signed by a leader only. It stays readable. */
export function voidBrief(
  context: CoreContext,
  seat: Seat,
  { brief, reason, authority }: Input<'void'>,
): Result<Stored, NotNow | NotEntitled> {
  const who = requireRight(seat, 'report.write')
  const found = at(context, brief, 'void')
  if (!found.ok) return found
  const row = found.value
  const decision =
    row.state === 'draft' ? undefined : decisionFor(context, seat, 'report.sign', authority)
  if (decision && !decision.ok) return decision
  const body = {
    reason: reason.trim(),
    by: who.name,
    at: context.world.clock.nowMs(),
    ...(decision ? { decision: decision.value } : {}),
  }
  const decider = decision ? decidedBy(decision.value) : who.name
  const words = `${kindWord(row.kind)} ${numberOf(context, row)} 由${decider}作废：${body.reason}`
  const { storedAt } = recordFor(context, seat, () => [
    { kind: briefVoided.kind, entity: row.id, body },
    logLines(context)(lineBy(who, { kind: 'decision', text: words })),
  ])
  return accept({ storedAt })
}
