import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import { decodeHytera, guessLayer } from './decode.ts'
import { hrnpFixtures } from './fixtures/hrnp.ts'
import { hstrpFixtures } from './fixtures/hstrp.ts'
import {
  ddsFixtures,
  lpFixtures,
  rcpFixtures,
  rrsFixtures,
  telemetryFixtures,
  tmpFixtures,
} from './fixtures/services.ts'
import { fixTime, type Gps, gpsBytes, headingDeg, readGps, speedKmh } from './gps.ts'
import { encodeHrnp } from './hrnp.ts'
import { encodeHstrp } from './hstrp.ts'
import { intervalText, lpRequest } from './lp.ts'
import { rcpRequest } from './rcp.ts'
import { encodeCheck, encodeRegisterAck } from './rrs.ts'
import { encodeText, encodeTextAck } from './tmp.ts'

const families = {
  HRNP: hrnpFixtures,
  HSTRP: hstrpFixtures,
  RRS: rrsFixtures,
  LP: lpFixtures,
  TMP: tmpFixtures,
  RCP: rcpFixtures,
  DDS: ddsFixtures,
  telemetry: telemetryFixtures,
}

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0)
const radio1001 = { subnet: 10, radioId: 1001 }
const radio2001 = { subnet: 10, radioId: 2001 }

describe.each(Object.entries(families))('our own %s frames', (_family, fixtures) => {
  it.each(fixtures)('decode: $name', ({ hex, layer, record, damaged }) => {
    const decoded = decodeHytera(bytesOf(hex), layer)
    expect(decoded?.record).toMatchObject(record)
    expect(decoded?.outcome).toBe(damaged ? 'damaged' : 'ok')
    expect(guessLayer(bytesOf(hex))).toBe(layer)
  })

  it('hold at least three good ones and a damaged one', () => {
    expect(fixtures.filter((one) => !one.damaged).length).toBeGreaterThanOrEqual(3)
    expect(fixtures.some((one) => one.damaged)).toBe(true)
  })
})

describe('what we send', () => {
  const text = { dest: radio2001, src: radio1001, text: '石城' }
  it.each([
    ['registration answer', encodeRegisterAck(radio1001, 3600), '11008000090a0003e90000000e109503'],
    ['one-shot location', lpRequest.once(0x101, radio1001), '08a0010008000001010a0003e99103'],
    [
      'private text',
      encodeText({ ...text, group: false, requestId: 0x201, bit7: true }),
      tmpFixtures[0]?.hex,
    ],
    [
      'group text',
      encodeText({
        ...text,
        dest: { subnet: 0, radioId: 7 },
        group: true,
        requestId: 0x202,
        bit7: false,
      }),
      tmpFixtures[1]?.hex,
    ],
    [
      'group ack',
      encodeTextAck(
        { requestId: 0x202, dest: { subnet: 0, radioId: 7 }, src: radio1001 },
        true,
        true,
      ),
      tmpFixtures[3]?.hex,
    ],
    ['group call', rcpRequest.call('group', 7), '02410805000107000000dc03'],
    // 41 + 02 + 2b + 01 = 6f → NOT 90 + 33 = c3
    ['key 2B pressed', rcpRequest.button(0x2b, true), '02410002002b01c303'],
    // 02 + 04 + f6 = fc → NOT 03 + 33 = 36
    ['check', encodeCheck(radio1001), '11000200040a0003e93603'],
    // 52+04+01 = 57 → NOT a8 + 33 = db
    ['own id', rcpRequest.ownId(), '025204010000db03'],
    // c4+05+01 = ca → NOT 35 + 33 = 68
    ['zone and channel', rcpRequest.readChannel(), '02c400050001000000006803'],
    // 47+18+08+07 = 6e → NOT 91 + 33 = c4
    ['message subscription', rcpRequest.subscribeMessages(), '02471808000700000000000000c403'],
    // c9+10+05+02+01+01+01 = e3 → NOT 1c + 33 = 4f
    ['call subscription', rcpRequest.subscribeCalls([0, 1]), '02c910050002000101014f03'],
    // c7+10+03+01+0b+01 = e7 → NOT 18 + 33 = 4b
    ['status subscription', rcpRequest.subscribeStatus([0x0b]), '02c7100300010b014b03'],
    // 42+08 = 4a → NOT b5 + 33 = e8
    ['hang up', rcpRequest.hangup(), '0242080000e803'],
    [
      'connect',
      encodeHrnp({
        version: 4,
        opcode: 'connect',
        source: 0x20,
        destination: 0x10,
        packetNumber: 0,
      }),
      hrnpFixtures[0]?.hex,
    ],
    ['HSTRP answer', encodeHstrp({ flags: ['connect', 'ack'], sequence: 0 }), '324200050000'],
    [
      'HSTRP connect',
      encodeHstrp({ flags: ['connect'], sequence: 0, device: { id: 1005, slot: 2 } }),
      hstrpFixtures[0]?.hex,
    ],
  ])('is what was composed by hand: %s', (_name, bytes, hex) => {
    expect(toHex(bytes)).toBe(hex)
  })

  it('asks for periodic location by time with equal shortest and longest interval', () => {
    const record = decodeHytera(lpRequest.condition(9, radio1001, 90))?.record
    expect(record).toMatchObject({
      name: 'condition_request',
      trigger: 2,
      distance: 0,
      start: '00000000000000',
      interval: '00000130',
      maxInterval: '00000130',
    })
    expect(decodeHytera(lpRequest.conditionStop(9, radio1001))?.record).toMatchObject({
      trigger: 0,
    })
    expect(decodeHytera(lpRequest.triggered(9, radio1001, 5))?.record).toMatchObject({
      name: 'triggered_request',
      interval: '00000005',
    })
    expect(decodeHytera(lpRequest.triggeredStop(9, radio1001))?.record).toMatchObject({
      name: 'triggered_stop',
    })
    expect(intervalText(90_061)).toBe('01010101')
  })

  it('refuses a payload that does not fit a packet as our own mistake', () => {
    const header = {
      version: 4,
      opcode: 'data',
      source: 0x20,
      destination: 0x10,
      packetNumber: 1,
    } as const
    expect(() => encodeHrnp(header, new Uint8Array(1489))).toThrow('too long')
  })
})

