import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fixtures } from '../gateways/nmea/fixtures/sentences.ts'
import { vectorProtocols } from '../gateways/vector-protocols.ts'
import { nmeaVectors } from '../gateways/nmea/index.ts'
import type { VectorProtocol, VectorRow } from './vector-protocol.ts'
import { firstDifference, runVectors } from './vector-run.ts'

const [rmc, , , damaged] = fixtures
const decoded = {
  talker: 'GN',
  type: 'RMC',
  lat: 26.33,
  lon: 116.33,
  speed_kn: 10,
  mode: 'A',
  status: 'A',
}
const good: VectorRow = { text: rmc?.text ?? '', decoded, checksum_ok: true }

it('passes a row that says the same, with keys of ours besides', () => {
  expect(runVectors(nmeaVectors, [good])).toEqual({
    protocol: 'nmea',
    total: 1,
    passed: 1,
    failures: [],
    disputed: [],
  })
})

it('counts a disputed row apart, and fails one that is disputed without reason', () => {
  const disputing: VectorProtocol = { ...nmeaVectors, disputed: () => 'another receiver' }
  const wrong = { ...good, decoded: { ...decoded, mode: 'D' } }
  const report = runVectors(disputing, [wrong, good])
  expect(report).toMatchObject({
    passed: 0,
    disputed: [{ row: 0, key: 'mode', detail: 'another receiver' }],
    failures: [{ row: 1, key: '(disputed)' }],
  })
})

it('fails a row with one altered value, whatever its type', () => {
  for (const altered of [
    { lat: 26.330002 },
    { mode: 'D' },
    { speed_kn: 11 },
    { lat: null },
    { sats: 4 },
  ]) {
    const report = runVectors(nmeaVectors, [good, { ...good, decoded: { ...decoded, ...altered } }])
    expect(report.passed).toBe(1)
    expect(report.failures).toMatchObject([{ row: 1, key: Object.keys(altered)[0] }])
  }
})

it('fails a row when any one byte of its frame is flipped', () => {
  const text = good.text ?? ''
  for (let at = 0; at < text.length; at++) {
    const flipped =
      text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 0x01) + text.slice(at + 1)
    const report = runVectors(nmeaVectors, [{ ...good, text: flipped }])
    expect({ flipped, passed: report.passed }).toEqual({ flipped, passed: 0 })
  }
})

it('fails a row of an unknown kind instead of skipping it', () => {
  const report = runVectors(nmeaVectors, [{ text: '$PUBX,00*33', kind: 'PUBX', decoded: {} }])
  expect(report).toMatchObject({ total: 1, passed: 0, failures: [{ key: '(undecoded)' }] })
})

it('fails a row that throws and one that is empty', () => {
  const throwing: VectorProtocol = {
    protocol: 'x',
    decode: () => {
      throw new Error('boom')
    },
  }
  expect(runVectors(throwing, [good]).failures).toMatchObject([{ key: '(threw)' }])
  expect(runVectors(nmeaVectors, [{ decoded: {} }]).passed).toBe(0)
})

it('wants a frame with a wrong checksum reported as damaged and no other', () => {
  const row = { text: damaged?.text ?? '', decoded: { type: 'RMC', lat: 26.33 } }
  expect(runVectors(nmeaVectors, [{ ...row, checksum_ok: false }]).passed).toBe(1)
  expect(runVectors(nmeaVectors, [row]).failures).toMatchObject([{ key: '(damaged)' }])
  expect(runVectors(nmeaVectors, [{ ...good, checksum_ok: false }]).failures).toMatchObject([
    { key: '(damaged)' },
  ])
})

it('compares whole numbers exactly, others within a millionth, lists by length, null as absent', () => {
  expect(firstDifference(0.1, 0.1000009)).toBeUndefined()
  expect(firstDifference(0.1, 0.1000011)).toBeDefined()
  expect(firstDifference(7, 7.0000001)).toBeDefined()
  expect(firstDifference('7', 7)).toBeDefined()
  expect(firstDifference({ a: null }, {})).toBeUndefined()
  expect(firstDifference({ a: null }, { a: 0 })).toEqual({
    key: 'a',
    detail: 'expected null, got 0',
  })
  expect(firstDifference({ a: [1, 2] }, { a: [1] })?.key).toBe('a')
  expect(firstDifference({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })?.key).toBe('a.0.b')
  expect(firstDifference({ a: { b: 1 } }, { a: [] })?.key).toBe('a')
  expect(firstDifference({ a: 1 }, undefined)?.key).toBe('')
})

const published = '../shared/vectors'

it.for(vectorProtocols)('reads every published frame of $protocol', (protocol, { skip }) => {
  if (!existsSync(published)) skip(`${published} is absent`)
  const rows = JSON.parse(
    readFileSync(`${published}/${protocol.protocol}.json`, 'utf8'),
  ) as VectorRow[]
  const report = runVectors(protocol, rows)
  expect(report.failures).toEqual([])
  expect(report.total).toBeGreaterThan(0)
})
