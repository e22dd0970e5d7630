import { useEffect, useMemo, useRef, useState } from 'react'
import type L from 'leaflet'
import { useQuery } from '@tanstack/react-query'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import type { CountyShown } from '../../core/modules/places/contract.ts'
import { queries } from '../client.ts'
import { BaseNote } from '../map/base/BaseNote.tsx'
import { useBases } from '../map/base/use-bases.ts'
import { useSketch } from '../map/base/use-sketch.ts'
import { seatBoxes, type SketchCounty } from '../map/sketch.ts'
import { SpriteLayer } from '../map/sprite-layer.ts'
import { SpriteStore } from '../map/sprite-store.ts'
import { useLeafletMap } from '../map/use-leaflet-map.ts'
import { useLayout } from '../ui/layout-store.ts'
import { coreNow } from '../ui/now.ts'
import { Panel } from '../ui/Panel.tsx'
import { EmptyState } from '../ui/states.tsx'
import styles from './PlacePanel.module.css'

const closeZoom = 11.5
const tokens = { waiting: 'warn-yellow', active: 'warn-red', closed: 'st-out' } as const

/** Where the incident is, on the chosen base; only the place, the whole picture is on 指挥. */
export function PlacePanel({ incident }: { readonly incident: Incident }) {
  const county = useQuery(queries.places.county.queryOptions()).data
  const { place } = incident
  const seat = county?.townships.find(({ code }) => code === place.township)?.seat
  const known = place.lat !== undefined && place.lon !== undefined
  const point = known ? { lat: place.lat ?? 0, lon: place.lon ?? 0 } : seat
  const note = known
    ? place.precision === 'approximate'
      ? '大致位置'
      : ''
    : point
      ? '位置仅到乡镇'
      : '位置不明'
  return (
    <Panel title="位置" fixed extra={<span className={styles.note}>{note}</span>}>
      {county && point ? (
        <Inset
          key={`${point.lat} ${point.lon}`}
          county={county}
          incident={incident}
          point={point}
          townshipOnly={!known}
        />
      ) : (
        <EmptyState title={place.text} hint="还没有坐标，在“基本情况”的地点里补。" />
      )}
    </Panel>
  )
}

interface InsetProps {
  readonly county: CountyShown
  readonly incident: Incident
  readonly point: { readonly lat: number; readonly lon: number }
  readonly townshipOnly: boolean
}

function Inset({ county, incident, point, townshipOnly }: InsetProps) {
  const container = useRef<HTMLDivElement>(null)
  const map = useLeafletMap(container, { ...point, zoom: closeZoom })
  const bases = useBases(map)
  const underBase = bases.drawn.length > 0
  const sketch = useMemo((): SketchCounty => {
    if (underBase) return { outline: county.outline.ring, seats: [] }
    const seats = county.townships.flatMap(({ name, seat }) => (seat ? [{ name, ...seat }] : []))
    return { outline: county.outline.ring, seats }
  }, [county, underBase])
  useEffect(() => void map?.scrollWheelZoom.disable(), [map])
  useSketch(map, sketch)
  useDiamond(map, sketch, { county, incident, point, townshipOnly })
  return (
    <>
      <div ref={container} className={styles.map} aria-label={`${incident.number} 位置图`} />
      <div className={styles.foot}>
        <span>
          {point.lat.toFixed(4)}°N {point.lon.toFixed(4)}°E
        </span>
        <BaseNote map={map} bases={bases} sketchLabel={county.outline.label} />
      </div>
    </>
  )
}

function useDiamond(map: L.Map | undefined, sketch: SketchCounty, inset: InsetProps): void {
  const [{ store, layer }] = useState(() => {
    const made = new SpriteStore()
    const options = {
      pane: { name: 'sprites', zIndex: 620 },
      nowMs: coreNow,
      ageText: () => '',
      labelsFromZoom: 8,
      clusterBelowZoom: 0,
      clusterFrom: Number.POSITIVE_INFINITY,
      size: 1,
    }
    return { store: made, layer: new SpriteLayer(made, options) }
  })
  const { incident, point, townshipOnly } = inset
  const { number, sign, group } = incident
  useEffect(() => {
    const key = 'incident'
    store.setThings([
      {
        key,
        shape: 'diamond',
        token: tokens[group],
        mark: sign,
        label: number,
        staleAfterMs: Number.POSITIVE_INFINITY,
        wantsToTalk: false,
        emergency: false,
        townshipOnly,
      },
    ])
    store.place({ key, ...point, at: Number.MAX_SAFE_INTEGER })
    layer.layer.repaint()
  }, [store, layer, number, sign, group, point, townshipOnly])
  useEffect(() => {
    if (!map) return undefined
    layer.keepClearOf((view) => seatBoxes(view, sketch))
    layer.layer.addTo(map)
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => layer.themeChanged()))
    return () => {
      stop()
      layer.layer.remove()
    }
  }, [map, layer, sketch])
}
