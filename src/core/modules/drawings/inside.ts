/** What lies in an area. Only what has a point of its own is in it; the rest is counted apart. */
import { beijingTime } from '../../kernel/beijing-time.ts'
import type { GeoPoint } from '../../kernel/geo.ts'
import { contains, verticesOf } from '../../kernel/geometry.ts'
import type { CoreContext } from '../../module.ts'
import { featureList } from '../features/index.ts'
import {
  featureKinds,
  propertyWords,
  riskColourOf,
  riskColours,
  shelterStatuses,
  wholeNumberOf,
  type FeatureKind,
  type FeatureShown,
} from '../features/contract.ts'
import { incidentRows, openIncidentIds, shownNumber } from '../incidents/index.ts'
import { locatedDivisions, ownPlaces } from '../places/index.ts'
import { latestPositions, type HeldPosition } from '../positions/index.ts'
import { radioEnd } from '../radio/index.ts'
import { stationList } from '../stations/index.ts'
import { unitList } from '../teams/index.ts'
import type { Inside } from './contract.ts'
import type { Outline } from './outline-schema.ts'
import { outlineGeometry, outlineHolds } from './outline.ts'

type Group = Inside['groups'][number]
type Row = Group['rows'][number]

interface Counted {
  readonly row: Row
  readonly people: number | undefined
}

const holdsOf = (outline: Outline) => (point: GeoPoint) => outlineHolds(outline, point)
type Holds = ReturnType<typeof holdsOf>

/** `人口 1204 人，3 处未登记人数`: an unknown number is never a zero. */
function peopleWords(what: string, counted: readonly Counted[]): string {
  if (counted.length === 0) return ''
  const known = counted.flatMap(({ people }) => people ?? [])
  const unknown = counted.length - known.length
  const sum = known.reduce((total, people) => total + people, 0)
  if (known.length === 0) return `${what}未登记`
  return `${what} ${sum} 人${unknown === 0 ? '' : `，另 ${unknown} 处未登记`}`
}

function vertexInside({ geometry }: FeatureShown, holds: Holds): GeoPoint | undefined {
  if (!geometry) return undefined
  const found = verticesOf(geometry).find(([lon, lat]) => holds({ lat, lon }))
  return found && { lat: found[1], lon: found[0] }
}

function shelterWords({ occupancy, properties }: FeatureShown): string {
  const capacity = wholeNumberOf(properties, 'capacity')
  const room = capacity === undefined ? '核定人数未登记' : `核定 ${capacity} 人`
  if (!occupancy) return room
  const status = shelterStatuses.find(([key]) => key === occupancy.status)?.[1] ?? ''
  return `${room}，${beijingTime(occupancy.at).slice(0, 5)} 在住 ${occupancy.people} 人，${status}`
}

function riskWords({ properties }: FeatureShown): string {
  const colour = riskColours.find(([key]) => key === riskColourOf(properties))?.[1]
  const people = wholeNumberOf(properties, 'people')
  return [
    colour === undefined ? '等级未登记' : `${colour}色`,
    people === undefined ? '威胁人数未登记' : `威胁 ${people} 人`,
  ].join('，')
}

function featureWords(feature: FeatureShown): string {
  if (feature.kind === 'shelter') return shelterWords(feature)
  if (feature.kind === 'risk') return riskWords(feature)
  if (feature.kind === 'village') {
    const people = wholeNumberOf(feature.properties, 'people')
    return people === undefined ? '人口未登记' : `${people} 人`
  }
  return propertyWords(feature.kind, feature.properties)
    .slice(0, 2)
    .map(({ label, words }) => `${label} ${words}`)
    .join('，')
}

function featureRows(features: readonly FeatureShown[], kind: FeatureKind, holds: Holds) {
  return features.flatMap((feature): Counted[] => {
    const point = feature.kind === kind ? vertexInside(feature, holds) : undefined
    if (!point) return []
    const { id, name } = feature
    const people = wholeNumberOf(feature.properties, 'people')
    return [{ row: { key: `feature:${id}`, name, detail: featureWords(feature), point }, people }]
  })
}

/** Villages of the profile that somebody gave a point; those of a layer with the same name are one. */
function divisionRows(
  context: CoreContext,
  features: readonly FeatureShown[],
  holds: Holds,
): Counted[] {
  const known = new Set(features.filter(({ kind }) => kind === 'village').map(({ name }) => name))
  const located = locatedDivisions(context.db)
  return context.county.villages.flatMap(({ code, name, township }): Counted[] => {
    const position = located.get(code)
    if (known.has(name) || !position || !('point' in position) || !holds(position.point)) return []
    const town = context.county.townships.find((one) => one.code === township)?.name ?? ''
    const row = { key: `place:${code}`, name, detail: `${town}，人口未登记`, point: position.point }
    return [{ row, people: undefined }]
  })
}

function placeRows(context: CoreContext, holds: Holds): Row[] {
  return ownPlaces(context.db).flatMap(({ id, name, position }): Row[] =>
    'point' in position && holds(position.point)
      ? [{ key: `place:${id}`, name, detail: '', point: position.point }]
      : [],
  )
}

function stationRows(context: CoreContext, holds: Holds): Row[] {
  return stationList(context).flatMap(({ station, name, point, latest }): Row[] => {
    if (!point || !holds(point)) return []
    const [first] = latest
    const detail = first ? `${first.name} ${first.value ?? '无值'} ${first.unit}`.trim() : '未上报'
    return [{ key: `station:${station}`, name: name || station, detail, point }]
  })
}

