import iconv from 'iconv-lite'

export const gbkText = (bytes: Uint8Array): string => iconv.decode(Buffer.from(bytes), 'gbk')

/** Ends at the first NUL, which some terminals put after a text and some do not. */
export function fromGbk(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return gbkText(end === -1 ? bytes : bytes.subarray(0, end))
}

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
