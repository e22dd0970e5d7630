/** A PMTiles 3 file (spec/v3 §3–5): tiles in the order of their ids, equal ones stored once. */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Compression, TileType, zxyToTileId } from 'pmtiles'
import type { PackBounds } from '../../../../core/map-packs.ts'
import type { CutTile } from './cut-tiles.ts'

const headerBytes = 127
/** Header and root directory together; readers fetch so much at once. */
const rootLimitBytes = 16_384 - headerBytes

interface Entry {
  readonly id: number
  readonly offset: number
  readonly length: number
  run: number
}

export interface PackAbout {
  readonly minZoom: number
  readonly maxZoom: number
  readonly bounds: PackBounds
  readonly metadata: Readonly<Record<string, unknown>>
}

/** LEB128. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80)
  return [...bytes, rest]
}

/** §4: ids as differences, runs, lengths, offsets; an offset that follows its neighbour is 0. */
function directory(entries: readonly Entry[]): Buffer {
  const numbers: number[] = [entries.length]
  let before = 0
  for (const { id } of entries) {
    numbers.push(id - before)
    before = id
  }
  for (const { run } of entries) numbers.push(run)
  for (const { length } of entries) numbers.push(length)
  let next = -1
  for (const { offset, length } of entries) {
    numbers.push(offset === next ? 0 : offset + 1)
    next = offset + length
  }
  return gzipSync(Buffer.from(numbers.flatMap(varint)))
}

/** One directory where it fits, else a root that points to leaves. */
function directories(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
  const whole = directory(entries)
  if (whole.length <= rootLimitBytes) return { root: whole, leaves: Buffer.alloc(0) }
  for (let size = 4096; ; size *= 2) {
    const leaves: Buffer[] = []
    const root: Entry[] = []
    let offset = 0
    for (let at = 0; at < entries.length; at += size) {
      const part = entries.slice(at, at + size)
      const leaf = directory(part)
      root.push({ id: part[0]?.id ?? 0, offset, length: leaf.length, run: 0 })
      offset += leaf.length
      leaves.push(leaf)
    }
    const made = directory(root)
    if (made.length <= rootLimitBytes) return { root: made, leaves: Buffer.concat(leaves) }
  }
}

interface Sections {
  readonly root: Buffer
  readonly metadata: Buffer
  readonly leaves: Buffer
  readonly tilesLength: number
  readonly addressed: number
  readonly entries: number
  readonly contents: number
}

/** §3. */
function header(about: PackAbout, sections: Sections): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  bytes.write('PMTiles\x03', 'latin1')
  const lengths = [sections.root, sections.metadata, sections.leaves].map(({ length }) => length)
  let offset = headerBytes
  for (const [place, length] of [...lengths, sections.tilesLength].entries()) {
    bytes.writeBigUInt64LE(BigInt(offset), 8 + 16 * place)
    bytes.writeBigUInt64LE(BigInt(length), 16 + 16 * place)
    offset += length
  }
  const counts = [sections.addressed, sections.entries, sections.contents]
  for (const [place, count] of counts.entries())
    bytes.writeBigUInt64LE(BigInt(count), 72 + 8 * place)
  const { west, south, east, north } = about.bounds
  const degrees = (value: number, at: number) => bytes.writeInt32LE(Math.round(value * 1e7), at)
  // Clustered; directories and tiles gzipped; vector tiles.
  bytes.set([1, Compression.Gzip, Compression.Gzip, TileType.Mvt, about.minZoom, about.maxZoom], 96)
  degrees(west, 102)
  degrees(south, 106)
  degrees(east, 110)
  degrees(north, 114)
  bytes[118] = Math.min(about.maxZoom, Math.max(about.minZoom, 11))
  degrees((west + east) / 2, 119)
  degrees((south + north) / 2, 123)
  return bytes
}

/** Durable when it returns. @throws the system's error where the disk refuses */
export function writePmtiles(path: string, tiles: readonly CutTile[], about: PackAbout): void {
  const sorted = tiles
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), bytes }))
    .toSorted((a, b) => a.id - b.id)
  const places = new Map<string, Pick<Entry, 'offset' | 'length'>>()
  const contents: Uint8Array[] = []
  const entries: Entry[] = []
  let tilesLength = 0
  for (const { id, bytes } of sorted) {
    const hash = createHash('sha256').update(bytes).digest('base64')
    let place = places.get(hash)
    if (!place) {
      place = { offset: tilesLength, length: bytes.length }
      places.set(hash, place)
      contents.push(bytes)
      tilesLength += bytes.length
    }
    const last = entries.at(-1)
    if (last && last.offset === place.offset && last.id + last.run === id) last.run += 1
    else entries.push({ id, ...place, run: 1 })
  }
  const metadata = gzipSync(JSON.stringify(about.metadata))
  const { root, leaves } = directories(entries)
  const head = header(about, {
    root,
    metadata,
    leaves,
    tilesLength,
    addressed: sorted.length,
    entries: entries.length,
    contents: contents.length,
  })
  const file = openSync(path, 'wx')
  try {
    for (const part of [head, root, metadata, leaves, ...contents]) writeAll(file, part)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}
