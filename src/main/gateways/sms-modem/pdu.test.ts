import {
  array,
  assert,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  string,
  uint8Array,
} from 'fast-check'
import { expect, it } from 'vitest'
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import { sameNumber } from './address.ts'
import { fixtures } from './fixtures/pdus.ts'
import { readPdu } from './pdu.ts'
import { reportClass } from './report-status.ts'
import { splitText } from './split.ts'
import { relativeValidity, writeSubmit } from './submit.ts'

const options = { report: true, validityMinutes: 720 }
const read = (hex: string) => {
  const octets = fromHex(hex)
  return octets && readPdu(octets)
}

it.each(fixtures)('reads $name', ({ hex, pdu }) => {
  expect(read(hex)).toMatchObject(pdu)
})

const letters = constantFrom(...Array.from('石城县请回报 abcABC@{}€[]~|\\^\n😋🚒123,.'))
const anyText = oneof(
  array(letters, { maxLength: 400 }).map((all) => all.join('')),
  string({ maxLength: 200, unit: 'grapheme' }),
).filter((text) => text.isWellFormed() && text !== '')

it('writes what it reads, whatever the text and however many parts it takes', () => {
  assert(
    property(anyText, integer({ min: 0, max: 255 }), (text, ref) => {
      const parts = splitText(text, ref)
      const back = parts.map((part) => {
        const { hex, tpduLength } = writeSubmit('+8613800001111', part, options)
        const pdu = read(hex)
        if (pdu?.type !== 'submit') throw new Error(`not read back: ${hex}`)
        expect(tpduLength).toBe(pdu.tpduLength)
        expect(pdu).toMatchObject({ to: '+8613800001111', reportWanted: true })
        expect(pdu.data.truncated).toBe(false)
        expect(part.octets.length).toBeLessThanOrEqual(140)
        return pdu.data
      })
      expect(back.map(({ text: piece }) => piece).join('')).toBe(text)
      const total = parts.length
      expect(back.map(({ part }) => part)).toEqual(
        parts.map((_, at) => (total === 1 ? undefined : { ref, total, seq: at + 1, bits: 8 })),
      )
    }),
    { numRuns: 20_000 },
  )
}, 120_000)

it('never throws, whatever the bytes', () => {
  const broken = fixtures.map(({ hex }) => fromHex(hex) ?? new Uint8Array())
  assert(
    property(
      oneof(
        uint8Array({ maxLength: 200 }),
        constantFrom(...broken).chain((octets) =>
          array(nat(255), { minLength: 1, maxLength: 4 }).map((changes) => {
            const copy = octets.slice()
            for (const change of changes) copy[change % copy.length] = change
            return copy.subarray(0, copy.length - ((changes[0] ?? 0) % 5))
          }),
        ),
      ),
      (octets) => void readPdu(octets),
    ),
    { numRuns: 100_000 },
  )
}, 120_000)

it('takes 160 letters or 70 signs alone, 153 or 67 in parts', () => {
  const counts = (text: string) => splitText(text, 1).map(({ length }) => length)
  expect(counts('a'.repeat(160))).toEqual([160])
  expect(counts('a'.repeat(161))).toEqual([160, 15])
  expect(counts('石'.repeat(70))).toEqual([140])
  expect(counts('石'.repeat(71))).toEqual([140, 14])
})

it('cuts neither a sign of two units nor an escaped letter', () => {
  const [first, second] = splitText(`${'石'.repeat(66)}😋${'城'.repeat(10)}`, 1)
  expect(first?.length).toBe(6 + 66 * 2)
  expect(second?.length).toBe(6 + (2 + 10) * 2)
  // The escaped letter would be septets 153 and 154.
  expect(splitText(`${'a'.repeat(152)}€${'b'.repeat(20)}`, 1).map(({ length }) => length)).toEqual([
    7 + 152,
    7 + 22,
  ])
})

it('never asks a centre to try longer than it was told', () => {
  // 12 h, 24 h, 2 days, 3 weeks (§9.2.3.12.1).
  expect([5, 60, 720, 1440, 2880, 21 * 1440].map(relativeValidity)).toEqual([
    0, 11, 143, 167, 168, 187,
  ])
})

it('tells numbers apart however the country is written', () => {
  expect(sameNumber('+8613800001111', '13800001111')).toBe(true)
  expect(sameNumber('+8613800001111', '13800001112')).toBe(false)
  expect(sameNumber('10086', '10086')).toBe(true)
  expect(sameNumber('110086', '10086')).toBe(false)
})

it('calls only an arrival at the telephone delivered', () => {
  expect([0x00, 0x01, 0x20, 0x30, 0x46, 0x61].map(reportClass)).toEqual([
    'delivered',
    'forwarded',
    'temporary_still_trying',
    'temporary_still_trying',
    'permanent_failure',
    'temporary_given_up',
  ])
})
