/**
 * Kinds of road and how fast an emergency vehicle is taken to drive on them. The speeds are
 * assumptions for the hill roads of a county (no survey was at hand); they are told beside every
 * time that is computed from them.
 */
export const roadClasses = [
  'motorway',
  'national',
  'provincial',
  'county',
  'township',
  'village',
  'track',
] as const
export type RoadClass = (typeof roadClasses)[number]

export const roadClassWords: Readonly<Record<RoadClass, string>> = {
  motorway: '高速公路',
  national: '国道',
  provincial: '省道',
  county: '县道',
  township: '乡道',
  village: '村道',
  track: '机耕路',
}

/** Kilometres per hour. */
export const assumedKmh: Readonly<Record<RoadClass, number>> = {
  motorway: 80,
  national: 60,
  provincial: 50,
  county: 40,
  township: 30,
  village: 20,
  track: 10,
}

/** The `highway` values of OpenStreetMap that a vehicle can use. */
const osmClass: Readonly<Record<string, RoadClass>> = {
  motorway: 'motorway',
  motorway_link: 'motorway',
  trunk: 'national',
  trunk_link: 'national',
  primary: 'national',
  primary_link: 'national',
  secondary: 'provincial',
  secondary_link: 'provincial',
  tertiary: 'county',
  tertiary_link: 'county',
  unclassified: 'township',
  residential: 'village',
  living_street: 'village',
  service: 'village',
  road: 'village',
  track: 'track',
}

/** Words and codes in the attribute tables of road authorities: 等级, and the letter of a road number. */
const words: readonly (readonly [RegExp, RoadClass])[] = [
  [/高速/, 'motorway'],
  [/国道|^G\d/i, 'national'],
  [/省道|^S\d/i, 'provincial'],
  [/县道|^X\d/i, 'county'],
  [/乡道|^Y\d/i, 'township'],
  [/村道|^C\d/i, 'village'],
  [/机耕|田间|林区|防火/, 'track'],
]

const classKeys = [
  'highway',
  'fclass',
  'class',
  'type',
  '等级',
  '道路等级',
  '技术等级',
  '类型',
  'ref',
  '路线编码',
  '编号',
]
const nameKeys = ['name', 'NAME', '名称', '路名', '道路名称', '路线名称', 'ref']

export interface RoadTags {
  readonly class: RoadClass
  readonly name: string
  /** 1 only along the line, -1 only against it, 0 both ways. */
  readonly oneWay: -1 | 0 | 1
  /** Its own speed in km/h, where the data says one. */
  readonly kmh?: number | undefined
}

type Properties = Readonly<Record<string, string>>

function first(properties: Properties, keys: readonly string[]): string {
  for (const key of keys) {
    const value = properties[key]?.trim()
    if (value) return value
  }
  return ''
}

function classOf(properties: Properties): RoadClass | undefined {
  const highway = properties['highway']?.trim() ?? properties['fclass']?.trim()
  if (highway) return osmClass[highway]
  for (const key of classKeys) {
    const value = properties[key]?.trim() ?? ''
    const known = words.find(([pattern]) => pattern.test(value))
    if (known) return known[1]
    if (osmClass[value] !== undefined) return osmClass[value]
  }
  return 'village'
}

function oneWayOf(properties: Properties): -1 | 0 | 1 {
  const value = (properties['oneway'] ?? properties['单行'] ?? '').trim().toLowerCase()
  if (value === '-1' || value === 'reverse' || value === 't') return -1
  if (['yes', 'true', '1', 'f', '是'].includes(value)) return 1
  return properties['junction'] === 'roundabout' ? 1 : 0
}

/**
 * What the attributes of a line say about the road; `undefined` where no vehicle drives there (a
 * footway, steps). An unknown kind is taken for a village road.
 */
export function roadTags(properties: Properties): RoadTags | undefined {
  const kind = classOf(properties)
  if (kind === undefined || properties['access'] === 'no') return undefined
  const said = Number.parseFloat(properties['maxspeed'] ?? properties['限速'] ?? '')
  return {
    class: kind,
    name: first(properties, nameKeys),
    oneWay: oneWayOf(properties),
    kmh: said >= 5 && said <= 120 ? said : undefined,
  }
}
