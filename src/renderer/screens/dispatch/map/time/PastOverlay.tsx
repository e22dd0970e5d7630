import { useEffect, useMemo, useState } from 'react'
import type L from 'leaflet'
import { SpriteLayer } from '../../../../map/sprite-layer.ts'
import { SpriteStore } from '../../../../map/sprite-store.ts'
import { ageInWords } from '../../../../ui/age.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import { coreNow } from '../../../../ui/now.ts'
import { useMapDesk } from '../desk.ts'
import { PastBar } from './PastBar.tsx'
import { PastShapes } from './PastShapes.tsx'
import { advance, usePast } from './past-store.ts'
import { pastThings } from './past-things.ts'
import { useFeatureThings } from './use-feature-things.ts'

const beatMs = 500

/** Panes that show now: out of sight while the map shows then. */
const livePanes = ['sprites', 'drawings', 'features', 'assignments', 'fences', 'route', 'coverage']

function useHiddenNow(map: L.Map, hidden: boolean): void {
  useEffect(() => {
    if (!hidden) return undefined
    const set = (visibility: string) => {
      for (const name of livePanes) {
        const pane = map.getPane(name)
        if (pane) pane.style.visibility = visibility
      }
    }
    set('hidden')
    return () => set('')
  }, [map, hidden])
}

function useReplay(playing: boolean): void {
  useEffect(() => {
    if (!playing) return undefined
    const timer = setInterval(() => advance(beatMs), beatMs)
    return () => clearInterval(timer)
  }, [playing])
}

function newPastSprites() {
  const store = new SpriteStore()
  const layer = new SpriteLayer(store, {
    pane: { name: 'past-sprites', zIndex: 621 },
    // Ages are those of then.
    nowMs: () => usePast.getState().shown?.at ?? coreNow(),
    ageText: (ageMs) => `${ageInWords(ageMs)}前`,
    labelsFromZoom: 10,
    clusterBelowZoom: 12,
    clusterFrom: 60,
    size: 1,
  })
  return { store, layer }
}

/** The picture of then in place of now's, while somebody looks back. */
export function PastOverlay() {
  const looking = usePast(({ at }) => at !== undefined)
  const playing = usePast((past) => past.playing)
  const { map } = useMapDesk()
  useHiddenNow(map, looking)
  useReplay(playing)
  if (!looking) return null
  return (
    <>
      <PastShapes />
      <PastSprites />
      <PastBar />
    </>
  )
}

function PastSprites() {
  const { map, county, selected, select } = useMapDesk()
  const shown = usePast((past) => past.shown)
  const features = useFeatureThings(shown)
  const [{ store, layer }] = useState(newPastSprites)
  const picture = useMemo(
    () => shown && pastThings(shown, county, features),
    [shown, county, features],
  )
  useEffect(() => {
    layer.layer.addTo(map)
    const onClick = ({ containerPoint }: L.LeafletMouseEvent) => {
      const hit = layer.hit(map, containerPoint)
      if (hit?.kind === 'thing') select(hit.key)
    }
    map.on('click', onClick)
    const stop = useLayout.subscribe(() => requestAnimationFrame(() => layer.themeChanged()))
    return () => {
      stop()
      map.off('click', onClick)
      layer.layer.remove()
    }
  }, [map, layer, select])
  useEffect(() => layer.select(selected), [selected, layer])
  useEffect(() => {
    if (!picture) return
    store.setThings(picture.things)
    for (const position of picture.positions) store.place(position)
    layer.layer.repaint()
  }, [picture, store, layer])
  return null
}
