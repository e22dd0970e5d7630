import { useEffect, useState } from 'react'
import L from 'leaflet'
import { useLayout } from '../../../../ui/layout-store.ts'
import { useMapDesk } from '../desk.ts'
import { areaText, lengthText, measure } from './measure.ts'
import { useMeasure } from './measure-store.ts'
import styles from './Measure.module.css'
import { tokenColour } from '../../../../map/token-colour.ts'

const paneName = 'measure'

/** The measured line with its vertices and the figure at its end, as long as there is one. */
export function MeasureOverlay() {
  const { map } = useMapDesk()
  const { kind, points } = useMeasure()
  const [group] = useState(() => L.layerGroup())
  useEffect(() => {
    const pane = map.getPane(paneName) ?? map.createPane(paneName)
    pane.style.zIndex = '630'
    pane.style.pointerEvents = 'none'
    group.addTo(map)
    return () => void group.remove()
  }, [map, group])
  useEffect(() => {
    const draw = () => {
      group.clearLayers()
      for (const layer of drawn(kind, points)) group.addLayer(layer)
    }
    draw()
    // The page's attribute follows in the same commit; colours are read in the next frame.
    return useLayout.subscribe(() => requestAnimationFrame(draw))
  }, [group, kind, points])
  return null
}

type Drawn = Pick<ReturnType<typeof useMeasure.getState>, 'kind' | 'points'>

function drawn(kind: Drawn['kind'], points: Drawn['points']): L.Layer[] {
  const at = points.map(({ lat, lon }): L.LatLngTuple => [lat, lon])
  const last = at.at(-1)
  if (!last) return []
  const line = { pane: paneName, interactive: false, color: tokenColour('focus'), weight: 3 }
  const shape =
    kind === 'area' && at.length > 2
      ? L.polygon(at, { ...line, fillColor: line.color, fillOpacity: 0.15 })
      : L.polyline(at, { ...line, dashArray: kind === 'area' ? '6 6' : '' })
  const dots = at.map((one) =>
    L.circleMarker(one, {
      ...line,
      weight: 2,
      radius: 4,
      fillColor: tokenColour('bg-panel'),
      fillOpacity: 1,
    }),
  )
  const { lengthM, areaM2 } = measure(kind, points)
  const words = areaM2 === undefined ? lengthText(lengthM) : areaText(areaM2)
  const label = L.tooltip({
    permanent: true,
    direction: 'right',
    offset: [8, 0],
    pane: paneName,
    className: styles.label ?? '',
  })
    .setLatLng(last)
    .setContent(words)
  return [shape, ...dots, ...(points.length > 1 ? [label] : [])]
}
