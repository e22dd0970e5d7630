/** Layers of features: one per kind that is always there, one per own layer. */
import { useEffect, useMemo, type ComponentType } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import type { LayerContent } from '../desk.ts'
import type { PlacedThing } from '../map-things.ts'
import { baseThing, stationThing } from './standing-things.ts'
import { featureThing } from './feature-things.ts'
import { useFeatureLayers, useFeatures } from './use-features.ts'

interface FeedProps {
  readonly publish: (content: LayerContent) => void
}

function useLayerThings(layerId: string): readonly PlacedThing[] {
  const layers = useFeatureLayers()
  const features = useFeatures()
  return useMemo(() => {
    const layer = layers.find(({ id }) => id === layerId)
    if (!layer) return []
    return features.filter((one) => one.layer === layerId).map((one) => featureThing(one, layer))
  }, [layers, features, layerId])
}

function usePublished(things: readonly PlacedThing[], publish: FeedProps['publish']): void {
  useEffect(() => {
    publish({ things, unplaced: things.filter(({ at }) => at === undefined).length })
  }, [things, publish])
}

/** The feed of one layer of features. Make it once per layer: it is a component. */
export function featureFeed(layerId: string): ComponentType<FeedProps> {
  return function FeatureFeed({ publish }) {
    usePublished(useLayerThings(layerId), publish)
    return null
  }
}

/** Bases of teams: where a team says it stands, and what was registered as a base. */
export function BasesFeed({ publish }: FeedProps) {
  const registered = useLayerThings('base')
  const teams = useQuery(queries.teams.list.queryOptions()).data
  const things = useMemo(
    () => [...registered, ...(teams ?? []).flatMap((team) => baseThing(team) ?? [])],
    [registered, teams],
  )
  usePublished(things, publish)
  return null
}

/** Measuring stations with their newest value, and those that report to nobody here yet. */
export function StationsFeed({ publish }: FeedProps) {
  const registered = useLayerThings('station')
  const stations = useQuery({
    ...queries.stations.list.queryOptions(),
    // One that falls silent writes nothing.
    refetchInterval: 60_000,
  }).data
  const things = useMemo(
    () => [...(stations ?? []).map(stationThing), ...registered],
    [registered, stations],
  )
  usePublished(things, publish)
  return null
}
