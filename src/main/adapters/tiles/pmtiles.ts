/**
 * PMTiles 3 (github.com/protomaps/PMTiles/blob/main/spec/v3): one file of directories and tiles.
 * Read with positioned reads of our own, so that nothing is loaded that was not asked for.
 */
import { fstatSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import {
  bytesToHeader,
  Compression,
  EtagMismatch,
  PMTiles,
  tileIdToZxy,
  TileType,
  type Header,
  type RangeResponse,
  type Source,
} from 'pmtiles'
import { layersInJson, plainText } from './mbtiles.ts'
import { PackProblem, type Pack, type PackFacts, type StoredTile } from './pack.ts'
import { checkedBounds, type Extent } from './tile-grid.ts'

const headerBytes = 127
/** No honest directory or tile is larger when it is unpacked. */
const limit = { maxOutputLength: 64 * 1024 * 1024 }
const mostReadBytes = 64 * 1024 * 1024
const sampledEntries = 40

const foreignSentence =
  '这不是底图文件。能导入的是 MBTiles、PMTiles 文件和瓦片文件夹；GeoJSON、Shapefile 请用“制作底图”。'
const damaged = '文件不完整或已损坏，读不出来。请重新复制或重新下载这个文件。'

class FileSource implements Source {
  readonly #file: FileHandle
  readonly #name: string
  constructor(file: FileHandle, name: string) {
    this.#file = file
    this.#name = name
  }
  getKey(): string {
    return this.#name
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    if (!(length >= 0 && length <= mostReadBytes)) throw new PackProblem(damaged)
    const { bytesRead, buffer } = await this.#file.read(new Uint8Array(length), 0, length, offset)
    return { data: buffer.buffer.slice(0, bytesRead) }
  }
}

async function decompress(data: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  switch (compression) {
    case Compression.Gzip:
      return arrayOf(gunzipSync(data, limit))
    case Compression.Brotli:
      return arrayOf(brotliDecompressSync(data, limit))
    case Compression.Zstd:
      return arrayOf(zstdDecompressSync(data, limit))
    case Compression.None:
    case Compression.Unknown:
      return data
  }
}

function arrayOf(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}

/** Refuses what is no PMTiles 3 before the library reads it. */
function checkHead(head: Uint8Array): void {
  const magic = Buffer.from(head.subarray(0, 7)).toString('latin1')
  if (head.length === 0) throw new PackProblem('文件是空的（0 字节）。请重新复制或重新下载。')
  if (!magic.startsWith('PM')) throw new PackProblem(foreignSentence)
  const version = magic === 'PMTiles' ? head[7] : head[2]
  if (version !== 3) {
    throw new PackProblem(
      `这是 PMTiles 第 ${version ?? '?'} 版，本台只读第 3 版。请用 pmtiles convert 转换后导入。`,
    )
  }
  if (head.length < headerBytes) throw new PackProblem(damaged)
}

function checkType(header: Header): void {
  const refused: Partial<Record<TileType, string>> = {
    [TileType.Mlt]: 'MLT 矢量瓦片是新格式，本台还不能显示。请改用 MVT（Mapbox 矢量瓦片）格式导出。',
    [TileType.Avif]: '瓦片是 AVIF 图片，本台不支持。请改用 PNG、JPG 或 WebP 导出。',
  }
  const sentence = refused[header.tileType]
  if (sentence) throw new PackProblem(sentence)
}

function checkLength(header: Header, size: number): void {
  const ends = [
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ]
  if (ends.some((end) => end > size)) throw new PackProblem(damaged)
}

/** Whatever the library throws on a bad file is the file's fault; our own sentences go through. */
async function understood<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof PackProblem) throw error
    throw new PackProblem(error instanceof EtagMismatch ? '文件在读取时被改动。' : damaged, error)
  }
}

/** @throws PackProblem */
export async function openPmtiles(path: string): Promise<Pack> {
  const file = await open(path, 'r')
  try {
    const { size } = fstatSync(file.fd)
    const { bytesRead, buffer } = await file.read(new Uint8Array(headerBytes), 0, headerBytes, 0)
    checkHead(buffer.subarray(0, bytesRead))
    const header = bytesToHeader(buffer.buffer, '')
    checkType(header)
    checkLength(header, size)
    return packOf(file, path, size, header)
  } catch (error) {
    await file.close()
    throw error
  }
}