describe('the 40 bytes of a position', () => {
  const base = {
    valid: true,
    time: '083015',
    dateDdmmyy: '231126',
    latRaw: '2618.8640',
    ns: 'N',
    lonRaw: '11620.6940',
    ew: 'E',
    speedKnots: '0.5',
    azimuth: '005',
  }
  const gps = (change: Partial<typeof base> | Record<string, null> = {}): Gps => {
    const read = readGps(gpsBytes({ ...base, ...change }), 0)
    if (!read) throw new Error('40 bytes are always read')
    return read
  }

  it('give time in UTC, km/h and degrees', () => {
    expect(fixTime(gps())).toBe(Date.UTC(2026, 10, 23, 8, 30, 15))
    expect(speedKmh(gps())).toBeCloseTo(0.926)
    expect(headingDeg(gps())).toBe(5)
  })

  it('may leave the time unknown although the position is valid', () => {
    expect(fixTime(gps({ time: '000000', dateDdmmyy: '000000' }))).toBeUndefined()
    expect(fixTime(gps({ time: null, dateDdmmyy: null }))).toBeUndefined()
    expect(fixTime(gps({ dateDdmmyy: '310226' }))).toBeUndefined()
    expect(fixTime(gps({ time: '246000' }))).toBeUndefined()
    expect(gps({ time: null, dateDdmmyy: null }).lat).toBeCloseTo(26.3144, 7)
  })

  it('are south and west where they say so', () => {
    expect(gps({ ns: 'S', ew: 'W' })).toMatchObject({
      lat: expect.closeTo(-26.3144, 7),
      lon: expect.closeTo(-116.3449, 7),
    })
  })

  it.each([
    ['no digits', { latRaw: '26x8.8640' }],
    ['sixty minutes', { latRaw: '2660.0000' }],
    ['beyond the pole', { latRaw: '9100.0000' }],
    ['blank', { latRaw: null }],
    ['no hemisphere', { ns: 'X' }],
  ])('are no coordinate when they hold %s', (_what, change) => {
    expect(gps(change as Partial<typeof base>).lat).toBeNull()
  })

  it('say nothing about speed and course when those are NUL', () => {
    expect(speedKmh(gps({ speedKnots: null }))).toBeUndefined()
    expect(headingDeg(gps({ azimuth: null }))).toBeUndefined()
  })
})

describe('messages without a layout', () => {
  it('are kept as unknown with their payload', () => {
    // 99+09+01+aa = 14d → 4d, NOT b2 + 33 = e5
    const decoded = decodeHytera(bytesOf('0299090100aae503'))
    expect(decoded).toMatchObject({
      outcome: 'unknown',
      record: { opcode: '0x0999', payload: 'aa' },
    })
  })

  it('are unknown, not guessed, when the payload is too short for the layout', () => {
    // 44+b8+01+01 = fe → NOT 01 + 33 = 34
    expect(decodeHytera(bytesOf('0244b80100013403'))?.outcome).toBe('unknown')
  })

  it('are nothing at all when the envelope is cut off', () => {
    expect(decodeHytera(bytesOf('11000300040a0003'))).toBeUndefined()
    expect(decodeHytera(bytesOf('3242'))).toBeUndefined()
    expect(decodeHytera(bytesOf('324200200001830400'))).toBeUndefined()
    expect(decodeHytera(new Uint8Array(0))).toBeUndefined()
  })
})
