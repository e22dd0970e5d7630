/** A roster from a file: looked at first, then taken over as a draft, in one append. */
import { fromBase64Url } from '../../kernel/bytes-text.ts'
import { openPending, type Pending } from '../../kernel/pending.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { RosterImportRow, RosterViolation } from './contract.ts'
import { planImport, type ImportPlan } from './import-plan.ts'
import { findHeadings, readRoster, type ReadRow } from './import-read.ts'
import { fillingFacts } from './laying.ts'
import { posts } from './settings.ts'

const mostRows = 2000

interface ReadFile {
  readonly fileName: string
  readonly rows: readonly ReadRow[]
  /** What the preview showed; the roster may not have moved on since. */
  readonly shown: string
}

const pendings = new WeakMap<CoreContext, Pending<ReadFile>>()

function pendingOf(context: CoreContext): Pending<ReadFile> {
  const known = pendings.get(context) ?? openPending<ReadFile>(context.world)
  pendings.set(context, known)
  return known
}

export interface Preview {
  readonly token: string
  readonly rows: RosterImportRow[]
  readonly counts: { readonly change: number; readonly same: number; readonly problem: number }
  readonly notes: string[]
  readonly months: string[]
  readonly violations: RosterViolation[]
}

function shown(plan: ImportPlan) {
  const count = (action: RosterImportRow['action']) =>
    plan.rows.filter((row) => row.action === action).length
  return {
    rows: [...plan.rows],
    counts: { change: count('change'), same: count('same'), problem: count('problem') },
    months: [...plan.cells.keys()],
    violations: [...plan.violations],
  }
}

/** Looks at a file and says what it would change; the token takes exactly that over. */
export async function previewImport(
  context: CoreContext,
  seat: Seat,
  input: { readonly fileName: string; readonly content: string; readonly year: number },
): Promise<
  Result<
    Preview,
    Refusal<'not-a-table'> | Refusal<'no-headings'> | Refusal<'empty'> | Refusal<'too-many-rows'>
  >
> {
  requireRight(seat, 'roster.write')
  const bytes = fromBase64Url(input.content)
  const read = bytes && (await context.readSheets(input.fileName, bytes))
  if (!read?.ok) return refuse('not-a-table')
  const sheets = read.value.map(({ name, table }) => ({
    name,
    table,
    headings: findHeadings(table, posts(context)),
  }))
  const known = sheets.flatMap(({ name, table, headings }) =>
    headings ? [{ name, ...readRoster(table, headings, input.year) }] : [],
  )
  if (known.length === 0) return refuse('no-headings')
  const rows = known.flatMap((sheet) => sheet.rows)
  if (rows.length === 0) return refuse('empty')
  if (rows.length > mostRows) return refuse('too-many-rows')
  const plan = planImport(context, rows)
  const preview = shown(plan)
  const token = pendingOf(context).keep({
    fileName: input.fileName,
    rows,
    shown: JSON.stringify(preview),
  })
  const unknown = [...new Set(known.flatMap((sheet) => sheet.unknown))]
  const passed = sheets.filter(({ headings }) => !headings).map(({ name }) => name)
  return accept({
    token,
    ...preview,
    notes: [
      ...plan.notes,
      ...(unknown.length === 0 ? [] : [`这些列没有用：${unknown.join('、')}。`]),
      ...(passed.length === 0 ? [] : [`这些工作表里没有值班表：${passed.join('、')}。`]),
    ],
  })
}

/** What the preview showed becomes the draft, in one append. */
export function commitImport(
  context: CoreContext,
  seat: Seat,
  token: string,
): Result<
  { readonly months: string[]; readonly storedAt: number },
  Refusal<'expired'> | Refusal<'nothing'>
> {
  const session = requireRight(seat, 'roster.write')
  const pending = pendingOf(context).get(token)
  if (!pending) return refuse('expired')
  const plan = planImport(context, pending.rows)
  if (JSON.stringify(shown(plan)) !== pending.shown) return refuse('expired')
  if (plan.cells.size === 0) return refuse('nothing')
  const facts = fillingFacts(context, session, plan.sheets, {
    kind: 'import',
    reason: pending.fileName,
    cells: plan.cells,
  })
  const { storedAt } = recordFor(context, seat, facts)
  pendingOf(context).drop(token)
  return accept({ months: [...plan.cells.keys()], storedAt })
}
