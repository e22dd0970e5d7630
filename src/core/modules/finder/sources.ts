/** What can be found besides places, and by which names. */
import type { NamedThing } from '../../county/name-index.ts'
import { townshipPrefixes } from '../../county/place-search.ts'
import { boundsOf } from '../../kernel/geometry.ts'
import type { CoreContext } from '../../module.ts'
import { featureKinds, type FeatureShown } from '../features/contract.ts'
import { featureList, featureProjections } from '../features/index.ts'
import type { IncidentCard } from '../incidents/contract.ts'
import { incidentList, incidentProjection } from '../incidents/index.ts'
import { placeHit, type PlaceCandidate } from '../places/index.ts'
import { latestPosition } from '../positions/index.ts'
import type { Station } from '../stations/contract.ts'
import { stationList } from '../stations/index.ts'
import { teamProjections, unitList, type Unit } from '../teams/index.ts'
import type { Found } from './contract.ts'

/** Made when it is shown: what moves has moved since the index was made. */
export type Finding = () => Found

export interface Source {
  /** Projections after whose change it is read again. */
  readonly topics: readonly string[]
  /** What is not told as changed is read again after this long. */
  readonly maxAgeMs?: number
  readonly things: (context: CoreContext) => readonly NamedThing<Finding>[]
}

const nowhere = {
  point: null,
  precision: 'unknown',
  township: null,
  bounds: null,
  fixedAt: null,
  place: null,
} as const

/** Characters of its number are how an incident is called: `#12`, `12`, `车3`. */
function incidentNames({ number, title, categoryName, place }: IncidentCard): readonly string[] {
  return [number, number.replace('#', ''), title, categoryName, place.text].filter(
    (name) => name.trim() !== '',
  )
}

function foundIncident(card: IncidentCard): Found {
  const { lat, lon, precision, township, text } = card.place
  const exact = precision === 'surveyed' || precision === 'approximate'
  const point = exact && lat !== undefined && lon !== undefined ? { lat, lon } : null
  return {
    ...nowhere,
    key: `incident:${card.id}`,
    kind: 'incident',
    kindWord: card.group === 'closed' ? '事件（已结）' : '事件',
    label: `${card.number} ${card.title || card.categoryName}`,
    note: text,
    point,
    precision,
    township: township ?? null,
  }
}

function foundUnit(context: CoreContext, unit: Unit): Found {
  const fix = latestPosition(context, `unit:${unit.id}`)
  const { digit, word } = unit.over ?? unit.state
  return {
    ...nowhere,
    key: `unit:${unit.id}`,
    kind: 'unit',
    kindWord: '队伍',
    label: unit.callSign === unit.name ? unit.name : `${unit.callSign} ${unit.name}`,
    note: `${digit} ${word}`,
    point: fix ? { lat: fix.lat, lon: fix.lon } : null,
    precision: fix ? 'surveyed' : 'unknown',
    fixedAt: fix?.at ?? null,
  }
}

function foundStation({ station, name, place, point, classWord }: Station): Found {
  return {
    ...nowhere,
    key: `station:${station}`,
    kind: 'station',
    kindWord: classWord || '测站',
    label: name || `测站 ${station}`,
    note: place,
    point,
    precision: point ? 'surveyed' : 'unknown',
  }
}

function foundFeature(feature: FeatureShown): Found {
  const { geometry, precision, township, kind, id, name } = feature
  const box = geometry ? boundsOf(geometry) : null
  return {
    ...nowhere,
    key: `feature:${id}`,
    kind: 'feature',
    kindWord: featureKinds[kind].word,
    label: name,
    note: township?.name ?? '',
    point: box && { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 },
    precision,
    township: township?.code ?? null,
    bounds: geometry && geometry.type !== 'Point' ? box : null,
  }
}

const placeWords = { own: '地点', township: '乡镇', village: '村', residents: '居委会' } as const

/** A place of the gazetteer, as it is found beside the others. */
export function foundPlace(candidate: PlaceCandidate): Found {
  const place = placeHit(candidate)
  return {
    ...nowhere,
    key: `place:${place.id}`,
    kind: 'place',
    kindWord: placeWords[place.kind],
    label: place.label,
    note: '',
    point: place.point,
    precision: place.precision,
    township: place.township?.code ?? null,
    place,
  }
}

function named(
  finding: Finding,
  names: readonly string[],
  rank: number,
  order: string,
  prefixes: readonly string[] = [],
): NamedThing<Finding> {
  return { value: finding, names, rank, order, prefixes }
}

const incidentRank = { active: 0, waiting: 0, closed: 9 } as const
const tenSecondsMs = 10_000

export const sources: readonly Source[] = [
  {
    topics: [incidentProjection.name],
    things: (context) =>
      incidentList(context).incidents.map((card) =>
        named(() => foundIncident(card), incidentNames(card), incidentRank[card.group], card.id),
      ),
  },
  {
    topics: teamProjections.map(({ name }) => name),
    things: (context) =>
      unitList(context.db, context.county).map((unit) =>
        named(
          () => foundUnit(context, unit),
          [unit.callSign, unit.name, ...unit.radios],
          1,
          unit.id,
        ),
      ),
  },
  {
    // What a station reports is live and told to nobody here.
    topics: ['stations'],
    maxAgeMs: tenSecondsMs,
    things: (context) =>
      stationList(context).map((station) =>
        named(
          () => foundStation(station),
          [station.name, station.station].filter((name) => name !== ''),
          4,
          station.station,
        ),
      ),
  },
  {
    topics: featureProjections.map(({ name }) => name),
    things: (context) =>
      featureList(context).map((feature) =>
        named(
          () => foundFeature(feature),
          [feature.name],
          5,
          feature.id,
          feature.township ? townshipPrefixes(feature.township.name) : [],
        ),
      ),
  },
]
