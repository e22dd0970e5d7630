import { useEffect } from 'react'
import type L from 'leaflet'
import { isPicking } from '../../../map/pick.ts'
import type { Sprites } from './use-sprites.ts'

/** A click selects the symbol that is there. */
export function useMapClicks(
  map: L.Map | undefined,
  sprites: Sprites,
  select: (key: string) => void,
): void {
  useEffect(() => {
    if (!map) return undefined
    const onClick = ({ containerPoint }: L.LeafletMouseEvent) => {
      // A form or a tool asks for this point: nothing is selected by it.
      if (isPicking()) return
      const key = sprites.layer.hit(map, containerPoint)?.key
      if (key !== undefined) select(key)
    }
    map.on('click', onClick)
    return () => void map.off('click', onClick)
  }, [map, sprites, select])
}
