import { useState, type ReactNode } from 'react'
import { Checkbox, Input } from 'antd'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { layerGroups, type MapLayer } from './desk.ts'
import { layerSwatch } from './layers/layer-swatch.ts'
import { SymbolSwatch } from './layers/SymbolSwatch.tsx'
import { layerListParts } from './parts.ts'
import type { Layers } from './use-layers.ts'
import layerStyles from './layers/Layers.module.css'
import styles from './MapPanel.module.css'

/** What is on the map, by groups: found by name, counted, switched on and off. */
export function LayerList({ layers }: { readonly layers: Layers }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={classes(styles.box, styles.layers)} role="group" aria-label="图层">
      <ActionButton
        kind="quiet"
        hotkey="L"
        name="图层"
        pressed={open}
        onPress={() => setOpen(!open)}
      >
        图层 {layers.on.size}/{layers.all.length}
      </ActionButton>
      {open && <OpenList layers={layers} onClose={() => setOpen(false)} />}
    </div>
  )
}

function OpenList({ layers, onClose }: { readonly layers: Layers; readonly onClose: () => void }) {
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  const found = layers.all.filter(({ word, group }) => word.includes(wanted) || group === wanted)
  return (
    <>
      <Input
        className={layerStyles.search}
        allowClear
        value={query}
        aria-label="找图层"
        placeholder="找图层"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (query === '') onClose()
          else setQuery('')
        }}
      />
      <div className={layerStyles.scroll}>
        {layerGroups.map((group) => (
          <LayerGroup
            key={group}
            word={group}
            layers={layers}
            members={found.filter((layer) => layer.group === group)}
          />
        ))}
        {found.length === 0 && <div className={layerStyles.none}>没有叫“{wanted}”的图层。</div>}
        {wanted === '' && layerListParts.map(({ key, Part }) => <Part key={key} />)}
      </div>
    </>
  )
}

function LayerGroup({
  word,
  layers,
  members,
}: {
  readonly word: string
  readonly layers: Layers
  readonly members: readonly MapLayer[]
}): ReactNode {
  if (members.length === 0) return null
  return (
    <div role="group" aria-label={word}>
      <div className={layerStyles.group}>{word}</div>
      {members.map((layer) => (
        <LayerRow key={layer.key} layer={layer} layers={layers} />
      ))}
    </div>
  )
}

function LayerRow({ layer, layers }: { readonly layer: MapLayer; readonly layers: Layers }) {
  const { key, word } = layer
  const { things, count = things.length, unplaced = 0 } = layers.of(key)
  return (
    <label className={styles.layer}>
      <Checkbox checked={layers.on.has(key)} onChange={() => layers.toggle(key)} />
      <SymbolSwatch {...layerSwatch(key, things[0]?.thing)} />
      {word}
      <span className={styles.count}>
        {unplaced > 0 && <span className={layerStyles.unplaced}>无点位 {unplaced} · </span>}
        {count}
      </span>
    </label>
  )
}
