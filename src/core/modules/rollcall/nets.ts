/** Nets and their stations: as the county profile begins, replaced by what a person has set. */
import type { CountyProfile } from '../../county/profile.ts'
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { contactPoints, meansOf, type ContactPoint, type PointKind } from '../directory/index.ts'
import { knownGroups } from '../radio/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { Station } from './facts.ts'
import { netTable, scheduleTable, type NetRow } from './tables.ts'
import type { Schedule } from './schedule.ts'

export interface Net {
  readonly id: string
  readonly name: string
  readonly group: string | null
  readonly means: Means
  readonly stations: readonly Station[]
  /** As the profile has it: nobody has changed it. */
  readonly first: boolean
}

type Reading = Pick<CoreContext, 'db' | 'county'>

export function stationOfUnit({ county }: Pick<CoreContext, 'county'>, unit: Unit): Station {
  const seat = county.townships.find(({ code }) => code === unit.base.township)
  return {
    key: unit.id,
    unit: unit.id,
    // A township's own team answers for the township.
    place: unit.group === 'township' ? (seat?.code ?? null) : null,
    name: unit.name,
    callSign: unit.callSign,
    number: unit.radios[0] ?? null,
    means: 'radio370',
  }
}

function placeNamed({ county }: Pick<CoreContext, 'county'>, id: string): string {
  const { townships, villages } = county
  return [...townships, ...villages].find(({ code }) => code === id)?.name ?? ''
}

/** A place's own radio, telephone or card; nothing where the point belongs to no place. */
function stationOfPoint(context: Reading, point: ContactPoint): Station | undefined {
  const { kind, number, callSign, holder, unit, place } = point
  const means = meansOf(point)
  if (place === null || means === undefined) return undefined
  const name = placeNamed(context, place)
  return {
    key: `point:${kind}:${number}`,
    unit,
    place,
    name: name === '' ? holder : name,
    callSign: callSign === '' ? holder : callSign,
    number,
    means,
  }
}

/** Places with a contact point of these kinds that no listed team stands for already. */
function pointStations(
  context: Reading,
  kinds: readonly string[],
  listed: readonly Station[],
): Station[] {
  const units = new Set(listed.map(({ unit }) => unit))
  const points = contactPoints(context, { kinds: kinds as readonly PointKind[] })
  return points
    .filter(({ source, unit }) => source === 'directory' && (unit === null || !units.has(unit)))
    .map((point) => stationOfPoint(context, point))
    .filter((station) => station !== undefined)
}

function inCountyOrder({ county }: Reading, stations: readonly Station[]): Station[] {
  const order = new Map(county.townships.map(({ code }, place) => [code, place]))
  const rank = ({ place }: Station) => order.get(place ?? '') ?? order.size
  return stations.toSorted((a, b) => rank(a) - rank(b) || (a.callSign < b.callSign ? -1 : 1))
}

/** The group that the net's name is remembered for on the air. */
function groupNamed(context: CoreContext, name: string): string | null {
  const plain = name.replace(/网$/, '')
  const groups = knownGroups(context)
  return groups.find((one) => one.name.replace(/[网组]$/, '') === plain)?.number ?? null
}

export function netList(context: CoreContext): Net[] {
  const set = new Map(
    context.db.tables
      .select()
      .from(netTable)
      .all()
      .map((row) => [row.id, row]),
  )
  const units = unitList(context.db, context.county)
  const own = ({ id, name, group, means, stations }: NetRow): Net => {
    return { id, name, group, means, stations, first: false }
  }
  const profile = context.county.rollCall.nets
  const isProfile = new Set(profile.map(({ key }) => key))
  // A net of the profile keeps its place when somebody changes it.
  const listed = profile.flatMap((net) => {
    const changed = set.get(net.key)
    if (changed) return changed.removed ? [] : [own(changed)]
    return [ofProfile(context, units, net)]
  })
  const added = [...set.values()].filter(({ id, removed }) => !removed && !isProfile.has(id))
  return [...listed, ...added.map(own)]
}

function ofProfile(
  context: CoreContext,
  units: readonly Unit[],
  { key, name, teamGroups, pointKinds, means }: CountyProfile['rollCall']['nets'][number],
): Net {
  const teams = units
    .filter(({ group }) => teamGroups.includes(group))
    .map((unit) => stationOfUnit(context, unit))
  const points = pointKinds.length === 0 ? [] : pointStations(context, pointKinds, teams)
  const stations = inCountyOrder(context, [...teams, ...points])
  return { id: key, name, group: groupNamed(context, name), means, stations, first: true }
}

/** Who may be put into a net. */
export function candidates(context: CoreContext): Station[] {
  const teams = unitList(context.db, context.county).map((unit) => stationOfUnit(context, unit))
  const kinds = ['radio', 'satphone', 'beidou', 'amateur', 'phone']
  return inCountyOrder(context, [...teams, ...pointStations(context, kinds, teams)])
}

/** By its number on the air, else by its name: `乡镇` is the 乡镇网. */
export function netCalled(
  nets: readonly Net[],
  { group, name }: { readonly group: string | null; readonly name: string },
): Net | undefined {
  const plain = (text: string) => text.replace(/[网组]$/, '')
  return (
    nets.find((net) => group !== null && net.group === group) ??
    nets.find((net) => plain(net.name) === plain(name))
  )
}

export function scheduleList({ db, county }: Reading): Schedule[] {
  const set = db.tables.select().from(scheduleTable).all()
  const replaced = new Set(set.map(({ id }) => id))
  const profile = county.rollCall.schedules
    .filter(({ key }) => !replaced.has(key))
    .map(({ key, weekday = null, day = null, months = [], ...rest }): Schedule => {
      return { id: key, ...rest, weekday, day, months, enabled: true }
    })
  return [...profile, ...set.map(({ by: _by, at: _at, ...schedule }) => schedule)]
}
