/** Folds a message and what became of its recipients into one row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  messageSent,
  outboxFacts,
  recipientAcknowledged,
  recipientStepped,
  type MessageSent,
  type Recipient,
  type RecipientAcknowledged,
  type RecipientStepped,
} from './facts.ts'
import { messageTable, type MessageRow, type RecipientRow } from './tables.ts'
import { isSettled, needsPerson } from './words.ts'

function bodiesOf<Body>(facts: readonly Fact[], kind: string): Body[] {
  return facts.flatMap((fact) => (fact.kind === kind ? [fact.body as Body] : []))
}

function stepped(row: RecipientRow, made: RecipientStepped): RecipientRow {
  // Acknowledged stands, whatever the net reports afterwards.
  const stands = isSettled(row.state) && made.by === undefined
  const steps = [...row.steps, made]
  if (stands) return { ...row, steps }
  return {
    ...row,
    steps,
    state: made.to,
    since: made.at,
    rung: made.rung,
    order: made.order ?? row.order,
    cause: made.cause ?? '',
    validUntil: made.validUntil ?? row.validUntil,
  }
}

/** A group is never acknowledged as a whole: one of its stations answered. */
export const isGroup = ({ ladder }: Recipient): boolean => ladder[0]?.group === true

function acknowledged(row: RecipientRow, ack: RecipientAcknowledged): RecipientRow {
  const acks = [...row.acks, ack]
  if (isGroup(row) || row.state === 'acknowledged') return { ...row, acks }
  return { ...row, acks, state: 'acknowledged', since: ack.at, cause: '' }
}

function foldRecipient(
  recipient: Recipient,
  { at, validUntil }: MessageSent,
  facts: readonly Fact[],
): RecipientRow {
  const first: RecipientRow = {
    ...recipient,
    state: 'queued',
    since: at,
    rung: 0,
    order: null,
    cause: '',
    validUntil,
    steps: [],
    acks: [],
  }
  return facts.reduce((row, { kind, body }) => {
    const made = body as RecipientStepped | RecipientAcknowledged
    if (made.recipient !== recipient.key) return row
    if (kind === recipientStepped.kind) return stepped(row, made as RecipientStepped)
    return kind === recipientAcknowledged.kind
      ? acknowledged(row, made as RecipientAcknowledged)
      : row
  }, first)
}

/** A group that heard it is done; a single one until somebody there said so. */
function isOpen(row: RecipientRow): boolean {
  const heard = row.state === 'sent' || row.state === 'delivered'
  return !isSettled(row.state) && !(isGroup(row) && heard)
}

/** `undefined` while only steps of it have arrived. */
export function foldMessage(entity: string, facts: readonly Fact[]): MessageRow | undefined {
  const sent = facts.find(({ kind }) => kind === messageSent.kind)
  const [body] = bodiesOf<MessageSent>(facts, messageSent.kind)
  if (!sent || !body) return undefined
  const recipients = body.recipients.map((one) => foldRecipient(one, body, facts))
  const { kind, urgent, at, by, byName } = body
  return {
    id: entity,
    kind,
    body: body.body,
    urgent,
    incident: body.incident ?? null,
    assignment: body.assignment ?? null,
    corrects: body.corrects ?? null,
    at,
    by,
    byName,
    recipients,
    open: recipients.filter(isOpen).length,
    waits: recipients.filter(({ state }) => needsPerson(state)).length,
    status: sent.status,
  }
}

export const outboxProjection: Projection = {
  name: 'outbox.messages',
  version: 2,
  tables: [messageTable],
  kinds: outboxFacts,
  fold(db: Database, entity: string, facts: readonly Fact[]) {
    const row = foldMessage(entity, facts)
    db.tables.delete(messageTable).where(eq(messageTable.id, entity)).run()
    if (row) db.tables.insert(messageTable).values(row).run()
  },
}
