import { useEffect, useMemo } from 'react'
import L from 'leaflet'
import type { FeatureShown } from '../../../../../core/modules/features/contract.ts'
import type { Geometry } from '../../../../../core/kernel/geometry.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import { useMapDesk } from '../desk.ts'
import { shapeStyle, type ShapeStyle } from './shape-style.ts'
import { useFeatureLayers, useFeatures } from './use-features.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

const pane = 'features'
/** Above the base and its names, below drawings, symbols and pop-ups. */
const paneZ = 380

function pathOptions({ token, fillOpacity, dash, weight }: ShapeStyle): L.PathOptions {
  const color = tokenColour(token)
  return {
    color,
    weight,
    opacity: 0.9,
    fillColor: color,
    fillOpacity,
    interactive: false,
    ...(dash === undefined ? {} : { dashArray: dash }),
  }
}

function shapeOf(geometry: Geometry, renderer: L.Canvas): L.GeoJSON {
  return L.geoJSON(geometry, {
    pane,
    interactive: false,
    style: () => ({ renderer }),
    // Only one of several points can have the sign.
    pointToLayer: (_, at) => L.circleMarker(at, { pane, renderer, radius: 5, interactive: false }),
  })
}

/** Lines, areas and sets of points of features; each also has a symbol, by which it is chosen and listed. */
export function FeatureShapes() {
  const { map, shows, selected } = useMapDesk()
  const features = useFeatures()
  const layers = useFeatureLayers()
  const on = layers
    .map(({ id }) => id)
    .filter(shows)
    .join(' ')
  const drawn = useMemo(() => {
    const visible = new Set(on.split(' '))
    return features.filter(
      (one) => visible.has(one.layer) && one.geometry !== null && one.geometry.type !== 'Point',
    )
  }, [features, on])

  useEffect(() => {
    const element = map.getPane(pane) ?? map.createPane(pane)
    element.style.zIndex = String(paneZ)
    element.style.pointerEvents = 'none'
    const renderer = L.canvas({ pane, padding: 0.3 })
    const colours = new Map(layers.map(({ id, colour }) => [id, colour]))
    const styled = (one: FeatureShown) =>
      pathOptions(
        shapeStyle(one, colours.get(one.layer) ?? 'text-2', selected === `feature:${one.id}`),
      )
    const shapes = drawn.flatMap((one) =>
      one.geometry === null ? [] : [{ one, shape: shapeOf(one.geometry, renderer) }],
    )
    const group = L.layerGroup(shapes.map(({ shape }) => shape))
    const restyle = () => {
      for (const { one, shape } of shapes) shape.setStyle(styled(one))
    }
    restyle()
    group.addTo(map)
    // The page's attribute follows in the same commit; colours are read in the next frame.
    const stop = useLayout.subscribe(() => requestAnimationFrame(restyle))
    return () => {
      stop()
      group.remove()
      renderer.remove()
    }
  }, [map, drawn, layers, selected])
  return null
}
