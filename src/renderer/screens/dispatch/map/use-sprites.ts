import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type L from 'leaflet'
import { useQuery } from '@tanstack/react-query'
import { onPositions, queries } from '../../../client.ts'
import { seatBoxes, type SketchCounty } from '../../../map/sketch.ts'
import { SpriteLayer } from '../../../map/sprite-layer.ts'
import { SpriteStore } from '../../../map/sprite-store.ts'
import { ageInWords } from '../../../ui/age.ts'
import { useLayout, useTheme } from '../../../ui/layout-store.ts'
import { coreNow } from '../../../ui/now.ts'
import { useHiddenLabels } from './use-hidden-labels.ts'
import type { PlacedThing } from './map-things.ts'

const blinkMs = 600
/** Ages are written in minutes; nothing else on a still map changes. */
const ageTickMs = 15_000

export interface Sprites {
  readonly store: SpriteStore
  readonly layer: SpriteLayer
}

/** A wall is looked at from across the room. */
const wallSize = 1.4

function newLayer(store: SpriteStore, size: number): SpriteLayer {
  return new SpriteLayer(store, {
    pane: { name: 'sprites', zIndex: 620 },
    nowMs: coreNow,
    ageText: (ageMs) => `${ageInWords(ageMs)}前`,
    labelsFromZoom: 10,
    clusterBelowZoom: 12,
    clusterFrom: 60,
    size,
  })
}

/** The sprite layer of one map: things from React, positions straight from the stream. */
export function useSprites(
  map: L.Map | undefined,
  county: SketchCounty,
  placed: readonly PlacedThing[],
  selected: string | undefined,
  onMoved: (key: string) => void,
): Sprites {
  const size = useTheme() === 'wall' ? wallSize : 1
  const [store] = useState(() => new SpriteStore())
  const layer = useMemo(() => newLayer(store, size), [store, size])
  const moved = useEffectEvent(onMoved)
  const latest = useQuery(queries.positions.latest.queryOptions()).data

  useEffect(() => {
    if (!map) return undefined
    layer.layer.addTo(map)
    const tick = setInterval(() => layer.layer.repaint(), ageTickMs)
    return () => {
      clearInterval(tick)
      layer.layer.remove()
    }
  }, [map, layer])

  useEffect(() => {
    for (const { quality, key, lat, lon, at, headingDeg } of latest ?? []) {
      if (quality !== 'good') continue
      store.move({ key, lat, lon, at, headingDeg: headingDeg ?? undefined })
      moved(key)
    }
    layer.layer.repaint()
  }, [latest, store, layer])

  useEffect(
    () =>
      onPositions((batch) => {
        for (const position of batch) {
          if (!position.valid) continue
          store.move(position)
          moved(position.key)
        }
        layer.layer.repaint()
      }),
    [store, layer],
  )

  useEffect(() => layer.keepClearOf((view) => seatBoxes(view, county)), [county, layer])
  useEffect(() => layer.select(selected), [selected, layer])
  useEffect(() => {
    store.setThings(placed.map(({ thing }) => thing))
    for (const { at } of placed) if (at) store.place(at)
    layer.layer.repaint()
  }, [placed, store, layer])

  const talking = placed.some(({ thing }) => thing.wantsToTalk)
  useThemeColours(layer)
  useBlink(layer, talking)
  useHiddenLabels(layer)
  return useMemo(() => ({ store, layer }), [store, layer])
}

function useThemeColours(layer: SpriteLayer): void {
  useEffect(
    // The page's attribute follows in the same commit; colours are read in the next frame.
    () => useLayout.subscribe(() => requestAnimationFrame(() => layer.themeChanged())),
    [layer],
  )
}

function useBlink(layer: SpriteLayer, talking: boolean): void {
  useEffect(() => {
    if (!talking || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined
    let off = false
    const timer = setInterval(() => {
      off = !off
      layer.blink(off)
    }, blinkMs)
    return () => {
      clearInterval(timer)
      layer.blink(false)
    }
  }, [talking, layer])
}
