import { useEffect, useEffectEvent, useRef, useState } from 'react'
import L from 'leaflet'
import type { CountyShown } from '../../../../core/modules/places/contract.ts'
import type { SpriteStore } from '../../../map/sprite-store.ts'
import type { PlacedThing } from './map-things.ts'

function positionOf(store: SpriteStore, key: string): L.LatLng | undefined {
  const at = store.where(key)
  return at && L.latLng(at.lat, at.lon)
}

/** Nobody touches a wall: it follows what moves. */
const wallFitMs = 10_000

/**
 * `to` goes to a thing; to the same thing again brings the old view back.
 *
 * Fits by itself only when the set of incidents changes; any drag or zoom by hand locks the
 * view, and one key fits again (UI.md rule 56).
 */
export function useFit(
  map: L.Map | undefined,
  store: SpriteStore,
  placed: readonly PlacedThing[],
  county: CountyShown,
  wall: boolean,
) {
  const [locked, setLocked] = useState(false)
  const moving = useRef(false)

  const fit = () => {
    if (!map) return
    const points = placed.flatMap(({ thing }) => positionOf(store, thing.key) ?? [])
    const { north, south, east, west } = county.bbox
    const bounds =
      points.length > 0 ? L.latLngBounds(points) : L.latLngBounds([south, west], [north, east])
    moving.current = true
    // Around symbols there is room for their labels and the tools; the county may fill the panel.
    const padding = points.length > 0 ? 90 : 24
    map.fitBounds(bounds, { padding: [padding, padding], maxZoom: 13, animate: false })
    moving.current = false
  }
  const all = () => {
    fit()
    setLocked(false)
  }

  useEffect(() => {
    if (!map) return undefined
    const lock = () => {
      if (!moving.current) setLocked(true)
    }
    map.on('dragstart zoomstart', lock)
    return () => void map.off('dragstart zoomstart', lock)
  }, [map])

  const incidents = placed
    .filter(({ thing }) => thing.shape === 'diamond')
    .map(({ thing }) => thing.key)
    .join(' ')
  const incidentsChanged = useEffectEvent(() => {
    if (!locked) fit()
  })
  const ready = map !== undefined
  useEffect(() => {
    if (ready && incidents !== undefined) incidentsChanged()
  }, [incidents, ready])

  const fitAgain = useEffectEvent(fit)
  useEffect(() => {
    if (!wall) return undefined
    const timer = setInterval(fitAgain, wallFitMs)
    return () => clearInterval(timer)
  }, [wall])

  /** The view before the last jump, and where that jump led. */
  const jump = useRef<{ key: string; from: L.LatLng; zoom: number; to: L.LatLng }>(undefined)
  const to = (key: string) => {
    const at = positionOf(store, key)
    if (!map || !at) return
    const known = jump.current
    const stillThere = known !== undefined && map.getCenter().distanceTo(known.to) < 50
    if (known && stillThere && known.key === key) {
      jump.current = undefined
      map.setView(known.from, known.zoom)
      return
    }
    const before = known && stillThere ? known : { from: map.getCenter(), zoom: map.getZoom() }
    jump.current = { key, from: before.from, zoom: before.zoom, to: at }
    map.setView(at, Math.max(map.getZoom(), 12))
  }
  return { locked, all, to }
}
