/** The world of a session test: a clock and timers moved by hand, and everything the session did. */
import type { DriverIo, FrameRecord } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayEvent } from '../../../core/gateway/events.ts'

interface Due {
  readonly at: number
  readonly run: () => void
}

interface Written {
  readonly bytes: Uint8Array
  readonly channel: number
}

export interface FakeIo {
  readonly io: DriverIo
  readonly written: Written[]
  readonly events: GatewayEvent[]
  readonly records: FrameRecord[]
  readonly timersLeft: () => number
  /** Called with every frame the session writes, after it was noted. */
  onWrite: ((written: Written) => void) | undefined
  /** Lets time pass; timers run in their order. */
  advance(ms: number): void
  eventsOf<Kind extends GatewayEvent['kind']>(kind: Kind): Extract<GatewayEvent, { kind: Kind }>[]
  resultsOf(command: string): CommandResult[]
}

export function fakeIo(startMs = Date.UTC(2026, 10, 23, 8)): FakeIo {
  let now = 0
  let seed = 7
  const due: Due[] = []
  const written: Written[] = []
  const events: GatewayEvent[] = []
  const records: FrameRecord[] = []
  const fake: FakeIo = {
    written,
    events,
    records,
    timersLeft: () => due.length,
    onWrite: undefined,
    io: {
      timers: {
        after(delayMs, run) {
          const entry = { at: now + delayMs, run }
          due.push(entry)
          return () => {
            const place = due.indexOf(entry)
            if (place >= 0) due.splice(place, 1)
          }
        },
      },
      random: {
        bytes: (count) =>
          Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 11) & 0xff)),
      },
      nowMs: () => startMs + now,
      monotonicMs: () => now,
      write(bytes, channel = 0) {
        const one = { bytes, channel }
        written.push(one)
        fake.onWrite?.(one)
      },
      emit: (event) => void events.push(event),
      record: (frame) => void records.push(frame),
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const next = due.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        due.splice(due.indexOf(next), 1)
        now = next.at
        next.run()
      }
      now = end
    },
    eventsOf: <Kind extends GatewayEvent['kind']>(kind: Kind) =>
      events.filter((event): event is Extract<GatewayEvent, { kind: Kind }> => event.kind === kind),
    resultsOf: (command) =>
      events.flatMap((event) =>
        event.kind === 'commandResult' && event.command === command ? [event.result] : [],
      ),
  }
  return fake
}
