/** Numbers of Motorola's binary XML, and its times (radio reference §5). */
import { u32be } from '../../../core/gateway/frame-kit.ts'

/** Reads from the front; every read past the end makes it `over`, and gives zero. */
export interface Reader {
  readonly left: number
  readonly over: boolean
  byte(): number
  take(count: number): Uint8Array
  /** Seven bits per byte, the high bit continues. */
  uint(): number
  /** The first byte has the sign in bit 6. */
  sint(): number
  ufloat(): number
  sfloat(): number
}

/** More bytes than this are no number of a position report. */
const longest = 5

export function reader(bytes: Uint8Array): Reader {
  let at = 0
  let over = false

  function byte(): number {
    const value = bytes[at]
    if (value === undefined) over = true
    else at += 1
    return value ?? 0
  }
  function rest(first: number, mask: number): { value: number; count: number } {
    let value = first & mask
    let count = 1
    for (let last = first; (last & 0x80) !== 0; count += 1) {
      last = byte()
      value = value * 128 + (last & 0x7f)
      if (over || count >= longest) {
        over = true
        break
      }
    }
    return { value, count }
  }
  function fraction(): number {
    const { value, count } = rest(byte(), 0x7f)
    return value / 128 ** count
  }
  function signed(more: () => number): number {
    const first = byte()
    const magnitude = rest(first, 0x3f).value + more()
    return (first & 0x40) === 0 ? magnitude : -magnitude
  }
  return {
    get left() {
      return bytes.length - at
    },
    get over() {
      return over
    },
    byte,
    take(count) {
      if (at + count > bytes.length) over = true
      const some = bytes.slice(at, at + count)
      at += some.length
      return some
    },
    uint: () => rest(byte(), 0x7f).value,
    sint: () => signed(() => 0),
    ufloat: () => rest(byte(), 0x7f).value + fraction(),
    sfloat: () => signed(fraction),
  }
}

export function uintBytes(value: number): number[] {
  const out = [value & 0x7f]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
    out.unshift((left & 0x7f) | 0x80)
  }
  return out
}

/** Year 14 bits, month 4, day 5, hour 5, minute 6, second 6; UTC. `undefined` when it is no time. */
export function infoTime(bytes: Uint8Array): number | undefined {
  const high = bytes[0] ?? 0
  const low = u32be(bytes, 1)
  const year = (high << 6) | (low >>> 26)
  const month = (low >>> 22) & 15
  const [day, hour, minute, second] = [
    (low >>> 17) & 31,
    (low >>> 12) & 31,
    (low >>> 6) & 63,
    low & 63,
  ]
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const read = new Date(at)
  const same =
    year > 1990 &&
    read.getUTCMonth() === month - 1 &&
    read.getUTCDate() === day &&
    read.getUTCHours() === hour &&
    read.getUTCMinutes() === minute &&
    read.getUTCSeconds() === second
  return same ? at : undefined
}
