import type { PointKind, ShownPoint } from '../../../core/modules/directory/contract.ts'

export interface NumberFilter {
  readonly text: string
  readonly kind: PointKind | 'all'
  /** Also what is out of use. */
  readonly disabled: boolean
}

const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(/[\s-]/g, '')

function wordsOf(point: ShownPoint): string {
  const { number, userNumber, callSign, holder, aliases, unitName, placeName, personName } = point
  const { note, model, serial } = point
  return plain(
    [
      number,
      userNumber,
      callSign,
      holder,
      ...aliases,
      unitName,
      placeName,
      personName,
      note,
      model,
      serial,
    ].join(' '),
  )
}

/** Every word of the search must be somewhere in the row. */
export function filterPoints(
  points: readonly ShownPoint[],
  { text, kind, disabled }: NumberFilter,
): readonly ShownPoint[] {
  const words = text.trim().split(/\s+/).map(plain).filter(Boolean)
  return points.filter((point) => {
    if (!disabled && point.disabled) return false
    if (kind !== 'all' && point.kind !== kind) return false
    const own = words.length === 0 ? '' : wordsOf(point)
    return words.every((word) => own.includes(word))
  })
}
