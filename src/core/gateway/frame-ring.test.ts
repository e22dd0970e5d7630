import { expect, it } from 'vitest'
import type { FrameRecord } from './driver.ts'
import { createFrameRing } from './frame-ring.ts'

function frame(length: number, extra: Partial<FrameRecord> = {}): FrameRecord {
  return {
    direction: 'in',
    bytes: new Uint8Array(length).fill(0x7e),
    channel: 0,
    outcome: 'ok',
    kind: 'k',
    ...extra,
  }
}

it('keeps the newest frames by count, newest last, and says how many went by', () => {
  const ring = createFrameRing({ maxCount: 3, maxBytes: 1e6 })
  for (let i = 0; i < 10; i++) ring.push(frame(1), i)
  expect(ring.entries().map((entry) => entry.seq)).toEqual([8, 9, 10])
  expect(ring.entries(9).map((entry) => entry.seq)).toEqual([10])
})

it('stays under its bound in bytes whatever the size of the frames', () => {
  const ring = createFrameRing({ maxCount: 500, maxBytes: 4096 })
  for (let i = 0; i < 2000; i++) {
    ring.push(frame(i % 1500), i)
    expect(ring.bytes).toBeLessThanOrEqual(4096)
  }
  expect(ring.entries().length).toBeGreaterThan(1)
})

it('cuts a frame that alone is larger than the ring and keeps it', () => {
  const ring = createFrameRing({ maxCount: 5, maxBytes: 1024 })
  ring.push(frame(9000), 0)
  expect(ring.entries()).toHaveLength(1)
  expect(ring.bytes).toBeLessThanOrEqual(1024)
})

it('exports one line per frame with time, direction, hex and what was decoded', () => {
  const ring = createFrameRing()
  ring.push(
    frame(2, { kind: 'hrnp/connect', decoded: { version: 3 } }),
    Date.UTC(2026, 0, 2, 3, 4, 5, 6),
  )
  ring.push(frame(1, { direction: 'out', outcome: 'damaged', channel: 1 }), 0)
  expect(ring.exportLines()).toEqual([
    '2026-01-02T03:04:05.006Z\t<-\t0\tok\thrnp/connect\t7e7e\t{"version":3}',
    '1970-01-01T00:00:00.000Z\t->\t1\tdamaged\tk\t7e\t',
  ])
})
