/** What a file or folder is as a base map, or the sentence that says why it is none. */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type {
  BadPack,
  PackBounds,
  PackContainer,
  PackLook,
  PackRows,
  PackTiles,
} from '../../../core/map-packs.ts'
import { accept, refuse, type Result } from '../../../core/kernel/result.ts'
import { judgeRows } from './judge-rows.ts'
import { degreeGridSentence, isSqlite, openMbtiles } from './mbtiles.ts'
import { PackProblem, type Pack, type PackFacts, type StoredTile } from './pack.ts'
import { openPmtiles } from './pmtiles.ts'
import { foreignFormat, pictureWidth, readTile, type ReadTile } from './tile-format.ts'
import { openTileFolder } from './tile-folder.ts'
import { boundsOfExtent, touches } from './tile-grid.ts'
import { guessSchema } from './vector-layers.ts'

/** @throws PackProblem, or the system's error where the path cannot be read. */
export function containerOf(path: string): PackContainer {
  const found = statSync(path)
  if (found.isDirectory()) return 'folder'
  if (!found.isFile()) throw new PackProblem('这个路径不是普通文件。')
  if (found.size === 0) throw new PackProblem('文件是空的（0 字节）。请重新复制或重新下载。')
  if (isSqlite(path)) return 'mbtiles'
  if (/\.mbtiles$/i.test(path)) {
    throw new PackProblem('文件名是 .mbtiles，内容却不是数据库，可能没有下载完。请重新复制。')
  }
  return 'pmtiles'
}

/** @throws PackProblem, or the system's error where the path cannot be read. */
export async function openPack(container: PackContainer, path: string): Promise<Pack> {
  switch (container) {
    case 'mbtiles':
      return openMbtiles(path)
    case 'pmtiles':
      return openPmtiles(path)
    case 'folder':
      return openTileFolder(path)
  }
}

const systemSentences: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹。请检查路径，并确认磁盘已经接上。',
  ENOTDIR: '没有这个文件或文件夹。请检查路径，并确认磁盘已经接上。',
  EACCES: '没有权限读取这个文件。请检查文件权限。',
  EPERM: '没有权限读取这个文件。请检查文件权限。',
  EIO: '磁盘读取出错。请检查磁盘。',
}

/** The sentence for whatever went wrong while a pack was read; a mistake of ours is thrown on. */
export function problemSentence(error: unknown): string {
  if (error instanceof PackProblem) return error.sentence
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const sentence = systemSentences[code]
  if (sentence !== undefined) return sentence
  if (/^E[A-Z]+$/.test(code)) return `文件打不开（${code}）。请检查磁盘和权限。`
  throw error
}

export interface LookOptions {
  readonly county: PackBounds
  /** A person's word about the rows. */
  readonly rows?: PackRows | undefined
}

/** Changes nothing anywhere. */
export async function lookAtPack(
  path: string,
  options: LookOptions,
): Promise<Result<PackLook, BadPack>> {
  let pack: Pack | undefined
  try {
    pack = await openPack(containerOf(path), path)
    return accept(await lookInto(pack, path, options))
  } catch (error) {
    return refuse('bad-pack', problemSentence(error))
  } finally {
    pack?.close()
  }
}

