import { useEffect, useState } from 'react'
import type L from 'leaflet'
import type { LatLon } from '../map-geometry.ts'

/**
 * Where the pointer last was, or the middle of the map while it is moved by keys. Read once a
 * frame: a mouse sends more than anybody reads.
 */
export function usePointer(map: L.Map): { readonly at: LatLon; readonly word: '光标' | '中心' } {
  const [pointer, setPointer] = useState<LatLon>()
  const [centre, setCentre] = useState(() => map.getCenter())
  useEffect(() => {
    let frame = 0
    let newest: L.LatLng | undefined
    const onPointer = ({ latlng }: L.LeafletMouseEvent) => {
      newest = latlng
      if (frame !== 0) return
      frame = requestAnimationFrame(() => {
        frame = 0
        if (newest) setPointer({ lat: newest.lat, lon: newest.lng })
      })
    }
    const onMove = () => setCentre(map.getCenter())
    const onKey = ({ key }: KeyboardEvent) => {
      if (/^Arrow|^[-+=]$/.test(key)) setPointer(undefined)
    }
    const container = map.getContainer()
    map.on('mousemove', onPointer)
    map.on('moveend', onMove)
    container.addEventListener('keydown', onKey)
    return () => {
      cancelAnimationFrame(frame)
      map.off('mousemove', onPointer)
      map.off('moveend', onMove)
      container.removeEventListener('keydown', onKey)
    }
  }, [map])
  return pointer
    ? { at: pointer, word: '光标' }
    : { at: { lat: centre.lat, lon: centre.lng }, word: '中心' }
}
