import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { distanceM } from '../kernel/geo.ts'
import type { Geometry, LonLat } from '../kernel/geometry.ts'
import { assumedKmh, roadTags, type RoadClass } from './classes.ts'
import { buildRoadGraph, type RoadLine } from './graph.ts'
import { blocksOf, reachableRoads, timesTowards } from './reach.ts'
import { findRoute, type Route } from './route.ts'
import { indexRoads } from './snap.ts'

const road = (
  coordinates: readonly LonLat[],
  more: Partial<Omit<RoadLine, 'coordinates'>> = {},
): RoadLine => ({ class: 'county', name: '', oneWay: 0, ...more, coordinates })

/** A square of county roads with a slow short cut: about 5 km a side. */
const corner: readonly [LonLat, LonLat, LonLat, LonLat] = [
  [116.3, 26.3],
  [116.35, 26.3],
  [116.35, 26.345],
  [116.3, 26.345],
]
const square = [
  road([corner[0], [116.325, 26.3], corner[1]], { name: 'X450' }),
  road([corner[1], corner[2]], { name: 'X450' }),
  road([corner[2], corner[3]], { name: 'Y012', class: 'township' }),
  road([corner[3], corner[0]], { name: 'Y012', class: 'township' }),
]
const noBlocks = new Map<number, readonly number[]>()
const at = ([lon, lat]: LonLat) => ({ lon, lat })

function network(lines: readonly RoadLine[]) {
  const graph = buildRoadGraph(lines)
  return { graph, index: indexRoads(graph) }
}

const isRoute = (found: Route | string): Route => {
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('a road network', () => {
  const { graph, index } = network(square)

  it('joins lines where they share a vertex and nowhere else', () => {
    expect([graph.junctions, graph.stretches]).toEqual([4, 4])
    const bridge = buildRoadGraph([
      road([
        [116.3, 26.3],
        [116.4, 26.3],
      ]),
      road([
        [116.35, 26.25],
        [116.35, 26.35],
      ]),
    ])
    expect([bridge.junctions, bridge.stretches]).toEqual([4, 2])
  })

  it('goes the quicker way and names its roads', () => {
    const route = isRoute(findRoute(graph, index, at(corner[0]), at(corner[2]), noBlocks))
    expect(route.steps.map(({ name }) => name)).toEqual(['X450'])
    const metres = distanceM(at(corner[0]), at(corner[1])) + distanceM(at(corner[1]), at(corner[2]))
    expect(route.metres).toBeCloseTo(metres, 0)
    expect(route.seconds).toBeCloseTo(metres / (assumedKmh.county / 3.6), 0)
    expect(route.line[0]).toEqual(corner[0])
    expect(route.line.at(-1)).toEqual(corner[2])
  })

  it('starts and ends between junctions, also on the same stretch', () => {
    const route = isRoute(
      findRoute(graph, index, { lat: 26.3004, lon: 116.31 }, { lat: 26.3, lon: 116.34 }, noBlocks),
    )
    expect(route.metres).toBeCloseTo(
      distanceM({ lat: 26.3, lon: 116.31 }, { lat: 26.3, lon: 116.34 }),
      0,
    )
    expect(route.offFromM).toBeCloseTo(44, 0)
    expect(route.offToM).toBeLessThan(0.1)
  })

  it('goes round a road block, and says so where there is no way', () => {
    const blocks = blocksOf(graph, index, [{ type: 'Point', coordinates: [116.33, 26.3002] }])
    const route = isRoute(findRoute(graph, index, at(corner[0]), at(corner[2]), blocks))
    expect(route.steps.map(({ name }) => name)).toEqual(['Y012'])
    const flood: Geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [116.29, 26.32],
          [116.36, 26.32],
          [116.36, 26.325],
          [116.29, 26.325],
          [116.29, 26.32],
        ],
      ],
    }
    const cut = blocksOf(graph, index, [flood])
    const way = (to: LonLat) => findRoute(graph, index, at(corner[0]), at(to), cut)
    expect(way(corner[2])).toBe('no-way')
    // On this side of the water the way is free.
    expect(way([116.35, 26.315])).toBeTypeOf('object')
    expect(way([116.35, 26.33])).toBe('no-way')
  })

  it('says which place is off the roads', () => {
    const far = { lat: 26.9, lon: 116.9 }
    expect(findRoute(graph, index, far, at(corner[0]), noBlocks)).toBe('from-off-road')
    expect(findRoute(graph, index, at(corner[0]), far, noBlocks)).toBe('to-off-road')
  })

  it('respects one-way roads', () => {
    const oneWay = network([
      road([corner[0], corner[1]], { oneWay: 1 }),
      road([corner[1], corner[2]], { oneWay: -1 }),
      road([corner[0], corner[2]], { class: 'track' }),
    ])
    const way = (from: LonLat, to: LonLat) =>
      findRoute(oneWay.graph, oneWay.index, at(from), at(to), noBlocks)
    // Neither against the one road nor against the other leads out of this corner.
    expect(way(corner[1], corner[0])).toBe('no-way')
    expect(isRoute(way(corner[0], corner[1])).steps).toHaveLength(1)
    expect(isRoute(way(corner[2], corner[1])).steps).toHaveLength(1)
  })

  it('reaches farther in more time, and the last stretch is cut where the time ends', () => {
    const within = (seconds: number) => {
      const reached = reachableRoads(graph, index, at(corner[0]), seconds, noBlocks)
      if (typeof reached === 'string') throw new Error(reached)
      let metres = 0
      for (const { line } of reached) {
        for (const [i, place] of line.slice(1).entries()) {
          metres += distanceM(at(line[i] ?? place), at(place))
        }
      }
      return metres
    }
    // 60 s: 667 m of county road and 500 m of township road.
    expect(within(60)).toBeCloseTo(60 * (40 / 3.6) + 60 * (30 / 3.6), -1)
    expect(within(3600)).toBeGreaterThan(19_000)
  })
})

