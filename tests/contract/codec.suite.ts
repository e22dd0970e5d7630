/** The three properties of every codec (design §7), on random cases that are the same in every run. */
import { describe, expect, it } from 'vitest'
import { toHex, type Framed, type Framer } from '../../src/core/gateway/frame-kit.ts'

/** A number from 0 to below `below`. */
export type Pick = (below: number) => number

export interface CodecSubject {
  readonly name: string
  /** A fresh one. */
  framer(): Framer
  /** A good frame with arbitrary contents, exactly as it stands on the line. */
  frame(pick: Pick): Uint8Array
  /** Most bytes the framer may hold. */
  readonly maxBuffer: number
  /** Noise in front of a frame; by default any bytes. */
  noise?(pick: Pick): Uint8Array
  readonly cases?: number
}

/** Mulberry32. */
export function seededPick(seed: number): Pick {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export function randomBytes(pick: Pick, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => pick(256))
}

const shown = (all: readonly Framed[]): string[] =>
  all.map(({ kind, bytes }) => `${kind} ${toHex(bytes)}`)

const goodFrames = (all: readonly Framed[]): string[] =>
  all.flatMap(({ kind, bytes }) => (kind === 'frame' ? [toHex(bytes)] : []))

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Pieces of any size, most of them small. */
function pushInPieces(framer: Framer, bytes: Uint8Array, pick: Pick): Framed[] {
  const out: Framed[] = []
  for (let at = 0; at < bytes.length;) {
    const size = 1 + pick(pick(4) === 0 ? 200 : 12)
    out.push(...framer.push(bytes.subarray(at, at + size)))
    at += size
  }
  return out
}

export function codecSuite(subject: CodecSubject): void {
  const { name, cases = 100_000 } = subject
  const noiseOf = (pick: Pick) => subject.noise?.(pick) ?? randomBytes(pick, 1 + pick(40))
  describe(`codec ${name}`, () => {
    it(`gives the same frames for any split of the bytes (${cases} cases)`, () => {
      const pick = seededPick(1)
      const wrong: string[] = []
      for (let n = 0; n < cases && wrong.length === 0; n++) {
        const frames = Array.from({ length: 1 + pick(3) }, () => subject.frame(pick))
        const bytes = joined(pick(3) === 0 ? [noiseOf(pick), ...frames] : frames)
        const [one, other] = [subject.framer(), subject.framer()]
        const whole = shown([...one.push(bytes), ...one.flush()]).join('\n')
        const split = shown([...pushInPieces(other, bytes, pick), ...other.flush()]).join('\n')
        if (whole !== split) wrong.push(`case ${n}:\n${whole}\nbut in pieces:\n${split}`)
      }
      expect(wrong).toEqual([])
    })

    it(`never loses a good frame behind noise (${cases} cases)`, () => {
      const pick = seededPick(2)
      const wrong: string[] = []
      for (let n = 0; n < cases && wrong.length === 0; n++) {
        const frame = subject.frame(pick)
        const framer = subject.framer()
        const bytes = joined([noiseOf(pick), frame])
        const found = goodFrames([...framer.push(bytes), ...framer.settle(), ...framer.flush()])
        if (!found.includes(toHex(frame)))
          wrong.push(
            `case ${n}: ${toHex(frame)} not found in ${toHex(bytes)}, only ${found.join()}`,
          )
      }
      expect(wrong).toEqual([])
    })

    it(`stays under its bound and swallows nothing (${cases} cases)`, () => {
      const pick = seededPick(3)
      const wrong: string[] = []
      let framer = subject.framer()
      let [pushed, given] = [0, 0]
      const count = (all: readonly Framed[]) => {
        for (const { bytes } of all) given += bytes.length
      }
      for (let n = 0; n < cases && wrong.length === 0; n++) {
        const frame = subject.frame(pick)
        const bytes =
          pick(2) === 0 ? randomBytes(pick, pick(60)) : frame.subarray(0, pick(frame.length + 1))
        pushed += bytes.length
        count(framer.push(bytes))
        if (framer.held > subject.maxBuffer) wrong.push(`case ${n}: holds ${framer.held} bytes`)
        if (pick(50) > 0) continue
        count(framer.flush())
        if (given !== pushed) wrong.push(`case ${n}: ${given} bytes came out of ${pushed}`)
        if (framer.held > 0) wrong.push(`case ${n}: holds ${framer.held} bytes after a flush`)
        framer = subject.framer()
      }
      expect(wrong).toEqual([])
    })
  })
}
