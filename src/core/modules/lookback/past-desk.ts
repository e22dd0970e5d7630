/**
 * Answers questions about past moments from logs folded beside the live one. The host runs it in
 * a thread of its own: a long log must not hold up the console.
 */
import type { Database } from '../../kernel/database.ts'
import type { World } from '../../kernel/world.ts'
import type { CoreContext, Module, PastQuestion } from '../../module.ts'
import { factReader } from '../../oplog/fact-reader.ts'
import { openPast, type Past } from '../../oplog/past.ts'
import type { FeatureShown } from '../features/contract.ts'
import { featureList } from '../features/index.ts'
import type { LogEntry } from '../logbook/contract.ts'
import { listEntries, logbookProjection } from '../logbook/index.ts'
import { describedStations, type StationRow } from '../stations/index.ts'
import type { Picture } from './contract.ts'
import { pictureOf } from './picture.ts'

export interface PastDeskOptions {
  readonly source: Database
  readonly newScratch: () => Database
  readonly world: World
  readonly county: CoreContext['county']
  /** Every module of the console. */
  readonly modules: readonly Module[]
}

/** What each kind of question is answered with. */
export interface PastAnswers {
  readonly picture: {
    readonly facts: { readonly revision: string; readonly picture: Picture | null }
    /** Radio → unit, as the teams held them then; always there. */
    readonly holders: readonly (readonly [radio: string, unit: string])[]
    readonly features: { readonly revision: string; readonly list: FeatureShown[] | null }
    /** As persons had described them; always there. */
    readonly stations: readonly StationRow[]
  }
  readonly lines: { readonly entries: LogEntry[] }
}

export interface PastDesk {
  answer(question: PastQuestion): PastAnswers[PastQuestion['kind']]
  close(): void
}

const hourMs = 3_600_000
/** The duty log is asked about for a shift's time back. */
const dutyHours = 12
const mostDutyLines = 1000

/** Modules whose facts make the picture. */
const pictured: ReadonlySet<string> = new Set([
  'teams',
  'incidents',
  'dispatch',
  'places',
  'rules',
  'fences',
  'features',
  'drawings',
  'alarms',
  'stations',
])

function kindsOf(modules: readonly Module[], names: ReadonlySet<string>): ReadonlySet<string> {
  const facts = modules.filter(({ name }) => names.has(name)).flatMap((module) => module.facts)
  return new Set(facts.map(({ kind }) => kind))
}

function countOf(counts: ReadonlyMap<string, number>, belongs: (kind: string) => boolean): number {
  let sum = 0
  for (const [kind, count] of counts) if (belongs(kind)) sum += count
  return sum
}

export function openPastDesk(options: PastDeskOptions): PastDesk {
  const { source, newScratch, world, county, modules } = options
  const featureKinds = kindsOf(modules, new Set(['features']))
  const projections = modules.flatMap((module) => module.projections)
  const kinds = kindsOf(modules, pictured)
  const known = [
    ...modules.flatMap((module) => module.facts),
    ...projections.flatMap((projection) => projection.kinds),
  ]
  const shared = {
    source,
    newScratch,
    reader: factReader([...new Set(known)]),
    clock: world.clock,
  }
  const picture = openPast({ ...shared, projections, scope: { kinds } })
  /** Of the log asked about last: a replay asks about one again and again. */
  let lines: { readonly of: string; readonly past: Past } | undefined

  function pictureAt({
    at,
    have,
  }: Extract<PastQuestion, { kind: 'picture' }>): PastAnswers['picture'] {
    const { db, counts } = picture.at(at)
    const clock = { ...world.clock, nowMs: () => at }
    const facts = pictureOf({ db, county, world: { ...world, clock } })
    // Closed incidents leave the list with time alone.
    const count = countOf(counts, (kind) => !featureKinds.has(kind))
    const revision = `${count} ${facts.incidents.length}`
    const features = String(countOf(counts, (kind) => featureKinds.has(kind)))
    return {
      facts: { revision, picture: have?.facts === revision ? null : facts },
      holders: facts.units.flatMap(({ id, radios }) => radios.map((radio) => [radio, id] as const)),
      features: {
        revision: features,
        list: have?.features === features ? null : featureList({ db, county }),
      },
      stations: describedStations(db),
    }
  }

  function linesPast(of: string, entities: () => readonly string[]): Past {
    if (lines?.of !== of) {
      lines?.past.close()
      const past = openPast({ ...shared, projections: [logbookProjection], scope: { entities } })
      lines = { of, past }
    }
    return lines.past
  }
  const idsOf = (sql: string, ...values: readonly (string | number)[]) =>
    source
      .prepare<{ id: string }>(sql)
      .all(...values)
      .map(({ id }) => id)

  function linesAt({
    at,
    incident,
    limit,
  }: Extract<PastQuestion, { kind: 'lines' }>): PastAnswers['lines'] {
    const hour = Math.floor(at / hourMs) * hourMs
    const past =
      incident === null
        ? linesPast(`duty ${hour}`, () =>
            idsOf(
              `select id from log_entry where stored_at between ? and ? order by slot desc limit ${mostDutyLines}`,
              hour - dutyHours * hourMs,
              hour + hourMs,
            ),
          )
        : linesPast(incident, () => idsOf('select id from log_entry where incident = ?', incident))
    const { db } = past.at(at)
    const page = listEntries(db, { incident, typedOnly: false, includeStruck: true, limit })
    return { entries: page.entries }
  }

  return {
    answer(question) {
      switch (question.kind) {
        case 'picture':
          return pictureAt(question)
        case 'lines':
          return linesAt(question)
      }
    },
    close() {
      picture.close()
      lines?.past.close()
    },
  }
}
