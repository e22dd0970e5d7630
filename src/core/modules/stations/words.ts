/** What stations and their reports are called. */
import { elementByCode } from '../../gateway/station-elements.ts'

/** As a reading or a sign of life came. */
const reportWords: Readonly<Record<string, string>> = {
  heartbeat: '心跳',
  test: '测试报',
  uniform: '均匀时段报',
  timed: '定时报',
  extra: '加报',
  hourly: '小时报',
  manual: '人工报',
  picture: '图片报',
  query: '召测',
  status: '状态报',
  set_clock: '校时回答',
}

const classWords: Readonly<Record<string, string>> = {
  rain: '降水站',
  river: '河道站',
  reservoir: '水库站',
  gate_dam: '闸坝站',
  pump: '泵站',
  tide: '潮汐站',
  soil: '墒情站',
  groundwater: '地下水站',
  quality: '水质站',
  intake: '取水站',
  outlet: '排水站',
}

export const reportWord = (report: string): string => reportWords[report] ?? report
export const classWord = (stationClass: string | null): string =>
  stationClass === null ? '' : (classWords[stationClass] ?? `类别 ${stationClass}`)

export const elementName = (code: string): string => elementByCode(code)?.name ?? `要素 ${code}`

/** Read first, in this order; the rest follows by its code. */
const important = ['PN05', 'PJ', 'P1', 'PT', 'Z', 'ZU', 'ZB', 'Q', 'VT']

export function byImportance(one: string, other: string): number {
  const place = (code: string) => {
    const at = important.indexOf(code)
    return at === -1 ? important.length : at
  }
  return place(one) - place(other) || (one < other ? -1 : one > other ? 1 : 0)
}

/** Stations report every hour at least: five minutes later one is missed. */
export const silentAfterMs = 65 * 60_000
/** Two missed reports. */
export const lostAfterMs = 130 * 60_000
/** A clock that is further off makes the times of its values doubtful. */
export const clockDoubtMs = 5 * 60_000

export function clockWords(offsetMs: number): string {
  const seconds = Math.round(Math.abs(offsetMs) / 1000)
  const size =
    seconds < 120
      ? `${seconds} 秒`
      : seconds < 7200
        ? `${Math.round(seconds / 60)} 分`
        : seconds < 172_800
          ? `${Math.round(seconds / 3600)} 小时`
          : `${Math.round(seconds / 86_400)} 天`
  return seconds <= 1 ? '准' : offsetMs > 0 ? `快 ${size}` : `慢 ${size}`
}

export function valueWords(value: number | null, unit: string): string {
  return value === null ? '无值' : `${value} ${unit}`.trim()
}
