/** The area of a fence: its own, or the standing one of the drawing or feature it follows. */
import type { CoreContext } from '../../module.ts'
import type { Geometry } from '../../kernel/geometry.ts'
import type { FenceSource } from './contract.ts'
import type { FenceRow } from './tables.ts'

type Reading = Pick<CoreContext, 'db'>

/** `undefined` where it is gone or is no area. */
export function sourceArea(_reading: Reading, source: FenceSource): Geometry | undefined {
  switch (source.kind) {
    case 'own':
    case 'drawing':
    case 'feature':
      return undefined
  }
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
