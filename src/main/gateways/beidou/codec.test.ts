import { expect, it } from 'vitest'
import { fromHex, fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import { readBinary } from './binary.ts'
import { gbkText, readBody, writeBody } from './body.ts'
import { fixTime } from './fix-time.ts'
import { frames, sentences } from './fixtures/frames.ts'
import { beidouFramer } from './framer.ts'
import { readSentence, writeSentence } from './sentence.ts'

const cut = (bytes: Uint8Array) => {
  const framer = beidouFramer()
  return [...framer.push(bytes), ...framer.flush()]
}

it.each(sentences.map(({ words = '', why, decoded }) => [words, why, decoded] as const))(
  'reads $%s: %s',
  (words, _why, decoded) => {
    const [piece] = cut(writeSentence(words))
    expect(piece?.kind).toBe('frame')
    expect(readSentence(piece?.bytes ?? new Uint8Array())).toMatchObject(decoded)
  },
)

it.each(frames.map(({ hex = '', why, decoded }) => [hex, why, decoded] as const))(
  'reads %s: %s',
  (hex, _why, decoded) => {
    const bytes = fromHex(hex) ?? new Uint8Array()
    const [piece] = cut(bytes)
    expect(piece).toEqual({ kind: 'frame', bytes })
    expect(readBinary(bytes)).toMatchObject(decoded)
  },
)

it('finds every sentence and frame damaged whose check is one more', () => {
  for (const { words = '' } of sentences) {
    const line = String.fromCharCode(...writeSentence(words)).trimEnd()
    const last = Number.parseInt(line.slice(-2), 16)
    const wrong = line.slice(0, -2) + ((last + 1) & 255).toString(16).padStart(2, '0')
    expect(cut(fromLatin1(`${wrong}\r\n`))[0]?.kind).toBe('damaged')
  }
  for (const { hex = '' } of frames) {
    const bytes = fromHex(hex) ?? new Uint8Array()
    bytes[bytes.length - 1] = ((bytes.at(-1) ?? 0) + 1) & 255
    expect(cut(bytes).map(({ kind }) => kind)).not.toContain('frame')
  }
})

it('takes a text sentence of a satellite receiver for what it is, not for a frame of 21,548 bytes', () => {
  const line = writeSentence('GNTXT,01,01,02,ANTSTATUS=OK')
  expect(cut(line)[0]).toEqual({ kind: 'frame', bytes: line.slice(0, -2) })
})

it('finds a frame behind the beginning of another that never ends', () => {
  const good = fromHex(frames[0]?.hex ?? '') ?? new Uint8Array()
  const pieces = cut(Uint8Array.of(...fromLatin1('$TXXX'), 0x03, 0xff, ...good))
  expect(pieces.filter(({ kind }) => kind === 'frame')).toEqual([{ kind: 'frame', bytes: good }])
})

it('sends Chinese alone at 14 bits each, everything else mixed, and nothing it cannot spell', () => {
  expect(writeBody('收到')).toMatchObject({ coding: 'characters', bits: 28 })
  // One mark and 2 + 2 + 1 + 1 bytes.
  expect(writeBody('收到OK')).toMatchObject({ coding: 'mixed', bits: 5 * 8 + 2 * 8 })
  expect(writeBody('收到👍')).toBeUndefined()
  expect(writeBody('')).toBeUndefined()
  expect(readBody(writeBody('水位3.25米')?.bytes ?? new Uint8Array())).toEqual({
    mixedPrefix: true,
    gbk: '水位3.25米',
  })
})

it('calls no data of a sensor a text', () => {
  expect(gbkText(Uint8Array.of(0xfb, 0x11, 0x33))).toBeUndefined()
  expect(gbkText(new Uint8Array())).toBeUndefined()
  expect(readBody(Uint8Array.of(0x7e, 0x7e, 1))).toMatchObject({ innerProtocol: 'SL651' })
})

it('dates a time of day only where it is near the clock, in UTC or in Beijing time', () => {
  const now = Date.UTC(2026, 10, 29, 17, 0, 30)
  expect(fixTime('170010.50', now)).toBe(Date.UTC(2026, 10, 29, 17, 0, 10, 500))
  expect(fixTime('010010', now)).toBe(Date.UTC(2026, 10, 29, 17, 0, 10))
  expect(fixTime('235950', Date.UTC(2026, 10, 30, 0, 0, 5))).toBe(
    Date.UTC(2026, 10, 29, 23, 59, 50),
  )
  expect(fixTime('120000', now)).toBeUndefined()
  expect(fixTime('', now)).toBeUndefined()
})
