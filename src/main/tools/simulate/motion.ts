/** Where something is and how it moves. */
export interface Standing {
  readonly lat: number
  readonly lon: number
  readonly speedKmh: number
  readonly headingDeg: number
}

type Point = readonly [lat: number, lon: number]

const metresPerDegree = 111_195

interface Leg {
  readonly from: Point
  readonly to: Point
  /** Metres. */
  readonly north: number
  readonly east: number
  readonly lengthM: number
}

/** Good to a metre over the few kilometres of a path. */
function step(from: Point, to: Point): Leg {
  const north = (to[0] - from[0]) * metresPerDegree
  const east = (to[1] - from[1]) * metresPerDegree * Math.cos((from[0] * Math.PI) / 180)
  return { from, to, north, east, lengthM: Math.hypot(north, east) }
}

/** Walks the path to its end and back again, for ever. */
export function alongPath(path: readonly Point[], speedKmh: number, elapsedS: number): Standing {
  const [first = [0, 0] as const] = path
  const round = [...path, ...path.slice(0, -1).reverse()]
  const legs = round.slice(1).map((to, i) => step(round[i] ?? first, to))
  const totalM = legs.reduce((sum, leg) => sum + leg.lengthM, 0)
  if (totalM === 0 || speedKmh === 0)
    return { lat: first[0], lon: first[1], speedKmh: 0, headingDeg: 0 }
  let leftM = ((elapsedS * speedKmh) / 3.6) % totalM
  for (const { from, to, north, east, lengthM } of legs) {
    if (leftM > lengthM) {
      leftM -= lengthM
      continue
    }
    const share = lengthM === 0 ? 0 : leftM / lengthM
    const headingDeg = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360
    return {
      lat: from[0] + (to[0] - from[0]) * share,
      lon: from[1] + (to[1] - from[1]) * share,
      speedKmh,
      headingDeg,
    }
  }
  return { lat: first[0], lon: first[1], speedKmh, headingDeg: 0 }
}
