import { expect, it } from 'vitest'
import { fromHex, fromLatin1, latin1, toHex } from '../../../core/gateway/frame-kit.ts'
import { encodeUi, pathWords, readAx25 } from './ax25.ts'
import { packets } from './fixtures/packets.ts'
import { readInfo } from './info.ts'
import { encodeKiss, kissFramer, readKiss } from './kiss.ts'
import { plainDegrees, readPlain } from './place.ts'
import { stampOf, timeOf } from './stamp.ts'
import { bytesOf, maxMessageBytes, messageParts, wordsOf } from './text-code.ts'

/** Degrees come from minutes divided by sixty: equal to nine places. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toFixed(6))
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]))
}

it.each(packets)('reads $info ($why)', ({ info, dest = 'APZ370', decoded }) => {
  expect(rounded(readInfo(dest, info))).toMatchObject(rounded(decoded) as object)
})

// BG5ABC-9 > APZ370 over WIDE1-1: letters shifted left, C bit on the destination, 1 on the last.
// A=41→82 P=50→a0 Z=5a→b4 3=33→66 7=37→6e 0=30→60, SSID e0; B→84 G→8e 5→6a A→82 B→84 C→86, 60|9<<1=72;
// W→ae I→92 D→88 E→8a 1→62 blank→40, 60|1<<1|1=63; 03 f0.
const uiHex = '82a0b4666e60e0848e6a82848672ae92888a62406303f0'

it('writes and reads an address as the letters shifted', () => {
  const frame = encodeUi('BG5ABC-9', 'APZ370', ['WIDE1-1'], fromLatin1('>x'))
  expect(toHex(frame)).toBe(`${uiHex}3e78`)
  const read = readAx25(frame)
  expect(read).toMatchObject({ source: 'BG5ABC-9', dest: 'APZ370', control: 3, pid: 0xf0 })
  expect(read && pathWords(read)).toBe('BG5ABC-9>APZ370,WIDE1-1')
})

it.each([
  ['an address that ends inside', '82a0b4666e60'],
  ['a small letter', `c2${uiHex.slice(2)}`],
  ['a letter behind a blank', '8240b4666e60e0848e6a8284867303f0'],
  ['no control byte', '82a0b4666e60e0848e6a82848673'],
  ['only one address', '82a0b4666e60e103f0'],
])('takes %s for no frame', (_name, hex) => {
  expect(readAx25(fromHex(hex) ?? new Uint8Array())).toBeUndefined()
})

it('marks the last repeater that has passed a packet on', () => {
  // e3: the has-been-repeated bit of the last address.
  const read = readAx25(fromHex(uiHex.replace('624063', '6240e3')) ?? new Uint8Array())
  expect(read && pathWords(read)).toBe('BG5ABC-9>APZ370,WIDE1-1*')
})

it('escapes the two bytes that frames are made of', () => {
  const bytes = encodeKiss({ port: 12, command: 0, data: Uint8Array.of(0xc0, 0xdb, 0xdc) })
  // Port 12 with command 0 is itself a FEND.
  expect(toHex(bytes)).toBe('c0dbdcdbdcdbdddcc0')
  expect(readKiss(bytes)).toEqual({ port: 12, command: 0, data: Uint8Array.of(0xc0, 0xdb, 0xdc) })
  expect(readKiss(fromHex('c000db01c0') ?? new Uint8Array())).toBeUndefined()
})

it('takes one FEND as the end of a frame and the beginning of the next', () => {
  const framer = kissFramer()
  const pieces = framer.push(fromHex(`c000${uiHex}c000${uiHex}c0`) ?? new Uint8Array())
  expect(pieces.map(({ kind }) => kind)).toEqual(['frame', 'frame'])
})

it('calls a frame damaged whose escape or address is wrong, and takes the next one', () => {
  const framer = kissFramer()
  const pieces = framer.push(fromHex(`c000db01c000${uiHex}c0c0ff`) ?? new Uint8Array())
  expect(pieces.map(({ kind }) => kind)).toEqual(['damaged', 'frame'])
  expect(framer.flush().map(({ kind }) => kind)).toEqual(['damaged'])
})

it('writes a place so that it is read as the same', () => {
  for (const [lat, lon] of [
    [26.33, 116.33],
    [-0.0001, -179.9999],
    [59.99999, 9.99999],
  ] as const) {
    const text = `${plainDegrees(lat, 'lat')}/${plainDegrees(lon, 'lon')}>`
    const place = readPlain(text)
    expect(place?.lat).toBeCloseTo(lat, 3)
    expect(place?.lon).toBeCloseTo(lon, 3)
  }
})

it('knows the month of a time by what is near', () => {
  const now = Date.UTC(2026, 11, 1, 0, 10)
  expect(stampOf(now)).toBe('010010z')
  expect(timeOf('302355z', now)).toBe(Date.UTC(2026, 10, 30, 23, 55))
  expect(timeOf('235500h', now)).toBe(Date.UTC(2026, 10, 30, 23, 55))
  expect(timeOf('302355/', now)).toBeUndefined()
  expect(timeOf('329999z', now)).toBeUndefined()
})

it('sends Chinese in bytes that come back as the same words, in both charsets', () => {
  for (const charset of ['utf8', 'gbk'] as const) {
    const [part = ''] = messageParts('【演练】请回报位置', charset) ?? []
    expect(wordsOf(part)).toBe('【演练】请回报位置')
  }
  expect(wordsOf(latin1(fromHex('c7ebbbd8b1a8') ?? new Uint8Array()))).toBe('请回报')
})

it('cuts a long text between letters, never inside one, and refuses one that is too long', () => {
  const body = '汇合点改为小松镇罗源村口，道路塌方，改走省道，到达后报告人数。'
  const parts = messageParts(body, 'utf8') ?? []
  expect(parts.length).toBe(2)
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(maxMessageBytes)
  expect(parts.map((part) => wordsOf(part).slice(4)).join('')).toBe(body)
  expect(messageParts('长'.repeat(200), 'utf8')).toBeUndefined()
  // The signs that the protocol keeps for itself become blanks.
  expect(messageParts('a{b|c~d\ne', 'utf8')).toEqual(['a b c d e'])
  expect(bytesOf('é', 'utf8')).toBe('\xc3\xa9')
})
