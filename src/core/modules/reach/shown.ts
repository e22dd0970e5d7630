/** The board and the mode as seats see them. */
import { desc, eq } from 'drizzle-orm'
import { meansKeys } from '../../gateway/means.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { cellReason, shortTime } from './best-means.ts'
import type { Cell } from './cells.ts'
import { incidentAt } from './commands.ts'
import type { CommsModeShown, ReachBoard, ReachCell, ReachProposal, ReachRow } from './contract.ts'
import { assess, currentMode, modeChanges, modeSteps } from './mode.ts'
import { modeMachine, type CommsMode } from './mode-machine.ts'
import { nextContact, whyLost } from './next-contact.ts'
import { isTried, standings, type Standing, type Standings } from './standing.ts'
import { contactTable } from './tables.ts'
import { cellWords, proofHowWords } from './words.ts'

function shownCell(cell: Cell, row: Standing, now: number): ReachCell {
  const { means, state, proven, failed } = cell
  const newest = state === 'failed' ? failed : proven
  const isTime = (state === 'good' || state === 'stale') && proven !== null
  return {
    means,
    state,
    provenAt: proven?.at ?? null,
    shown: isTime ? shortTime(proven.at, now) : cellWords[state],
    reason: cellReason(cell, now),
    by: newest ? `${proofHowWords[newest.how]}，${newest.by}` : '',
    addresses: row.addresses
      .filter((one) => one.means === means)
      .map(({ address, holder }) => ({ address, holder })),
  }
}

function shownRow(row: Standing, now: number): ReachRow {
  const { key, kind, id, name, township, level, good } = row
  const cells = row.cells.map((cell) => shownCell(cell, row, now))
  return { key, kind, id, name, township, level, good, cells }
}

function proposalOf(
  context: CoreContext,
  row: Standing,
  all: Standings,
): ReachProposal | undefined {
  if (!isTried(row) || row.level === 'good' || row.level === 'none') return undefined
  const incident = incidentAt(context, row.township)
  return {
    key: row.key,
    name: row.name,
    level: row.level === 'lost' ? 'lost' : 'stale',
    why: whyLost(row, all.now),
    next: nextContact(row, all),
    incident: incident ? { id: incident.id, number: incident.number, title: incident.title } : null,
  }
}

/** More teams are no board any more: the roll call and the directory have them. */
const mostTeams = 200

export function reachBoard(context: CoreContext, teams: 'out' | 'all' | 'none'): ReachBoard {
  const all = standings(context)
  const isShown = ({ kind, out }: Standing) =>
    kind !== 'team' || teams === 'all' || (teams === 'out' && out)
  const chosen = all.rows.filter(isShown)
  const places = chosen.filter(({ kind }) => kind !== 'team')
  const rows = [...places, ...chosen.filter(({ kind }) => kind === 'team').slice(0, mostTeams)]
  const used = new Set(
    rows.flatMap(({ cells }) =>
      cells.filter(({ state }) => state !== 'none').map(({ means }) => means),
    ),
  )
  return {
    rows: rows.map((row) => shownRow(row, all.now)),
    means: meansKeys.filter((means) => used.has(means)),
    unused: meansKeys.filter((means) => !used.has(means)),
    proposals: rows
      .filter(({ kind, out }) => kind !== 'team' || out)
      .map((row) => proposalOf(context, row, all))
      .filter((proposal) => proposal !== undefined)
      .toSorted((a, b) => (a.level === b.level ? 0 : a.level === 'lost' ? -1 : 1)),
    freshMs: all.freshMs,
    asOf: all.now,
  }
}

const mostContacts = 50

export function contactsOf({ db }: Pick<CoreContext, 'db'>, subject: string) {
  return db.tables
    .select()
    .from(contactTable)
    .where(eq(contactTable.subject, subject))
    .orderBy(desc(contactTable.at), desc(contactTable.id))
    .limit(mostContacts)
    .all()
    .map(({ subject: _subject, name: _name, status: _status, ...contact }) => contact)
}

const mostChanges = 20
const modeWord = (mode: CommsMode) => stateWord(modeMachine, mode)

export function shownMode(context: CoreContext): CommsModeShown {
  const now = currentMode(context)
  const mode = now?.to ?? 'normal'
  const { evidence, suggested } = assess(standings(context), now)
  return {
    mode,
    word: modeWord(mode),
    since: now?.at ?? null,
    by: now?.decidedBy ?? '',
    reason: now?.reason ?? '',
    conflict: now?.conflict ?? false,
    evidence: [...evidence],
    suggested:
      suggested === null
        ? null
        : { to: suggested.to, word: modeWord(suggested.to), why: [...suggested.why] },
    next: modeSteps(mode),
    changes: modeChanges(context, mostChanges).map(
      ({ id, from, to, reason, evidence: seen, decidedBy, by, at }) => ({
        id,
        from: modeWord(from),
        to: modeWord(to),
        reason,
        evidence: [...seen],
        decidedBy,
        by,
        at,
      }),
    ),
  }
}
