import { expect, it } from 'vitest'
import { fakeWebm, webmCluster, webmHead } from '../../../../tests/support/fake-webm.ts'
import { packetMs, partMs, readSoundPart } from './webm-read.ts'
import { composeSound } from './webm-write.ts'

const read = (bytes: Uint8Array) => {
  const part = readSoundPart(bytes)
  if (!part) throw new Error('no part')
  return part
}

it('finds every packet of a stream whose lengths are unknown, over two clusters', () => {
  const part = read(Buffer.concat([webmHead, webmCluster(0, 1000), webmCluster(1000, 500)]))
  expect(part.packets).toHaveLength(75)
  expect(part.packets[60]).toMatchObject({ atMs: 1200, durationMs: 20 })
  expect(partMs(part)).toBe(1500)
})

it('keeps what came before the bytes were cut off, at every place', () => {
  const bytes = fakeWebm(200)
  const counts = Array.from(
    bytes,
    (_, length) => readSoundPart(bytes.subarray(0, length))?.packets.length ?? 0,
  )
  expect(counts.every((count, at) => count - (counts[at - 1] ?? 0) <= 1)).toBe(true)
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts)
  expect(counts.at(-1)).toBe(9)
})

it('never throws on noise', () => {
  let seed = 7
  for (let round = 0; round < 2000; round++) {
    const bytes = fakeWebm(100)
    for (let hit = 0; hit < 8; hit++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      bytes[seed % bytes.length] = seed >> 8
    }
    expect(() => readSoundPart(bytes)).not.toThrow()
  }
})

it.each([
  [[0xf8], 20],
  [[0x78], 20],
  [[0x08], 20],
  [[0x18], 60],
  [[0xfb, 3], 60],
  [[0x79], 40],
  [[0x80], 2.5],
])('knows that the packet %j lasts %d ms', (packet, ms) => {
  expect(packetMs(Uint8Array.from(packet))).toBe(ms)
})

it('writes one file with a length that is read back packet by packet', () => {
  const sound = composeSound([{ fromMs: 0, part: read(fakeWebm(12_000)) }])
  expect(sound?.durationMs).toBe(12_000)
  const again = read(sound?.bytes ?? new Uint8Array())
  expect(again.packets.map(({ bytes }) => bytes[1])).toEqual(
    Array.from({ length: 600 }, (_, at) => at % 256),
  )
  // Info with a duration of 12,000 as a 64-bit float: 0x40c7700000000000.
  expect(Buffer.from(sound?.bytes ?? []).includes(Buffer.from('40c7700000000000', 'hex'))).toBe(
    true,
  )
})

it('fills the time between two parts with silence, so that a place in the file is a time', () => {
  const part = read(fakeWebm(1000))
  const sound = composeSound([
    { fromMs: 0, part },
    { fromMs: 3000, part },
  ])
  expect(sound?.durationMs).toBe(4000)
  const packets = read(sound?.bytes ?? new Uint8Array()).packets
  expect(packets).toHaveLength(200)
  expect(packets.slice(50, 150).every(({ bytes }) => bytes[1] === 0xff)).toBe(true)
  expect(packets[150]).toMatchObject({ atMs: 3000 })
})

it('lets two parts never sound at once', () => {
  const part = read(fakeWebm(1000))
  const sound = composeSound([
    { fromMs: 0, part },
    { fromMs: 500, part },
  ])
  expect(sound?.durationMs).toBe(2000)
})
