import { useEffect, useMemo, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import L from 'leaflet'
import type { CountyShown } from '../../../../core/modules/places/contract.ts'
import { queries } from '../../../client.ts'
import { boundsOfBase, type BaseMap } from '../../../map/base/base-map.ts'
import { useBaseStack } from '../../../map/base/use-bases.ts'
import { useSketch } from '../../../map/base/use-sketch.ts'
import { tokenColour } from '../../../map/token-colour.ts'
import { CanvasLayer } from '../../../map/canvas-layer.ts'
import { outlinePainter } from '../../../map/sketch.ts'
import { useLeafletMap } from '../../../map/use-leaflet-map.ts'
import styles from './Basemaps.module.css'

interface PreviewProps {
  readonly base: BaseMap
  /** Looks at the county, else at where the base is. */
  readonly touchesCounty: boolean
}

/** About what the county's height takes in the preview. */
const countyZoom = 10

/** A base map under the county's outline: whether it lies right is seen before it is taken over. */
export function PreviewMap(props: PreviewProps) {
  const county = useQuery(queries.places.county.queryOptions()).data
  if (!county) return <div className={styles.preview} />
  return <CountyPreview county={county} {...props} />
}

function CountyPreview({
  county,
  base,
  touchesCounty,
}: PreviewProps & { readonly county: CountyShown }) {
  const container = useRef<HTMLDivElement>(null)
  const map = useLeafletMap(container, county.view)
  const outline = county.outline.ring
  const sketch = useMemo(() => ({ outline, seats: [] }), [outline])
  const drawn = useMemo(() => [base], [base])
  useSketch(map, sketch)
  useBaseStack(map, drawn)
  useEffect(() => {
    if (!map) return undefined
    const pane = { name: 'outline', zIndex: 610 }
    const layer = new CanvasLayer(outlinePainter(sketch, tokenColour), pane, 'map-outline')
    layer.addTo(map)
    return () => void layer.remove()
  }, [map, sketch])
  const { west, south, east, north } = base.bounds
  // Tiles of a town only begin when the county no longer fits: then it is looked at itself.
  const wholeCounty = touchesCounty && base.minZoom <= countyZoom
  useEffect(() => {
    if (!map) return
    const { bbox } = county
    const view = wholeCounty
      ? L.latLngBounds([bbox.south, bbox.west], [bbox.north, bbox.east])
      : boundsOfBase({ bounds: { west, south, east, north }, datum: 'wgs84' })
    // A map of the whole world begins far out, one of a village close by.
    map.setMinZoom(0)
    map.fitBounds(view, { padding: [12, 12], animate: false })
  }, [map, county, wholeCounty, west, south, east, north])
  return (
    <div className={styles.preview}>
      <div
        ref={container}
        className={styles.map}
        tabIndex={0}
        aria-label="底图预览，叠县界；方向键移动，加减键缩放"
      />
    </div>
  )
}
