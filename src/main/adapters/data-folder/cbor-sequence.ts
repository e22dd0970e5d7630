/** Finds the items of a CBOR sequence (RFC 8742) without decoding them. */

interface Head {
  readonly major: number
  /** The argument: a length, a count or a plain value. */
  readonly argument: number
  readonly end: number
}

/** One initial byte and its argument (RFC 8949 §3); definite lengths only. */
function headAt(bytes: Uint8Array, at: number): Head | undefined {
  const initial = bytes[at]
  if (initial === undefined) return undefined
  const major = initial >> 5
  const low = initial & 31
  if (low < 24) return { major, argument: low, end: at + 1 }
  if (low > 27) return undefined
  const size = 1 << (low - 24)
  if (at + 1 + size > bytes.length) return undefined
  let argument = 0
  for (let index = at + 1; index <= at + size; index++)
    argument = argument * 256 + (bytes[index] ?? 0)
  return { major, argument, end: at + 1 + size }
}

/** Where the item that starts at `at` ends; `undefined` when it is torn or not CBOR. */
export function itemEnd(bytes: Uint8Array, at: number): number | undefined {
  let position = at
  let waiting = 1
  while (waiting > 0) {
    const head = headAt(bytes, position)
    if (head === undefined) return undefined
    waiting--
    position = head.end
    if (head.major === 2 || head.major === 3) position += head.argument
    else if (head.major === 4) waiting += head.argument
    else if (head.major === 5) waiting += 2 * head.argument
    else if (head.major === 6) waiting += 1
    if (position > bytes.length || waiting > bytes.length) return undefined
  }
  return position
}

/** Every whole item in order, and where the last whole one ends. */
export function* itemsOf(bytes: Uint8Array): Generator<Uint8Array, number> {
  let at = 0
  while (at < bytes.length) {
    const end = itemEnd(bytes, at)
    if (end === undefined) break
    yield bytes.subarray(at, end)
    at = end
  }
  return at
}

/** The third field of an op's array, its seq; `undefined` when the bytes are not such an array. */
export function seqOfItem(item: Uint8Array): number | undefined {
  const array = headAt(item, 0)
  if (array?.major !== 4 || array.argument < 3) return undefined
  const formatEnd = itemEnd(item, array.end)
  const originEnd = formatEnd === undefined ? undefined : itemEnd(item, formatEnd)
  const seq = originEnd === undefined ? undefined : headAt(item, originEnd)
  return seq?.major === 0 ? seq.argument : undefined
}
