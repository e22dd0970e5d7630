/** Reads numbers of any width, most significant bit first. */
export interface BitReader {
  unsigned(width: number): number
  signed(width: number): number
  readonly left: number
}

/** `width` is at most 31. Reading past the end reads zeros: callers check `left` first. */
export function bitReader(bytes: Uint8Array, from = 0): BitReader {
  let at = from * 8
  function unsigned(width: number): number {
    let value = 0
    for (let n = 0; n < width; n++, at++) {
      value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    }
    return value
  }
  return {
    unsigned,
    signed(width) {
      const value = unsigned(width)
      return value >= 2 ** (width - 1) ? value - 2 ** width : value
    },
    get left() {
      return bytes.length * 8 - at
    },
  }
}
