/** Flags, escapes and the check of JT/T 808 (reference §2.1). */
import { xorSum } from '../../../core/gateway/frame-kit.ts'

export const flag = 0x7e
const escape = 0x7d
const escapedFlag = 0x02
const escapedEscape = 0x01

/** Header of 12 octets without a body, and the check. */
export const minContent = 13

/** `undefined` when an escape is followed by what no sender writes. */
export function unescape(content: Uint8Array): Uint8Array | undefined {
  const plain = new Uint8Array(content.length)
  let length = 0
  for (let at = 0; at < content.length; at++) {
    const byte = content[at] ?? 0
    if (byte !== escape) {
      plain[length++] = byte
      continue
    }
    at += 1
    const next = content[at]
    if (next !== escapedFlag && next !== escapedEscape) return undefined
    plain[length++] = next === escapedFlag ? flag : escape
  }
  return plain.subarray(0, length)
}

/** Check first, then the escapes, the check included. */
export function encodeFrame(content: Uint8Array): Uint8Array {
  const out: number[] = [flag]
  for (const byte of [...content, xorSum(content)]) {
    if (byte === flag) out.push(escape, escapedFlag)
    else if (byte === escape) out.push(escape, escapedEscape)
    else out.push(byte)
  }
  out.push(flag)
  return Uint8Array.from(out)
}

/** The content without the check, as it stands between flags; the flags may be there or not. */
export function openFrame(
  bytes: Uint8Array,
): { readonly content: Uint8Array; readonly check: number; readonly checkOk: boolean } | undefined {
  const from = bytes[0] === flag ? 1 : 0
  const to = bytes.length > from && bytes[bytes.length - 1] === flag ? -1 : undefined
  const plain = unescape(bytes.subarray(from, to))
  if (plain === undefined || plain.length < minContent) return undefined
  const content = plain.subarray(0, -1)
  const check = plain[plain.length - 1] ?? 0
  return { content, check, checkOk: check === xorSum(content) }
}
