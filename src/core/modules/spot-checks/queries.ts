import { desc, eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { organizations } from '../people/index.ts'
import type { SpotCheck, SpotTarget } from './contract.ts'
import { spotCheckTable, type SpotCheckRow } from './tables.ts'

const dayMs = 86_400_000
const countedMs = 90 * dayMs

/** Of these one asks whether their duty desk is manned; a household or an expert has none. */
const checkedKinds = new Set([
  'township',
  'department',
  'team',
  'enterprise',
  'hospital',
  'school',
  'village',
])

export function spotRow({ db }: Pick<CoreContext, 'db'>, id: string): SpotCheckRow | undefined {
  return db.tables.select().from(spotCheckTable).where(eq(spotCheckTable.id, id)).get()
}

export function spotRows({ db }: Pick<CoreContext, 'db'>): SpotCheckRow[] {
  return db.tables
    .select()
    .from(spotCheckTable)
    .orderBy(desc(spotCheckTable.at), desc(spotCheckTable.id))
    .all()
}

function stateOf({ withdrawn, concluded }: SpotCheckRow): SpotCheck['state'] {
  return withdrawn ? 'withdrawn' : concluded ? 'concluded' : 'running'
}

/** Whole seconds; null where nothing was measured. */
export function answerSecs({
  measured,
  at,
  answeredAt,
}: Pick<SpotCheckRow, 'measured' | 'at' | 'answeredAt'>): number | null {
  return measured && answeredAt !== null ? Math.max(0, Math.round((answeredAt - at) / 1000)) : null
}

export function shownCheck(row: SpotCheckRow): SpotCheck {
  const { id, unit, unitName, method, contact, at, by, measured, answeredAt, concluded } = row
  return {
    id,
    unit,
    unitName,
    method,
    contact,
    at,
    by,
    measured,
    answeredAt,
    answerSecs: answerSecs(row),
    state: stateOf(row),
    result: concluded?.result ?? null,
    answeredBy: concluded?.answeredBy ?? '',
    problem: concluded?.problem ?? '',
    fix: concluded?.fix ?? '',
    concludedAt: concluded?.at ?? null,
    fixed: row.fixed,
    withdrawn: row.withdrawn,
  }
}

export function spotChecks(context: Pick<CoreContext, 'db'>, limit: number): SpotCheck[] {
  const all = spotRows(context).map(shownCheck)
  const running = all.filter(({ state }) => state === 'running')
  return [...running, ...all.filter(({ state }) => state !== 'running')].slice(0, limit)
}

export function spotTargets(context: Pick<CoreContext, 'db' | 'world'>): SpotTarget[] {
  const since = context.world.clock.nowMs() - countedMs
  const checks = spotRows(context).filter(
    ({ withdrawn, concluded }) => withdrawn === null && concluded !== null,
  )
  return organizations(context.db)
    .filter(({ kind }) => checkedKinds.has(kind))
    .map(({ id, name, kindWord, dutyPhone }) => {
      const own = checks.filter(({ unit }) => unit === id)
      const counted = own.filter(({ at }) => at >= since)
      return {
        id,
        name,
        kindWord,
        phone: dutyPhone,
        lastAt: own[0]?.at ?? null,
        lastResult: own[0]?.concluded?.result ?? null,
        checks: counted.length,
        bad: counted.filter(({ concluded }) => concluded?.result !== 'ok').length,
      }
    })
    .toSorted(
      (one, other) =>
        (one.lastAt ?? 0) - (other.lastAt ?? 0) || one.name.localeCompare(other.name, 'zh-CN'),
    )
}