function packOf(file: FileHandle, path: string, size: number, header: Header): Pack {
  let closed: Promise<void> | undefined
  const archive = new PMTiles(new FileSource(file, path), undefined, decompress)
  return {
    read: (z, x, row) =>
      understood(async () => {
        const answer = await archive.getZxy(z, x, row)
        const bytes = answer && new Uint8Array(answer.data)
        return bytes && bytes.length > 0 ? bytes : undefined
      }),
    facts: () => understood(() => factsOf(archive, header, size)),
    samples: () => understood(() => samplesOf(archive, header)),
    all: () => {
      throw new Error('a PMTiles file is copied as it is')
    },
    close() {
      closed ??= file.close()
      closed.catch(() => undefined)
    },
  }
}

async function factsOf(archive: PMTiles, header: Header, size: number): Promise<PackFacts> {
  const entries = await firstEntries(archive, header)
  if (entries.length === 0) {
    throw new PackProblem('文件里没有瓦片，没有可以显示的内容。请重新导出。')
  }
  const metadata = await metadataOf(archive)
  const declared = checkedBounds([header.minLon, header.minLat, header.maxLon, header.maxLat])
  const json = JSON.stringify(metadata)
  return {
    container: 'pmtiles',
    usualRows: 'xyz',
    saidRows: 'xyz',
    extents: extentsOf(header, declared),
    declaredBounds: declared,
    count: header.numAddressedTiles || null,
    sizeBytes: size,
    indexed: true,
    name: plainText(textOf(metadata['name']), 60),
    attribution: plainText(textOf(metadata['attribution']), 200),
    layers: layersInJson(json),
    warnings: declared ? [] : ['文件没有写明范围，按整个世界处理。'],
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

async function metadataOf(archive: PMTiles): Promise<Record<string, unknown>> {
  try {
    const value: unknown = await archive.getMetadata()
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Nothing hangs on it: names of layers are read from a tile, the rest is asked.
    return {}
  }
}

/** The directories say which tiles there are, one by one; the bounds of the header are enough here. */
function extentsOf(header: Header, declared: PackFacts['declaredBounds']): readonly Extent[] {
  const { minZoom, maxZoom } = header
  const zooms = Array.from({ length: Math.max(1, maxZoom - minZoom + 1) }, (_, up) => minZoom + up)
  return zooms.map((z) => {
    const side = 2 ** z
    const whole: Extent = { z, minX: 0, maxX: side - 1, minRow: 0, maxRow: side - 1 }
    if (!declared) return whole
    const column = (lon: number) => Math.floor(((lon + 180) / 360) * side)
    const row = (lat: number) => {
      const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180)
      return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side)
    }
    const on = (value: number) => Math.max(0, Math.min(side - 1, value))
    return {
      z,
      minX: on(column(declared.west)),
      maxX: on(column(declared.east)),
      minRow: on(row(declared.north)),
      maxRow: on(row(declared.south)),
    }
  })
}

/** Entries of the first directory that has tiles: enough to know that there are any. */
async function firstEntries(archive: PMTiles, header: Header) {
  let { rootDirectoryOffset: offset, rootDirectoryLength: length } = header
  for (let depth = 0; depth < 4; depth++) {
    const entries = await archive.cache.getDirectory(archive.source, offset, length, header)
    const tiles = entries.filter(({ runLength }) => runLength > 0)
    const leaf = entries.at(-1)
    if (tiles.length > 0 || !leaf) return tiles
    // The last leaf holds the deepest tiles.
    offset = header.leafDirectoryOffset + leaf.offset
    length = leaf.length
  }
  throw new PackProblem(damaged)
}

async function samplesOf(archive: PMTiles, header: Header): Promise<readonly StoredTile[]> {
  const entries = await firstEntries(archive, header)
  const samples: StoredTile[] = []
  const step = Math.max(1, Math.floor(entries.length / sampledEntries))
  for (let at = entries.length - 1; at >= 0; at -= step) {
    const entry = entries[at]
    if (!entry) break
    const [z, x, row] = tileIdToZxy(entry.tileId)
    const answer = await archive.getZxy(z, x, row)
    if (answer && answer.data.byteLength > 0) {
      samples.push({ z, x, row, bytes: new Uint8Array(answer.data) })
    }
    if (samples.length >= 12) break
  }
  return samples
}
