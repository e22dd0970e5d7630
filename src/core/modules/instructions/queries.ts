/** Reads of instructions. */
import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { beijingMinute } from '../../kernel/beijing-time.ts'
import type { Database } from '../../kernel/database.ts'
import { nextSteps, stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { incidentRow, shownNumber } from '../incidents/index.ts'
import { entryWord } from '../logbook/contract.ts'
import { organizations } from '../people/index.ts'
import { isAnswered } from './apply.ts'
import type { Instruction, InstructionAssignee, InstructionDetail } from './contract.ts'
import { dueAtOf, isDueSoon, limitsOf, overdueOf } from './limits.ts'
import { instructionTable, type InstructionRow, type StoredAssignee } from './tables.ts'
import { amendableWord, instructionMachine, instructionNumber, overdueWords } from './words.ts'
import { historyOf } from './history.ts'

export type Reading = Pick<CoreContext, 'db' | 'county' | 'world' | 'status'>

export function instructionRow(db: Database, id: string): InstructionRow | undefined {
  return db.tables.select().from(instructionTable).where(eq(instructionTable.id, id)).get()
}

/** Not closed, of this console's kind of work (real, exercise, test). */
export function openRows({ db, status }: Pick<Reading, 'db' | 'status'>): InstructionRow[] {
  return db.tables
    .select()
    .from(instructionTable)
    .where(and(ne(instructionTable.state, 'closed'), eq(instructionTable.status, status)))
    .orderBy(asc(instructionTable.givenAt), asc(instructionTable.id))
    .all()
}

export function numberOf({ county }: Pick<Reading, 'county'>, row: InstructionRow): string {
  return instructionNumber(row, county.county.sites[0]?.prefix)
}

function shownAssignee(
  assignee: StoredAssignee,
  round: number,
  phones: ReadonlyMap<string, string>,
): InstructionAssignee {
  const { key, name, organization, conveyed, feedbacks, chases } = assignee
  return {
    key,
    name,
    organization: organization ?? null,
    phone: phones.get(organization ?? '') ?? '',
    conveyed: conveyed.map(({ receiver, means, toldAt, readback, by }) => ({
      receiver,
      meansWord: entryWord(means),
      toldAt,
      readback,
      by,
    })),
    feedbacks: feedbacks.map(({ text, evidence, reporter, means, saidAt, by, round: given }) => ({
      text,
      evidence,
      reporter,
      meansWord: entryWord(means),
      saidAt,
      by,
      superseded: given < round,
    })),
    answered: isAnswered(assignee, round),
    chases: chases.map(({ spokenTo, means, said, at, by }) => ({
      spokenTo,
      meansWord: entryWord(means),
      said,
      at,
      by,
    })),
  }
}

function incidentOf({ db, county }: Reading, id: string | null) {
  const row = id === null ? undefined : incidentRow(db, id)
  return row
    ? { id: row.id, number: shownNumber(county, row.site, row.number), title: row.title }
    : null
}

function closingOf({ closing }: InstructionRow): Instruction['closing'] {
  if (!closing) return null
  const { step, report, reason, at, by } = closing
  return {
    kind: step === 'withdrawn' ? 'withdrawn' : 'reported',
    to: report?.to ?? '',
    meansWord: report ? entryWord(report.means) : '',
    words: report?.words ?? reason,
    at,
    by,
  }
}

type Shower = (row: InstructionRow) => Instruction

function shower(context: Reading): Shower {
  const limits = limitsOf(context)
  const now = context.world.clock.nowMs()
  const phones = new Map(organizations(context.db).map(({ id, dutyPhone }) => [id, dutyPhone]))
  return (row) => {
    const overdue = overdueOf(row, limits, now)
    const dueAt = dueAtOf(row, limits)
    const chases = row.assignees.flatMap((assignee) => assignee.chases)
    return {
      id: row.id,
      number: numberOf(context, row),
      from: { name: row.fromName, post: row.fromPost },
      givenAt: row.givenAt,
      channel: row.channel,
      channelWord: entryWord(row.channel),
      text: row.text,
      incident: incidentOf(context, row.incident),
      assignees: row.assignees.map((assignee) => shownAssignee(assignee, row.round, phones)),
      dueAt,
      dueBasis: dueAt === null ? null : row.due === null ? 'rule' : 'leader',
      status: row.state,
      statusWord: stateWord(instructionMachine, row.state),
      overdue,
      overdueWord: overdue === null ? '' : overdueWords[overdue],
      dueSoon: isDueSoon(row, limits, now),
      chased: chases.length,
      lastChasedAt: chases.length === 0 ? null : Math.max(...chases.map(({ at }) => at)),
      closing: closingOf(row),
      conflict: row.conflict,
      recordedBy: row.recordedBy,
      recordedAt: row.recordedAt,
    }
  }
}

/** Overdue first, then by what is due first; without a limit last. */
function byUrgency(one: Instruction, other: Instruction): number {
  if ((one.overdue === null) !== (other.overdue === null)) return one.overdue === null ? 1 : -1
  return (one.dueAt ?? Infinity) - (other.dueAt ?? Infinity) || one.givenAt - other.givenAt
}

export interface InstructionFilter {
  readonly which: 'open' | 'closed' | 'all'
  readonly incident?: string | null | undefined
  readonly limit: number
}

export function instructionList(context: Reading, filter: InstructionFilter): Instruction[] {
  const show = shower(context)
  const mine = filter.incident ?? null
  const matches = (row: InstructionRow) => mine === null || row.incident === mine
  const open =
    filter.which === 'closed' ? [] : openRows(context).filter(matches).map(show).toSorted(byUrgency)
  const closed =
    filter.which === 'open'
      ? []
      : context.db.tables
          .select()
          .from(instructionTable)
          .where(
            and(
              eq(instructionTable.state, 'closed'),
              eq(instructionTable.status, context.status),
              ...(mine === null ? [] : [eq(instructionTable.incident, mine)]),
            ),
          )
          .orderBy(desc(instructionTable.closedAt), desc(instructionTable.id))
          .limit(filter.limit)
          .all()
          .map(show)
  return [...open, ...closed].slice(0, filter.limit)
}

function amendmentValue(field: string, value: string): string {
  if (field !== 'due') return value
  return value === '' ? '未定' : beijingMinute(Number(value))
}

export function instructionDetail(context: Reading, id: string): InstructionDetail | undefined {
  const row = instructionRow(context.db, id)
  if (!row) return undefined
  return {
    ...shower(context)(row),
    history: historyOf(row),
    amendments: row.amendments.map(({ field, before, value, reason, by, at }) => ({
      word: amendableWord(field),
      before: amendmentValue(field, before),
      after: amendmentValue(field, value),
      reason,
      by,
      at,
    })),
    steps: nextSteps(instructionMachine, row.state).map(({ to, action, reason }) => ({
      to,
      action,
      reason,
    })),
  }
}
