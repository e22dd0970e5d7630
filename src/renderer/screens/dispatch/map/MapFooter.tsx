import { useEffect, useState } from 'react'
import type L from 'leaflet'
import { classes } from '../../../ui/classes.ts'
import { useMapDesk } from './desk.ts'
import { CursorLine } from './cursor/CursorLine.tsx'
import { metresText, scaleBar } from './map-geometry.ts'
import styles from './MapPanel.module.css'

const barPx = 90

function barOf(map: L.Map): { readonly metres: number; readonly px: number } {
  const middle = map.getSize().divideBy(2)
  const left = map.containerPointToLatLng([middle.x - 50, middle.y])
  const right = map.containerPointToLatLng([middle.x + 50, middle.y])
  return scaleBar(map.distance(left, right) / 100, barPx)
}

/** Scale, and where the pointer is; nobody points at a wall. */
export function MapFooter({ wall }: { readonly wall: boolean }) {
  const { map } = useMapDesk()
  const [bar, setBar] = useState(() => barOf(map))
  useEffect(() => {
    const onMove = () => setBar(barOf(map))
    map.on('zoomend moveend resize', onMove)
    return () => void map.off('zoomend moveend resize', onMove)
  }, [map])
  return (
    <div className={classes(styles.box, styles.foot)}>
      <span className={styles.scale} style={{ width: bar.px }}>
        {metresText(bar.metres)}
      </span>
      {!wall && <CursorLine />}
    </div>
  )
}
