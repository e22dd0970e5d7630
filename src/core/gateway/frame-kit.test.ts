import { describe, expect, it } from 'vitest'
import {
  bcdDigits,
  byteSum,
  bytes16be,
  bytes16le,
  bytes32be,
  bytes32le,
  createFramer,
  createLineReader,
  type Cut,
  type Framed,
  fromHex,
  fromLatin1,
  latin1,
  onesComplementSum,
  s16be,
  toHex,
  u16be,
  u16le,
  u32be,
  u32le,
  xorSum,
} from './frame-kit.ts'

/** A toy protocol: `<`, total length, payload, exclusive-or of all before it. */
const toy = {
  maxFrame: 20,
  maxBuffer: 600,
  find(bytes: Uint8Array): Cut {
    if (bytes[0] !== 0x3c) {
      const next = bytes.indexOf(0x3c)
      return { kind: 'skip', count: next < 0 ? bytes.length : next }
    }
    const length = bytes[1]
    if (length === undefined) return { kind: 'need-more' }
    if (length < 3 || length > 20) return { kind: 'skip', count: 1 }
    if (bytes.length < length) return { kind: 'need-more', expected: length }
    const good = xorSum(bytes, 0, length) === 0
    return good ? { kind: 'frame', length } : { kind: 'damaged', length }
  },
}

function toyFrame(...payload: number[]): number[] {
  const body = [0x3c, payload.length + 3, ...payload]
  return [...body, xorSum(Uint8Array.from(body))]
}

const told = (all: readonly Framed[]): string[] =>
  all.map((one) => `${one.kind} ${toHex(one.bytes)}`)

describe('the framer', () => {
  it('reports noise, a good frame and the noise after it, in order', () => {
    const framer = createFramer(toy)
    const frame = toyFrame(1, 2)
    const out = [...framer.push(Uint8Array.from([9, 8, ...frame, 7])), ...framer.flush()]
    expect(told(out)).toEqual(['noise 0908', `frame ${toHex(Uint8Array.from(frame))}`, 'noise 07'])
  })

  it('reports a damaged frame once and keeps the good frame right behind it', () => {
    const framer = createFramer(toy)
    const bad = toyFrame(5, 6, 7)
    bad[3] = 0x3c // a false beginning inside the damage
    const good = toyFrame(1)
    const out = [...framer.push(Uint8Array.from([...bad, ...good])), ...framer.settle()]
    expect(out.map((one) => one.kind)).toEqual(['damaged', 'frame'])
    expect([...(out[0]?.bytes ?? [])]).toEqual(bad)
  })

  it('keeps a good frame that stands inside a damaged one', () => {
    const framer = createFramer(toy)
    const good = toyFrame(1, 2, 3)
    // The length claims 12 bytes, of which bytes 2…7 are a frame of their own.
    const out = framer.push(Uint8Array.from([0x3c, 12, ...good, 0, 0, 0, 0]))
    expect(told(out)).toContain(`frame ${toHex(Uint8Array.from(good))}`)
  })

  it('holds a good frame behind a false beginning only until the line settles', () => {
    const framer = createFramer(toy)
    const good = toyFrame(1, 2, 3)
    expect(framer.push(Uint8Array.from([0x3c, 20, ...good]))).toEqual([])
    expect(framer.settle().map((one) => one.kind)).toEqual(['damaged', 'frame'])
    expect(framer.held).toBe(0)
  })

  it('lets an unfinished frame wait when the line settles, and gives it up on flush', () => {
    const framer = createFramer(toy)
    const frame = toyFrame(1, 2, 3)
    framer.push(Uint8Array.from(frame.slice(0, 4)))
    expect(framer.settle()).toEqual([])
    expect(framer.push(Uint8Array.from(frame.slice(4))).map((one) => one.kind)).toEqual(['frame'])
    framer.push(Uint8Array.from(frame.slice(0, 4)))
    expect(told(framer.flush())).toEqual([`damaged ${toHex(Uint8Array.from(frame.slice(0, 4)))}`])
  })

  it('gives back every byte once, in order, whatever arrives and however it is cut', () => {
    let seed = 20261123
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    for (let round = 0; round < 3000; round++) {
      const input: number[] = []
      for (let part = 0; part < 6; part++) {
        if (random(2))
          input.push(...toyFrame(...Array.from({ length: random(15) }, () => random(256))))
        else
          for (let left = random(30); left > 0; left--) input.push(random(3) ? random(256) : 0x3c)
      }
      const whole = createFramer(toy)
      const once = [...whole.push(Uint8Array.from(input)), ...whole.flush()]
      expect(once.flatMap((one) => [...one.bytes])).toEqual(input)
      const cut = createFramer(toy)
      const parts: Framed[] = []
      for (let at = 0; at < input.length;) {
        const size = 1 + random(9)
        parts.push(...cut.push(Uint8Array.from(input.slice(at, at + size))))
        expect(cut.held).toBeLessThanOrEqual(toy.maxBuffer)
        at += size
      }
      parts.push(...cut.flush())
      expect(told(parts)).toEqual(told(once))
    }
  })

  it('stays under its bound when a megabyte of false beginnings arrives at once', () => {
    const framer = createFramer(toy)
    const out = framer.push(new Uint8Array(1_000_000).fill(0x3c))
    expect(framer.held).toBeLessThanOrEqual(toy.maxBuffer)
    const given = [...out, ...framer.flush()].reduce((sum, one) => sum + one.bytes.length, 0)
    expect(given).toBe(1_000_000)
  })
})

