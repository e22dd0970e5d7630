/**
 * Incidents that a report being typed may be about: beside the form, never in the way. The
 * machine gives reasons; that two are one, only a person says.
 */
import { gte, ne, or } from 'drizzle-orm'
import { describeDistance, distanceM, type GeoPoint, type Position } from '../../kernel/geo.ts'
import { ruleMs, ruleValue } from '../rules/index.ts'
import { callCounts, callsSince, incidentsOfPhone } from './calls.ts'
import type { Duplicate } from './intake-contract.ts'
import type { IncidentPlace } from './place-schema.ts'
import { shownNumber, shownValue, unitCounts, type ReadingContext } from './queries.ts'
import { incidentTable } from './tables.ts'
import { categorySign, type IncidentGroup } from './words.ts'

export interface Typed {
  readonly place?: IncidentPlace | null | undefined
  /** Null is 待定. */
  readonly category?: string | null | undefined
  readonly receivedAt?: number | undefined
  readonly phone?: string | undefined
}

const hourMs = 3_600_000
/** Closed ones stay askable as long as they are on the list. */
const closedAskedMs = 24 * hourMs
const mostShown = 6
/** This many calls within an hour are a storm, whatever they are about. */
const manyCalls = 10

/** 水旱, 气象, 地震: one event over a wide area, reported from many places. */
const wideAreas = ['11A', '11B', '11C']
/** Taken for each other on the telephone: a bush fire and a house fire, a flood and a slide. */
const kin: readonly (readonly string[])[] = [
  ['11G', '12G'],
  ['11A', '11B', '11D'],
]
/** A distance of this part of the limit is close. */
const closePart = 0.5
/** Within this a different type does not matter: callers name one thing in many ways. */
const samePlaceM = 1000

interface Limits {
  readonly radiusM: number
  readonly windowMs: number
}

type Near = 'close' | 'near' | 'far' | 'unknown'

interface PlaceFinding {
  readonly near: Near
  readonly distance: Duplicate['distance']
  readonly reason: string | undefined
  /** Metres, or a guess for sorting. */
  readonly order: number
}

type Candidate = ReturnType<typeof candidateRows>[number]

function candidateRows({ db }: ReadingContext, asOf: number) {
  const { id, site, number, category, place, lat, lon, incidentStatus, group } = incidentTable
  const { receivedAt, statusSince, closedAt } = incidentTable
  return db.tables
    .select({
      id,
      site,
      number,
      category,
      place,
      lat,
      lon,
      incidentStatus,
      group,
      receivedAt,
      statusSince,
      closedAt,
    })
    .from(incidentTable)
    .where(or(ne(group, 'closed'), gte(closedAt, asOf - closedAskedMs)))
    .all()
    .filter((row) => row.incidentStatus !== 'merged')
}

function pointOf({
  lat,
  lon,
}: {
  readonly lat?: number | null | undefined
  readonly lon?: number | null | undefined
}): GeoPoint | undefined {
  return lat == null || lon == null ? undefined : { lat, lon }
}

/** The township as it was named, else the nearest seat: only to say 同一乡镇, never for metres. */
function townshipOf({ county }: ReadingContext, place: IncidentPlace): string | undefined {
  const point = pointOf(place)
  if (place.township !== undefined || !point) return place.township
  const seats = county.townships.flatMap(({ code, seat }) => (seat ? [{ code, seat }] : []))
  return seats.toSorted((a, b) => distanceM(point, a.seat) - distanceM(point, b.seat))[0]?.code
}

function positionOf(context: ReadingContext, place: IncidentPlace): Position {
  const point = pointOf(place)
  if (point) {
    return { precision: place.precision === 'surveyed' ? 'surveyed' : 'approximate', point }
  }
  const township = townshipOf(context, place)
  return township === undefined
    ? { precision: 'unknown' }
    : { precision: 'township-only', township }
}

const words = (text: string) => text.replaceAll(/[\s，。、,.]/g, '')

function findPlace(
  context: ReadingContext,
  typed: IncidentPlace,
  other: IncidentPlace,
  { radiusM }: Limits,
): PlaceFinding {
  const answer = describeDistance(positionOf(context, typed), positionOf(context, other))
  if (answer.kind === 'metres') {
    const { metres } = answer
    const near = metres <= radiusM * closePart ? 'close' : metres <= radiusM ? 'near' : 'far'
    const reason = near === 'far' ? undefined : near === 'close' ? '地点很近' : '地点相近'
    return { near, distance: answer, reason, order: metres }
  }
  const inWords = (near: Near, reason: string | undefined, order: number): PlaceFinding => ({
    near,
    distance: { kind: 'words', text: answer.text },
    reason,
    order,
  })
  const [one, two] = [words(typed.text), words(other.text)]
  const [shorter = '', longer = ''] = [one, two].toSorted((a, b) => a.length - b.length)
  if (one === two) return inWords('close', '地点写法相同', 0)
  if (typed.village !== undefined && typed.village === other.village) {
    return inWords('close', '同一村', 1)
  }
  if (shorter.length >= 3 && longer.includes(shorter)) {
    return inWords('near', '地点写法相近', radiusM * closePart)
  }
  const [mine, theirs] = [townshipOf(context, typed), townshipOf(context, other)]
  if (mine === undefined || theirs === undefined) return inWords('unknown', undefined, Infinity)
  // Two villages of one township: as near as can be told without a point.
  return mine === theirs
    ? inWords('near', '同一乡镇', radiusM)
    : inWords('far', undefined, Infinity)
}

