/** Folds the facts of one instruction into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import { ofKind, type Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  assigneeAdded,
  instructionAmended,
  instructionChased,
  instructionConveyed,
  instructionFacts,
  instructionFedBack,
  instructionReceived,
  instructionStepped,
  type InstructionReceived,
  type InstructionStepped,
} from './facts.ts'
import {
  instructionTable,
  type AmendedField,
  type InstructionRow,
  type StoredAssignee,
} from './tables.ts'
import { amendableKeys, type AmendableField, type InstructionState } from './words.ts'

/** What the record itself said when the instruction was written down. */
function firstValues({ from, text, due }: InstructionReceived): Record<AmendableField, string> {
  return { text, fromName: from.name, due: due === undefined ? '' : String(due) }
}

function amendedFields(received: Fact<InstructionReceived>, facts: readonly Fact[]) {
  const first = firstValues(received.body)
  const values = { ...first }
  const amended: Partial<Record<AmendableField, AmendedField>> = {}
  let conflict = false
  const writes = Map.groupBy(ofKind(facts, instructionAmended), ({ body }) => body.field)
  for (const field of amendableKeys) {
    const origin: CellWrite<string> = {
      ref: received.ref,
      hlc: received.hlc,
      base: [],
      value: first[field],
    }
    const changes = (writes.get(field) ?? []).map(({ ref, hlc, base, body }) => ({
      ref,
      hlc,
      base,
      value: body.value,
    }))
    const cell = resolveCell([origin, ...changes], {
      // Of two limits set apart the earlier one stands; no limit hides most.
      danger: (value) => (field === 'due' ? (value === '' ? -Infinity : -Number(value)) : 0),
    })
    if (!cell) continue
    values[field] = cell.value
    conflict ||= cell.conflict
    amended[field] = { value: cell.value, seen: cell.siblings.map(({ ref }) => ref) }
  }
  return { values, amended, conflict }
}

/** Every change with the words it replaced, in order. */
function amendmentsOf(received: InstructionReceived, facts: readonly Fact[]) {
  const last = firstValues(received)
  return ofKind(facts, instructionAmended).map(({ body }) => {
    const before = last[body.field]
    last[body.field] = body.value
    return { ...body, before }
  })
}

/** Of two steps taken apart the one that leaves work open stands. */
const isEnd = ({ step }: InstructionStepped) => step === 'closed' || step === 'withdrawn'

function standing(received: Fact<InstructionReceived>, facts: readonly Fact[]) {
  const stepped = ofKind(facts, instructionStepped)
  const writes: CellWrite<InstructionStepped | null>[] = [
    { ref: received.ref, hlc: received.hlc, base: [], value: null },
    ...stepped.map(({ ref, hlc, base, body }) => ({ ref, hlc, base, value: body })),
  ]
  const cell = resolveCell(writes, {
    danger: (value) => (value && isEnd(value) ? 0 : 1),
    same: (one, other) => one?.step === other?.step,
  })
  if (!cell) throw new Error('a cell with one write has a value')
  const round = stepped.filter(
    ({ body: { step } }) => step === 'returned' || step === 'reopened',
  ).length
  return { cell, round, steps: stepped.map(({ body }) => body) }
}

function assigneesOf(received: Fact<InstructionReceived>, facts: readonly Fact[]) {
  const conveyed = Map.groupBy(ofKind(facts, instructionConveyed), ({ body }) => body.assignee)
  const answers = Map.groupBy(ofKind(facts, instructionFedBack), ({ body }) => body.assignee)
  const chases = Map.groupBy(ofKind(facts, instructionChased), ({ body }) => body.assignee)
  const named = [
    ...received.body.assignees.map((assignee) => ({ ...assignee, addedAt: received.body.at })),
    ...ofKind(facts, assigneeAdded).map(({ body }) => ({ ...body.assignee, addedAt: body.at })),
  ]
  return named.map((assignee): StoredAssignee => ({
    ...assignee,
    conveyed: (conveyed.get(assignee.key) ?? []).map(({ body }) => body),
    feedbacks: (answers.get(assignee.key) ?? []).map(({ body }) => body),
    chases: (chases.get(assignee.key) ?? []).map(({ body }) => body),
  }))
}

/** An answer given before the slip was sent back does not count any more. */
export function isAnswered({ feedbacks }: StoredAssignee, round: number): boolean {
  return feedbacks.some((feedback) => feedback.round >= round)
}

function stateOf(
  last: InstructionStepped | null,
  assignees: readonly StoredAssignee[],
  round: number,
): InstructionState {
  if (last && isEnd(last)) return 'closed'
  if (!assignees.every(({ conveyed }) => conveyed.length > 0)) return 'received'
  if (assignees.every((assignee) => isAnswered(assignee, round))) return 'fed_back'
  const begun = last !== null || assignees.some((assignee) => isAnswered(assignee, round))
  return begun ? 'doing' : 'conveyed'
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const received = ofKind(facts, instructionReceived)[0]
  db.tables.delete(instructionTable).where(eq(instructionTable.id, entity)).run()
  // What was done about it may arrive before the instruction does: it waits in the log.
  if (!received) return
  const { body } = received
  const { values, amended, conflict } = amendedFields(received, facts)
  const { cell, round, steps } = standing(received, facts)
  const assignees = assigneesOf(received, facts)
  const state = stateOf(cell.value, assignees, round)
  const closing = state === 'closed' ? cell.value : null
  const row: InstructionRow = {
    id: entity,
    site: body.site,
    year: body.year,
    number: body.number,
    fromName: values.fromName,
    fromPost: body.from.post,
    fromPerson: body.from.person ?? null,
    givenAt: body.givenAt,
    channel: body.channel,
    text: values.text,
    incident: body.incident ?? null,
    assignees,
    due: values.due === '' ? null : Number(values.due),
    state,
    stateSeen: cell.siblings.map(({ ref }) => ref),
    round,
    closing,
    closedAt: closing?.at ?? null,
    steps,
    amended,
    amendments: amendmentsOf(body, facts),
    conflict: conflict || cell.conflict,
    recordedBy: body.by,
    recordedAt: body.at,
    status: received.status,
  }
  db.tables.insert(instructionTable).values(row).run()
}

export const instructionProjection: Projection = {
  name: 'instructions',
  version: 1,
  tables: [instructionTable],
  kinds: instructionFacts,
  fold,
}
