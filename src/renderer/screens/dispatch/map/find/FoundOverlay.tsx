import { useEffect } from 'react'
import L from 'leaflet'
import { useMapDesk } from '../desk.ts'
import { soughtPoint, useFound } from './found.ts'
import styles from './Find.module.css'

const paneName = 'found'

/** A ring and a cross where what was looked up is; it stays until something else is looked up. */
export function FoundOverlay() {
  const { map } = useMapDesk()
  const point = useFound(({ sought }) => soughtPoint(sought))
  const { lat, lon } = point ?? {}
  useEffect(() => {
    if (lat === undefined || lon === undefined) return undefined
    const pane = map.getPane(paneName) ?? map.createPane(paneName)
    pane.style.zIndex = '640'
    pane.style.pointerEvents = 'none'
    const icon = L.divIcon({ className: styles.ring ?? '', iconSize: [36, 36] })
    const marker = L.marker([lat, lon], {
      icon,
      pane: paneName,
      interactive: false,
      keyboard: false,
    })
    marker.addTo(map)
    return () => void marker.remove()
  }, [map, lat, lon])
  return null
}
