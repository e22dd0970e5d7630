/** Structure-aware fuzzing of a driver's session. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Driver, DriverSession, FrameRecord } from '../../src/core/gateway/driver.ts'
import { toHex } from '../../src/core/gateway/frame-kit.ts'
import { fakeTime, seededRandom, type FakeTime } from '../support/fake-time.ts'
import { randomBytes, seededPick, type Pick } from '../contract/codec.suite.ts'

export interface FuzzSubject {
  readonly name: string
  readonly driver: Driver
  /** Parsed by the driver's schema; the defaults where absent. */
  readonly settings?: unknown
  readonly channels?: number
  /** A good frame with arbitrary contents. */
  frame(pick: Pick): Uint8Array
  /** Mends the check of a frame whose contents were changed; the bytes as they are where there is none. */
  seal?(frame: Uint8Array, pick: Pick): Uint8Array
  /** Silence after which a good frame must be understood, whatever came before. */
  readonly restMs?: number
}

export interface FuzzResult {
  readonly storms: number
  readonly bytes: number
  readonly faults: readonly string[]
  readonly heapGrowthBytes: number
}

type Change = (frame: Uint8Array, pick: Pick) => Uint8Array

const changes: readonly Change[] = [
  (frame, pick) => {
    const copy = frame.slice()
    for (let n = 0; n <= pick(3); n++) {
      const at = pick(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << pick(8))
    }
    return copy
  },
  (frame, pick) => {
    const copy = frame.slice()
    const edge = [0, 1, 0x7f, 0x80, 0xff, 0x0d, 0x0a, 0x7e, 0x7d, 0xc0, 0xdb, 0x24, 0x2c]
    for (let n = 0; n <= pick(4); n++) copy[pick(copy.length)] = edge[pick(edge.length)] ?? 0
    return copy
  },
  (frame, pick) => frame.slice(0, pick(frame.length + 1)),
  (frame, pick) => frame.slice(pick(frame.length)),
  (frame, pick) => {
    const [from, to] = [pick(frame.length), pick(frame.length)].toSorted((a, b) => a - b)
    return Uint8Array.from([...frame.slice(0, from), ...frame.slice(to)])
  },
  (frame, pick) => {
    const [from, to] = [pick(frame.length), pick(frame.length)].toSorted((a, b) => a - b)
    return Uint8Array.from([...frame.slice(0, to), ...frame.slice(from)])
  },
  (frame, pick) => {
    const at = pick(frame.length + 1)
    return Uint8Array.from([
      ...frame.slice(0, at),
      ...randomBytes(pick, 1 + pick(30)),
      ...frame.slice(at),
    ])
  },
]

function broken(subject: FuzzSubject, pick: Pick): Uint8Array {
  const frame = subject.frame(pick)
  const change = changes[pick(changes.length + 1)]
  if (!change || frame.length === 0) return frame
  const changed = change(frame, pick)
  return subject.seal !== undefined && pick(2) === 0 && changed.length > 0
    ? subject.seal(changed, pick)
    : changed
}

/** Line drivers record a message of two lines without the line feeds between them. */
const bare = (bytes: Uint8Array): string =>
  toHex(bytes.filter((byte) => byte !== 0x0d && byte !== 0x0a))

/** Taken for good, and made of this frame's bytes: what a storm left behind is not counted. */
function understood(record: FrameRecord, frame: Uint8Array): boolean {
  const taken = record.outcome === 'ok' || record.outcome === 'unknown'
  const bytes = bare(record.bytes)
  return record.direction === 'in' && taken && bytes !== '' && bare(frame).includes(bytes)
}

interface Desk {
  readonly session: DriverSession
  readonly time: FakeTime
  /** Of the last good frame and of the storm behind it. */
  records: FrameRecord[]
}

function open(subject: FuzzSubject, seed: number): Desk {
  const time = fakeTime()
  const session = subject.driver.session(subject.driver.settings.parse(subject.settings ?? {}), {
    timers: time.timers,
    random: seededRandom(seed),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write: () => undefined,
    emit: () => undefined,
    record: (frame) => desk.records.push(frame),
  })
  const desk: Desk = { session, time, records: [] }
  session.start()
  return desk
}

async function takes(desk: Desk, frame: Uint8Array, subject: FuzzSubject): Promise<boolean> {
  desk.records = []
  desk.session.onBytes(frame, 0)
  await desk.time.advance(subject.restMs ?? 2500)
  return desk.records.some((record) => understood(record, frame))
}

/** Storms for `forMs` of real time; what went wrong is in `faults`, each with the bytes that did it. */
export async function fuzz(subject: FuzzSubject, forMs: number, seed: number): Promise<FuzzResult> {
  const pick = seededPick(seed)
  const faults: string[] = []
  let [storms, bytes] = [0, 0]
  const desk = open(subject, seed)
  const { session, time } = desk
  const channel = () => pick(subject.channels ?? 1)
  async function storm(): Promise<void> {
    const fed: string[] = []
    for (let n = 0; n <= pick(20); n++) {
      const part = pick(6) === 0 ? randomBytes(pick, pick(80)) : broken(subject, pick)
      fed.push(toHex(part))
      bytes += part.length
      session.onBytes(part, channel())
      if (pick(10) === 0) await time.advance(pick(3000))
    }
    await time.advance(subject.restMs ?? 2500)
    const frame = subject.frame(pick)
    if (await takes(desk, frame, subject)) return
    const fresh = open(subject, seed)
    const alone = await takes(fresh, frame, subject)
    fresh.session.close()
    const cause = alone ? '' : ' (and by a fresh session: no good frame)'
    faults.push(`lost ${toHex(frame)}${cause} after ${fed.join(' ')}`)
  }
  // A warm-up, so that the growth is not what is compiled and cached once.
  for (let n = 0; n < 200; n++) await storm()
  const heapBefore = heapNow()
  const until = performance.now() + forMs
  while (performance.now() < until && faults.length < 5) {
    storms += 1
    try {
      await storm()
    } catch (error) {
      faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    }
  }
  const heapGrowthBytes = heapNow() - heapBefore
  session.close()
  if (time.waiting > 0) faults.push(`${time.waiting} timers left after the end`)
  return { storms, bytes, faults, heapGrowthBytes }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heapNow(): number {
  collect()
  return process.memoryUsage().heapUsed
}
