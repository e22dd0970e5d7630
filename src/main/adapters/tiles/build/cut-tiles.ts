/** Features cut into vector tiles, zoom by zoom, only where there is something. */
import { gzipSync } from 'node:zlib'
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { FeatureCollection, Geometry } from 'geojson'
import { boundsOf } from '../../../../core/kernel/geometry.ts'
import type { LayerFeature } from './roles.ts'

const extent = 4096
/** In the same units: so much of its neighbours is in each tile, for names and line ends. */
const buffer = 128
/** A pack beyond this is a mistake in the zooms; a county down to zoom 16 has a tenth of it. */
export const mostTiles = 400_000

export interface CutTile {
  readonly z: number
  readonly x: number
  readonly y: number
  /** Gzipped. */
  readonly bytes: Uint8Array
}

interface Group {
  readonly layer: string
  readonly fromZoom: number
  readonly index: GeoJSONVT
}

function groupsOf(features: readonly LayerFeature[], maxZoom: number): readonly Group[] {
  const byKey = Map.groupBy(features, ({ layer, fromZoom }) => `${layer} ${fromZoom}`)
  return [...byKey.values()].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const collection: FeatureCollection = {
      type: 'FeatureCollection',
      features: members.map(({ geometry, tags }) => ({
        type: 'Feature',
        // Our geometries are the same shapes, only not to be changed.
        geometry: geometry as Geometry,
        properties: { ...tags },
      })),
    }
    const index = new GeoJSONVT(collection, {
      maxZoom,
      indexMaxZoom: Math.min(maxZoom, 5),
      extent,
      buffer,
      tolerance: 4,
    })
    return [{ layer: first.layer, fromZoom: first.fromZoom, index }]
  })
}

/** What of each layer is drawn in one tile. */
function layersAt(groups: readonly Group[], z: number, x: number, y: number) {
  const layers: Record<string, GeoJSONVTTile> = {}
  for (const { layer, fromZoom, index } of groups) {
    const tile = z < fromZoom ? null : index.getTile(z, x, y)
    if (!tile || tile.features.length === 0) continue
    const known = layers[layer]
    if (known) known.features = [...known.features, ...tile.features]
    else layers[layer] = { ...tile }
  }
  return layers
}

/** Around one feature, in parts of the world: 0 … 1 to the east and to the south. */
type Box = readonly [west: number, north: number, east: number, south: number]

function boxOf({ geometry }: LayerFeature): Box {
  const { west, south, east, north } = boundsOf(geometry)
  const down = (lat: number) => {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180)
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  }
  return [(west + 180) / 360, down(north), (east + 180) / 360, down(south)]
}

/** What may reach into a tile: a tile also holds a little of what lies beside it. */
function near(boxes: readonly Box[], z: number, x: number, y: number): readonly Box[] {
  const side = 2 ** -z
  const beside = (side * buffer) / extent
  const [west, north] = [x * side - beside, y * side - beside]
  const [east, south] = [(x + 1) * side + beside, (y + 1) * side + beside]
  return boxes.filter(
    (box) => box[0] <= east && box[2] >= west && box[1] <= south && box[3] >= north,
  )
}

export interface CutOptions {
  readonly minZoom: number
  readonly maxZoom: number
  readonly onTile: (tile: CutTile) => void
  /** Tiles looked at so far. */
  readonly onProgress: (looked: number) => void
}

/** The number of tiles; `undefined` where there would be more than `mostTiles`. */
export function cutTiles(
  features: readonly LayerFeature[],
  { minZoom, maxZoom, onTile, onProgress }: CutOptions,
): number | undefined {
  const groups = groupsOf(features, maxZoom)
  let count = 0
  let looked = 0
  /** From a tile to its four, with what may lie in it: what is too small to see here is deeper. */
  const visit = (z: number, x: number, y: number, around: readonly Box[]): boolean => {
    const boxes = near(around, z, x, y)
    if (boxes.length === 0) return true
    if (++looked % 200 === 0) onProgress(looked)
    const layers = z < minZoom ? {} : layersAt(groups, z, x, y)
    if (Object.keys(layers).length > 0) {
      if (++count > mostTiles) return false
      onTile({ z, x, y, bytes: gzipSync(fromGeojsonVt(layers, { version: 2, extent })) })
    }
    if (z === maxZoom) return true
    return [0, 1, 2, 3].every((part) =>
      visit(z + 1, 2 * x + (part & 1), 2 * y + (part >> 1), boxes),
    )
  }
  return visit(0, 0, 0, features.map(boxOf)) ? count : undefined
}
