/** The console's own map layer alone on a page, with invented units; driven by `bench/map.ts`. */
import 'leaflet/dist/leaflet.css'
import '../../../src/renderer/ui/tokens.css'
import L from 'leaflet'
import { SpriteLayer } from '../../../src/renderer/map/sprite-layer.ts'
import type { PeerKind } from './peer-kinds.ts'
import { peer, type Peer } from './peers.ts'
import { SpriteStore } from '../../../src/renderer/map/sprite-store.ts'

export interface MapRun {
  /** Script time of each update: positions taken over and a repaint asked for. */
  readonly updateMs: readonly number[]
  /** Script time of each repaint. */
  readonly paintMs: readonly number[]
  /** From one frame to the next. */
  readonly frameMs: readonly number[]
}

export interface MapBench {
  /** `clustered`: as the console draws large groups below zoom 12; else every unit by itself. */
  fill(units: number, clustered: boolean): void
  /** The same units drawn by another way of Leaflet's. */
  fillPeer(kind: PeerKind, units: number): void
  /** Moves `batch` units `batchesPerSecond` times a second, for so long. */
  run(batch: number, batchesPerSecond: number, seconds: number): Promise<MapRun>
}

const element = document.createElement('div')
Object.assign(element.style, { width: '1600px', height: '900px' })
document.body.append(element)
const map = L.map(element, {
  center: [26.32, 116.35],
  zoom: 10,
  maxZoom: 18,
  zoomControl: false,
  attributionControl: false,
})

let store = new SpriteStore()
let sprites: SpriteLayer | undefined
let other: Peer | undefined
let units = 0

/** Somewhere in the first view, so that nothing is left out of the picture. */
function positionOf(unit: number, step: number) {
  const spread = (prime: number) => ((unit * prime + step) % 1000) / 1000 - 0.5
  return {
    key: `unit:${unit}`,
    lat: 26.32 + spread(619) * 1.0,
    lon: 116.35 + spread(367) * 1.9,
    at: Date.now(),
    headingDeg: (unit * 7 + step) % 360,
  }
}

function clear(): void {
  sprites?.layer.remove()
  sprites = undefined
  other?.remove()
  other = undefined
}

function fillPeer(kind: PeerKind, count: number): void {
  clear()
  units = count
  other = peer(
    kind,
    map,
    Array.from({ length: count }, (_, unit) => positionOf(unit, 0)),
  )
}

function fill(count: number, clustered: boolean): void {
  clear()
  units = count
  store = new SpriteStore()
  const tokens = ['st-free', 'st-route', 'st-scene', 'st-out']
  store.setThings(
    Array.from({ length: count }, (_, unit) => ({
      key: `unit:${unit}`,
      shape: 'circle' as const,
      token: tokens[unit % tokens.length] ?? 'st-free',
      mark: String(unit % 8),
      label: `森防${unit}`,
      staleAfterMs: 600_000,
      wantsToTalk: false,
      emergency: false,
      townshipOnly: false,
      cluster: '队伍',
    })),
  )
  for (let unit = 0; unit < count; unit++) store.move(positionOf(unit, 0))
  sprites = new SpriteLayer(store, {
    pane: { name: 'sprites', zIndex: 620 },
    nowMs: Date.now,
    ageText: (ageMs) => `${Math.round(ageMs / 60_000)} 分前`,
    labelsFromZoom: 10,
    clusterBelowZoom: clustered ? 12 : 0,
    clusterFrom: 60,
    size: 1,
  })
  sprites.layer.addTo(map)
}

function run(batch: number, batchesPerSecond: number, seconds: number): Promise<MapRun> {
  const updateMs: number[] = []
  const paintMs: number[] = []
  const frameMs: number[] = []
  const layer = sprites
  const peerLayer = other
  if (!layer && !peerLayer) throw new Error('fill first')
  let next = 0
  let step = 0
  const timer = setInterval(() => {
    const positions = Array.from({ length: batch }, () => {
      next = (next + 1) % units
      if (next === 0) step += 1
      return positionOf(next, step)
    })
    const before = performance.now()
    if (layer) {
      for (const position of positions) store.move(position)
      layer.layer.repaint()
    }
    peerLayer?.move(positions)
    updateMs.push(performance.now() - before)
  }, 1000 / batchesPerSecond)
  return new Promise((resolve) => {
    const startedAt = performance.now()
    let last = startedAt
    let lastPaint = layer?.lastPaintMs
    const frame = (now: number) => {
      frameMs.push(now - last)
      last = now
      if (layer && layer.lastPaintMs !== lastPaint) paintMs.push((lastPaint = layer.lastPaintMs))
      if (now - startedAt < seconds * 1000) return void requestAnimationFrame(frame)
      clearInterval(timer)
      resolve({ updateMs, paintMs, frameMs: frameMs.slice(1) })
    }
    requestAnimationFrame(frame)
  })
}

Object.assign(window, { mapBench: { fill, fillPeer, run } satisfies MapBench })
