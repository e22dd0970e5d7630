import { useMemo } from 'react'
import { useMapDesk } from '../desk.ts'
import { featureThing } from '../features/feature-things.ts'
import { useFeatureLayers } from '../features/use-features.ts'
import type { PlacedThing } from '../map-things.ts'
import type { Shown } from './past-store.ts'

/** Features of then as symbols, of the layers that are switched on. */
export function useFeatureThings(shown: Shown | undefined): readonly PlacedThing[] {
  const { shows } = useMapDesk()
  const layers = useFeatureLayers()
  const on = layers
    .map(({ id }) => id)
    .filter(shows)
    .join(' ')
  const features = shown?.features
  return useMemo(() => {
    const visible = new Map(
      layers.filter(({ id }) => on.split(' ').includes(id)).map((layer) => [layer.id, layer]),
    )
    return (features ?? []).flatMap((feature) => {
      const layer = visible.get(feature.layer)
      return layer ? [featureThing(feature, layer)] : []
    })
  }, [features, layers, on])
}
