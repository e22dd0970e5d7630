/** Decoding against the line rate of 16 gateways at 115,200 baud, on one core. */
import type { Driver, DriverIo } from '../src/core/gateway/driver.ts'
import { fakeTimers } from '../tests/support/fake-time.ts'
import { drivers } from '../src/main/gateways/index.ts'
import { benchFrames } from './support/bench-frames.ts'
import type { Benchmark, Measure } from './support/benchmark.ts'

/** 8N1: ten bits on the wire for each byte. */
const lineRate = (16 * 115_200) / 10
const chunk = 256
const seconds = 2

function measure(driver: Driver, frames: readonly Uint8Array[]): { readonly rate: number; readonly frames: number } {
  let decoded = 0
  const io: DriverIo = {
    timers: fakeTimers(),
    random: { bytes: (count) => new Uint8Array(count) },
    nowMs: () => 1_775_000_000_000,
    monotonicMs: () => 0,
    write: () => undefined,
    emit: () => undefined,
    record: ({ direction, outcome }) => {
      if (direction === 'in' && outcome === 'ok') decoded++
    },
  }
  const session = driver.session(driver.settings.parse({}), io)
  session.start()
  const stream = Buffer.concat(frames)
  const startedAt = performance.now()
  let bytes = 0
  while (performance.now() - startedAt < seconds * 1000) {
    for (let at = 0; at < stream.length; at += chunk) session.onBytes(stream.subarray(at, at + chunk), 0)
    bytes += stream.length
  }
  const elapsed = (performance.now() - startedAt) / 1000
  session.close()
  return { rate: bytes / elapsed, frames: decoded / elapsed }
}

export const benchmark: Benchmark = {
  name: 'decode',
  run() {
    const measures = drivers.map((driver): Measure => {
      const { rate, frames } = measure(driver, benchFrames(driver.id))
      const ratio = rate / lineRate
      return {
        what: `decoding, ${driver.id}`,
        value: `${(rate / 1e6).toFixed(1)} MB/s, ${Math.round(frames)} frames/s`,
        against: `16 lines at 115,200 baud = ${(lineRate / 1e6).toFixed(2)} MB/s, ratio ${ratio.toFixed(0)}`,
        goal: '≥ 100 × the line rate',
        held: ratio >= 100,
      }
    })
    return Promise.resolve(measures)
  },
}
