/**
 * Decoding against the line rate of 16 gateways at 115,200 baud, on one core: the codec (framer
 * and decoder: the goal), and beside it the whole session (acknowledgements, events, records).
 */
import type { Driver, DriverIo } from '../src/core/gateway/driver.ts'
import { latin1 } from '../src/core/gateway/frame-kit.ts'
import { drivers } from '../src/main/gateways/index.ts'
import { decodeHytera } from '../src/main/gateways/hytera/decode.ts'
import { createHrnpFramer, encodeHrnp } from '../src/main/gateways/hytera/hrnp.ts'
import { decodeJtt808 } from '../src/main/gateways/jtt808/decode.ts'
import { jtt808Framer } from '../src/main/gateways/jtt808/framer.ts'
import { nmeaFramer } from '../src/main/gateways/nmea/framer.ts'
import { readSentence } from '../src/main/gateways/nmea/sentence.ts'
import { benchTraffic, type BenchTraffic } from './support/bench-frames.ts'
import type { Benchmark, Measure } from './support/benchmark.ts'
import { p50 } from './support/benchmark.ts'

/** 8N1: ten bits on the wire for each byte. */
const lineRate = (16 * 115_200) / 10
/** What one read of a port gives. */
const chunk = 256
const rounds = 7
const roundMs = 300

/** Takes bytes as they come and says how many good frames it read. */
type Reader = (bytes: Uint8Array) => number

/** What is read is counted, so that no engine can leave the reading out. */
const codecs: Readonly<Record<string, () => Reader>> = {
  'hytera-hrnp'() {
    const framer = createHrnpFramer()
    return (bytes) => {
      let read = 0
      for (const { kind, bytes: frame } of framer.push(bytes)) {
        if (kind === 'frame' && decodeHytera(frame, 'hrnp')?.outcome === 'ok') read++
      }
      return read
    }
  },
  jtt808() {
    const framer = jtt808Framer()
    return (bytes) => {
      let read = 0
      for (const { kind, bytes: frame } of framer.push(bytes)) {
        if (kind === 'frame' && decodeJtt808(frame)?.outcome === 'ok') read++
      }
      return read
    }
  },
  'hytera-hstrp': () => (bytes) => (decodeHytera(bytes, 'hstrp')?.outcome === 'ok' ? 1 : 0),
  nmea() {
    const framer = nmeaFramer(false)
    return (bytes) => {
      let read = 0
      for (const { kind, bytes: sentence } of framer.push(bytes)) {
        if (kind === 'frame' && readSentence(latin1(sentence))) read++
      }
      return read
    }
  },
}

function session(driver: Driver): Reader {
  let read = 0
  const io: DriverIo = {
    timers: { after: () => () => undefined },
    random: { bytes: (count) => new Uint8Array(count) },
    nowMs: () => 1_775_000_000_000,
    monotonicMs: () => 0,
    write: () => undefined,
    emit: () => undefined,
    record({ direction, outcome }) {
      if (direction === 'in' && outcome === 'ok') read++
    },
  }
  const running = driver.session(driver.settings.parse({}), io)
  running.start()
  if (driver.id === 'hytera-hrnp') {
    const head = {
      version: 4,
      opcode: 'accept',
      source: 0x10,
      destination: 0x20,
      packetNumber: 0,
    } as const
    running.onBytes(encodeHrnp(head), 0)
  }
  return (bytes) => {
    const before = read
    running.onBytes(bytes, 0)
    return read - before
  }
}

function cut({ pieces, datagrams }: BenchTraffic): readonly Uint8Array[] {
  if (datagrams) return pieces
  const whole = Buffer.concat(pieces)
  const parts: Uint8Array[] = []
  for (let at = 0; at < whole.length; at += chunk) parts.push(whole.subarray(at, at + chunk))
  return parts
}

/** Milliseconds this process has computed, its collector's threads included: other programs do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Bytes per second of one core, the median of the rounds; the first warms up and does not count. */
function rate(reader: Reader, parts: readonly Uint8Array[], frames: number): number {
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const rates: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const startedAt = cpuMs()
    let bytes = 0
    while (cpuMs() - startedAt < roundMs) {
      let read = 0
      for (const part of parts) read += reader(part)
      if (read !== frames) throw new Error(`read ${read} of ${frames} frames`)
      bytes += size
    }
    if (round > 0) rates.push((bytes * 1000) / (cpuMs() - startedAt))
  }
  return p50(rates)
}

const rateWords = (rate: number): string => `${(rate / 1e6).toFixed(1)} MB/s`

function measure(driver: Driver, codec: () => Reader): Measure {
  const traffic = benchTraffic(driver.id)
  const parts = cut(traffic)
  const frames = traffic.pieces.length
  const alone = rate(codec(), parts, frames)
  const whole = rate(session(driver), parts, frames)
  const perSecond = Math.round(
    (alone * frames) / traffic.pieces.reduce((sum, one) => sum + one.length, 0),
  )
  return {
    what: `decoding, ${driver.id}`,
    value: `${rateWords(alone)} (${perSecond} frames/s) = ${(alone / lineRate).toFixed(0)} ×; whole session ${rateWords(whole)} = ${(whole / lineRate).toFixed(0)} ×`,
    against: `16 lines at 115,200 baud = ${rateWords(lineRate)}`,
    goal: '≥ 100 × the line rate, framer and decoder',
    held: alone >= 100 * lineRate,
  }
}

export const benchmark: Benchmark = {
  name: 'decode',
  run() {
    // Lines that speak a few times a minute, at 9600 baud or less, have no rate worth measuring.
    const busy = drivers.flatMap((driver) => {
      const codec = codecs[driver.id]
      return codec ? [measure(driver, codec)] : []
    })
    return Promise.resolve(busy)
  },
}
