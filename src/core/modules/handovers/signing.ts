/** The signatures: the first one fixes the sheet, the last one closes the shift. */
import { toHexText } from '../../kernel/bytes-text.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, type Stored } from '../../seat-log.ts'
import { lineBy, logLines } from '../logbook/index.ts'
import {
  secondPerson,
  type Proof,
  type ProvedPerson,
  type SecondPersonRefusal,
} from '../people/index.ts'
import { clockBackOf, stepTime, type ClockBack } from './clock-guard.ts'
import {
  handoverClosed,
  handoverSealed,
  handoverSigned,
  handoverUnsealed,
  type HandoverSealed,
  type HandoverSigned,
} from './facts.ts'
import { sheetHash } from './frozen-hash.ts'
import { frozenSheet } from './freezing.ts'
import { buildItems } from './items/index.ts'
import type { Sealed } from './preparing.ts'
import { neededRoles, signerOf, unreadyWords } from './signatures.ts'
import { currentRow } from './stores.ts'
import type { HandoverRow } from './tables.ts'
import { signerWord, type SignerRole } from './words.ts'

export type SignRefusal =
  | ClockBack
  | Sealed
  | SecondPersonRefusal
  | Refusal<'not-ready', { readonly missing: string[]; readonly sentence: string }>
  | Refusal<'not-the-one', { readonly name: string }>
  | Refusal<'already-signed'>

interface Signing extends Proof {
  readonly role: SignerRole
}

const notReady = (missing: string[]) => refuse('not-ready', { missing, sentence: missing.join('') })

/** Whether this person may sign for this role now. */
function maySign(
  context: CoreContext,
  { role, person }: Pick<Signing, 'role' | 'person'>,
): Result<HandoverRow, SignRefusal> {
  const row = currentRow(context)
  if (!row) return notReady(['还没有发起交接。'])
  const back = clockBackOf(row, context.world.clock.nowMs())
  if (back > 0) return refuse('clock-back', { lastAt: row.lastAt, now: row.lastAt - back })
  const missing = unreadyWords(row, buildItems(context), back)
  if (missing.length > 0) return notReady(missing)
  const signer = signerOf(row, role)
  if (signer?.person !== person) return refuse('not-the-one', { name: signer?.name ?? '' })
  if (!neededRoles(row).includes(role)) {
    return refuse('not-now', { sentence: '带班领导不在现场，不用签这一栏。' })
  }
  return row.signatures.some((one) => one.role === role) ? refuse('already-signed') : accept(row)
}

function seal(context: CoreContext, row: HandoverRow, by: string, at: number): HandoverSealed {
  const sheet = frozenSheet(context, row, at)
  const { origin, seq, hash } = context.log.head()
  return {
    round: row.round,
    sheet,
    hash: sheetHash(context.world.crypto, sheet),
    head: { origin, seq, hash: toHexText(hash) },
    by,
    at,
  }
}

/** The facts of one signature: with the first the sheet, with the last the end of the shift. */
function signDrafts(
  context: CoreContext,
  seat: Seat,
  row: HandoverRow,
  { role, with: how }: Signing,
  { person, name }: ProvedPerson,
  at: number,
): { readonly drafts: FactDraft[]; readonly closed: boolean } {
  const sealed = row.sealed ?? seal(context, row, name, at)
  const body: HandoverSigned = {
    hash: sealed.hash,
    role,
    by: { person, name },
    with: how,
    seat: seat.name,
    at,
  }
  const signed = new Set([role, ...row.signatures.map((one) => one.role)])
  const closed = neededRoles(row).every((one) => signed.has(one))
  const write = logLines(context)
  const who = { person, name }
  return {
    closed,
    drafts: [
      ...(row.sealed ? [] : [{ kind: handoverSealed.kind, entity: row.id, body: sealed }]),
      { kind: handoverSigned.kind, entity: row.id, body },
      write(lineBy(who, { kind: 'system', text: `交接班 ${signerWord(role)} ${name} 签名` })),
      ...(closed
        ? [
            {
              kind: handoverClosed.kind,
              entity: row.id,
              body: { hash: sealed.hash, at },
            },
            write(
              lineBy(who, {
                kind: 'system',
                text: `交接班完成：${sealed.sheet.outgoing.name} 交 ${sealed.sheet.incoming.name}，交接单摘要 ${sealed.hash.slice(0, 16)}`,
              }),
            ),
          ]
        : []),
    ],
  }
}

/** @throws ORPCError TOO_SOON */
export async function signHandover(
  context: CoreContext,
  seat: Seat,
  signing: Signing,
): Promise<Result<Stored & { readonly closed: boolean }, SignRefusal>> {
  requireRight(seat, 'log.write')
  const early = maySign(context, signing)
  if (!early.ok) return early
  const proved = await secondPerson(context, seat, signing)
  if (!proved.ok) return proved
  // Checking a secret takes its time: something may have come meanwhile.
  const row = maySign(context, signing)
  if (!row.ok) return row
  const time = stepTime(context, row.value)
  if (!time.ok) return time
  let closed = false
  const { storedAt } = recordFor(context, seat, () => {
    const done = signDrafts(context, seat, row.value, signing, proved.value, time.value)
    closed = done.closed
    return done.drafts
  })
  return accept({ storedAt, closed })
}

export function unsealHandover(
  context: CoreContext,
  seat: Seat,
  reason: string,
): Result<Stored, ClockBack | Sealed> {
  const who = requireRight(seat, 'log.write')
  const row = currentRow(context)
  if (!row?.sealed) return refuse('not-now', { sentence: '交接单还没有定稿，不用重开。' })
  const time = stepTime(context, row)
  if (!time.ok) return time
  const body = {
    round: row.round,
    hash: row.sealed.hash,
    reason: reason.trim(),
    by: who.name,
    at: time.value,
  }
  const { storedAt } = recordFor(context, seat, () => [
    { kind: handoverUnsealed.kind, entity: row.id, body },
    logLines(context)(
      lineBy(who, { kind: 'system', text: `重开交接单，已签的名作废：${body.reason}` }),
    ),
  ])
  return accept({ storedAt })
}
