import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { nmeaFramer } from '../../../gateways/nmea/framer.ts'
import { alongPath, type Standing } from '../motion.ts'
import { gps40 } from './gps40.ts'
import { openHdap, sealHdap, service } from './hdap.ts'
import { hrnpOpcode, hrnpReader, sealHrnp } from './hrnp.ts'
import { openHstrp, sealHstrp } from './hstrp.ts'
import { nmeaSecond } from './nmea.ts'

const at = Date.UTC(2026, 6, 1, 4, 5, 6)
const standing: Standing = { lat: 26.33, lon: 116.33, speedKmh: 18.52, headingDeg: 90 }

it('seals an accept: 7e04 + 00fd + 1020 + 0000 + 000c = 8f2d, inverted 70d2', () => {
  const packet = {
    version: 4,
    opcode: hrnpOpcode.accept,
    source: 0x10,
    destination: 0x20,
    number: 0,
    payload: Buffer.alloc(0),
  }
  expect(sealHrnp(packet).toString('hex')).toBe('7e0400fd10200000000c70d2')
})

it('seals a call answer: 41 + 88 + 01 + 00 + 00 = ca, inverted 35, + 33 = 68', () => {
  const bytes = sealHdap({ service: service.rcp, opcode: 0x8841, payload: Buffer.of(0) })
  expect(bytes.toString('hex')).toBe('0241880100006803')
  expect(openHdap(bytes)).toMatchObject({ service: service.rcp, opcode: 0x8841 })
  bytes[5] = 1
  expect(openHdap(bytes)).toBeUndefined()
})

it('seals a connect of a repeater with its device and slot', () => {
  const bytes = sealHstrp(
    { type: 0x04, number: 2, payload: Buffer.alloc(0) },
    { device: 1, slot: 1 },
  )
  expect(bytes.toString('hex')).toBe('324200240002830400000001040101')
  expect(openHstrp(bytes)).toMatchObject({ type: 0x24, number: 2 })
  expect(openHstrp(bytes.subarray(0, 9))).toBeUndefined()
})

it('finds packets behind noise and across cuts', () => {
  const packet = sealHrnp({
    version: 3,
    opcode: 0,
    source: 0x10,
    destination: 0x20,
    number: 7,
    payload: Buffer.from('7e7e00'),
  })
  const read = hrnpReader()
  const stream = Buffer.concat([Buffer.from('7e00ff7e', 'hex'), packet, packet])
  const found = Array.from(stream).flatMap((byte) => read(Buffer.of(byte)))
  expect(found.map((each) => each.number)).toEqual([7, 7])
})

it('writes a location report of forty characters: 0.33 × 60 = 19.8 minutes, 18.52 km/h = 10 knots', () => {
  expect(gps40(standing, at).toString('latin1')).toBe('A040506010726N2619.8000E11619.8000010090')
  const slow = { ...standing, lat: -0.00833, lon: -179.99999999, speedKmh: 1, headingDeg: 359.9 }
  expect(gps40(slow, at).toString('latin1')).toBe('A040506010726S0000.4998W18000.00000.5000')
})

it('lets a receiver speak sentences with good checksums', () => {
  const pieces = nmeaFramer(false).push(Buffer.from(nmeaSecond('BD', standing, at), 'latin1'))
  expect(pieces.filter((piece) => piece.kind === 'frame')).toHaveLength(5)
  expect(pieces.filter((piece) => piece.kind === 'damaged')).toEqual([])
})

it('walks a path to and fro at its speed', () => {
  const path = [
    [26, 116],
    [26.01, 116],
  ] as const
  // 0.01° of latitude are 1112 m; at 36 km/h that takes 111.2 s.
  expect(alongPath(path, 36, 0)).toMatchObject({ lat: 26, headingDeg: 0 })
  expect(alongPath(path, 36, 55.6).lat).toBeCloseTo(26.005, 5)
  expect(alongPath(path, 36, 166.8)).toMatchObject({ headingDeg: 180 })
  expect(alongPath(path, 36, 222.39).lat).toBeCloseTo(26, 5)
  expect(alongPath([[26, 116]], 36, 100)).toEqual({ lat: 26, lon: 116, speedKmh: 0, headingDeg: 0 })
})

const published = '../shared/vectors/hytera-hdap.json'

interface Row {
  readonly hex: string
  readonly layer: string
  readonly checksum_ok?: boolean
}

it('opens every published packet and seals it to the same bytes', ({ skip }) => {
  if (!existsSync(published)) skip(`${published} is absent`)
  const rows = (JSON.parse(readFileSync(published, 'utf8')) as Row[]).filter(
    (row) => row.checksum_ok !== false,
  )
  const seals: Readonly<Record<string, (bytes: Buffer) => Buffer | undefined>> = {
    hrnp(bytes) {
      const [packet] = hrnpReader()(bytes)
      return packet && sealHrnp(packet)
    },
    // A reliable flag in the service byte is read past, and not sent.
    hdap(bytes) {
      const message = openHdap(bytes)
      return message && sealHdap({ ...message, service: bytes[0] ?? 0 })
    },
  }
  const checked = rows.flatMap(({ hex, layer }) => {
    const seal = seals[layer]
    return seal === undefined
      ? []
      : [{ hex, again: seal(Buffer.from(hex, 'hex'))?.toString('hex') }]
  })
  expect(checked.length).toBeGreaterThan(20)
  for (const { hex, again } of checked) expect(again).toBe(hex)
})
