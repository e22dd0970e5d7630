import { useEffect, useState } from 'react'
import type L from 'leaflet'
import { classes } from '../../../ui/classes.ts'
import { useMapDesk } from './desk.ts'
import { coordinateText, metresText, nearTownship, scaleBar, type LatLon } from './map-geometry.ts'
import styles from './MapPanel.module.css'

const barPx = 90

function barOf(map: L.Map): { readonly metres: number; readonly px: number } {
  const middle = map.getSize().divideBy(2)
  const left = map.containerPointToLatLng([middle.x - 50, middle.y])
  const right = map.containerPointToLatLng([middle.x + 50, middle.y])
  return scaleBar(map.distance(left, right) / 100, barPx)
}

/** Scale, where the pointer is, and the township nearest to it. */
export function MapFooter() {
  const { map, county } = useMapDesk()
  const [bar, setBar] = useState(() => barOf(map))
  const [pointer, setPointer] = useState<LatLon>()
  useEffect(() => {
    const onMove = () => setBar(barOf(map))
    const onPointer = ({ latlng }: L.LeafletMouseEvent) =>
      setPointer({ lat: latlng.lat, lon: latlng.lng })
    map.on('zoomend moveend resize', onMove)
    map.on('mousemove', onPointer)
    return () => {
      map.off('zoomend moveend resize', onMove)
      map.off('mousemove', onPointer)
    }
  }, [map])
  const centre = map.getCenter()
  const at = pointer ?? { lat: centre.lat, lon: centre.lng }
  return (
    <div className={classes(styles.box, styles.foot)}>
      <span className={styles.scale} style={{ width: bar.px }}>
        {metresText(bar.metres)}
      </span>
      <span>{coordinateText(at)}</span>
      <span>{nearTownship(county, at)}</span>
      <span>WGS-84</span>
    </div>
  )
}