type Kind = 'same' | 'open' | 'different'

function compareKinds(typed: string | null, other: string | null): Kind {
  if (typed === null || other === null) return 'open'
  const [one, two] = [typed.slice(0, 3), other.slice(0, 3)]
  if (one === two) return 'same'
  return kin.some((group) => group.includes(one) && group.includes(two)) ? 'open' : 'different'
}

/** Time between the report and the life of the incident: none while it goes on. */
function apartMs(row: Candidate, receivedAt: number): number {
  const end = row.group === 'closed' ? (row.closedAt ?? row.statusSince) : row.statusSince
  const until = row.group === 'active' ? Infinity : Math.max(row.receivedAt, end)
  if (receivedAt < row.receivedAt) return row.receivedAt - receivedAt
  return receivedAt <= until ? 0 : receivedAt - until
}

const kindReasons: Readonly<Record<Kind, string | undefined>> = {
  same: '类别相同',
  open: '类别相近或待定',
  different: undefined,
}

interface Judged {
  readonly score: Duplicate['score']
  readonly reasons: readonly string[]
  readonly found: PlaceFinding
  readonly kind: Kind
}

const noPlace: PlaceFinding = {
  near: 'unknown',
  distance: { kind: 'words', text: '地点未填，距离未知' },
  reason: undefined,
  order: Infinity,
}

function judge(
  context: ReadingContext,
  row: Candidate,
  typed: Typed,
  limits: Limits,
  samePhone: boolean,
): Judged | undefined {
  const place = typed.place && typed.place.text.trim() !== '' ? typed.place : undefined
  const found = place ? findPlace(context, place, row.place, limits) : noPlace
  const kind = compareKinds(typed.category ?? null, row.category)
  const reasons = [samePhone ? '同一来电号码' : undefined, found.reason, kindReasons[kind]].filter(
    (reason) => reason !== undefined,
  )
  const made = (score: Duplicate['score']): Judged => ({ score, reasons, found, kind })
  const receivedAt = typed.receivedAt ?? context.world.clock.nowMs()
  const inTime = apartMs(row, receivedAt) <= limits.windowMs
  if (samePhone) return made(inTime && found.near !== 'far' ? 'likely' : 'possible')
  if (!inTime) return undefined
  if (found.near === 'close' && kind === 'same') return made('likely')
  if (kind !== 'different') {
    const possible = found.near === 'close' || found.near === 'near'
    // A place nobody can find: the same kind of thing at the same time is worth a look.
    const blind = place !== undefined && found.near === 'unknown' && kind === 'same'
    return possible || blind ? made('possible') : undefined
  }
  return found.near === 'close' && found.order <= samePlaceM ? made('possible') : undefined
}

function limitsFor(context: ReadingContext, { category }: Typed) {
  const storm = wideAreas.some((area) => category?.startsWith(area))
  const busy = callsSince(context.db, context.world.clock.nowMs() - hourMs) >= manyCalls
  const widened = storm ? ('storm' as const) : busy ? ('many-calls' as const) : null
  const times = widened === null ? 1 : ruleValue(context, 'duplicate.storm')
  const radiusKm = ruleValue(context, 'duplicate.radius') * times
  const windowMs = ruleMs(context, 'duplicate.window') * times
  return { radiusKm, windowH: windowMs / hourMs, widened, radiusM: radiusKm * 1000, windowMs }
}

const groupOrder: Readonly<Record<IncidentGroup, number>> = { active: 0, waiting: 0, closed: 1 }

export function duplicates(context: ReadingContext, typed: Typed) {
  const asOf = context.world.clock.nowMs()
  const { radiusM, windowMs, ...shownLimits } = limitsFor(context, typed)
  const phones = incidentsOfPhone(context, typed.phone ?? '')
  const judged = candidateRows(context, asOf)
    .flatMap((row) => {
      const verdict = judge(context, row, typed, { radiusM, windowMs }, phones.has(row.id))
      return verdict ? [{ row, ...verdict }] : []
    })
    .toSorted(
      (a, b) =>
        Number(b.score === 'likely') - Number(a.score === 'likely') ||
        groupOrder[a.row.group] - groupOrder[b.row.group] ||
        Number(b.kind === 'same') - Number(a.kind === 'same') ||
        (a.found.order === b.found.order ? 0 : a.found.order - b.found.order) ||
        b.row.receivedAt - a.row.receivedAt,
    )
  const top = judged.slice(0, mostShown)
  const units = top.length === 0 ? new Map<string, number>() : unitCounts(context)
  const calls = callCounts(
    context.db,
    top.map(({ row }) => row.id),
  )
  const candidates = top.map(({ row, score, reasons, found }): Duplicate => ({
    id: row.id,
    number: shownNumber(context.county, row.site, row.number),
    categoryName: shownValue(context, 'category', row.category),
    sign: categorySign(row.category),
    group: row.group,
    place: row.place.text,
    incidentStatus: row.incidentStatus,
    receivedAt: row.receivedAt,
    score,
    reasons: [...reasons],
    distance: found.distance,
    units: units.get(row.id) ?? 0,
    calls: calls.get(row.id) ?? 1,
  }))
  return { candidates, more: judged.length - top.length, ...shownLimits }
}
