/** What a file is, by its first bytes. A name or a browser's word for it is never believed. */

export type AttachmentKind = 'photo' | 'audio' | 'video' | 'document' | 'file'

export interface Sniffed {
  readonly type: string
  readonly kind: AttachmentKind
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

const starts = (bytes: Uint8Array, ...magic: readonly number[]): boolean =>
  magic.every((value, place) => bytes[place] === value)

/** Brands of the ISO base media format that we meet: photos of telephones, films, recordings. */
const brands: Readonly<Record<string, Sniffed>> = {
  heic: { type: 'image/heic', kind: 'photo' },
  heix: { type: 'image/heic', kind: 'photo' },
  mif1: { type: 'image/heif', kind: 'photo' },
  msf1: { type: 'image/heif', kind: 'photo' },
  avif: { type: 'image/avif', kind: 'photo' },
  'M4A ': { type: 'audio/mp4', kind: 'audio' },
  'qt  ': { type: 'video/quicktime', kind: 'video' },
  '3gp4': { type: 'video/3gpp', kind: 'video' },
  '3gp5': { type: 'video/3gpp', kind: 'video' },
}

const riff: Readonly<Record<string, Sniffed>> = {
  WEBP: { type: 'image/webp', kind: 'photo' },
  WAVE: { type: 'audio/wav', kind: 'audio' },
  'AVI ': { type: 'video/x-msvideo', kind: 'video' },
}

const words: readonly (readonly [string, Sniffed])[] = [
  ['GIF87a', { type: 'image/gif', kind: 'photo' }],
  ['GIF89a', { type: 'image/gif', kind: 'photo' }],
  ['BM', { type: 'image/bmp', kind: 'photo' }],
  ['II*\0', { type: 'image/tiff', kind: 'photo' }],
  ['MM\0*', { type: 'image/tiff', kind: 'photo' }],
  ['%PDF-', { type: 'application/pdf', kind: 'document' }],
  ['ID3', { type: 'audio/mpeg', kind: 'audio' }],
  ['OggS', { type: 'audio/ogg', kind: 'audio' }],
  ['fLaC', { type: 'audio/flac', kind: 'audio' }],
  ['#!AMR', { type: 'audio/amr', kind: 'audio' }],
  // Voice messages of a chat, with and without its own leading byte.
  ['#!SILK', { type: 'audio/x-silk', kind: 'audio' }],
  ['\u0002#!SILK', { type: 'audio/x-silk', kind: 'audio' }],
]

/** `undefined`: nothing we know; it is kept as a plain file. */
export function sniff(bytes: Uint8Array): Sniffed | undefined {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return { type: 'image/jpeg', kind: 'photo' }
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    return { type: 'image/png', kind: 'photo' }
  }
  if (ascii(bytes, 0, 4) === 'RIFF') return riff[ascii(bytes, 8, 4)]
  if (ascii(bytes, 4, 4) === 'ftyp') {
    return brands[ascii(bytes, 8, 4)] ?? { type: 'video/mp4', kind: 'video' }
  }
  // Not a bitmap: two letters alone prove nothing, the four zeros behind the size do.
  const bitmap = !ascii(bytes, 0, 2).startsWith('BM') || ascii(bytes, 6, 4) === '\0\0\0\0'
  const word = words.find(([begin]) => ascii(bytes, 0, begin.length) === begin)
  if (word && bitmap) return word[1]
  // MPEG audio, layer 3.
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2) {
    return { type: 'audio/mpeg', kind: 'audio' }
  }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { type: 'application/x-ole-storage', kind: 'document' }
  }
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return { type: 'application/zip', kind: 'file' }
  return undefined
}

const officeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Type and kind as they are recorded; the name decides only between things inside a ZIP, and text. */
export function typeOf(name: string, bytes: Uint8Array): Sniffed {
  const found = sniff(bytes)
  const extension = extensionOf(name)
  const office = officeTypes[extension]
  if (found?.type === 'application/zip' && office) return { type: office, kind: 'document' }
  if (found) return found
  const text = extension === 'txt' && !bytes.includes(0)
  return text
    ? { type: 'text/plain; charset=utf-8', kind: 'document' }
    : { type: 'application/octet-stream', kind: 'file' }
}

const photoExtensions = new Set(
  'jpg jpeg jpe jfif png gif webp bmp tif tiff heic heif avif'.split(' '),
)

/** Whether the name says that it is a photo. */
export function namedAsPhoto(name: string): boolean {
  return photoExtensions.has(extensionOf(name))
}

function hasJpegFrame(bytes: Uint8Array): boolean {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Start of frame, any coding; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return true
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    if (length < 2) return false
    at += 2 + length
  }
  return false
}

/** Begins like a picture and has none in it: cut off while it was copied. */
export function isBrokenPhoto(bytes: Uint8Array, { type, kind }: Sniffed): boolean {
  if (kind !== 'photo') return false
  if (type === 'image/jpeg') return !hasJpegFrame(bytes)
  if (type === 'image/png') return ascii(bytes, 12, 4) !== 'IHDR' || bytes.length < 57
  return bytes.length < 32
}
