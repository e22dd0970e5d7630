import { featureKinds, type FeatureKind } from '../../../../../core/modules/features/contract.ts'
import type { MapThing } from '../../../../map/sprite-store.ts'
import { featureLooks } from '../features/feature-things.ts'
import type { Swatch } from './SymbolSwatch.tsx'

const own: Readonly<Record<string, Swatch>> = {
  incidents: { shape: 'diamond', token: 'warn-red' },
  units: { shape: 'rectangle', token: 'st-free', mark: '1' },
  assignments: { shape: 'dot', token: 'accent-text' },
  radios: { shape: 'circle', token: 'st-out', mark: '?' },
  places: { shape: 'house', token: 'st-muster' },
}

const isKind = (key: string): key is FeatureKind => Object.hasOwn(featureKinds, key)

/** What stands for a layer in the list: the sign of its kind, else of the first thing it has. */
export function layerSwatch(key: string, first: MapThing | undefined): Swatch {
  const known = own[key]
  if (known) return known
  if (isKind(key)) return { ...featureLooks[key], token: featureKinds[key].colour }
  return first
    ? { shape: first.shape, token: first.token, mark: first.mark }
    : { shape: 'pin', token: 'st-rest' }
}
