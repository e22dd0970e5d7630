import { projections, type LatLon, type WorldProjection } from './projection.ts'
import type { SymbolShape } from './symbol-shapes.ts'

/** One thing on the map, as the screen knows it; its position comes separately. */
export interface MapThing {
  readonly key: string
  readonly shape: SymbolShape
  readonly token: string
  readonly mark: string
  readonly label: string
  /** Beyond this age the symbol fades and its age is written; it never vanishes. */
  readonly staleAfterMs: number
  readonly wantsToTalk: boolean
  readonly emergency: boolean
  /** Drawn with hatching around it: known only to its township. */
  readonly townshipOnly: boolean
  /** Things of one group may be drawn as one disc with their number; absent: always by itself. */
  readonly cluster?: string | undefined
  /** Of many in one disc the one that weighs most gives its colour. */
  readonly weight?: number | undefined
  /** Smaller, behind everything, without a digit: a village, a seat. */
  readonly minor?: boolean | undefined
}

export interface ThingPosition {
  readonly key: string
  readonly lat: number
  readonly lon: number
  readonly at: number
  readonly headingDeg?: number | undefined
}

/** `x`, `y`: world pixels of the store's projection; `lat`, `lon`: WGS-84 degrees, what was said. */
export const fields = { x: 0, y: 1, at: 2, heading: 3, lat: 4, lon: 5 } as const
const stride = 6

/**
 * Things and their newest positions, side by side: rows of a typed array for what changes every
 * second, a plain list for what seldom does. A thing without a position is not drawn.
 */
export class SpriteStore {
  readonly things: (MapThing | undefined)[] = []
  private rows = new Float64Array(256 * stride)
  /** 1: moved, and not projected since. A position that is replaced before it is drawn costs nothing. */
  private moved = new Uint8Array(256)
  private readonly indexOf = new Map<string, number>()
  private projection: WorldProjection = projections.wgs84

  /** Rises when things are replaced or one is put somewhere else; not when units move. */
  thingsVersion = 0

  get count(): number {
    return this.things.length
  }

  value(index: number, field: number): number {
    if (field <= fields.y && this.moved[index] === 1) this.project(index)
    return this.rows[index * stride + field] ?? Number.NaN
  }

  index(key: string): number | undefined {
    return this.indexOf.get(key)
  }

  /** Where a thing is, as it was said; `undefined` where nobody said. */
  where(key: string): LatLon | undefined {
    const index = this.indexOf.get(key)
    if (index === undefined) return undefined
    const [lat, lon] = [this.value(index, fields.lat), this.value(index, fields.lon)]
    return Number.isNaN(lat) ? undefined : { lat, lon }
  }

  /** Everything is projected anew when the base has another datum; what was said stays. */
  projectBy(projection: WorldProjection): void {
    if (this.projection === projection) return
    this.projection = projection
    this.moved.fill(1, 0, this.things.length)
  }

  /** Replaces the things; positions of those that stay are kept. */
  setThings(things: readonly MapThing[]): void {
    const stay = new Set(things.map(({ key }) => key))
    for (const [key, index] of this.indexOf) {
      if (!stay.has(key)) this.things[index] = undefined
    }
    for (const thing of things) this.things[this.indexFor(thing.key)] = thing
    this.thingsVersion += 1
  }

  /** Newest wins; a position may arrive before its thing. */
  move(position: ThingPosition): void {
    const index = this.indexFor(position.key)
    const row = index * stride
    const known = this.rows[row + fields.at] ?? Number.NaN
    if (known > position.at) return
    this.rows[row + fields.lat] = position.lat
    this.rows[row + fields.lon] = position.lon
    this.moved[index] = 1
    this.rows[row + fields.at] = position.at
    this.rows[row + fields.heading] = position.headingDeg ?? Number.NaN
  }

  /** Puts a thing that does not move by itself where it stands now, whatever was known before. */
  place(position: ThingPosition): void {
    this.rows[this.indexFor(position.key) * stride + fields.at] = Number.NaN
    this.thingsVersion += 1
    this.move(position)
  }

  /** Keys that have a position, with or without a thing. */
  positionedKeys(): string[] {
    return [...this.indexOf].flatMap(([key, index]) =>
      Number.isNaN(this.value(index, fields.at)) ? [] : [key],
    )
  }

  private project(index: number): void {
    this.moved[index] = 0
    const row = index * stride
    const lat = this.rows[row + fields.lat] ?? Number.NaN
    const lon = this.rows[row + fields.lon] ?? Number.NaN
    if (Number.isNaN(lat)) return
    const { x, y } = this.projection.pixels(lat, lon)
    this.rows[row + fields.x] = x
    this.rows[row + fields.y] = y
  }

  private indexFor(key: string): number {
    const known = this.indexOf.get(key)
    if (known !== undefined) return known
    const index = this.things.length
    this.indexOf.set(key, index)
    this.things.push(undefined)
    if (index >= this.moved.length) {
      const grown = new Float64Array(this.rows.length * 2)
      grown.set(this.rows)
      this.rows = grown
      const moved = new Uint8Array(this.moved.length * 2)
      moved.set(this.moved)
      this.moved = moved
    }
    this.rows.fill(Number.NaN, index * stride, (index + 1) * stride)
    return index
  }
}
