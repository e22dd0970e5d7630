import { useMemo } from 'react'
import type { MapLayer } from '../desk.ts'
import { featureFeed } from './feature-feeds.tsx'
import { useFeatureLayers } from './use-features.ts'

/** A feed is a component: made anew it would be mounted anew. */
const feeds = new Map<string, MapLayer['Feed']>()

function feedOf(layer: string): MapLayer['Feed'] {
  const known = feeds.get(layer) ?? featureFeed(layer)
  feeds.set(layer, known)
  return known
}

/** Layers that the county made itself, as lines of the layer list. */
export function useOwnLayers(): readonly MapLayer[] {
  const layers = useFeatureLayers()
  return useMemo(
    () =>
      layers
        .filter(({ standing }) => !standing)
        .map(({ id, name }) => ({
          key: id,
          word: name,
          group: '自有图层' as const,
          on: true,
          Feed: feedOf(id),
        })),
    [layers],
  )
}
