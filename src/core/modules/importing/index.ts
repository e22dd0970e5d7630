/** Lists from a file: a preview that changes nothing, then all of it in one append. */
import { implement, ORPCError } from '@orpc/server'
import { drillOf } from '../../drill-mark.ts'
import { fromBase64Url, toHexText } from '../../kernel/bytes-text.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { cardTable, isCardFile } from './card-table.ts'
import { columnRules, damagedHeading, findHeadings, type ImportKind } from './columns.ts'
import { importingContract, type ImportRow } from './contract.ts'
import { listImported } from './facts.ts'
import type { MakePlanner, RowPlan } from './plan.ts'
import { planContacts } from './plan-contacts.ts'
import { planOrganizations } from './plan-organizations.ts'
import { planPeople } from './plan-people.ts'
import { planPlaces } from './plan-places.ts'
import { planTeams } from './plan-teams.ts'

const maxRows = 5000
const tokenLifeMs = 10 * 60_000

const planners: Readonly<Record<ImportKind, MakePlanner>> = {
  teams: planTeams,
  people: planPeople,
  organizations: planOrganizations,
  places: planPlaces,
  contacts: planContacts,
}

interface Pending {
  readonly kind: ImportKind
  readonly fileName: string
  readonly sha256: string
  readonly table: readonly (readonly string[])[]
  readonly until: number
  /** What the preview showed; the tables may not have moved on since. */
  readonly shown: string
}

type PlannedRow = RowPlan & { readonly line: number }

function planRows(
  context: CoreContext,
  kind: ImportKind,
  table: readonly (readonly string[])[],
  by: string,
): PlannedRow[] {
  const { row: headingRow, at } = findHeadings(kind, table)
  const plan = planners[kind](context)
  const seen = new Set<string>()
  return table.slice(headingRow + 1).flatMap((cells, index) => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const line = headingRow + index + 2
    const planned = plan((key) => cells[at.get(key) ?? -1]?.trim() ?? '', by)
    if (planned.identity === '') return [{ ...planned, line }]
    if (seen.has(planned.identity)) {
      return [
        {
          ...planned,
          line,
          action: 'problem' as const,
          changes: [],
          drafts: [],
          problem: '与上面的一行重复',
        },
      ]
    }
    seen.add(planned.identity)
    return [{ ...planned, line }]
  })
}

/** Cards are a list of people like any other. */
async function tableOf(
  context: CoreContext,
  kind: ImportKind,
  fileName: string,
  bytes: Uint8Array,
) {
  if (kind === 'people' && isCardFile(fileName)) return cardTable(bytes, context.status)
  const read = await context.readTable(fileName, bytes)
  return read.ok ? read.value : undefined
}

function shownRow({ line, label, action, changes, problem, warning }: PlannedRow): ImportRow {
  return { line, label, action, changes, problem, warning: warning ?? null }
}

function countsOf(rows: readonly PlannedRow[]) {
  const count = (action: ImportRow['action']) => rows.filter((row) => row.action === action).length
  return {
    add: count('add'),
    update: count('update'),
    same: count('same'),
    problem: count('problem'),
  }
}

function importingRouter(context: CoreContext) {
  const os = implement(importingContract).$context<SeatContext>()
  const pending = new Map<string, Pending>()
  const { clock, random, crypto } = context.world
  const forgetOld = () => {
    for (const [token, { until }] of pending) if (until < clock.nowMs()) pending.delete(token)
  }
  return {
    preview: os.preview.handler(async ({ input, errors, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      const bytes = fromBase64Url(input.content)
      if (!bytes) throw errors.NOT_A_TABLE()
      const table = await tableOf(context, input.kind, input.fileName, bytes)
      if (!table) throw isCardFile(input.fileName) ? errors.NOT_CARDS() : errors.NOT_A_TABLE()
      if (table.length > maxRows) throw errors.TOO_MANY_ROWS()
      const { row, missing, unknown, at } = findHeadings(input.kind, table)
      if (missing.length > 0) {
        const all = columnRules[input.kind]
          .map(({ word }) => word)
          .filter((word) => word !== damagedHeading)
        throw errors.NO_HEADINGS({ data: { missing: at.size === 0 ? all : [...missing] } })
      }
      const drills = table.slice(0, row).flatMap((cells) => cells.map(drillOf))
      if (drills.some((drill) => drill !== undefined && drill !== context.status)) {
        throw errors.OF_A_DRILL()
      }
      const rows = planRows(context, input.kind, table, person)
      if (rows.length === 0) throw errors.EMPTY()
      forgetOld()
      const token = newId(clock, random)
      const shown = rows.map(shownRow)
      pending.set(token, {
        kind: input.kind,
        fileName: input.fileName,
        sha256: toHexText(crypto.sha256(bytes)),
        table,
        until: clock.nowMs() + tokenLifeMs,
        shown: JSON.stringify(shown),
      })
      return { token, rows: shown, counts: countsOf(rows), unknown: [...unknown] }
    }),
    commit: os.commit.handler(({ input, errors, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      forgetOld()
      const file = pending.get(input.token)
      if (!file) throw new ORPCError('EXPIRED')
      const rows = planRows(context, file.kind, file.table, person)
      // Somebody changed the directory meanwhile: what would happen is not what was shown.
      if (JSON.stringify(rows.map(shownRow)) !== file.shown) throw errors.EXPIRED()
      const drafts = rows.flatMap((row) => row.drafts)
      if (drafts.length === 0) throw errors.NOTHING()
      const counts = countsOf(rows)
      const { kind, fileName, sha256 } = file
      const body = { kind, fileName, sha256, added: counts.add, updated: counts.update, by: person }
      const entity = newId(clock, random)
      const { storedAt } = recordFor(context, seat, [
        ...drafts,
        { kind: listImported.kind, entity, body },
      ])
      pending.delete(input.token)
      return { counts, storedAt }
    }),
  }
}

export const importingModule: Module = {
  name: 'importing',
  facts: [listImported],
  projections: [],
  router: importingRouter,
}
