import type { Standing } from '../motion.ts'

/** `2619.8000` and its hemisphere from degrees; rounding never gives sixty minutes. */
function angle(degrees: number, width: number, positive: string, negative: string): string {
  const tenThousandths = Math.round(Math.abs(degrees) * 60 * 10_000)
  const whole = Math.floor(tenThousandths / 600_000)
  const minutes = (tenThousandths - whole * 600_000) / 10_000
  const letter = degrees < 0 ? negative : positive
  return `${letter}${String(whole).padStart(width, '0')}${minutes.toFixed(4).padStart(7, '0')}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Three characters: `0.0` … `9.9`, then whole knots. */
function knots(speedKmh: number): string {
  const value = speedKmh / 1.852
  return value < 9.95 ? value.toFixed(1) : String(Math.min(999, Math.round(value))).padStart(3, '0')
}

/** The 40 bytes of a location report: validity, time and date UTC, place, knots, azimuth. */
export function gps40(place: Standing, atMs: number): Buffer {
  const at = new Date(atMs)
  const time = two(at.getUTCHours()) + two(at.getUTCMinutes()) + two(at.getUTCSeconds())
  const date = two(at.getUTCDate()) + two(at.getUTCMonth() + 1) + two(at.getUTCFullYear() % 100)
  const lat = angle(place.lat, 2, 'N', 'S')
  const lon = angle(place.lon, 3, 'E', 'W')
  const azimuth = String(Math.round(place.headingDeg) % 360).padStart(3, '0')
  return Buffer.from(`A${time}${date}${lat}${lon}${knots(place.speedKmh)}${azimuth}`, 'latin1')
}
