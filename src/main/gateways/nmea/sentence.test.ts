import { expect, it } from 'vitest'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { fixtures } from './fixtures/sentences.ts'
import { nmeaFramer } from './framer.ts'
import { readSentence } from './sentence.ts'

/** Degrees come from minutes divided by sixty: equal to nine places. */
function rounded(decoded: object): Record<string, unknown> {
  const pairs = Object.entries(decoded).map(([key, value]): [string, unknown] => [
    key,
    typeof value === 'number' ? Number(value.toFixed(9)) : value,
  ])
  return Object.fromEntries(pairs)
}

it.each(fixtures.filter((f) => f.decoded !== undefined))(
  'reads $text: $why',
  ({ text, decoded }) => {
    const [piece] = nmeaFramer(false).push(fromLatin1(`${text}\r\n`))
    expect(piece?.kind).toBe('frame')
    const sentence = readSentence(latin1(piece?.bytes ?? new Uint8Array()))
    expect(rounded(sentence ?? {})).toMatchObject(decoded ?? {})
  },
)

it.each(fixtures.filter((f) => f.decoded === undefined))('finds $text damaged', ({ text }) => {
  const framer = nmeaFramer(false)
  const pieces = [...framer.push(fromLatin1(`${text}\r\n`)), ...framer.flush()]
  expect(pieces[0]).toEqual({ kind: 'damaged', bytes: fromLatin1(text) })
  expect(pieces.map((piece) => piece.kind)).not.toContain('frame')
})

it('leaves sentences of other kinds to others', () => {
  for (const text of [
    '$PUBX,00,1*00',
    '$GPXTE,A*00',
    '$AIVDM,1*00',
    '$GPconstructor*00',
    '$',
    '',
  ]) {
    expect(readSentence(text)).toBeUndefined()
  }
})
