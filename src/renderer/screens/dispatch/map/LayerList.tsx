import { useState } from 'react'
import { Checkbox } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { BaseList } from './base/BaseList.tsx'
import { mapLayers } from './parts.ts'
import type { useLayers } from './use-layers.ts'
import styles from './MapPanel.module.css'

/** What is on the map, to be switched on and off. */
export function LayerList({ layers }: { readonly layers: ReturnType<typeof useLayers> }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={classes(styles.box, styles.layers)}>
      <ActionButton kind="quiet" hotkey="L" name="图层" onPress={() => setOpen(!open)}>
        图层 {layers.on.size}/{mapLayers.length}
      </ActionButton>
      {open &&
        mapLayers.map(({ key, word }) => {
          const { things, count = things.length } = layers.of(key)
          return (
            <label key={key} className={styles.layer}>
              <Checkbox checked={layers.on.has(key)} onChange={() => layers.toggle(key)} />
              {word}
              <span className={styles.count}>{count}</span>
            </label>
          )
        })}
      {open && <BaseList />}
    </div>
  )
}
