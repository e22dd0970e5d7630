import { riskColourOf, type FeatureShown } from '../../../../../core/modules/features/contract.ts'
import { riskTokens } from './feature-things.ts'

export interface ShapeStyle {
  readonly token: string
  readonly weight: number
  readonly fillOpacity: number
  readonly dash: string | undefined
}

/** How a line or area is drawn: by kind in stroke and dash, so that colour is never alone. */
export function shapeStyle(feature: FeatureShown, colour: string, selected: boolean): ShapeStyle {
  const { kind, properties, geometry } = feature
  const isArea = geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon'
  const risk = kind === 'risk' ? riskColourOf(properties) : undefined
  const token = risk === undefined ? colour : riskTokens[risk]
  const dash = kind === 'township' ? '8 4 2 4' : kind === 'risk' ? '6 4' : undefined
  const dots = geometry?.type === 'MultiPoint' ? 0.6 : 0
  const fill = kind === 'township' ? 0 : isArea ? 0.16 : dots
  return {
    token: selected ? 'focus' : token,
    weight: selected ? 4 : kind === 'township' ? 1.5 : kind === 'water' && !isArea ? 3 : 2,
    fillOpacity: selected && isArea ? fill + 0.1 : fill,
    dash,
  }
}