it('reads the class and the direction of a road from what different makers write', () => {
  expect(roadTags({ highway: 'primary', oneway: 'yes', name: '赣江源大道' })).toEqual({
    class: 'national',
    name: '赣江源大道',
    oneWay: 1,
    kmh: undefined,
  })
  expect(roadTags({ highway: 'footway' })).toBeUndefined()
  expect(roadTags({ 道路等级: '县道', 路名: '小罗线', 限速: '35' })).toMatchObject({
    class: 'county',
    name: '小罗线',
    kmh: 35,
  })
  expect(roadTags({ 路线编码: 'G206360735' })).toMatchObject({ class: 'national' })
  expect(roadTags({})).toMatchObject({ class: 'village', oneWay: 0 })
})

/** The slow, obvious way: every edge until nothing changes (Bellman and Ford). */
function slowSeconds(lines: readonly RoadLine[], from: LonLat): Map<string, number> {
  const key = ([lon, lat]: LonLat) => `${Math.round(lon * 1e6)},${Math.round(lat * 1e6)}`
  const best = new Map([[key(from), 0]])
  for (let changed = true; changed;) {
    changed = false
    for (const line of lines) {
      for (const [i, next] of line.coordinates.slice(1).entries()) {
        const here = line.coordinates[i] ?? next
        const cost = distanceM(at(here), at(next)) / ((line.kmh ?? assumedKmh[line.class]) / 3.6)
        const tries: [LonLat, LonLat][] = []
        if (line.oneWay >= 0) tries.push([here, next])
        if (line.oneWay <= 0) tries.push([next, here])
        for (const [p, q] of tries) {
          const whole = (best.get(key(p)) ?? Infinity) + cost
          if (whole < (best.get(key(q)) ?? Infinity) - 1e-9) {
            best.set(key(q), whole)
            changed = true
          }
        }
      }
    }
  }
  return best
}

const kinds: readonly RoadClass[] = ['national', 'county', 'village', 'track']
/**
 * Walks over a coarse lattice, a step at a time: they do meet, and none runs over a vertex of
 * another without having it.
 */
const walk = fc
  .tuple(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 5 }),
    fc.array(fc.constantFrom([1, 0], [0, 1], [-1, 0], [0, -1]), { minLength: 1, maxLength: 6 }),
  )
  .map(([x, y, steps]): LonLat[] => {
    let [east, north] = [x, y]
    const place = (): LonLat => [116.3 + east * 0.01, 26.3 + north * 0.01]
    return [
      place(),
      ...steps.map(([dx = 0, dy = 0]) => {
        ;[east, north] = [east + dx, north + dy]
        return place()
      }),
    ]
  })
const anyLine = fc.record({
  coordinates: walk,
  class: fc.constantFrom(...kinds),
  name: fc.constant(''),
  oneWay: fc.constantFrom(0 as const, 0 as const, 1 as const, -1 as const),
})

it('finds what the slow way finds, on any network, in both directions', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { minLength: 1, maxLength: 14 }),
      fc.nat(),
      fc.nat(),
      (lines, i, j) => {
        const all = lines.flatMap(({ coordinates }) => coordinates)
        const from: LonLat = all[i % all.length] ?? [0, 0]
        const to: LonLat = all[j % all.length] ?? [0, 0]
        const { graph, index } = network(lines)
        const key = `${Math.round(to[0] * 1e6)},${Math.round(to[1] * 1e6)}`
        const slow = slowSeconds(lines, from).get(key) ?? Infinity
        const found = findRoute(graph, index, at(from), at(to), noBlocks)
        const towards = timesTowards(graph, index, at(to), [at(from)], noBlocks)[0]
        if (slow === Infinity) return found === 'no-way' && towards === null
        const route = isRoute(found)
        let metres = 0
        for (const [n, place] of route.line.slice(1).entries())
          metres += distanceM(at(route.line[n] ?? place), at(place))
        expect(route.seconds).toBeCloseTo(slow, 3)
        expect(towards?.seconds).toBeCloseTo(slow, 3)
        expect(towards?.metres).toBeCloseTo(route.metres, 1)
        expect(metres).toBeCloseTo(route.metres, 1)
        return true
      },
    ),
    { numRuns: 600 },
  )
})
