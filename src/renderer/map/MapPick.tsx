import { useEffect } from 'react'
import type L from 'leaflet'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { cancelPick, useMapPick } from './pick.ts'
import styles from './MapPick.module.css'

/** Shown over a map while a form asks for a point: click, or move the map and take its centre. */
export function MapPick({ map }: { readonly map: L.Map | undefined }) {
  const asking = useMapPick((pick) => pick.asking)
  const active = asking !== undefined
  useEffect(() => {
    if (!map || !asking) return undefined
    const container = map.getContainer()
    // After everybody has heard the click: while a point is asked for, it selects nothing.
    const give = ({ lat, lng }: L.LatLng) =>
      queueMicrotask(() => {
        cancelPick()
        asking.onPoint({ lat, lon: lng })
      })
    const onClick = ({ latlng }: L.LeafletMouseEvent) => give(latlng)
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      event.stopPropagation()
      give(map.getCenter())
    }
    map.on('click', onClick)
    container.addEventListener('keydown', onKey)
    container.focus()
    return () => {
      map.off('click', onClick)
      container.removeEventListener('keydown', onKey)
    }
  }, [map, asking])
  if (!active) return null
  return (
    <>
      <span className={styles.cross} aria-hidden />
      <div className={styles.note} role="status">
        请在图上点一下{asking.words}；或用方向键移动地图，按 <Kbd keys="Enter" /> 取十字中心
        <ActionButton kind="quiet" hotkey="Escape" onPress={cancelPick}>
          取消
        </ActionButton>
      </div>
    </>
  )
}
