import { z } from 'zod'
import { factKind } from '../../oplog/registry.ts'
import { frozenSheetSchema, teamSchema, whoSchema as who } from './frozen.ts'
import { signerRoleKeys } from './words.ts'

const moment = z.number().int()

/** Entity of these facts: one handover of one site. The sheet is begun before anybody comes. */
export const handoverPrepared = factKind(
  'handover.prepared',
  1,
  z.object({ site: z.string(), out: teamSchema, by: z.string(), at: moment }),
)

/** The relieving chief has come and proved who they are: from now on both are on duty. */
export const handoverBegun = factKind(
  'handover.begun',
  1,
  z.object({
    round: moment,
    out: teamSchema,
    in: teamSchema,
    outgoing: who,
    incoming: who,
    /** How the incoming proved it. */
    proof: z.enum(['session', 'password', 'pin']),
    arrivedAt: moment,
    /** Whole minutes after the shift should have begun. */
    lateByMin: moment,
    by: z.string(),
    at: moment,
  }),
)

/** `item` is a key of the sheet, or `all` for the note on the whole shift. */
export const noteSet = factKind(
  'handover.note-set',
  1,
  z.object({ item: z.string(), text: z.string(), by: z.string(), at: moment }),
)

/** What was accepted, as it stood then: later changes do not reach it. */
export const itemAccepted = factKind(
  'handover.item-accepted',
  1,
  z.object({
    round: moment,
    item: z.string(),
    by: who,
    seat: z.string(),
    at: moment,
    lines: z.array(z.object({ id: z.string(), words: z.string(), mark: z.string().nullable() })),
    note: z.string(),
  }),
)

export const itemReturned = factKind(
  'handover.item-returned',
  1,
  z.object({ round: moment, item: z.string(), question: z.string(), by: who, at: moment }),
)

export const itemAnswered = factKind(
  'handover.item-answered',
  1,
  z.object({ round: moment, item: z.string(), answer: z.string(), by: who, at: moment }),
)

/** The whole of it went back: the outgoing shift stays alone. */
export const handoverReturned = factKind(
  'handover.returned',
  1,
  z.object({ round: moment, reason: z.string(), by: who, at: moment }),
)

export const leaderSet = factKind(
  'handover.leader-set',
  1,
  z.object({
    leader: who.nullable(),
    onSite: z.boolean(),
    by: z.string(),
    at: moment,
  }),
)

/** The sheet as it will be signed; `hash` is over the sheet, `head` is the end of the log then. */
export const handoverSealed = factKind(
  'handover.sealed',
  1,
  z.object({
    round: moment,
    sheet: frozenSheetSchema,
    /** SHA-256 in hex of the sheet's canonical bytes. */
    hash: z.string(),
    head: z.object({ origin: z.string(), seq: moment, hash: z.string() }),
    by: z.string(),
    at: moment,
  }),
)

export const handoverUnsealed = factKind(
  'handover.unsealed',
  1,
  z.object({ round: moment, hash: z.string(), reason: z.string(), by: z.string(), at: moment }),
)

export const handoverSigned = factKind(
  'handover.signed',
  1,
  z.object({
    hash: z.string(),
    role: z.enum(signerRoleKeys),
    by: who,
    with: z.enum(['password', 'pin']),
    seat: z.string(),
    at: moment,
  }),
)

export const handoverClosed = factKind(
  'handover.closed',
  1,
  z.object({ hash: z.string(), at: moment }),
)

/** The clock stood before the last step, and somebody says why. */
export const clockNoted = factKind(
  'handover.clock-noted',
  1,
  z.object({ before: moment, now: moment, reason: z.string(), by: z.string() }),
)

/** Entity: the loan. */
export const assetLent = factKind(
  'handover.asset-lent',
  1,
  z.object({
    site: z.string(),
    what: z.string(),
    borrower: z.string(),
    /** When it went out. */
    since: moment,
    due: moment.optional(),
    by: z.string(),
    at: moment,
  }),
)

export const assetReturned = factKind(
  'handover.asset-returned',
  1,
  z.object({ note: z.string(), by: z.string(), at: moment }),
)

/** Entity: the site. The newest count stands. */
export const inventoryCounted = factKind(
  'handover.inventory-counted',
  1,
  z.object({
    entries: z.array(z.object({ name: z.string(), count: moment, note: z.string() })),
    by: z.string(),
    at: moment,
  }),
)

export type HandoverBegun = z.infer<typeof handoverBegun.body>
export type ItemAccepted = z.infer<typeof itemAccepted.body>
export type ItemReturned = z.infer<typeof itemReturned.body>
export type ItemAnswered = z.infer<typeof itemAnswered.body>
export type HandoverSealed = z.infer<typeof handoverSealed.body>
export type HandoverSigned = z.infer<typeof handoverSigned.body>
export type InventoryCounted = z.infer<typeof inventoryCounted.body>

export const handoverFacts = [
  handoverPrepared,
  handoverBegun,
  noteSet,
  itemAccepted,
  itemReturned,
  itemAnswered,
  handoverReturned,
  leaderSet,
  handoverSealed,
  handoverUnsealed,
  handoverSigned,
  handoverClosed,
  clockNoted,
]
export const loanFacts = [assetLent, assetReturned]
export const inventoryFacts = [inventoryCounted]
