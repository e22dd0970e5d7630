import { describe, expect, it } from 'vitest'
import { type Framed, fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import { decodeHytera } from './decode.ts'
import { lpFixtures, rcpFixtures, rrsFixtures, tmpFixtures } from './fixtures/services.ts'
import { createHrnpFramer, encodeHrnp, maxHrnpFrame } from './hrnp.ts'
import { encodeHstrp } from './hstrp.ts'
import { encodeText } from './tmp.ts'

const cases = 100_000
/** The machine may be busy with other things; alone, each takes a second or less. */
const timeout = 60_000

/** Mulberry32: the same cases in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const payloads = [...rrsFixtures, ...lpFixtures, ...tmpFixtures, ...rcpFixtures].map(
  (one) => fromHex(one.hex) ?? new Uint8Array(0),
)

function randomBytes(random: (below: number) => number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random(256))
}

/** Noise of the worst kind: starts, versions, opcodes and small lengths are far too frequent. */
function garbage(random: (below: number) => number, longest: number): Uint8Array {
  return Uint8Array.from({ length: random(longest) }, () =>
    random(3) === 0 ? 0x7e : random(2) === 0 ? random(5) : random(256),
  )
}

function randomFrame(random: (below: number) => number): Uint8Array {
  const payload = random(3) === 0 ? undefined : payloads[random(payloads.length)]
  const opcode = payload ? 'data' : 'data_ack'
  return encodeHrnp(
    {
      version: random(5),
      opcode,
      source: 0x10,
      destination: 0x20 + random(16),
      packetNumber: random(65536),
    },
    payload,
  )
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const framesIn = (all: readonly Framed[]): string[] =>
  all.flatMap((one) => (one.kind === 'frame' ? [toHex(one.bytes)] : []))

describe('the HRNP framer, 100,000 random cases each', { timeout }, () => {
  it('gives the same frames for any split of the bytes', () => {
    const random = seeded(1)
    let wrong = 0
    for (let round = 0; round < cases; round++) {
      const frames = Array.from({ length: 1 + random(2) }, () => randomFrame(random))
      const input = join(frames)
      const framer = createHrnpFramer()
      const out: Framed[] = []
      // One in eight byte by byte, the others in random pieces.
      const longest = random(8) === 0 ? 1 : 1 + random(40)
      for (let at = 0; at < input.length;) {
        const size = 1 + random(longest)
        out.push(...framer.push(input.subarray(at, at + size)))
        at += size
      }
      // No settling: what is whole must come out by itself, and nothing may stay behind.
      if (framesIn(out).join() !== frames.map((one) => toHex(one)).join() || framer.held > 0)
        wrong++
    }
    expect(wrong).toBe(0)
  })

  it('never loses a frame to the garbage before it, however much it looks like a frame', () => {
    const random = seeded(2)
    let lost = 0
    for (let round = 0; round < cases; round++) {
      const frames = [randomFrame(random), randomFrame(random)]
      const parts = frames.flatMap((frame) => [garbage(random, 24), frame])
      const input = join(parts)
      const cut = random(input.length)
      const framer = createHrnpFramer()
      const out = [
        ...framer.push(input.subarray(0, cut)),
        ...framer.push(input.subarray(cut)),
        ...framer.settle(),
      ]
      const seen = framesIn(out)
      if (!frames.every((frame) => seen.includes(toHex(frame)))) lost++
    }
    expect(lost).toBe(0)
  })

  it('stays under its bound, never throws, and gives every byte back exactly once', () => {
    const random = seeded(3)
    const framer = createHrnpFramer()
    let given = 0
    let sent = 0
    let highest = 0
    for (let round = 0; round < cases; round++) {
      const bytes = garbage(random, 60)
      sent += bytes.length
      for (const one of framer.push(bytes)) given += one.bytes.length
      highest = Math.max(highest, framer.held)
    }
    for (const one of framer.flush()) given += one.bytes.length
    expect(given).toBe(sent)
    expect(highest).toBeLessThanOrEqual(8192)
  })

  it('delivers a frame behind a false header by itself after at most 1500 bytes', () => {
    const frame = encodeHrnp({
      version: 4,
      opcode: 'data_ack',
      source: 0x10,
      destination: 0x20,
      packetNumber: 1,
    })
    // A header that promises 1500 bytes, and then a line that never falls quiet.
    const fake = Uint8Array.from([0x7e, 4, 0, 0, 0x10, 0x20, 0, 1, 0x05, 0xdc, 0, 0])
    const framer = createHrnpFramer()
    expect(framesIn(framer.push(join([fake, frame])))).toEqual([])
    let later = 0
    let out: string[] = []
    while (out.length === 0 && later < 2 * maxHrnpFrame) {
      out = framesIn(framer.push(Uint8Array.from([0xaa])))
      later++
    }
    expect(out).toEqual([toHex(frame)])
    expect(later + frame.length).toBeLessThanOrEqual(maxHrnpFrame)
  })
})

describe('the decoders, 100,000 random cases each', { timeout }, () => {
  it('never throw on random bytes in any layer, and give a record or nothing', () => {
    const random = seeded(4)
    const layers = ['hrnp', 'hstrp', 'hdap', 'lp_without_service_byte'] as const
    let read = 0
    for (let round = 0; round < cases; round++) {
      const bytes = randomBytes(random, 16 + random(64))
      const layer = layers[round % 4] ?? 'hdap'
      if (layer === 'hrnp') bytes.set([0x7e, 4, 0, 0, 1, 2, 0, 0, 0, 12 + random(80)])
      if (layer === 'hstrp') bytes.set([0x32, 0x42, 0, random(64)])
      if (layer === 'hdap') bytes.set([[0x02, 0x08, 0x09, 0x11, 0x14][random(5)] ?? 2])
      const decoded = decodeHytera(bytes, layer)
      if (decoded && Object.keys(decoded.record).length > 0) read++
    }
    // Many of these are readable as far as the layout goes; that they are is what makes this a test.
    expect(read).toBeGreaterThan(cases / 10)
  })

  it('never take an HRNP packet that is cut off or has a byte changed for a good one', () => {
    const random = seeded(5)
    let quiet = 0
    for (let round = 0; round < cases; round++) {
      const bytes = randomFrame(random)
      const changed = bytes.slice(0, random(2) ? bytes.length : random(bytes.length))
      if (changed.length === bytes.length) {
        const at = 1 + random(bytes.length - 1)
        changed[at] = (changed[at] ?? 0) ^ (1 + random(255))
      }
      if (decodeHytera(changed, 'hrnp')?.outcome === 'ok') quiet++
    }
    expect(quiet).toBe(0)
  })

  it('read back every text in HSTRP and HRNP exactly as it was written', () => {
    const random = seeded(6)
    let wrong = 0
    for (let round = 0; round < cases; round++) {
      const text = String.fromCharCode(
        ...Array.from({ length: 1 + random(12) }, () => 1 + random(0xffff)),
      )
      const address = (): { subnet: number; radioId: number } => ({
        subnet: random(256),
        radioId: random(0x1000000),
      })
      const sent = { requestId: random(2 ** 32), dest: address(), src: address(), text }
      const body = encodeText({ ...sent, group: round % 2 === 0, bit7: round % 3 === 0 })
      const device = { id: random(2 ** 32), slot: 1 + random(2) }
      const bytes =
        round % 2
          ? encodeHstrp({ flags: [], sequence: random(65536), device }, body)
          : encodeHrnp(
              {
                version: 3,
                opcode: 'data',
                source: 1,
                destination: 2,
                packetNumber: random(65536),
              },
              body,
            )
      const decoded = decodeHytera(bytes)
      const got = decoded?.record['hdap'] as typeof sent | undefined
      if (decoded?.outcome !== 'ok' || got?.text !== text || got.requestId !== sent.requestId)
        wrong++
      else if (got.dest.radioId !== sent.dest.radioId || got.src.subnet !== sent.src.subnet) wrong++
    }
    expect(wrong).toBe(0)
  })
})
