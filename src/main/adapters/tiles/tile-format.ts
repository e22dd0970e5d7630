/** What a tile is, by its own bytes: names, extensions and metadata of packs are often wrong. */
import { gunzipSync, inflateSync } from 'node:zlib'
import { vectorLayersOf } from './vector-layers.ts'

export type TileFormat = 'png' | 'jpg' | 'webp' | 'mvt'

export const contentTypes: Readonly<Record<TileFormat, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  mvt: 'application/vnd.mapbox-vector-tile',
}

/** No honest tile is larger when it is unpacked; what would be is a bomb or damage. */
const mostUnpackedBytes = 32 * 1024 * 1024

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b
const isZlib = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x78 && ((bytes[0] << 8) | (bytes[1] ?? 0)) % 31 === 0

/** The picture formats we draw; `undefined` for anything else. */
function pictureFormat(bytes: Uint8Array): Exclude<TileFormat, 'mvt'> | undefined {
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpg'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'webp'
  return undefined
}

/** Other things that tiles can be, for the sentence of the refusal. */
export function foreignFormat(bytes: Uint8Array): string | undefined {
  if (ascii(bytes, 4, 8).startsWith('ftypavif')) return 'AVIF 图片'
  if (ascii(bytes, 0, 3) === 'GIF') return 'GIF 图片'
  if (ascii(bytes, 0, 4) === 'II*\0' || ascii(bytes, 0, 4) === 'MM\0*') return 'TIFF 图片'
  if (bytes[0] === 0x7b) return 'JSON 文字'
  return undefined
}

export interface ReadTile {
  readonly format: TileFormat
  /** As it goes to the page: vector tiles unpacked, because not every channel unpacks them. */
  readonly bytes: Uint8Array
  /** Of a vector tile. */
  readonly layers: readonly string[]
}

function unpacked(bytes: Uint8Array): Uint8Array | undefined {
  const limit = { maxOutputLength: mostUnpackedBytes }
  try {
    if (isGzip(bytes)) return gunzipSync(bytes, limit)
    return isZlib(bytes) ? inflateSync(bytes, limit) : bytes
  } catch {
    // Damaged or far too large: not a tile.
    return undefined
  }
}

/** `undefined`: neither a picture nor a vector tile. */
export function readTile(bytes: Uint8Array): ReadTile | undefined {
  const picture = pictureFormat(bytes)
  if (picture) return { format: picture, bytes, layers: [] }
  const plain = unpacked(bytes)
  const layers = plain && vectorLayersOf(plain)
  return layers && { format: 'mvt', bytes: plain, layers }
}

const bigEndian = (bytes: Uint8Array, at: number, length: number): number =>
  bytes.subarray(at, at + length).reduce((value, byte) => value * 256 + byte, 0)

function jpegWidth(bytes: Uint8Array): number | undefined {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return bigEndian(bytes, at + 7, 2)
    }
    at += 2 + bigEndian(bytes, at + 2, 2)
  }
  return undefined
}

function webpWidth(bytes: Uint8Array): number | undefined {
  const at = (place: number) => bytes[place] ?? 0
  switch (ascii(bytes, 12, 4)) {
    case 'VP8 ':
      return (at(26) | (at(27) << 8)) & 0x3fff
    case 'VP8L':
      return (at(21) | ((at(22) & 0x3f) << 8)) + 1
    case 'VP8X':
      return (at(24) | (at(25) << 8) | (at(26) << 16)) + 1
    default:
      return undefined
  }
}

/** Pixels of one side; `undefined` where the picture does not say. */
export function pictureWidth(bytes: Uint8Array): number | undefined {
  const format = pictureFormat(bytes)
  if (format === 'png') return bigEndian(bytes, 16, 4)
  if (format === 'jpg') return jpegWidth(bytes)
  return format === 'webp' ? webpWidth(bytes) : undefined
}
