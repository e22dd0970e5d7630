/** What the list shows of a station: its level and its rain in one number each. */
import type { Station, StationReadingShown } from '../../core/modules/stations/contract.ts'

const levels = ['Z', 'ZU', 'ZB', 'Z1', 'H']
/** Of the present day, else of the last hour, else the sum. */
const rains = ['PJ', 'P1', 'PD', 'PT']

const firstOf = (station: Station, elements: readonly string[]): StationReadingShown | undefined =>
  elements.flatMap((element) => station.latest.filter((one) => one.element === element))[0]

export const levelOf = (station: Station) => firstOf(station, levels)
export const rainOf = (station: Station) => firstOf(station, rains)

export function valueWords({ value, unit }: Pick<StationReadingShown, 'value' | 'unit'>): string {
  return value === null ? '无值' : `${value} ${unit}`.trim()
}

/** `▲0.7` over the last hour; nothing where nothing changed or is not known. */
export function changeWords({ hourChange }: StationReadingShown): string {
  if (hourChange === null || hourChange === 0) return ''
  return `${hourChange > 0 ? '▲' : '▼'}${Math.abs(hourChange)}`
}

export const stateWords: Readonly<Record<Station['state'], string>> = {
  fresh: '● 正常',
  silent: '! 缺报',
  lost: '✕ 失联',
  never: '○ 未报',
}
