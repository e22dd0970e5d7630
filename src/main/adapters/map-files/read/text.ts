/** Bytes as text: by the mark at their beginning, by what they say, else UTF-8, else GB 18030. */
import { unreadable } from './fault.ts'

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined
}

/** `GB2312`, `gbk`, `936` and the like, as programs write them; `undefined` where nobody knows it. */
export function decoderOf(label: string): InstanceType<typeof TextDecoder> | undefined {
  const plain = label.trim().toLowerCase()
  const known = /^(?:cp|ansi[ _]?|windows-?|ms)?936$/.test(plain) ? 'gb18030' : plain
  try {
    return new TextDecoder(known)
  } catch {
    // Not a name of an encoding: the caller goes on with what the bytes look like.
    return undefined
  }
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    // The only thing it throws for.
    return false
  }
}

/** Text without a mark at its beginning. */
export function textOf(bytes: Uint8Array): string {
  const marked = byMark(bytes)
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes)
}

/**
 * XML as text. What its first line declares counts, unless the bytes are UTF-8 anyway: editors
 * change the one and forget the other.
 */
export function xmlTextOf(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1]
  if (byMark(bytes) !== undefined || declared === undefined || isUtf8(bytes)) return textOf(bytes)
  const decoder = decoderOf(declared)
  if (!decoder)
    throw unreadable(`文件写明的编码“${declared}”不认识，没有导入。请另存为 UTF-8 后重试。`)
  // It declares UTF-8 and is not: nearly always the system's own encoding under a copied heading.
  return new TextDecoder(decoder.encoding === 'utf-8' ? 'gb18030' : decoder.encoding).decode(bytes)
}
