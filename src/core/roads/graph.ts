/**
 * A road network as arrays: junctions, and stretches of road between them. Lines meet where they
 * share a vertex (to a tenth of a metre); where they only cross, one passes over the other.
 */
import { distanceM } from '../kernel/geo.ts'
import type { LonLat } from '../kernel/geometry.ts'
import { assumedKmh, roadClasses, type RoadTags } from './classes.ts'

export interface RoadLine extends RoadTags {
  readonly coordinates: readonly LonLat[]
}

/** Stretches of road leaving each junction: those of junction `n` are `first[n]` … `first[n + 1] - 1`. */
export interface Adjacency {
  readonly first: Uint32Array
  readonly stretch: Uint32Array
  /** The junction at the other end. */
  readonly to: Uint32Array
  /** 1 where the stretch is driven against its vertices. */
  readonly against: Uint8Array
}

export interface RoadGraph {
  readonly junctions: number
  /** Degrees, of each junction. */
  readonly lon: Float64Array
  readonly lat: Float64Array
  readonly stretches: number
  /** Vertices of stretch `s`: `vertexFirst[s]` … `vertexFirst[s + 1] - 1`. */
  readonly vertexFirst: Uint32Array
  readonly vertexLon: Float64Array
  readonly vertexLat: Float64Array
  /** Metres from the beginning of its stretch to each vertex. */
  readonly vertexAt: Float64Array
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly metres: Float64Array
  readonly seconds: Float64Array
  /** Index in `roadClasses`. */
  readonly class: Uint8Array
  readonly oneWay: Int8Array
  readonly name: Uint32Array
  readonly names: readonly string[]
  readonly out: Adjacency
  /** The same, driven backwards: for times towards a place. */
  readonly into: Adjacency
  /** Metres per second nobody exceeds. */
  readonly fastest: number
}

/** About a tenth of a metre. */
const grain = 1_000_000

const keyOf = ([lon, lat]: LonLat): string =>
  `${Math.round(lon * grain)},${Math.round(lat * grain)}`

/** How often each vertex is used: ends of lines count twice, so that they are junctions. */
function usesOf(lines: readonly RoadLine[]): Map<string, number> {
  const uses = new Map<string, number>()
  for (const { coordinates } of lines) {
    for (const [index, vertex] of coordinates.entries()) {
      const isEnd = index === 0 || index === coordinates.length - 1
      const key = keyOf(vertex)
      uses.set(key, (uses.get(key) ?? 0) + (isEnd ? 2 : 1))
    }
  }
  return uses
}

interface Stretch {
  readonly vertices: readonly LonLat[]
  readonly line: RoadLine
}

function stretchesOf(lines: readonly RoadLine[]): Stretch[] {
  const uses = usesOf(lines)
  const stretches: Stretch[] = []
  for (const line of lines) {
    let vertices: LonLat[] = []
    for (const [index, vertex] of line.coordinates.entries()) {
      vertices.push(vertex)
      if (index === 0 || (uses.get(keyOf(vertex)) ?? 0) < 2) continue
      if (vertices.length > 1) stretches.push({ vertices, line })
      vertices = [vertex]
    }
  }
  return stretches
}

function adjacency(graph: Omit<RoadGraph, 'out' | 'into'>, backwards: boolean): Adjacency {
  const ends: {
    readonly at: number
    readonly to: number
    readonly s: number
    readonly against: number
  }[] = []
  for (let s = 0; s < graph.stretches; s++) {
    const [from, to, oneWay] = [graph.from[s] ?? 0, graph.to[s] ?? 0, graph.oneWay[s] ?? 0]
    const along = oneWay >= 0
    const against = oneWay <= 0
    if (backwards ? against : along) ends.push({ at: from, to, s, against: 0 })
    if (backwards ? along : against) ends.push({ at: to, to: from, s, against: 1 })
  }
  const first = new Uint32Array(graph.junctions + 1)
  for (const { at } of ends) first[at + 1] = (first[at + 1] ?? 0) + 1
  for (let n = 0; n < graph.junctions; n++) first[n + 1] = (first[n + 1] ?? 0) + (first[n] ?? 0)
  const next = first.slice()
  const made = {
    first,
    stretch: new Uint32Array(ends.length),
    to: new Uint32Array(ends.length),
    against: new Uint8Array(ends.length),
  }
  for (const { at, to, s, against } of ends) {
    const place = next[at] ?? 0
    next[at] = place + 1
    made.stretch[place] = s
    made.to[place] = to
    made.against[place] = against
  }
  return made
}

/** Builds the network; a line of one point, or of no length, is left out. */
export function buildRoadGraph(lines: readonly RoadLine[]): RoadGraph {
  const stretches = stretchesOf(lines)
  const vertexCount = stretches.reduce((sum, { vertices }) => sum + vertices.length, 0)
  const junctionOf = new Map<string, number>()
  const places: LonLat[] = []
  const junction = (vertex: LonLat): number => {
    const key = keyOf(vertex)
    const known = junctionOf.get(key)
    if (known !== undefined) return known
    junctionOf.set(key, places.length)
    places.push(vertex)
    return places.length - 1
  }
  const names = new Map<string, number>()
  const count = stretches.length
  const graph = {
    stretches: count,
    vertexFirst: new Uint32Array(count + 1),
    vertexLon: new Float64Array(vertexCount),
    vertexLat: new Float64Array(vertexCount),
    vertexAt: new Float64Array(vertexCount),
    from: new Uint32Array(count),
    to: new Uint32Array(count),
    metres: new Float64Array(count),
    seconds: new Float64Array(count),
    class: new Uint8Array(count),
    oneWay: new Int8Array(count),
    name: new Uint32Array(count),
  }
  let vertex = 0
  let fastest = 1
  for (const [s, { vertices, line }] of stretches.entries()) {
    graph.vertexFirst[s] = vertex
    let metres = 0
    let before: LonLat | undefined
    for (const place of vertices) {
      if (before) {
        metres += distanceM({ lon: before[0], lat: before[1] }, { lon: place[0], lat: place[1] })
      }
      graph.vertexLon[vertex] = place[0]
      graph.vertexLat[vertex] = place[1]
      graph.vertexAt[vertex] = metres
      vertex += 1
      before = place
    }
    const speed = (line.kmh ?? assumedKmh[line.class]) / 3.6
    fastest = Math.max(fastest, speed)
    graph.from[s] = junction(vertices[0] ?? [0, 0])
    graph.to[s] = junction(vertices.at(-1) ?? [0, 0])
    graph.metres[s] = metres
    graph.seconds[s] = metres / speed
    graph.class[s] = roadClasses.indexOf(line.class)
    graph.oneWay[s] = line.oneWay
    const name = names.get(line.name) ?? names.size
    names.set(line.name, name)
    graph.name[s] = name
  }
  graph.vertexFirst[count] = vertex
  const whole = {
    ...graph,
    junctions: places.length,
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat),
    names: [...names.keys()],
    fastest,
  }
  return { ...whole, out: adjacency(whole, false), into: adjacency(whole, true) }
}
