/**
 * Many things of one group close together become one disc with their number, below a zoom. The
 * index works on the map's plane, whatever its projection: world pixels, not degrees.
 */
import Supercluster from 'supercluster'
import type { CanvasView } from './canvas-layer.ts'
import { fields, type SpriteStore } from './sprite-store.ts'

export interface Cluster {
  /** World pixels (256 at zoom 0) on the map's plane. */
  readonly x: number
  readonly y: number
  readonly count: number
  /** `风险隐患点`. */
  readonly group: string
  /** Row in the store of the thing that matters most of them. */
  readonly top: number
  /** It falls apart at this zoom. */
  readonly apartAt: number
}

export interface ClusterOptions {
  readonly belowZoom: number
  /** A smaller group is never clustered: a few teams stay a few teams with their names. */
  readonly from: number
}

interface Member {
  readonly index: number
}
interface Heap {
  top: number
  weight: number
}
interface Group {
  readonly tree: Supercluster<Member, Heap>
  readonly members: readonly number[]
  /** Its things move: the tree is made again, at most once a second. */
  readonly moving: boolean
  readonly builtAt: number
}

const radiusPx = 52
const rebuildMs = 1000
const worldPx = 256

/** Degrees as supercluster wants them, of a point on the plane; it projects them straight back. */
function toDegrees(x: number, y: number): [lng: number, lat: number] {
  const mercator = Math.PI * (1 - (2 * y) / worldPx)
  return [(x / worldPx) * 360 - 180, (Math.atan(Math.sinh(mercator)) * 180) / Math.PI]
}

function toPlane(lng: number, lat: number): { readonly x: number; readonly y: number } {
  const sine = Math.sin((lat * Math.PI) / 180)
  return {
    x: ((lng + 180) / 360) * worldPx,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * worldPx,
  }
}

export class Clusters {
  private readonly store: SpriteStore
  private readonly options: ClusterOptions
  private groups = new Map<string, Group>()
  private builtFor = -1
  /** 1: not drawn by itself in the newest picture. */
  private hidden = new Uint8Array(0)

  constructor(store: SpriteStore, options: ClusterOptions) {
    this.store = store
    this.options = options
  }

  isHidden(index: number): boolean {
    return this.hidden[index] === 1
  }

  /** What is clustered in this view; `isHidden` answers for it afterwards. */
  read(view: CanvasView): readonly Cluster[] {
    if (this.hidden.length < this.store.count) this.hidden = new Uint8Array(this.store.count)
    else this.hidden.fill(0)
    if (view.zoom >= this.options.belowZoom) return []
    this.refresh(performance.now())
    const west = view.left / view.scale
    const north = view.top / view.scale
    const [left, top] = toDegrees(west, north)
    const [right, bottom] = toDegrees(
      west + view.width / view.scale,
      north + view.height / view.scale,
    )
    const clusters: Cluster[] = []
    for (const [group, { tree, members }] of this.groups) {
      for (const index of members) this.hidden[index] = 1
      for (const found of tree.getClusters([left, bottom, right, top], Math.floor(view.zoom))) {
        const { properties } = found
        if (!('cluster' in properties)) {
          this.hidden[properties.index] = 0
          continue
        }
        const [lng = 0, lat = 0] = found.geometry.coordinates
        clusters.push({
          ...toPlane(lng, lat),
          count: properties.point_count,
          group,
          top: properties.top,
          apartAt: tree.getClusterExpansionZoom(properties.cluster_id),
        })
      }
    }
    return clusters
  }

  private refresh(now: number): void {
    if (this.builtFor !== this.store.thingsVersion) {
      this.builtFor = this.store.thingsVersion
      this.groups = new Map()
      for (const [group, members] of this.grouped()) {
        if (members.length >= this.options.from) this.groups.set(group, this.built(members, now))
      }
      return
    }
    for (const [group, { members, moving, builtAt }] of this.groups) {
      if (moving && now - builtAt >= rebuildMs) this.groups.set(group, this.built(members, now))
    }
  }

  private grouped(): Map<string, number[]> {
    const groups = new Map<string, number[]>()
    for (let index = 0; index < this.store.count; index++) {
      const group = this.store.things[index]?.cluster
      if (group === undefined) continue
      const members = groups.get(group)
      if (members) members.push(index)
      else groups.set(group, [index])
    }
    return groups
  }

  private built(members: readonly number[], now: number): Group {
    const { store } = this
    const tree = new Supercluster<Member, Heap>({
      radius: radiusPx,
      extent: worldPx,
      minPoints: 3,
      maxZoom: Math.ceil(this.options.belowZoom) - 1,
      map: ({ index }) => ({ top: index, weight: store.things[index]?.weight ?? 0 }),
      reduce: (heap, other) => {
        if (other.weight <= heap.weight) return
        heap.top = other.top
        heap.weight = other.weight
      },
    })
    let moving = false
    const points = members.flatMap((index) => {
      const [x, y] = [store.value(index, fields.x), store.value(index, fields.y)]
      if (Number.isFinite(store.things[index]?.staleAfterMs)) moving = true
      if (Number.isNaN(x) || Number.isNaN(y)) return []
      const geometry = { type: 'Point' as const, coordinates: toDegrees(x, y) }
      return [{ type: 'Feature' as const, geometry, properties: { index } }]
    })
    tree.load(points)
    return { tree, members, moving, builtAt: now }
  }
}
