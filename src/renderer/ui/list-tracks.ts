/** Column widths of a list, for the operator's type size. */

const pixels = /(\d+(?:\.\d+)?)px/g

/** Of the width, what fixed columns may take by growing; the rest stays with the flexible ones. */
const fixedSharePercent = 62

/**
 * A CSS grid track list. Columns are made for 14 px type; larger type makes them wider as long as
 * there is room, never narrower than they were made.
 */
export function tracksFor(columns: readonly { readonly width: string }[], scale: number): string {
  const widths = columns.map(({ width }) => width)
  if (scale <= 1) return widths.join(' ')
  const fixed = widths.flatMap((width) => [...width.matchAll(pixels)].map(([, px]) => Number(px)))
  const total = fixed.reduce((sum, px) => sum + px, 0)
  const wider = (px: number) => {
    const share = ((px / total) * fixedSharePercent).toFixed(1)
    return `max(${px}px, min(${Math.round(px * scale)}px, ${share}%))`
  }
  return widths
    .map((width) => width.replace(pixels, (_, px: string) => wider(Number(px))))
    .join(' ')
}
