/** The Chinese letters of most terminals: GBK. */
import iconv from 'iconv-lite'

/** A byte that is no GBK becomes a visible mark (U+FFFD). */
export const fromGbk = (bytes: Uint8Array): string => iconv.decode(bytes, 'gbk')

/** The text in GBK, or the characters that GBK does not have: nothing is replaced in silence. */
export function toGbk(
  text: string,
):
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly lacks: string } {
  const lacks = [...new Set(text)].filter(
    (letter) => iconv.decode(iconv.encode(letter, 'gbk'), 'gbk') !== letter,
  )
  if (lacks.length > 0) return { ok: false, lacks: lacks.join(' ') }
  return { ok: true, bytes: new Uint8Array(iconv.encode(text, 'gbk')) }
}
