import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { skipBecause } from '../../../../tests/support/skip-because.ts'
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorRow } from '../../tools/vector-protocol.ts'
import { runVectors } from '../../tools/vector-run.ts'
import { peiCauses } from './causes.ts'
import { decodeLine, pduBytes } from './decode.ts'
import { peiDetection } from './detection.ts'
import { lipFixtures, sdsFixtures } from './fixtures/frames.ts'
import { isDialable, radioNumber } from './identity.ts'
import { readPeiLine, readSdsHeader } from './lines.ts'
import { readLip } from './lip.ts'
import { encodeTransfer } from './sds-encode.ts'
import { pids, readSds } from './sds-pdu.ts'
import { isReservedStatus, readStatus } from './status-value.ts'
import { encodeText, readText, splitText } from './text-coding.ts'
import { readTimeStamp, timeOf, timeStampBytes } from './time-stamp.ts'
import { validityCode, validitySeconds } from './validity.ts'
import { peiVectors } from './vectors.ts'

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0)

describe('messages composed by hand', () => {
  const sound = [...sdsFixtures, ...lipFixtures].filter(({ pdu }) => pdu)
  const damaged = [...sdsFixtures, ...lipFixtures].filter(({ pdu }) => !pdu)
  const read = (hex: string) => readLip(bytesOf(hex)) ?? readSds(bytesOf(hex))

  it.each(sound)('reads the $name', ({ hex, pdu }) => {
    expect(read(hex)).toMatchObject(pdu ?? {})
  })
  it.each(damaged)('refuses the $name', ({ hex }) => {
    const bytes = bytesOf(hex)
    expect(bytes[0] === 0x0a ? readLip(bytes) : readSds(bytes)).toBeUndefined()
  })
  it('places the emergency to the metre and reads a high speed', () => {
    const [emergency, , fast] = lipFixtures.map(({ hex }) => readLip(bytesOf(hex)))
    expect(emergency).toMatchObject({
      lat: expect.closeTo(26.32, 4) as number,
      lon: expect.closeTo(116.34, 4) as number,
    })
    expect(fast).toMatchObject({ speedKmh: expect.closeTo(92.34, 2) as number })
  })
})

const file = resolve(import.meta.dirname, '../../../../../shared/vectors/tetra-pei.json')
const present = existsSync(file)

describe('published lines', () => {
  skipBecause(present ? undefined : `not at ${file}`)
  it('are all decoded to what was published', () => {
    const rows = present ? (JSON.parse(readFileSync(file, 'utf8')) as VectorRow[]) : []
    expect(runVectors(peiVectors, rows)).toMatchObject({ total: 39, failures: [] })
  })
})

it('never throws on a message cut anywhere or with any byte changed', () => {
  let read = 0
  for (const { hex } of [...sdsFixtures, ...lipFixtures]) {
    const whole = bytesOf(hex)
    for (let at = 0; at <= whole.length; at++) {
      readSds(whole.subarray(0, at))
      readLip(whole.subarray(0, at))
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const changed = whole.slice()
        if (at < changed.length) changed[at] = value
        readSds(changed)
        readLip(changed)
        read += 1
      }
    }
  }
  expect(read).toBeGreaterThan(500)
})

it('takes 21 and 22 digits for 84 bits, and refuses what is cut off', () => {
  expect(pduBytes('0A112853A9FF4D4FFFE81', 84)?.length).toBe(11)
  expect(pduBytes('0A112853A9FF4D4FFFE810', 84)?.length).toBe(11)
  expect(pduBytes('0A112853A9FF4D4FFFE8', 84)).toBeUndefined()
  expect(decodeLine('+CTSDSR: 12,1,0,2,0,84', '0A112853A9FF4D4FFFE8')).toMatchObject({
    kind: 'sds',
    sds: { content: undefined },
  })
})

it('reads back every text it encodes', () => {
  for (const text of ['请各队回报', 'Report', 'Müller 2:30', '𠀀里']) {
    const coding = text === '请各队回报' || text === '𠀀里' ? 'ucs2' : 'latin1'
    const pdu = encodeTransfer({
      pid: pids.text,
      ref: 7,
      wantsReport: true,
      coding,
      textBytes: encodeText(coding, text),
      sentAtMs: Date.UTC(2026, 10, 29, 9, 30),
      validityS: 600,
    })
    expect(readSds(pdu)).toMatchObject({
      kind: 'transfer',
      report: 'received',
      storeForward: { validityS: 600 },
      body: { text, stamp: { month: 11, day: 29, hour: 9, minute: 30 } },
    })
  }
})

it('writes the bytes of the published encoding', () => {
  // 8206C981445A0F…: 11 April 08:15 UTC
  const pdu = encodeTransfer({
    pid: pids.text,
    ref: 0xc9,
    wantsReport: true,
    coding: 'latin1',
    textBytes: encodeText('latin1', 'testmessage'),
    sentAtMs: Date.UTC(2026, 3, 11, 8, 15),
    validityS: 0,
  })
  expect(toHex(pdu)).toBe('8206c981445a0f746573746d657373616765')
})

