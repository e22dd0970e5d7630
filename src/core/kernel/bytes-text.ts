/** Bytes as text and back, without Node's Buffer. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const valueOf = new Map(Array.from(alphabet, (character, value) => [character, value]))

/** base64url without padding (RFC 4648 §5); `undefined` for anything else. */
export function fromBase64Url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const character of text) {
    const value = valueOf.get(character)
    if (value === undefined) return undefined
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >>> bits) & 0xff
  }
  return bytes
}

export function toHexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A text file's letters, without the mark some editors put in front; `undefined` where it is not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  let escaped = ''
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`
  try {
    return decodeURIComponent(escaped).replace(/^\ufeff/, '')
  } catch {
    // Not UTF-8: the only thing it complains about.
    return undefined
  }
}

/** RFC 4648 §5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1] ?? 0, bytes[i + 2] ?? 0]
    const word = (a << 16) | (b << 8) | c
    const letters = Math.min(4, bytes.length - i + 1)
    for (let n = 0; n < letters; n++) text += alphabet[(word >> (18 - 6 * n)) & 63] ?? ''
  }
  return text
}
