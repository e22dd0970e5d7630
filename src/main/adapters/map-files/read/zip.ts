/**
 * What a ZIP holds (APPNOTE 6.3), within bounds. What it says of its own sizes is not believed: a
 * small archive may unpack to a whole disk, and a damaged one to half a map. So nothing comes out
 * past the bound, and each entry is checked against its sum.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { FileFault, unreadable } from './fault.ts'
import { textOf } from './text.ts'

const mostEntries = 2000
/** Unpacked bytes of all that is taken out. */
const mostBytes = 256 * 1024 * 1024

const entrySignature = 0x02014b50
const endSignature = 0x06054b50
const encryptedFlag = 1
const utf8Flag = 1 << 11

/** Path in the archive → content. */
export type Archive = ReadonlyMap<string, Uint8Array>

interface Entry {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly sum: number
  readonly packed: number
  readonly at: number
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
}

function tooLarge(): FileFault {
  return new FileFault(
    'too-large',
    '压缩包解开后太大（超过 256 MB 或 2000 个文件），没有导入。请只打包需要的文件。',
  )
}

function damaged(): FileFault {
  return unreadable('压缩包不完整或已损坏，没有导入。请重新打包或重新下载后重试。')
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - 22 - 65_535)
  for (let at = bytes.length - 22; at >= first; at--) {
    if (bytes.readUInt32LE(at) === endSignature) return at
  }
  throw damaged()
}

/** Archives made on Chinese systems name their entries in GBK and do not say so. */
function nameOf(bytes: Buffer, flags: number): string {
  return (flags & utf8Flag) === 0 ? textOf(bytes) : bytes.toString('utf8')
}

function entriesOf(bytes: Buffer): Entry[] {
  const end = endOf(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > mostEntries) throw tooLarge()
  let at = bytes.readUInt32LE(end + 16)
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== entrySignature) throw damaged()
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place))
    const flags = bytes.readUInt16LE(at + 8)
    const entry = {
      name: nameOf(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)), flags),
      flags,
      method: bytes.readUInt16LE(at + 10),
      sum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    }
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
    return entry
  })
}

function unpacked(bytes: Buffer, entry: Entry, most: number): Buffer {
  if ((entry.flags & encryptedFlag) !== 0) {
    throw unreadable('压缩包有密码，没有导入。请去掉密码重新打包后重试。')
  }
  const from = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28)
  const packed = bytes.subarray(from, from + entry.packed)
  if (packed.length !== entry.packed) throw damaged()
  if (entry.method === 0) return packed
  if (entry.method !== 8) {
    throw unreadable('压缩包用了不支持的压缩方式，没有导入。请用系统自带的 ZIP 压缩重新打包。')
  }
  return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

function bounded<T>(archive: Uint8Array, work: (bytes: Buffer, entries: readonly Entry[]) => T): T {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  try {
    const entries = entriesOf(bytes)
    return work(
      bytes,
      entries.filter(({ name }) => !name.endsWith('/') && !name.includes('__MACOSX')),
    )
  } catch (error) {
    if (error instanceof FileFault) throw error
    if (isTooLong(error)) throw tooLarge()
    // Everything else is an offset past the end or a stream that does not unpack.
    throw damaged()
  }
}

/** Paths of all files in it, without the litter of macOS. @throws FileFault */
export function namesIn(archive: Uint8Array): readonly string[] {
  return bounded(archive, (_, entries) => entries.map(({ name }) => name))
}

/** The wanted entries. @throws FileFault */
export function unzip(archive: Uint8Array, wanted: (name: string) => boolean): Archive {
  return bounded(archive, (bytes, entries) => {
    const held = new Map<string, Uint8Array>()
    let left = mostBytes
    for (const entry of entries.filter(({ name }) => wanted(name))) {
      const content = unpacked(bytes, entry, left)
      if (crc32(content) !== entry.sum) throw damaged()
      left -= content.length
      if (left < 0) throw tooLarge()
      held.set(entry.name, content)
    }
    return held
  })
}
