import type { CoreContext } from '../../module.ts'
import { bearingDeg, distanceM, type GeoPoint } from '../../kernel/geo.ts'

const directions = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const

/** `小松镇政府东北 3.2 公里`: from the nearest seat of a township; empty where none is known. */
export function placeWords({ county }: Pick<CoreContext, 'county'>, point: GeoPoint): string {
  const [nearest] = county.townships
    .flatMap(({ name, seat }) => (seat ? [{ name, seat, metres: distanceM(seat, point) }] : []))
    .toSorted((a, b) => a.metres - b.metres)
  if (!nearest) return ''
  const { name, seat, metres } = nearest
  if (metres < 200) return `${name}政府附近`
  const way = directions[Math.round(bearingDeg(seat, point) / 45) % directions.length] ?? ''
  const far =
    metres < 1000 ? `${Math.round(metres / 10) * 10} 米` : `${(metres / 1000).toFixed(1)} 公里`
  return `${name}政府${way} ${far}`
}
