/** The area of a fence: its own, or the standing one of the drawing or feature it follows. */
import type { CoreContext } from '../../module.ts'
import type { Geometry } from '../../kernel/geometry.ts'
import { standingDrawing } from '../drawings/index.ts'
import { featureOf } from '../features/index.ts'
import type { FenceSource } from './contract.ts'
import type { FenceRow } from './tables.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

function isArea(geometry: Geometry | null | undefined): geometry is Geometry {
  return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon'
}

/** `undefined` where it is gone or is no area. */
export function sourceArea(
  reading: Reading,
  source: Exclude<FenceSource, { readonly kind: 'own' }>,
): Geometry | undefined {
  const geometry =
    source.kind === 'drawing'
      ? standingDrawing(reading, source.id)?.geometry
      : featureOf(reading, source.id)?.geometry
  return isArea(geometry) ? geometry : undefined
}

export interface StandingArea {
  readonly geometry: Geometry
  readonly trouble: string
}

export function standingArea(reading: Reading, row: FenceRow): StandingArea {
  if (row.source.kind === 'own') return { geometry: row.geometry, trouble: '' }
  const geometry = sourceArea(reading, row.source)
  if (geometry) return { geometry, trouble: '' }
  const what = row.source.kind === 'drawing' ? '标绘' : '图层要素'
  return { geometry: row.geometry, trouble: `所依据的${what}已撤销或不是面，仍按原范围看管` }
}
