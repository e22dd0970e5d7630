/** Reads of reports. */
import { and, asc, desc, eq, gte, inArray, isNotNull } from 'drizzle-orm'
import { beijingDay, startOfBeijingDay } from '../../kernel/beijing-time.ts'
import type { Database } from '../../kernel/database.ts'
import { nextSteps, stateWord, stepOf } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { entryWord } from '../logbook/contract.ts'
import type { Report, ReportDetail, ReportElementState, ReportSending } from './contract.ts'
import { reportMachine } from './machine.ts'
import { prefill, type Earlier } from './prefill.ts'
import { reportRecord } from './record.ts'
import { orderedKeys, textHash, type ReportText } from './signed-text.ts'
import { reportTable, type ReportRow, type StoredElement } from './tables.ts'
import { reportTexts } from './texts.ts'
import { openStates, reportName } from './words.ts'

export type Reading = Pick<CoreContext, 'db' | 'county' | 'world'>

export function reportRow(db: Database, id: string): ReportRow | undefined {
  return db.tables.select().from(reportTable).where(eq(reportTable.id, id)).get()
}

/** Oldest first. */
export function reportRows(db: Database, incident: string): ReportRow[] {
  return db.tables
    .select()
    .from(reportTable)
    .where(eq(reportTable.incident, incident))
    .orderBy(asc(reportTable.draftedAt), asc(reportTable.id))
    .all()
}

export function isOpen({ state }: Pick<ReportRow, 'state'>): boolean {
  return openStates.includes(state)
}

/** What stands: the signed text, or the draft as it is now. */
export function textOf(row: ReportRow): ReportText {
  if (row.signed) return row.signed
  const { title, ...elements } = row.elements
  return {
    title: title?.text ?? '',
    body: Object.fromEntries(Object.entries(elements).map(([key, { text }]) => [key, text])),
  }
}

function named(row: ReportRow | undefined) {
  if (!row) return null
  const { id, documentNo, kind, seq } = row
  return { id, name: reportName(kind, seq), documentNo }
}

function missingOf({ county }: Reading, row: ReportRow): string[] {
  const { body } = textOf(row)
  return county.reportElements.rows
    .filter(({ key, required }) => required.includes(row.kind) && (body[key] ?? '').trim() === '')
    .map(({ label }) => label)
}

function sendingsOf(row: ReportRow): ReportSending[] {
  return row.sendings.map((sending) => ({ ...sending, meansWord: entryWord(sending.means) }))
}

export function reportShown(context: Reading, row: ReportRow): Report {
  const { signed } = row
  const remark = row.state === 'returned' ? row.steps.findLast(({ to }) => to === 'returned') : null
  return {
    id: row.id,
    incident: row.incident,
    kind: row.kind,
    seq: row.seq,
    name: reportName(row.kind, row.seq),
    documentNo: row.documentNo,
    title: textOf(row).title,
    state: row.state,
    stateWord: stateWord(reportMachine, row.state),
    stateSince: row.stateSince,
    draftedBy: row.draftedBy,
    draftedAt: row.draftedAt,
    reviewer: signed?.reviewer ?? '',
    signedBy: row.signedBy,
    signedAt: row.signedAt,
    urgent: row.urgent,
    hash: signed?.hash ?? null,
    earlier: row.earlier === null ? null : named(reportRow(context.db, row.earlier)),
    missing: missingOf(context, row),
    sendings: sendingsOf(row),
    remarks: remark?.reason ?? '',
    conflict: row.conflict && isOpen(row),
    status: row.status as Report['status'],
  }
}

/** The reports of an incident, oldest first. */
export function reportsOf(context: Reading, incident: string): Report[] {
  return reportRows(context.db, incident).map((row) => reportShown(context, row))
}

/** What the report before this one knew, and when. */
export function earlierOf({ db }: Reading, id: string | null): Earlier | undefined {
  const row = id === null ? undefined : reportRow(db, id)
  if (!row) return undefined
  const { kind, seq, documentNo } = row
  return { name: reportName(kind, seq), documentNo, at: row.signedAt ?? row.draftedAt }
}

export function elementKeys({ county }: Reading, kind: ReportRow['kind']): string[] {
  return county.reportElements.rows
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ key }) => key)
}

/** What the console would fill in now; nothing once it is signed. */
function freshText(context: Reading, row: ReportRow): ReportText | undefined {
  if (!isOpen(row)) return undefined
  const record = reportRecord(context, row.incident)
  if (!record) return undefined
  return prefill(record, row.kind, elementKeys(context, row.kind), {
    earlier: earlierOf(context, row.earlier),
    // Who drafted it stays who answers for it.
    contact: row.elements.contact?.text ?? '',
  })
}

