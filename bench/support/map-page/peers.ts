/** What others put on a Leaflet map for the same units, for comparison in the same run. */
import L from 'leaflet'
import 'leaflet.markercluster'
import 'leaflet.markercluster/dist/MarkerCluster.css'
import type { PeerKind } from './peer-kinds.ts'

export interface Moved {
  readonly key: string
  readonly lat: number
  readonly lon: number
}

export interface Peer {
  move(positions: readonly Moved[]): void
  remove(): void
}

/** A grey disc of 22 px: as small as an icon can be. */
const image =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="22" height="22"%3E%3Ccircle cx="11" cy="11" r="10" fill="%2394a1ae"/%3E%3C/svg%3E'

function moving(layers: ReadonlyMap<string, L.Marker | L.CircleMarker>): Peer['move'] {
  return (positions) => {
    for (const { key, lat, lon } of positions) layers.get(key)?.setLatLng([lat, lon])
  }
}

export function peer(kind: PeerKind, map: L.Map, start: readonly Moved[]): Peer {
  const icon = L.icon({ iconUrl: image, iconSize: [22, 22] })
  const renderer = L.canvas()
  const made = new Map(
    start.map(({ key, lat, lon }) => [
      key,
      kind === 'canvas circles'
        ? L.circleMarker([lat, lon], { renderer, radius: 8, weight: 1 })
        : L.marker([lat, lon], { icon }),
    ]),
  )
  const group = kind === 'markercluster' ? L.markerClusterGroup() : L.layerGroup()
  group.addTo(map)
  for (const layer of made.values()) group.addLayer(layer)
  return {
    move: moving(made),
    remove() {
      group.remove()
      renderer.remove()
    },
  }
}