async function lookInto(pack: Pack, path: string, options: LookOptions): Promise<PackLook> {
  const facts = await pack.facts()
  const judged = rowsOf(facts, options)
  const samples = await pack.samples()
  const [sample, tile] = firstTile(samples)
  const deepest = facts.extents.at(-1)
  const bounds = facts.declaredBounds ?? (deepest && boundsOfExtent(deepest, judged.rows))
  const [shallowest] = facts.extents
  if (!bounds || !shallowest || !deepest) throw new PackProblem('文件里没有瓦片。')
  const touchesCounty = facts.extents.some((extent) =>
    touches(boundsOfExtent(extent, judged.rows), options.county),
  )
  const layers = facts.layers.length > 0 ? facts.layers : layersOf(samples)
  const tiles: PackTiles = {
    kind: tile.format === 'mvt' ? 'vector' : 'raster',
    format: tile.format,
    schema: tile.format === 'mvt' ? guessSchema(layers) : null,
    layers: tile.format === 'mvt' ? [...layers] : [],
    minZoom: shallowest.z,
    maxZoom: deepest.z,
    tileSize: sizeOf(tile),
    bounds,
  }
  return {
    container: facts.container,
    tiles,
    rows: judged.rows,
    rowsSure: judged.sure || options.rows !== undefined,
    count: facts.count,
    sizeBytes: facts.sizeBytes,
    indexed: facts.indexed,
    name: facts.name || basename(path).replace(/\.[^.]*$/, ''),
    attribution: facts.attribution,
    warnings: warningsOf(facts, tiles, judged.warning, touchesCounty),
    touchesCounty,
    sample: {
      z: sample.z,
      x: sample.x,
      y: judged.rows === 'xyz' ? sample.row : 2 ** sample.z - 1 - sample.row,
    },
  }
}

function rowsOf(facts: PackFacts, { county, rows }: LookOptions) {
  if (rows) return { rows, sure: true, warning: undefined }
  const extent = facts.extents.at(-1)
  if (!extent) throw new PackProblem('文件里没有瓦片。')
  const { usualRows: usual, saidRows: said, declaredBounds: declared } = facts
  const judged = judgeRows({ extent, usual, said, declared, county })
  if (!judged) throw new PackProblem(degreeGridSentence)
  return judged
}

function firstTile(samples: readonly StoredTile[]): readonly [StoredTile, ReadTile] {
  for (const sample of samples) {
    const tile = readTile(sample.bytes)
    if (tile) return [sample, tile]
  }
  const [first] = samples
  if (!first) throw new PackProblem('瓦片全是空的，没有可以显示的内容。请重新导出。')
  const what = foreignFormat(first.bytes)
  throw new PackProblem(
    what
      ? `瓦片是 ${what}，本台不支持。请改用 PNG、JPG、WebP 图片或 MVT 矢量瓦片导出。`
      : '瓦片的内容既不是图片（PNG、JPG、WebP）也不是矢量瓦片（MVT）。请重新导出，或换一个来源。',
  )
}

function layersOf(samples: readonly StoredTile[]): readonly string[] {
  return [...new Set(samples.flatMap(({ bytes }) => readTile(bytes)?.layers ?? []))]
}

function sizeOf(tile: ReadTile): number {
  if (tile.format === 'mvt') return 512
  const width = pictureWidth(tile.bytes) ?? 256
  if (width !== 256 && width !== 512) {
    throw new PackProblem(
      `瓦片图片是 ${width} 像素，本台只接受 256 或 512 像素的瓦片。请重新导出。`,
    )
  }
  return width
}

function warningsOf(
  facts: PackFacts,
  { kind, schema, layers, maxZoom }: PackTiles,
  aboutRows: string | undefined,
  touchesCounty: boolean,
): string[] {
  const warnings = [...facts.warnings]
  if (aboutRows) warnings.push(aboutRows)
  if (!touchesCounty) warnings.push('瓦片不在本县范围内，在本县看不到它。请确认是不是要的文件。')
  if (!facts.indexed) {
    warnings.push('文件没有索引，直接读很慢；只能复制进数据目录使用（复制时补上索引）。')
  }
  if (kind === 'vector' && schema === 'other') {
    const named = layers.slice(0, 6).join('、')
    warnings.push(`矢量图层不是已知的样式（${named || '没有图层名'}），只按线、面、点简单绘制。`)
  }
  if (touchesCounty && maxZoom < 12) {
    warnings.push(`最大级别只有 ${maxZoom} 级，放大后不会更清楚。`)
  }
  return warnings
}
