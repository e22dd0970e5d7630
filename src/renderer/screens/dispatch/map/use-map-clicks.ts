import { useEffect } from 'react'
import L from 'leaflet'
import { isPicking } from '../../../map/pick.ts'
import { isLookingBack } from './time/past-store.ts'
import type { Sprites } from './use-sprites.ts'

/** A click selects the symbol that is there; a disc of many is taken apart. */
export function useMapClicks(
  map: L.Map | undefined,
  sprites: Sprites,
  select: (key: string) => void,
): void {
  useEffect(() => {
    if (!map) return undefined
    const onClick = ({ containerPoint }: L.LeafletMouseEvent) => {
      // A form or a tool asks for this point: nothing is selected by it.
      if (isPicking() || isLookingBack()) return
      const hit = sprites.layer.hit(map, containerPoint)
      if (hit?.kind === 'thing') select(hit.key)
      if (hit?.kind !== 'cluster') return
      const centre = map.options.crs?.pointToLatLng(L.point(hit.x, hit.y), 0)
      if (centre) map.setView(centre, Math.min(hit.apartAt, map.getMaxZoom()))
    }
    map.on('click', onClick)
    return () => void map.off('click', onClick)
  }, [map, sprites, select])
}
