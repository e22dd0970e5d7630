import { useEffect, useState } from 'react'
import type L from 'leaflet'
import { coversView } from './base-map.ts'
import { creditOf, troubleOf } from './base-credits.ts'
import { useBaseChoice } from './base-choice.ts'
import type { Bases } from './use-bases.ts'
import styles from './BaseNote.module.css'

interface BaseNoteProps {
  readonly map: L.Map | undefined
  readonly bases: Bases
  /** `示意，非标准地图`, of the county's outline. */
  readonly sketchLabel: string
}

/** Whose map is seen here and its 审图号; or that it is only a sketch, and why. */
export function BaseNote({ map, bases, sketchLabel }: BaseNoteProps) {
  const view = useView(map)
  const sketch = useBaseChoice((choice) => choice.sketch)
  const seen = view ? bases.drawn.filter((base) => coversView(base, view.centre, view.zoom)) : []
  const credits = [...new Set(seen.map(creditOf))]
  return (
    <div className={styles.note}>
      {bases.troubled.map((base) => (
        <span key={base.id} className={styles.trouble}>
          {troubleOf(base)}
        </span>
      ))}
      {credits.map((credit) => (
        <span key={credit} className={styles.credit}>
          {credit}
        </span>
      ))}
      {seen.length === 0 && (
        <span className={styles.sketch}>
          {sketch ? `示意底图 · ${sketchLabel}` : '无底图，仅经纬网'}
        </span>
      )}
    </div>
  )
}

function useView(map: L.Map | undefined) {
  const [view, setView] = useState<{ readonly centre: L.LatLng; readonly zoom: number }>()
  useEffect(() => {
    if (!map) return undefined
    const read = () => setView({ centre: map.getCenter(), zoom: map.getZoom() })
    read()
    map.on('moveend zoomend', read)
    return () => void map.off('moveend zoomend', read)
  }, [map])
  return view
}
