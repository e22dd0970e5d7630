import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorRow } from '../../tools/vector-protocol.ts'
import { runVectors } from '../../tools/vector-run.ts'
import { decodeJtt808 } from './decode.ts'
import { encodeFrame, unescape } from './frame.ts'
import { jtt808Framer } from './framer.ts'
import { frames } from './fixtures/frames.ts'
import { fromGcj02, toGcj02 } from './gcj02.ts'
import { timeOf } from './location.ts'
import { jtt808Vectors } from './vectors.ts'

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()

it.each(frames)('reads $name', ({ hex, outcome, says }) => {
  const decoded = decodeJtt808(bytes(hex))
  expect(decoded?.outcome).toBe(outcome)
  expect(decoded?.record).toMatchObject(says)
})

it('writes and reads the example of the standard', () => {
  const plain = bytes('30 7e 08 7d 55')
  expect(toHex(unescape(bytes('30 7d02 08 7d01 55')) ?? new Uint8Array())).toBe(toHex(plain))
  // 30 ^ 7E ^ 08 ^ 7D ^ 55 = 6E
  expect(toHex(encodeFrame(plain))).toBe('7e307d02087d01556e7e')
})

it('unescapes in one pass: 7D 01 02 is 7D 02, not 7E', () => {
  expect(toHex(unescape(bytes('7d 01 02')) ?? new Uint8Array())).toBe('7d02')
  expect(unescape(bytes('7d 03'))).toBeUndefined()
})

it('finds frames that share a flag, that have two between them, and the one behind a broken one', () => {
  const [one = '', other = ''] = frames.map(({ hex }) => hex)
  const bare = (hex: string) => hex.slice(2, -2)
  const cut = (hex: string) =>
    jtt808Framer()
      .push(bytes(hex))
      .flatMap(({ kind, bytes: some }) => (kind === 'frame' ? [toHex(some)] : []))
  expect(cut(`7e${bare(one)}7e${bare(other)}7e`)).toEqual([one, `${bare(other)}7e`])
  expect(cut(`${one}7e7e${other}`)).toEqual([one, other])
  expect(cut(`${one.slice(0, 20)}${other}`)).toEqual([other])
  expect(cut(`${'00'.repeat(5000)}${one}`)).toEqual([one])
})

it('takes no time that the calendar does not have', () => {
  expect(timeOf({ deviceTime: '261129172500' })).toBe(Date.UTC(2026, 10, 29, 9, 25))
  for (const deviceTime of ['000000000000', '260230120000', '261129240000', '261129176000'])
    expect(timeOf({ deviceTime })).toBeUndefined()
})

it('brings GCJ-02 back to WGS-84 within a decimetre, and leaves other countries alone', () => {
  for (const place of [
    { lat: 26.33, lon: 116.335 },
    { lat: 39.9, lon: 116.4 },
    { lat: 30.66, lon: 104.06 },
  ]) {
    const there = toGcj02(place)
    // The shift is some hundred metres everywhere on the mainland.
    expect(Math.hypot(there.lat - place.lat, there.lon - place.lon)).toBeGreaterThan(0.001)
    const back = fromGcj02(there)
    expect(Math.abs(back.lat - place.lat)).toBeLessThan(1e-6)
    expect(Math.abs(back.lon - place.lon)).toBeLessThan(1e-6)
  }
  expect(toGcj02({ lat: 48.2, lon: 16.4 })).toEqual({ lat: 48.2, lon: 16.4 })
})

it('knows the published point of Tiananmen in both datums within five metres', () => {
  // 39.908823, 116.397470 in GCJ-02 is 39.907420, 116.391228 in WGS-84 (published conversion tables).
  const back = fromGcj02({ lat: 39.908823, lon: 116.39747 })
  expect(back.lat).toBeCloseTo(39.90742, 4)
  expect(back.lon).toBeCloseTo(116.391228, 4)
})

const published = '../shared/vectors/jtt808.json'
it('reads every published frame', async ({ skip }) => {
  if (!existsSync(published)) skip(`no ${published}`)
  const rows = JSON.parse(await readFile(published, 'utf8')) as VectorRow[]
  expect(runVectors(jtt808Vectors, rows)).toMatchObject({ total: 127, passed: 127, failures: [] })
})
