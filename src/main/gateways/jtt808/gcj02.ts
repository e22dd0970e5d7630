/** GCJ-02, the shifted datum of Chinese maps that some terminals report in, back to WGS-84. */

interface Degrees {
  readonly lat: number
  readonly lon: number
}

const majorM = 6_378_245
const eccentricity2 = 0.006_693_421_622_965_943
const radians = Math.PI / 180

function waves(a: number, b: number): number {
  return ((20 * Math.sin(6 * a * Math.PI) + 20 * Math.sin(2 * b * Math.PI)) * 2) / 3
}

/** How far GCJ-02 stands off WGS-84 at a place, in degrees. */
function shiftAt({ lat, lon }: Degrees): Degrees {
  const [x, y] = [lon - 105, lat - 35]
  const root = Math.sqrt(Math.abs(x))
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    waves(x, x) +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    waves(x, x) +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  const sine = Math.sin(lat * radians)
  const magic = 1 - eccentricity2 * sine * sine
  return {
    lat: north / (((majorM * (1 - eccentricity2)) / (magic * Math.sqrt(magic))) * radians),
    lon: east / ((majorM / Math.sqrt(magic)) * Math.cos(lat * radians) * radians),
  }
}

/** Outside the mainland nothing is shifted. */
const isShifted = ({ lat, lon }: Degrees): boolean =>
  lat > 0.8293 && lat < 55.8271 && lon > 72.004 && lon < 137.8347

export function toGcj02(place: Degrees): Degrees {
  if (!isShifted(place)) return place
  const shift = shiftAt(place)
  return { lat: place.lat + shift.lat, lon: place.lon + shift.lon }
}

/** Within a centimetre: the shift changes slowly, so three rounds are plenty. */
export function fromGcj02(place: Degrees): Degrees {
  let guess = place
  for (let round = 0; round < 4; round++) {
    const there = toGcj02(guess)
    guess = { lat: guess.lat + place.lat - there.lat, lon: guess.lon + place.lon - there.lon }
  }
  return guess
}