describe('the line reader', () => {
  it('settles after 200 ms of silence and gives up after one second', () => {
    const due: { at: number; run: () => void }[] = []
    let now = 0
    const timers = {
      after(delayMs: number, run: () => void) {
        const entry = { at: now + delayMs, run }
        due.push(entry)
        return () => void due.splice(due.indexOf(entry) >>> 0, due.includes(entry) ? 1 : 0)
      },
    }
    const advance = (to: number): void => {
      for (;;) {
        const next = due.filter((one) => one.at <= to).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        due.splice(due.indexOf(next), 1)
        now = next.at
        next.run()
      }
      now = to
    }
    const seen: string[] = []
    const reader = createLineReader(createFramer(toy), timers, (one) => seen.push(one.kind))
    reader.push(Uint8Array.from([0x3c, 20, ...toyFrame(1), 0x3c, 9]))
    advance(199)
    expect(seen).toEqual([])
    advance(200)
    expect(seen).toEqual(['damaged', 'frame'])
    advance(999)
    expect(seen).toHaveLength(2)
    advance(1000)
    expect(seen).toEqual(['damaged', 'frame', 'damaged'])
    reader.push(Uint8Array.from([0x3c]))
    reader.close()
    reader.close()
    expect(due).toEqual([])
  })
})

describe('sums and numbers', () => {
  it('adds words with end-around carry and pads an odd end with zero', () => {
    // RFC 1071 example words: 0001 + f203 + f4f5 + f6f7 = 2ddf0 → ddf0 + 2 = ddf2
    expect(onesComplementSum(Uint8Array.from([0, 1, 0xf2, 3, 0xf4, 0xf5, 0xf6, 0xf7]))).toBe(0xddf2)
    expect(onesComplementSum(Uint8Array.from([0x12, 0x34, 0x56]))).toBe(0x1234 + 0x5600)
  })

  it('sums bytes and exclusive-ors them over a range', () => {
    const bytes = Uint8Array.from([1, 2, 4, 255])
    expect(byteSum(bytes)).toBe(262)
    expect(xorSum(bytes, 0, 3)).toBe(7)
  })

  it('writes and reads numbers in both byte orders', () => {
    expect(u16be(Uint8Array.from(bytes16be(0xbeef)), 0)).toBe(0xbeef)
    expect(u16le(Uint8Array.from(bytes16le(0xbeef)), 0)).toBe(0xbeef)
    expect(u32be(Uint8Array.from(bytes32be(0xdeadbeef)), 0)).toBe(0xdeadbeef)
    expect(u32le(Uint8Array.from(bytes32le(0xdeadbeef)), 0)).toBe(0xdeadbeef)
    expect(bytes32be(0x01020304)).toEqual([1, 2, 3, 4])
    expect(s16be(Uint8Array.from([0xff, 0x1c]), 0)).toBe(-228)
  })

  it('reads packed decimals and refuses a half byte that is no digit', () => {
    expect(bcdDigits(Uint8Array.from([0x20, 0x26]))).toBe('2026')
    expect(bcdDigits(Uint8Array.from([0x2a]))).toBeUndefined()
  })

  it('turns bytes into text and hex and back', () => {
    expect(latin1(fromLatin1('AZ\u0000é'))).toBe('AZ\u0000é')
    expect(latin1(fromLatin1('石'))).toBe('?')
    expect(fromHex('7E 03:fE')).toEqual(Uint8Array.from([0x7e, 3, 0xfe]))
    expect(fromHex('7e0')).toBeUndefined()
    expect(fromHex('zz')).toBeUndefined()
  })
})
