import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import type { ImportRow } from './contract.ts'

/** One line of the file by column key; absent cells are empty text. */
export type ImportRecord = (key: string) => string

export interface RowPlan extends Omit<ImportRow, 'line' | 'warning'> {
  readonly warning?: string | null
  readonly drafts: readonly FactDraft[]
  /** What makes the line one thing: the same twice in one file is a problem. */
  readonly identity: string
}

/** Made once per file, so that a list of thousands reads the tables once. */
export type RowPlanner = (read: ImportRecord, by: string) => RowPlan
export type MakePlanner = (context: CoreContext) => RowPlanner

export function problemPlan(label: string, problem: string): RowPlan {
  return { label, action: 'problem', changes: [], problem, drafts: [], identity: '' }
}

export interface PointCells {
  readonly point?: { readonly lat: number; readonly lon: number }
  readonly problem?: string
}

/** WGS-84 degrees; one cell without the other, or numbers off the county's side of the earth, are refused. */
export function readPoint(context: CoreContext, read: ImportRecord): PointCells {
  const [latText, lonText] = [read('lat'), read('lon')]
  if (latText === '' && lonText === '') return {}
  const [lat, lon] = [Number(latText), Number(lonText)]
  if (latText === '' || lonText === '' || !Number.isFinite(lat) || !Number.isFinite(lon)) {
    return { problem: '经纬度要写成十进制度数，两个都要有' }
  }
  const { west, east, south, north } = context.county.county.bbox
  const nearby = lat > south - 2 && lat < north + 2 && lon > west - 2 && lon < east + 2
  if (nearby) return { point: { lat, lon } }
  const swapped = lon > south - 2 && lon < north + 2 && lat > west - 2 && lat < east + 2
  return { problem: swapped ? '经度和纬度像是写反了' : '经纬度不在本县附近' }
}

/** Code of a township by its name or by the name without 镇 / 乡; `undefined` when unknown. */
export function townshipCode(context: CoreContext, name: string): string | undefined {
  const bare = (text: string) => text.replace(/(?<=..)[镇乡]$/, '')
  return context.county.townships.find((one) => one.name === name || bare(one.name) === bare(name))
    ?.code
}
