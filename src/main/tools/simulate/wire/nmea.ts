import type { Standing } from '../motion.ts'

function seal(body: string): string {
  let sum = 0
  for (const byte of Buffer.from(body, 'latin1')) sum ^= byte
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`
}

function angle(degrees: number, width: number, letters: string): string {
  const hundredThousandths = Math.round(Math.abs(degrees) * 60 * 100_000)
  const whole = Math.floor(hundredThousandths / 6_000_000)
  const minutes = (hundredThousandths - whole * 6_000_000) / 100_000
  const letter = degrees < 0 ? letters[1] : letters[0]
  return `${String(whole).padStart(width, '0')}${minutes.toFixed(5).padStart(8, '0')},${letter}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** What a receiver says in one second; without a fix the places stay empty. */
export function nmeaSecond(talker: string, place: Standing | undefined, atMs: number): string {
  const at = new Date(atMs)
  const time = `${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}.00`
  const [day, month, year] = [at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear()]
  const date = two(day) + two(month) + two(year % 100)
  const zda = `${talker}ZDA,${time},${two(day)},${two(month)},${year},00,00`
  if (place === undefined) {
    const bodies = [
      `${talker}GGA,${time},,,,,0,00,99.9,,,,,,`,
      `${talker}RMC,${time},V,,,,,,,${date},,,N`,
      zda,
    ]
    return bodies.map(seal).join('')
  }
  const where = `${angle(place.lat, 2, 'NS')},${angle(place.lon, 3, 'EW')}`
  const speed = (place.speedKmh / 1.852).toFixed(3)
  const course = place.headingDeg.toFixed(2)
  const bodies = [
    `${talker}GGA,${time},${where},1,09,0.9,228.0,M,-9.0,M,,`,
    `${talker}RMC,${time},A,${where},${speed},${course},${date},,,A`,
    `${talker}GSA,A,3,03,06,09,16,19,22,28,31,36,,,,1.7,0.9,1.4`,
    `${talker}GSV,1,1,02,06,54,173,41,09,39,185,38`,
    zda,
  ]
  return bodies.map(seal).join('')
}
