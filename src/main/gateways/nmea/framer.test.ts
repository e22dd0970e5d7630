import { array, assert, constantFrom, nat, oneof, property, uint8Array } from 'fast-check'
import { expect, it } from 'vitest'
import { fromLatin1, latin1, type Framed, type Framer } from '../../../core/gateway/frame-kit.ts'
import { fixtures } from './fixtures/sentences.ts'
import { maxSentence, nmeaFramer } from './framer.ts'

const good = fixtures.filter((f) => f.decoded !== undefined).map((f) => f.text)
const anySentence = constantFrom(...good)
const anyFixture = constantFrom(...fixtures.map((f) => f.text))
const anyBytes = uint8Array({ maxLength: 60 })
/** Garbage that looks like the real thing: the letters that steer the framer. */
const nastyBytes = array(constantFrom('$', '*', ',', '\r', '\n', '0', 'A', 'F', '7', 'G', 'P'), {
  maxLength: 40,
}).map((letters) => fromLatin1(letters.join('')))
const garbage = oneof(anyBytes, nastyBytes)
const cases = { numRuns: 100_000 }

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
const framesOf = (pieces: readonly Framed[]): string[] =>
  pieces.filter((piece) => piece.kind === 'frame').map((piece) => latin1(piece.bytes))

function feed(framer: Framer, bytes: Uint8Array, cuts: readonly number[]): Framed[] {
  const out: Framed[] = []
  let from = 0
  for (const to of [...cuts, bytes.length]
    .map((cut) => cut % (bytes.length + 1))
    .sort((a, b) => a - b)) {
    out.push(...framer.push(bytes.subarray(from, to)))
    from = to
  }
  out.push(...framer.push(bytes.subarray(from)))
  return out
}

it('gives the same frames however the bytes are split', () => {
  const stream = array(
    oneof(
      anyFixture.map((text) => fromLatin1(`${text}\r\n`)),
      garbage,
    ),
    { maxLength: 4 },
  ).map(join)
  assert(
    property(stream, array(nat(400), { maxLength: 6 }), (bytes, cuts) => {
      const whole = nmeaFramer(false)
      const split = nmeaFramer(false)
      const once = [...whole.push(bytes), ...whole.flush()]
      const pieces = [...feed(split, bytes, cuts), ...split.flush()]
      expect(framesOf(pieces)).toEqual(framesOf(once))
      expect(join(pieces.map((piece) => piece.bytes))).toEqual(bytes)
    }),
    cases,
  )
}, 300_000)

it('never loses a sentence behind garbage', () => {
  assert(
    property(garbage, anySentence, (before, text) => {
      const framer = nmeaFramer(false)
      const frames = framesOf(framer.push(join([before, fromLatin1(`${text}\r\n`)])))
      expect(frames.at(-1)).toBe(text)
    }),
    cases,
  )
}, 300_000)

it('stays under its bound and never throws, whatever arrives', () => {
  const framer = nmeaFramer(true)
  let most = 0
  assert(
    property(oneof(garbage, uint8Array({ maxLength: 900, size: 'max' })), (bytes) => {
      framer.push(bytes)
      most = Math.max(most, framer.held)
      expect(framer.held).toBeLessThanOrEqual(1024)
    }),
    cases,
  )
  expect(most).toBeGreaterThan(0)
}, 300_000)

it('gives up a sentence that does not end and takes the next one', () => {
  const framer = nmeaFramer(false)
  const endless = fromLatin1(`$GPTXT,01,01,01,${'x'.repeat(2 * maxSentence)}`)
  const pieces = framer.push(join([endless, fromLatin1(`${good[0]}\r\n`)]))
  expect(framesOf(pieces)).toEqual([good[0]])
})

it('takes a sentence without a checksum only when told to be lenient', () => {
  const bytes = fromLatin1('$GPGLL,2619.80,N,11619.80,E,040001,A\r\n')
  expect(nmeaFramer(false).push(bytes)[0]?.kind).toBe('damaged')
  expect(nmeaFramer(true).push(bytes)[0]?.kind).toBe('frame')
  expect(nmeaFramer(true).push(fromLatin1('$noise\r\n'))[0]?.kind).toBe('damaged')
})
