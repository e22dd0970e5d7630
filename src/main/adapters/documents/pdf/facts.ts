/** Label and value in a grid with borders. */
import type { Block } from '../../../../core/documents/model.ts'
import { cellOf, layRow, type CellLook } from './cells.ts'
import type { Flow } from './flow.ts'
import { naturalWidth } from './lines.ts'
import { pointsPerMm } from './sheet.ts'

type Facts = Extract<Block, { kind: 'facts' }>

const valueLook = { size: 10 } satisfies CellLook
const labelLook = { size: 10, shaded: true, align: 'center' } satisfies CellLook
/** Room to write in where a value is empty. */
const leastHeight = 24

export function layFacts(flow: Flow, { rows, heightsMm }: Facts): void {
  const labels = rows.flatMap((row) => row.map(([label]) => label))
  const widest = Math.max(0, ...labels.map((label) => naturalWidth(flow.fonts, label, labelLook)))
  const labelWidth = Math.min(widest + 14, flow.width * 0.2)
  rows.forEach((row, place) => {
    const share = flow.width / row.length
    const cells = row.flatMap(([label, value]) => [
      cellOf(flow, label, labelWidth, labelLook),
      cellOf(flow, value, share - labelWidth, valueLook),
    ])
    const minHeight = Math.max(leastHeight, (heightsMm?.[place] ?? 0) * pointsPerMm)
    layRow(flow, { cells, minHeight }, () => undefined)
  })
}