it('never cuts a letter when it splits a text', () => {
  const pieces = splitText('ucs2', '甲𠀀乙𠀀丙', 5)
  expect(pieces.join('')).toBe('甲𠀀乙𠀀丙')
  for (const piece of pieces) expect(piece).not.toMatch(/[\ud800-\udbff]$/)
  expect(splitText('latin1', '', 10)).toEqual([''])
})

it('reads the letters of other codings', () => {
  expect(readText(1, bytesOf('e4')).text).toBe('ä')
  expect(readText(5, bytesOf('b0')).text).toBe('А')
  expect(readText(26, bytesOf('56de')).text).toBe('回')
  // Escape and 65 is the euro sign: 0011011, 1100101 → 1|0011011, 00|110010
  expect(readText(0, bytesOf('9b32')).text).toBe('€')
  expect(readText(99, bytesOf('41'))).toEqual({ text: 'A', known: false })
})

it('knows every validity code both ways', () => {
  for (let code = 0; code <= 30; code++) expect(validityCode(validitySeconds(code))).toBe(code)
  expect(validitySeconds(31)).toBe(Infinity)
  expect([2 * 60, 600, 3600, 7200, 43_200, 86_400, 1_036_800].map(validityCode)).toEqual([
    7, 11, 16, 17, 22, 24, 30,
  ])
  expect(validityCode(61)).toBe(7)
})

it('finds the year of a stamp, and gives none to a stamp that makes no sense', () => {
  const now = Date.UTC(2027, 0, 1, 0, 10)
  const stamp = readTimeStamp(Uint8Array.from(timeStampBytes(Date.UTC(2026, 11, 31, 23, 50))), 0)
  expect(timeOf(stamp, now)).toBe(Date.UTC(2026, 11, 31, 23, 50))
  expect(timeOf({ ...stamp, frame: 'local' }, now)).toBe(Date.UTC(2026, 11, 31, 15, 50))
  expect(timeOf({ ...stamp, month: 13 }, now)).toBeUndefined()
  expect(timeOf({ ...stamp, month: 6 }, now)).toBeUndefined()
})

it('tells statuses, receipts and the emergency apart', () => {
  expect(readStatus(0)).toEqual({ kind: 'emergency' })
  expect(readStatus(0x7eca)).toMatchObject({
    kind: 'short-report',
    type: 'received',
    ref: 0xca,
    reserved: true,
  })
  expect(readStatus(0x7aca)).toMatchObject({
    kind: 'short-report',
    type: 'received',
    reserved: false,
  })
  expect(readStatus(0x8004)).toEqual({ kind: 'status', value: 0x8004 })
  expect([0, 0x7c00, 0x7fff, 0x8000].map(isReservedStatus)).toEqual([true, true, true, false])
})

it('names radios of its own net by their short number', () => {
  const own = { mcc: 460, mnc: 1 }
  expect(radioNumber('04600000100001002', own)).toBe('1002')
  expect(radioNumber('04600000200001002', own)).toBe('04600000200001002')
  expect(radioNumber('00001002', own)).toBe('1002')
  expect(radioNumber('13807971234', own)).toBe('13807971234')
  expect(radioNumber('', own)).toBeUndefined()
  expect(isDialable('1001;H')).toBe(false)
})

it('calls a line of its own with senseless fields damaged, and others unknown', () => {
  expect(decodeLine('+CTXG: x,0').kind).toBe('damaged')
  expect(decodeLine('+CTICN: 1,0').kind).toBe('damaged')
  expect(decodeLine('^MODE: 3').kind).toBe('unknown')
  expect(readSdsHeader('+CTSDSR: 12,1,0,2,0')).toBeUndefined()
  expect(readPeiLine('+CTSDSR 12')).toBeUndefined()
  expect(readPeiLine('+GPSPOS: 12:34:56,S: 91_00.0,E: 010_12.3,5')).toBeUndefined()
  expect(readPeiLine('+CMGS: (0-16777215),(8-1184)')).toEqual({
    kind: 'send-limits',
    maxBits: 1184,
  })
})

it('recognises a terminal and not a modem', () => {
  const heard = (text: string) => peiDetection.recognise(new TextEncoder().encode(text))
  expect(heard('\r\n+CTOM: 0\r\n\r\nOK\r\n\r\n+GMM: 54007,M83PF,88\r\n\r\nOK\r\n')).toEqual({
    good: 1,
    damaged: 0,
    noise: 0,
    says: 'TETRA 终端 54007',
  })
  expect(heard('\r\nERROR\r\n\r\nERROR\r\n').good).toBe(0)
  expect(heard('$GNRMC,040000\r\n').noise).toBeGreaterThan(0)
  // The question is harmless: it asks and sets nothing.
  expect(new TextDecoder().decode(peiDetection.question)).toMatch(/^(?:\r|AT\+[A-Z]+\?)*$/)
})

it('has a Chinese sentence for every release and delivery code', () => {
  for (let code = 0; code <= 40; code++) expect(peiCauses[`release-${code}`]).toMatch(/[一-龥]/)
  for (let code = 0; code <= 255; code++) expect(peiCauses[`sds-${code}`]).toMatch(/[一-龥]/)
})
