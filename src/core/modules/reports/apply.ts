/** Folds the facts of one report into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import { hlcWallMs } from '../../kernel/hlc.ts'
import { resolveCell, type CellWrite } from '../../oplog/cell.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import { decidedBy } from '../people/index.ts'
import { filingFacts, reportAcknowledged, reportDrafted, reportFacts } from './facts.ts'
import { reportSent, reportStepped, reportTextSet } from './facts.ts'
import type { ReportAcknowledged, ReportDrafted, ReportFiled, ReportSent } from './facts.ts'
import type { ReportStepped, ReportTextSet } from './facts.ts'
import { filingTable, reportNumberTable, reportTable } from './tables.ts'
import type { ReportRow, StoredElement, StoredSending, StoredStep } from './tables.ts'
import type { ReportState } from './words.ts'

interface Written {
  readonly text: string
  readonly auto: boolean
  readonly by: string
  readonly at: number
}
type Write = CellWrite<Written> & { readonly element: string }

function bodiesOf<Body>(facts: readonly Fact[], kind: string): Fact<Body>[] {
  return facts.filter((fact) => fact.kind === kind) as Fact<Body>[]
}

function draftWrites({ ref, hlc, body }: Fact<ReportDrafted>): Write[] {
  const { title, body: elements, by, at } = body
  return Object.entries({ ...elements, title }).map(([element, text]) => ({
    element,
    ref,
    hlc,
    base: [],
    value: { text, auto: true, by, at },
  }))
}

function textWrites(facts: readonly Fact[]): Write[] {
  return bodiesOf<ReportTextSet>(facts, reportTextSet.kind).map(({ ref, hlc, base, body }) => ({
    element: body.element,
    ref,
    hlc,
    base,
    value: { text: body.text, auto: false, by: body.by, at: hlcWallMs(hlc) },
  }))
}

function elementsOf(drafted: Fact<ReportDrafted>, facts: readonly Fact[]) {
  const elements: Record<string, StoredElement> = {}
  let conflict = false
  const writes = Map.groupBy([...draftWrites(drafted), ...textWrites(facts)], (one) => one.element)
  for (const [element, ofElement] of writes) {
    const cell = resolveCell(ofElement, { same: (one, other) => one.text === other.text })
    if (!cell) continue
    const { value, siblings } = cell
    conflict ||= cell.conflict
    elements[element] = {
      ...value,
      seen: siblings.map(({ ref }) => ref),
      others: siblings
        .map((write) => write.value)
        .filter(({ text }) => text !== value.text)
        .map(({ text, by, at }) => ({ text, by, at })),
    }
  }
  return { elements, conflict }
}

/** What must not be overlooked when two places decided apart: that it left, that it was voided. */
const weightOf: Readonly<Record<ReportState, number>> = {
  draft: 0,
  returned: 1,
  reviewing: 2,
  signed: 3,
  sent: 4,
  acknowledged: 5,
  superseded: 6,
  void: 7,
}

function stepsOf(drafted: Fact<ReportDrafted>, facts: readonly Fact[]) {
  const { ref, hlc, body } = drafted
  const first: CellWrite<ReportState> = { ref, hlc, base: [], value: 'draft' }
  const stepped = bodiesOf<ReportStepped>(facts, reportStepped.kind)
  const writes = stepped.map((fact) => ({
    ref: fact.ref,
    hlc: fact.hlc,
    base: fact.base,
    value: fact.body.to,
  }))
  const cell = resolveCell([first, ...writes], { danger: (state) => weightOf[state] })
  if (!cell) throw new Error('a cell with one write has a value')
  const steps: StoredStep[] = stepped.map(({ body: { from, to, reason, by, at, decision } }) => ({
    from,
    to,
    reason,
    by,
    at,
    decidedBy: decision ? decidedBy(decision) : null,
  }))
  return { cell, steps, stepped, since: steps.at(-1)?.at ?? body.at }
}

function sendingsOf(facts: readonly Fact[]): StoredSending[] {
  const receipts = new Map<string, ReportAcknowledged>()
  for (const { body } of bodiesOf<ReportAcknowledged>(facts, reportAcknowledged.kind)) {
    // The first receipt stands; a second one for the same sending changes nothing.
    if (!receipts.has(body.sending)) receipts.set(body.sending, body)
  }
  return bodiesOf<ReportSent>(facts, reportSent.kind)
    .map(({ body }) => {
      const receipt = receipts.get(body.id)
      return {
        ...body,
        receipt: receipt
          ? {
              by: receipt.by,
              at: receipt.at,
              manual: receipt.manual,
              recordedBy: receipt.recordedBy,
            }
          : null,
      }
    })
    .toSorted((one, other) => one.at - other.at)
}

function signedParts(stepped: readonly Fact<ReportStepped>[]): Partial<ReportRow> {
  // Signed twice apart: both numbers stay used, the first text stands.
  const fact = stepped.find(({ body }) => body.signed !== undefined)
  if (!fact?.body.signed) return {}
  const { signed, at, by, decision, from } = fact.body
  return {
    year: signed.year,
    number: signed.number,
    documentNo: signed.documentNo,
    signedAt: at,
    signedBy: decision ? decidedBy(decision) : by,
    urgent: from === 'draft',
    signed,
  }
}

function fold(db: Database, entity: string, facts: readonly Fact[]): void {
  const drafted = bodiesOf<ReportDrafted>(facts, reportDrafted.kind)[0]
  db.tables.delete(reportTable).where(eq(reportTable.id, entity)).run()
  db.tables.delete(reportNumberTable).where(eq(reportNumberTable.report, entity)).run()
  // A change may arrive before the draft does: it waits in the log.
  if (!drafted) return
  const { body } = drafted
  const { elements, conflict } = elementsOf(drafted, facts)
  const { cell, steps, stepped, since } = stepsOf(drafted, facts)
  const sendings = sendingsOf(facts)
  const row: ReportRow = {
    id: entity,
    incident: body.incident,
    site: body.site,
    kind: body.kind,
    seq: body.seq,
    earlier: body.earlier ?? null,
    state: cell.value,
    stateSince: since,
    stateSeen: cell.siblings.map(({ ref }) => ref),
    conflict: conflict || cell.conflict,
    draftedBy: body.by,
    draftedAt: body.at,
    year: null,
    number: null,
    documentNo: null,
    signedAt: null,
    signedBy: null,
    urgent: false,
    signed: null,
    ...signedParts(stepped),
    elements,
    steps,
    sendings,
    sentAt: sendings.at(-1)?.at ?? null,
    status: drafted.status,
  }
  db.tables.insert(reportTable).values(row).run()
  for (const { signed } of stepped.map((fact) => fact.body)) {
    if (!signed) continue
    const { site, year, number } = signed
    db.tables.insert(reportNumberTable).values({ report: entity, site, year, number }).run()
  }
}

function foldFiling(db: Database, entity: string, facts: readonly Fact[]): void {
  const filed = facts[0] as Fact<ReportFiled> | undefined
  db.tables.delete(filingTable).where(eq(filingTable.id, entity)).run()
  if (!filed) return
  db.tables
    .insert(filingTable)
    .values({ id: entity, ...filed.body, status: filed.status })
    .run()
}

export const reportProjection: Projection = {
  name: 'reports',
  version: 1,
  tables: [reportTable, reportNumberTable],
  kinds: reportFacts,
  fold,
}

export const filingProjection: Projection = {
  name: 'report-filings',
  version: 1,
  tables: [filingTable],
  kinds: filingFacts,
  fold: foldFiling,
}
