/** What a fence watches and tells, in words. */
import type { CountyProfile } from '../../county/profile.ts'
import type { FenceRules, FenceWatch } from './contract.ts'

const minuteMs = 60_000
const mostNamed = 3

export function minutesWord(ms: number): string {
  const minutes = Math.round(ms / minuteMs)
  return minutes % 60 === 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`
}

export function rulesWords({ enter, leave, stayMs }: FenceRules): string {
  return [
    enter ? '进入' : '',
    leave ? '离开' : '',
    stayMs === null ? '' : `停留超过 ${minutesWord(stayMs)}`,
  ]
    .filter((word) => word !== '')
    .join('、')
}

export function watchWords(
  watch: FenceWatch,
  county: CountyProfile,
  callSignOf: (unit: string) => string,
): string {
  switch (watch.kind) {
    case 'all':
      return '所有队伍和电台'
    case 'units': {
      const named = watch.units.slice(0, mostNamed).map(callSignOf).join('、')
      return watch.units.length > mostNamed ? `${named}等 ${watch.units.length} 支` : named
    }
    case 'types':
      return watch.types
        .map((type) => county.teamTypes.find(({ key }) => key === type)?.label ?? type)
        .join('、')
  }
}
