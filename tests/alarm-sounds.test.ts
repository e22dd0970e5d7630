import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { alarmSounds } from '../scripts/make-sounds.ts'

const folder = join(import.meta.dirname, '../resources/sounds')
const sounds = alarmSounds()

function samplesOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + 44)
  return Array.from({ length: view.byteLength / 2 }, (_, at) => view.getInt16(at * 2, true))
}

function samplesByName(name: string): number[] {
  return samplesOf(sounds.get(name) ?? new Uint8Array(44))
}

const peak = (name: string) => Math.max(...samplesByName(name).map(Math.abs))

/** Lengths of the tones in milliseconds: runs that no silence of 20 ms or more interrupts. */
function rhythm(bytes: Uint8Array): number[] {
  const silence = 22_050 * 0.02
  const runs: { from: number; to: number }[] = []
  for (const [at, sample] of samplesOf(bytes).entries()) {
    if (Math.abs(sample) < 200) continue
    const last = runs.at(-1)
    if (last && at - last.to < silence) last.to = at
    else runs.push({ from: at, to: at })
  }
  return runs.map(({ from, to }) => Math.round((to - from) / 22.05))
}

it('ships exactly the sounds the generator makes, byte for byte', () => {
  expect(readdirSync(folder).toSorted()).toEqual([...sounds.keys()].toSorted())
  for (const [name, bytes] of sounds) {
    expect(Buffer.compare(readFileSync(join(folder, name)), bytes), name).toBe(0)
  }
})

it('keeps the sounds small', () => {
  const total = [...sounds.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  expect(total).toBeLessThan(400 * 1024)
})

it('writes 16-bit mono PCM at 22.05 kHz with lengths that agree', () => {
  for (const [name, bytes] of sounds) {
    const view = new DataView(bytes.buffer)
    expect(Buffer.from(bytes.subarray(0, 4)).toString(), name).toBe('RIFF')
    expect(view.getUint32(4, true)).toBe(bytes.length - 8)
    expect([view.getUint16(20, true), view.getUint16(22, true)]).toEqual([1, 1])
    expect([view.getUint32(24, true), view.getUint16(34, true)]).toEqual([22_050, 16])
    expect(view.getUint32(40, true)).toBe(bytes.length - 44)
  }
})

it('tells the alarms apart by rhythm alone', () => {
  const tones = new Map([...sounds].map(([name, bytes]) => [name, rhythm(bytes)]))
  expect(tones.get('emergency.wav')).toHaveLength(10)
  expect(tones.get('high.wav')).toHaveLength(3)
  expect(tones.get('normal.wav')).toHaveLength(2)
  expect(tones.get('cleared.wav')).toHaveLength(1)
  const [first = 0, , last = 0] = tones.get('high.wav') ?? []
  expect(last).toBeGreaterThan(3 * first)
})

it('makes life risk the loudest and longest, and clips nothing', () => {
  for (const name of ['high.wav', 'normal.wav', 'cleared.wav']) {
    expect(peak(name), name).toBeGreaterThan(8_000)
    expect(peak('emergency.wav'), name).toBeGreaterThan(peak(name))
    expect(samplesByName('emergency.wav').length, name).toBeGreaterThan(samplesByName(name).length)
  }
  expect(peak('emergency.wav')).toBeLessThan(32_767)
})
