/** A place whose words stay and whose point changes, in the words of the log. */
import { coordinatesText } from '../../kernel/coordinates.ts'
import type { FieldValue } from './facts.ts'
import type { IncidentPlace } from './place-schema.ts'

export function placeOf(value: FieldValue | undefined): IncidentPlace | undefined {
  return value !== null && typeof value === 'object' && 'precision' in value ? value : undefined
}

const roughWords = { 'township-only': '仅到乡镇', unknown: '不明' } as const

function pointWords({ lat, lon, precision }: IncidentPlace): string {
  if (lat !== undefined && lon !== undefined) return coordinatesText({ lat, lon })
  return precision === 'township-only' ? roughWords['township-only'] : roughWords.unknown
}

/** The line of a change that leaves the words of the place and moves its point. */
export function movedPointLine(
  before: FieldValue | undefined,
  after: FieldValue,
): string | undefined {
  const [from, to] = [placeOf(before), placeOf(after)]
  if (!from || !to || from.text !== to.text) return undefined
  const [was, is] = [pointWords(from), pointWords(to)]
  return was === is ? undefined : `位置：${to.text} ${is}（原：${was}）`
}
