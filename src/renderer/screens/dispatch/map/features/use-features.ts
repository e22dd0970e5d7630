import { useQuery } from '@tanstack/react-query'
import type { FeatureLayer, FeatureShown } from '../../../../../core/modules/features/contract.ts'
import { queries } from '../../../../client.ts'

const noFeatures: readonly FeatureShown[] = []
const noLayers: readonly FeatureLayer[] = []

/** Every feature that stands; asked for once, whoever draws them. */
export function useFeatures(): readonly FeatureShown[] {
  return useQuery(queries.features.list.queryOptions({ input: {} })).data ?? noFeatures
}

export function useFeatureLayers(): readonly FeatureLayer[] {
  return useQuery(queries.features.layers.queryOptions()).data ?? noLayers
}
