import { createPortal } from 'react-dom'
import { useMapDesk } from '../desk.ts'
import styles from './Draw.module.css'

/** The middle of the map, where Enter sets a point. */
export function Crosshair() {
  const { map } = useMapDesk()
  return createPortal(<span className={styles.cross} aria-hidden />, map.getContainer())
}
