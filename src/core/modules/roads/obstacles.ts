/** What no vehicle passes: road blocks and flooded ground that are drawn on the map. */
import type { Geometry } from '../../kernel/geometry.ts'
import type { CoreContext } from '../../module.ts'
import { drawingList } from '../drawings/index.ts'

export interface Obstacles {
  readonly shapes: readonly Geometry[]
  readonly names: readonly string[]
}

const impassable = new Set(['road-block', 'flood'])

export function obstaclesNow(context: CoreContext): Obstacles {
  const standing = drawingList(context, {}).filter(({ meaning }) => impassable.has(meaning))
  return {
    shapes: standing.map(({ geometry }) => geometry),
    names: standing.map(({ word, name, incidentNumber }) =>
      [incidentNumber, name === '' ? word : `${word}（${name}）`].filter(Boolean).join(' '),
    ),
  }
}
