import 'leaflet/dist/leaflet.css'
import L from 'leaflet'
// Before any map is made: it adds itself to maps and shapes made after it.
import './geoman.ts'
import { useEffect, useState, type RefObject } from 'react'

export interface MapView {
  readonly lat: number
  readonly lon: number
  readonly zoom: number
}

/**
 * One `L.Map` for one container, made once and removed with it. The container is emptied on
 * removal, so a hidden and shown tree never meets a dead instance.
 */
export function useLeafletMap(
  container: RefObject<HTMLElement | null>,
  start: MapView | undefined,
): L.Map | undefined {
  const [map, setMap] = useState<L.Map>()
  const ready = start !== undefined
  useEffect(() => {
    const element = container.current
    if (!element || !start) return undefined
    const made = L.map(element, {
      center: [start.lat, start.lon],
      zoom: start.zoom,
      minZoom: 7,
      maxZoom: 18,
      zoomSnap: 0.5,
      zoomControl: false,
      attributionControl: false,
      keyboard: true,
      pmIgnore: false,
    })
    const observer = new ResizeObserver(() => made.invalidateSize({ animate: false }))
    observer.observe(element)
    setMap(made)
    return () => {
      observer.disconnect()
      made.remove()
      setMap(undefined)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `start` is only where it begins: a later profile must not throw the operator's view away
  }, [container, ready])
  return map
}