interface Showing {
  readonly key: string
  readonly label: string
  readonly hint: string
  readonly required: boolean
  readonly text: string
  readonly stored: StoredElement | undefined
  readonly fresh: string | undefined
}

function elementShown({ stored, fresh, ...shown }: Showing): ReportElementState {
  const auto = stored?.auto ?? true
  return {
    ...shown,
    missing: shown.required && shown.text.trim() === '',
    auto: auto && shown.text !== '',
    fresh: fresh !== undefined && auto && fresh !== shown.text ? fresh : null,
    by: stored?.by ?? '',
    at: stored?.at ?? 0,
    seen: [...(stored?.seen ?? [])],
    others: [...(stored?.others ?? [])],
  }
}

/** What was typed elsewhere and is not in the text that was signed. */
function leftOutOf(context: Reading, row: ReportRow): ReportDetail['leftOut'] {
  const { signed } = row
  if (!signed) return []
  const labels = labelsOf(context)
  return Object.entries(row.elements)
    .filter(
      ([key, { text }]) => text !== (key === 'title' ? signed.title : (signed.body[key] ?? '')),
    )
    .map(([key, { text, by }]) => ({ label: labels.get(key) ?? key, text, by }))
}

export function labelsOf({ county }: Pick<CoreContext, 'county'>): Map<string, string> {
  return new Map([
    ['title', '标题'],
    ...county.reportElements.rows.map(({ key, label }) => [key, label] as const),
  ])
}

function elementsOf(context: Reading, row: ReportRow) {
  const { title, body } = textOf(row)
  const fresh = freshText(context, row)
  const known = new Map(context.county.reportElements.rows.map((element) => [element.key, element]))
  const keys = orderedKeys(context.county.reportElements, row.kind, body)
  const show = (key: string, label: string, text: string, freshOf: string | undefined) =>
    elementShown({
      key,
      label,
      hint: known.get(key)?.hint ?? '',
      required: key === 'title' || (known.get(key)?.required.includes(row.kind) ?? false),
      text,
      stored: row.elements[key],
      fresh: freshOf,
    })
  return {
    titleState: show('title', '标题', title, fresh?.title),
    elements: keys.map((key) =>
      show(key, known.get(key)?.label ?? key, body[key] ?? '', fresh?.body[key]),
    ),
  }
}

export function reportDetail(context: Reading, row: ReportRow): ReportDetail {
  const report = reportShown(context, row)
  const { titleState, elements } = elementsOf(context, row)
  return {
    ...report,
    titleState,
    elements,
    textHash: textHash(context.world.crypto, textOf(row)),
    leftOut: leftOutOf(context, row),
    steps: row.steps.map((step) => ({
      ...step,
      action: stepOf(reportMachine, step.from, step.to)?.action ?? step.to,
    })),
    next: nextSteps(reportMachine, row.state).map(({ to, action, reason, leader }) => ({
      to,
      action,
      reason,
      leader,
    })),
    texts: reportTexts({ ...report, elements, county: context.county.county.name }),
  }
}

/** Reports that have not left, newest first. */
export function unsentRows(db: Database): ReportRow[] {
  return db.tables
    .select()
    .from(reportTable)
    .where(inArray(reportTable.state, [...openStates, 'signed']))
    .orderBy(desc(reportTable.draftedAt))
    .all()
}

/** Reports with a sending on this Beijing day. */
export function rowsSentToday(db: Database, now: number): ReportRow[] {
  return db.tables
    .select()
    .from(reportTable)
    .where(gte(reportTable.sentAt, startOfBeijingDay(beijingDay(now))))
    .all()
}

/** Sendings at `from` ≤ t < `to`, each with its report. */
export function sendingsBetween(db: Database, from: number, to: number) {
  return db.tables
    .select()
    .from(reportTable)
    .where(gte(reportTable.sentAt, from))
    .all()
    .flatMap((row) =>
      row.sendings.filter(({ at }) => at >= from && at < to).map((sending) => ({ row, sending })),
    )
}

/** Reports that somebody has not signed for. */
export function rowsWaiting(db: Database): ReportRow[] {
  return db.tables
    .select()
    .from(reportTable)
    .where(and(inArray(reportTable.state, ['sent', 'superseded']), isNotNull(reportTable.sentAt)))
    .all()
    .filter(({ sendings }) => sendings.some(({ receipt }) => receipt === null))
}
