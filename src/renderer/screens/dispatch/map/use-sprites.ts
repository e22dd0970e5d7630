import { useEffect, useMemo, useRef } from 'react'
import type L from 'leaflet'
import { useQuery } from '@tanstack/react-query'
import { onPositions, queries } from '../../../client.ts'
import { seatBoxes, type SketchCounty } from '../../../map/sketch.ts'
import { SpriteLayer } from '../../../map/sprite-layer.ts'
import { SpriteStore } from '../../../map/sprite-store.ts'
import { ageInWords } from '../../../ui/age.ts'
import { useLayout } from '../../../ui/layout-store.ts'
import { coreNow } from '../../../ui/now.ts'
import type { PlacedThing } from './map-things.ts'

const blinkMs = 600
/** Ages are written in minutes; nothing else on a still map changes. */
const ageTickMs = 15_000

export interface Sprites {
  readonly store: SpriteStore
  readonly layer: SpriteLayer
}

/** The sprite layer of one map: things from React, positions straight from the stream. */
export function useSprites(
  map: L.Map | undefined,
  county: SketchCounty,
  placed: readonly PlacedThing[],
  selected: string | undefined,
  onMoved: (key: string) => void,
): Sprites {
  const base = useRef(county)
  base.current = county
  const sprites = useMemo<Sprites>(() => {
    const store = new SpriteStore()
    const layer = new SpriteLayer(store, {
      pane: { name: 'sprites', zIndex: 620 },
      nowMs: coreNow,
      ageText: (ageMs) => `${ageInWords(ageMs)}前`,
      labelsFromZoom: 10,
      obstacles: (view) => seatBoxes(view, base.current),
    })
    return { store, layer }
  }, [])
  const moved = useRef(onMoved)
  moved.current = onMoved
  const latest = useQuery(queries.positions.latest.queryOptions())

  useEffect(() => {
    if (!map) return undefined
    sprites.layer.layer.addTo(map)
    const tick = setInterval(() => sprites.layer.layer.repaint(), ageTickMs)
    return () => {
      clearInterval(tick)
      sprites.layer.layer.remove()
    }
  }, [map, sprites])

  useEffect(() => {
    for (const { quality, key, lat, lon, at, headingDeg } of latest.data ?? []) {
      if (quality !== 'good') continue
      sprites.store.move({ key, lat, lon, at, headingDeg: headingDeg ?? undefined })
      moved.current(key)
    }
    sprites.layer.layer.repaint()
  }, [latest.data, sprites])

  useEffect(
    () =>
      onPositions((batch) => {
        for (const position of batch) {
          if (!position.valid) continue
          sprites.store.move(position)
          moved.current(position.key)
        }
        sprites.layer.layer.repaint()
      }),
    [sprites],
  )

  useEffect(() => {
    sprites.store.setThings(placed.map(({ thing }) => thing))
    for (const { at } of placed) if (at) sprites.store.place(at)
    sprites.layer.selected = selected
    sprites.layer.layer.repaint()
  }, [placed, selected, sprites])

  const theme = useLayout((layout) => layout.theme)
  useEffect(() => {
    // The theme's attribute is set in the same commit; colours are read in the next frame.
    const frame = requestAnimationFrame(() => sprites.layer.themeChanged())
    return () => cancelAnimationFrame(frame)
  }, [theme, sprites])

  const talking = placed.some(({ thing }) => thing.wantsToTalk)
  useEffect(() => {
    if (!talking || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined
    let off = false
    const timer = setInterval(() => {
      off = !off
      sprites.layer.blink(off)
    }, blinkMs)
    return () => {
      clearInterval(timer)
      sprites.layer.blink(false)
    }
  }, [talking, sprites])

  return sprites
}
