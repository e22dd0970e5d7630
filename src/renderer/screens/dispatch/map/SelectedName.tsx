import { useMapDesk } from './desk.ts'
import { useDrawn } from './drawn.ts'
import { placeWords } from './place-words.ts'
import styles from './MapPanel.module.css'

/** For whoever cannot see the halo: what is selected, said once when it changes. */
export function SelectedName() {
  const { selected, sprites } = useMapDesk()
  const one = useDrawn().find(({ thing }) => thing.key === selected)
  const words = one
    ? [one.kind, one.thing.label, one.state, placeWords(sprites.store, one)].filter(Boolean)
    : []
  return (
    <div className={styles.spoken} role="status" aria-label="图上选中">
      {words.length === 0 ? '' : `已选中 ${words.join('，')}`}
    </div>
  )
}
