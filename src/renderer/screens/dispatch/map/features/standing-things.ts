/** What other registers of the console know to stand somewhere: stations, bases of teams. */
import type { Station } from '../../../../../core/modules/stations/contract.ts'
import type { Unit } from '../../../../../core/modules/teams/contract.ts'
import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { fixedAt, still, type PlacedThing } from '../map-things.ts'

const stationTokens: Readonly<Record<Station['state'], string>> = {
  fresh: 'st-return',
  silent: 'st-route',
  lost: 'st-out',
  never: 'st-out',
}
const stationWords: Readonly<Record<Station['state'], string>> = {
  fresh: '',
  silent: '缺一次报',
  lost: '失联',
  never: '未上报',
}

/** Of a station what its symbol says, now or then. */
export type StationOnMap = Pick<Station, 'station' | 'name' | 'point' | 'state' | 'heardAt'> & {
  readonly latest: readonly Pick<Station['latest'][number], 'name' | 'unit' | 'value'>[]
}

function valueWords({ latest }: StationOnMap): string {
  const first = latest.find(({ value }) => value !== null)
  return first ? `${first.name} ${first.value} ${first.unit}`.trim() : ''
}

/** `洋和 水位 186.32 m`; one that missed reports says since when. */
export function stationThing(station: StationOnMap): PlacedThing {
  const key = `station:${station.station}`
  const { point, state, heardAt } = station
  const name = station.name || station.station
  const value = valueWords(station)
  const word = stationWords[state]
  const since =
    word === '' || heardAt === null ? '' : `（末次 ${beijingTime(heardAt).slice(0, 5)}）`
  return {
    thing: {
      ...still,
      key,
      shape: 'gauge',
      token: stationTokens[state],
      mark: '测',
      label: [name, value, word].filter((text) => text !== '').join(' '),
      townshipOnly: false,
      cluster: '监测站',
      weight: state === 'fresh' ? 1 : 0,
    },
    kind: '监测站',
    state: `${[value, word].filter((text) => text !== '').join(' ')}${since}`,
    at: point ? { key, ...point, at: fixedAt } : undefined,
  }
}

/** Where a team is at home, if its base has a point. */
export function baseThing({ id, callSign, name, base }: Unit): PlacedThing | undefined {
  if (!base.point) return undefined
  const key = `base:${id}`
  return {
    thing: {
      ...still,
      key,
      shape: 'shield',
      token: 'st-muster',
      mark: '驻',
      label: `${callSign} 驻地`,
      cluster: '队伍驻地',
    },
    kind: '队伍驻地',
    state: base.text ?? name,
    at: { key, ...base.point, at: fixedAt },
  }
}