const fixWords = (at: number) => `${beijingTime(at).slice(0, 5)} 定位`

function unitRows(context: CoreContext, inside: readonly HeldPosition[]): Row[] {
  const units = new Map(unitList(context.db, context.county).map((unit) => [unit.id, unit]))
  return inside.flatMap(({ key, lat, lon, at }): Row[] => {
    const unit = key.startsWith('unit:') ? units.get(key.slice('unit:'.length)) : undefined
    if (!unit) return []
    const strength = unit.strength === null ? '' : `，${unit.strength} 人`
    const detail = `${unit.state.digit} ${unit.state.word}${strength}，${fixWords(at)}`
    return [{ key, name: unit.callSign, detail, point: { lat, lon } }]
  })
}

function incidentsInside(context: CoreContext, holds: Holds): Row[] {
  return incidentRows(context.db, openIncidentIds(context.db)).flatMap((row): Row[] => {
    const { lat, lon, place, title } = row
    const exact = place.precision === 'surveyed' || place.precision === 'approximate'
    if (!exact || lat === null || lon === null || !holds({ lat, lon })) return []
    const number = shownNumber(context.county, row.site, row.number)
    return [
      { key: `incident:${row.id}`, name: `${number} ${title}`, detail: '', point: { lat, lon } },
    ]
  })
}

/** Whether a township's imported area and the outline have anything in common. */
function touches(outline: Outline, area: FeatureShown, holds: Holds): boolean {
  const { geometry } = area
  if (!geometry) return false
  if (verticesOf(geometry).some(([lon, lat]) => holds({ lat, lon }))) return true
  return verticesOf(outlineGeometry(outline)).some(([lon, lat]) => contains(geometry, { lat, lon }))
}

/** By township; where areas of townships are known, only of those that the outline touches. */
function unplacedOf(
  context: CoreContext,
  features: readonly FeatureShown[],
  outline: Outline,
  holds: Holds,
): Inside['unplaced'] {
  const located = locatedDivisions(context.db)
  const placed = new Set(
    features.filter(({ kind, geometry }) => kind === 'village' && geometry).map(({ name }) => name),
  )
  const areas = features.filter(({ kind, geometry }) => kind === 'township' && geometry)
  const incidents = incidentRows(context.db, openIncidentIds(context.db))
  return context.county.townships.flatMap(({ code, name }) => {
    const area = areas.find((one) => one.properties['code'] === code || one.name === name)
    if (area && !touches(outline, area, holds)) return []
    const villages = context.county.villages.filter(
      (village) =>
        village.township === code && !located.has(village.code) && !placed.has(village.name),
    ).length
    const unplaced = features.filter(
      ({ geometry, township }) => !geometry && township?.code === code,
    ).length
    const open = incidents.filter(
      ({ place }) => place.township === code && place.precision === 'township-only',
    ).length
    if (villages + unplaced + open === 0) return []
    return [{ township: name, villages, features: unplaced, incidents: open }]
  })
}

export function insideOf(context: CoreContext, outline: Outline): Inside {
  const nothing = outline.shape === 'point' || outline.shape === 'line'
  if (nothing) return { groups: [], radios: [], unplaced: [] }
  const holds = holdsOf(outline)
  const features = featureList(context)
  const held = latestPositions(context).filter(({ key }) => key !== 'own')
  const inside = held.filter(holds)
  const villages = [
    ...featureRows(features, 'village', holds),
    ...divisionRows(context, features, holds),
  ]
  const risks = featureRows(features, 'risk', holds)
  const bare = (key: string, word: string, rows: readonly Row[]): Group => ({
    key,
    word,
    rows: [...rows],
    people: '',
  })
  const ofKind = (kind: FeatureKind) =>
    bare(
      kind,
      featureKinds[kind].word,
      featureRows(features, kind, holds).map(({ row }) => row),
    )
  return {
    groups: [
      { ...bare('village', '村（社区）', rowsOf(villages)), people: peopleWords('人口', villages) },
      { ...bare('risk', '风险隐患点', rowsOf(risks)), people: peopleWords('受威胁', risks) },
      ofKind('shelter'),
      ofKind('depot'),
      ofKind('water'),
      bare('monitor', '监测站', [
        ...stationRows(context, holds),
        ...rowsOf(featureRows(features, 'station', holds)),
      ]),
      bare('unit', '队伍', unitRows(context, inside)),
      bare('incident', '事件', incidentsInside(context, holds)),
      ofKind('base'),
      ofKind('radio-station'),
      bare('place', '地点', placeRows(context, holds)),
      ofKind('own'),
    ].filter(({ rows }) => rows.length > 0),
    radios: radiosInside(context, inside),
    unplaced: unplacedOf(context, features, outline, holds),
  }
}

function rowsOf(counted: readonly Counted[]): Row[] {
  return counted.map(({ row }) => row)
}

/** Each radio once, by its newest position. */
function radiosInside(context: CoreContext, inside: readonly HeldPosition[]): Inside['radios'] {
  return inside
    .filter(({ radio }) => radio !== '')
    .toSorted((one, other) => other.at - one.at)
    .filter(({ radio }, index, all) => all.findIndex((one) => one.radio === radio) === index)
    .map(({ radio, at }) => ({ number: radio, name: radioEnd(context, radio).callSign, at }))
}
