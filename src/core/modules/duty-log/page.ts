/** One page: who was on duty, weather and rain, every entry, and the counts of the shift. */
import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { entriesInOrder, lastTypedAt, type EntryRow } from '../logbook/index.ts'
import { dutyPeople } from '../onduty/index.ts'
import { rainOfDay } from '../stations/index.ts'
import type { DutyEntry, DutyPage } from './contract.ts'
import { dutyEntry } from './entries.ts'
import { pageSpan, type PageSpan } from './pages.ts'
import { dutyPageTable } from './tables.ts'

/** What the console wrote of its own accord that a duty log has: reports sent, decisions. */
const alsoKinds = new Set(['submit', 'decision'])

/** Everything persons wrote, and what hangs on no other line of the page. */
function pageRows(context: CoreContext, { from, to }: PageSpan): EntryRow[] {
  const filter = { from, to, text: '', typedOnly: false, includeStruck: true }
  const rows = [...entriesInOrder(context.db, filter)].flat()
  return rows.filter(
    ({ generated, kind, replyTo }) => generated === 0 || (alsoKinds.has(kind) && replyTo === null),
  )
}

function peopleOf(context: CoreContext, span: PageSpan, rows: readonly EntryRow[]) {
  if (span.shift) {
    return dutyPeople(context, span.shift, span.to)
      .filter(({ signedOnAt, lateByMin }) => signedOnAt !== null || lateByMin !== null)
      .map(({ word, name }) => ({ word, name }))
  }
  const names = rows.filter(({ generated }) => generated === 0).map((row) => row.recorderName)
  return [...new Set(names)].map((name) => ({ word: '记录人', name }))
}

function countsOf(entries: readonly DutyEntry[]): DutyPage['counts'] {
  const standing = entries.filter(({ line }) => line.struck === null)
  const towards = (direction: string) =>
    standing.filter(({ fields }) => fields?.direction === direction).length
  const typed = entries.filter(({ line }) => !line.generated)
  return {
    entries: standing.length,
    incoming: towards('in'),
    outgoing: towards('out'),
    struck: entries.length - standing.length,
    doing: standing.filter(({ done }) => done.state === 'doing').length,
    first: typed[0]?.line.number ?? null,
    last: typed.at(-1)?.line.number ?? null,
  }
}

/** `24 小时雨量：横江站 46 毫米，罗源站 12 毫米`; empty where no station says anything of rain. */
export function rainMeasured(context: CoreContext): string {
  const rain = rainOfDay(context)
  if (rain.length === 0) return ''
  const wet = rain.filter(({ mm }) => mm > 0)
  if (wet.length === 0) return `24 小时无雨（${rain.length} 站）`
  const most = wet.slice(0, 3).map(({ name, mm }) => `${name} ${mm} 毫米`)
  return `24 小时雨量：${most.join('，')}${wet.length > 3 ? ` 等 ${wet.length} 站有雨` : ''}`
}

function pageOf(context: CoreContext, span: PageSpan): DutyPage {
  const rows = pageRows(context, span)
  const entries = rows.map((row) => dutyEntry(context, row))
  const written = context.db.tables
    .select()
    .from(dutyPageTable)
    .where(eq(dutyPageTable.id, span.page))
    .get()
  const { weather, rain, fireDanger, at, by } = written?.conditions ?? {
    weather: '',
    rain: '',
    fireDanger: '',
    at: null,
    by: '',
  }
  const { page, day, word, from, to } = span
  return {
    page,
    day,
    word,
    from,
    to,
    people: peopleOf(context, span, rows),
    conditions: { weather, rain, fireDanger, at, by },
    rainMeasured: rainMeasured(context),
    summary: written?.summary ?? { text: '', at: null, by: '' },
    entries,
    counts: countsOf(entries),
    lastWrittenAt: lastTypedAt(context.db) ?? null,
  }
}

/**
 * @param key a shift's id or `day:2026-11-30`; null for the page that is written in now
 * @returns undefined where there is no such page
 */
export function shiftPage(context: CoreContext, key: string | null): DutyPage | undefined {
  const span = pageSpan(context, key)
  return span && pageOf(context, span)
}
