import { useEffect } from 'react'
import type L from 'leaflet'
import { holdClicks, useMapPick } from '../../../../map/pick.ts'
import { addPoint, endMeasure, takePointBack, useMeasure } from './measure-store.ts'

/** The cross stands in the middle of what the panel leaves free: see `.cross`. */
const crossRightPx = 174

/**
 * Clicks and keys of the map while something is measured: a click or Enter (at the cross) adds a point, Backspace takes the last one back, a double click or Ctrl+Enter ends.
 */
export function useMeasureInput(map: L.Map): void {
  const ended = useMeasure((measured) => measured.ended)
  const asking = useMapPick((pick) => pick.asking !== undefined)
  const active = !ended && !asking
  useEffect(() => {
    if (!active) return undefined
    const container = map.getContainer()
    const onClick = ({ latlng, originalEvent }: L.LeafletMouseEvent) => {
      // The second click of a double click is not another point.
      if (originalEvent.detail < 2) addPoint({ lat: latlng.lat, lon: latlng.lng })
    }
    const onDoubleClick = () => endMeasure(true)
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== 'Backspace') return
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Backspace') takePointBack()
      else if (event.ctrlKey) endMeasure(true)
      else {
        const middle = map.getSize().divideBy(2)
        const { lat, lng } = map.containerPointToLatLng([middle.x + crossRightPx, middle.y])
        addPoint({ lat, lon: lng })
      }
    }
    holdClicks(true)
    map.doubleClickZoom.disable()
    map.on('click', onClick)
    map.on('dblclick', onDoubleClick)
    container.addEventListener('keydown', onKey)
    return () => {
      holdClicks(false)
      map.doubleClickZoom.enable()
      map.off('click', onClick)
      map.off('dblclick', onDoubleClick)
      container.removeEventListener('keydown', onKey)
    }
  }, [map, active])
}
