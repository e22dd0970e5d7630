import { array, assert, constantFrom, nat, oneof, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { fromLatin1, type Framed, type Framer } from '../../../core/gateway/frame-kit.ts'
import { fixtures } from '../caller-id/fixtures/lines.ts'
import { atBufferOf, atFramer, lineText } from './framer.ts'

const maxLine = 160
const lineFramer = () => atFramer({ maxLine, prompt: true })

const anyLine = constantFrom(...fixtures.map(({ text }) => text))
const wire = (text: string) => fromLatin1(`\r\n${text}\r\n`)
/** Garbage that looks like the real thing. */
const nasty = array(constantFrom('R', 'ING', '\r', '\n', 'NMBR=', '1', '\0', '"', '+CLIP:', '> '), {
  maxLength: 60,
}).map((parts) => fromLatin1(parts.join('')))
const garbage = oneof(uint8Array({ maxLength: 60 }), nasty)
const cases = { numRuns: 50_000 }

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const linesOf = (pieces: readonly Framed[]): string[] =>
  pieces.filter(({ kind }) => kind === 'frame').map(({ bytes }) => lineText(bytes))

function feed(framer: Framer, bytes: Uint8Array, cuts: readonly number[]): Framed[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length]
  const sorted = places.toSorted((a, b) => a - b)
  return sorted.flatMap((to, index) => framer.push(bytes.subarray(sorted[index - 1] ?? 0, to)))
}

it('gives the same lines however the bytes are split', () => {
  const stream = array(oneof(anyLine.map(wire), garbage), { maxLength: 5 }).map(join)
  assert(
    property(stream, array(nat(400), { maxLength: 6 }), (bytes, cuts) => {
      const whole = lineFramer()
      const split = lineFramer()
      const once = [...whole.push(bytes), ...whole.flush()]
      const pieces = [...feed(split, bytes, cuts), ...split.flush()]
      expect(linesOf(pieces)).toEqual(linesOf(once))
      expect(join(pieces.map(({ bytes: piece }) => piece))).toEqual(bytes)
    }),
    cases,
  )
}, 300_000)

it('never loses a line behind garbage', () => {
  assert(
    property(garbage, anyLine, (before, text) => {
      const lines = linesOf(lineFramer().push(join([before, wire(text)])))
      expect(lines.at(-1)).toBe(text)
    }),
    cases,
  )
}, 300_000)

it('stays under its bound and never throws, whatever arrives', () => {
  const framer = lineFramer()
  assert(
    property(oneof(garbage, uint8Array({ maxLength: 900, size: 'max' })), (bytes) => {
      framer.push(bytes)
      expect(framer.held).toBeLessThanOrEqual(atBufferOf(maxLine))
    }),
    cases,
  )
}, 300_000)

it('gives up a line that does not end and takes the next one', () => {
  const endless = fromLatin1(`NAME=${'x'.repeat(3 * maxLine)}`)
  expect(linesOf(lineFramer().push(join([endless, wire('RING')]))).at(-1)).toBe('RING')
})

it('gives a prompt that has no line end at once, and only where one is expected', () => {
  const asked = fromLatin1('\r\n> ')
  expect(linesOf(lineFramer().push(asked))).toEqual(['>'])
  expect(linesOf(atFramer({ maxLine, prompt: false }).push(asked))).toEqual([])
})
