import type { DrawingShown } from '../../../../../core/modules/drawings/contract.ts'
import { fixedAt, still, type PlacedThing } from '../map-things.ts'
import { lookOf } from './drawing-look.ts'
import { authorWords, nameWords } from './drawing-words.ts'
import { labelPoint } from './label-point.ts'

/** The plate of a drawing: sign and words, and who drew it. */
export function drawingThing(drawing: DrawingShown): PlacedThing | undefined {
  const at = labelPoint(drawing)
  if (!at) return undefined
  const { token, sign } = lookOf(drawing.meaning)
  const key = `drawing:${drawing.id}`
  const thing = {
    ...still,
    key,
    shape: 'plate' as const,
    token,
    mark: sign,
    label: nameWords(drawing),
  }
  const state = [drawing.size, authorWords(drawing)].filter((words) => words !== '').join(' · ')
  return { thing, kind: '标绘', state, at: { key, ...at, at: fixedAt } }
}
