/** From which end a pack counts its rows, and whether it lies in the Web Mercator grid at all. */
import type { PackBounds, PackRows } from '../../../core/map-packs.ts'
import { boundsOfExtent, degreeGridBounds, likeness, touches, type Extent } from './tile-grid.ts'

export interface RowsJudged {
  readonly rows: PackRows
  /** A person need not be asked. */
  readonly sure: boolean
  readonly warning?: string
}

export interface RowsEvidence {
  /** At the deepest zoom. */
  readonly extent: Extent
  /** What the kind of pack says by its definition. */
  readonly usual: PackRows
  /** What a file beside the tiles says; believed. */
  readonly said?: PackRows | undefined
  /** Bounds that the file declares. */
  readonly declared?: PackBounds | undefined
  readonly county: PackBounds
}

const other = (rows: PackRows): PackRows => (rows === 'xyz' ? 'tms' : 'xyz')
const words: Readonly<Record<PackRows, string>> = {
  xyz: '自北向南（XYZ）',
  tms: '自南向北（TMS）',
}

/** `undefined`: the numbers only fit the degree grid of `_c` tiles. */
export function judgeRows(evidence: RowsEvidence): RowsJudged | undefined {
  const { extent, usual, said, declared, county } = evidence
  if (said) return { rows: said, sure: true }
  const asUsual = boundsOfExtent(extent, usual)
  const turned = boundsOfExtent(extent, other(usual))
  const touchesUsual = touches(asUsual, county)
  const touchesTurned = touches(turned, county)
  if (!touchesUsual && !touchesTurned && touches(degreeGridBounds(extent), county)) return undefined
  if (declared) {
    const isTurned = likeness(turned, declared) > 2 * likeness(asUsual, declared)
    if (!isTurned) return { rows: usual, sure: true }
    return turnedRows(other(usual), '与文件自己写的范围一致')
  }
  if (!touchesUsual && touchesTurned) return turnedRows(other(usual), '这样才落在本县')
  // Tiles of the whole world lie the same either way round.
  return { rows: usual, sure: usual === 'tms' || (touchesUsual && !touchesTurned) }
}

function turnedRows(rows: PackRows, why: string): RowsJudged {
  return {
    rows,
    sure: false,
    warning: `行号按${words[rows]}读取，${why}；请在预览中核对，不对时改另一种行号。`,
  }
}
