/** A session in the hands of a test: fake time, and terminals that speak the simulator's own wire code. */
import { fakeTime, seededRandom } from './fake-time.ts'
import type { FrameRecord } from '../../src/core/gateway/driver.ts'
import type { CommandResult, GatewayEvent } from '../../src/core/gateway/events.ts'
import {
  ear,
  frame,
  locationBody,
  type Edition,
  type Heard,
  type Reported,
} from '../../src/main/tools/simulate/wire/jtt808.ts'
import { jtt808 } from '../../src/main/gateways/jtt808/index.ts'

export const place = {
  lat: 26.33,
  lon: 116.335,
  speedKmh: 36,
  headingDeg: 90,
  fixed: true,
  alarm: 0,
}

export function openDesk(settings: unknown = {}) {
  const time = fakeTime()
  const events: GatewayEvent[] = []
  const records: FrameRecord[] = []
  const dropped: number[] = []
  const ears = new Map<number, (bytes: Uint8Array) => Heard[]>()
  const sent = new Map<number, Heard[]>()
  const raw: { channel: number; bytes: Uint8Array }[] = []
  const session = jtt808.session(jtt808.settings.parse(settings), {
    timers: time.timers,
    random: seededRandom(1),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write(bytes, channel = 0) {
      raw.push({ channel, bytes })
      const listen = ears.get(channel) ?? ear()
      ears.set(channel, listen)
      sent.set(channel, [...(sent.get(channel) ?? []), ...listen(bytes)])
    },
    dropPeer: (channel) => dropped.push(channel),
    emit: (event) => events.push(event),
    record: (record) => records.push(record),
  })
  session.start()
  let serial = 100

  function connect(channel: number, edition: Edition = '2013', phone = `1380000100${channel}`) {
    session.onPeer?.(channel, 'open', '10.0.0.8:1')
    const say = (id: number, body: Buffer = Buffer.alloc(0), own = serial++): number => {
      session.onBytes(frame(edition, id, phone, own, body), channel)
      return own
    }
    const heard = (): Heard[] => sent.get(channel) ?? []
    /** The result of the general answer to this serial, `undefined` where none came. */
    const answerTo = (own: number): number | undefined =>
      heard().findLast(({ id, body }) => id === 0x8001 && body.readUInt16BE(0) === own)?.body[4]
    function enter(): void {
      say(0x0100, Buffer.concat([Buffer.alloc(37), Buffer.from('A1')]))
      const code =
        heard()
          .findLast(({ id }) => id === 0x8100)
          ?.body.subarray(3) ?? Buffer.alloc(0)
      say(
        0x0102,
        edition === '2019'
          ? Buffer.concat([Buffer.of(code.length), code, Buffer.alloc(35)])
          : Buffer.from(code),
      )
    }
    const at = (more: Partial<Reported> = {}): Buffer =>
      locationBody({ ...place, atMs: time.clock.nowMs(), ...more })
    return { channel, phone, say, heard, answerTo, enter, at }
  }
  function of<Kind extends GatewayEvent['kind']>(kind: Kind) {
    return events.filter(
      (event): event is Extract<GatewayEvent, { kind: Kind }> => event.kind === kind,
    )
  }
  const results = (command: string): CommandResult[] =>
    of('commandResult').flatMap((event) => (event.command === command ? [event.result] : []))
  return { time, session, events, records, dropped, raw, connect, of, results }
}

export function batch(type: number, bodies: readonly Buffer[]): Buffer {
  const sized = bodies.map((body) => Buffer.concat([Buffer.of(0, body.length), body]))
  return Buffer.concat([Buffer.of(0, bodies.length, type), ...sized])
}

/** The body of a general answer of a terminal. */
export function taken({ serial, id }: Heard, result = 0): Buffer {
  const body = Buffer.alloc(5)
  body.writeUInt16BE(serial, 0)
  body.writeUInt16BE(id, 2)
  body[4] = result
  return body
}
