import { describe, expect, it } from 'vitest'
import { bytes32be, bytes32le } from '../../../core/gateway/frame-kit.ts'
import type { DriverSession } from '../../../core/gateway/driver.ts'
import { ip } from './fake-gateway.ts'
import { type FakeIo, fakeIo } from './fake-io.ts'
import { encodeHdap, type Service } from './hdap.ts'
import { decodeHstrp, encodeHstrp, type HstrpHeader, type HstrpPacket } from './hstrp.ts'
import { hstrpSession } from './hstrp-session.ts'
import { type HdapMessage, messageName, readMessage } from './message.ts'
import { hstrpSettings } from './settings.ts'

const device = { id: 1005, slot: 1 }
/** The standard order: two slots each of RRS, LP, TP, TMP, RCP. */
const rrs = 0
const lp = 2
const tmp = 6
const rcp = 8

interface Sent {
  readonly channel: number
  readonly packet: HstrpPacket
  readonly message: HdapMessage | undefined
}

interface FakeRepeater {
  readonly fake: FakeIo
  readonly session: DriverSession
  readonly sent: Sent[]
  acknowledges: boolean
  say: (channel: number, header: HstrpHeader, payload?: Uint8Array) => void
  data: (
    channel: number,
    sequence: number,
    service: Service,
    opcode: number,
    payload: readonly number[],
  ) => void
  beatAll: () => void
  sentOn: (channel: number) => Sent[]
}

const answers: Readonly<Record<number, readonly [number, readonly number[]]>> = {
  0x0452: [0x8452, [0, 0, ...bytes32le(1005)]],
  0x00c4: [0x80c4, [...bytes32le(0), ...bytes32le(1), 1, 0, 3, 0]],
  0x1847: [0x8847, [0]],
  0x10c9: [0x80c9, [0]],
  0x10c7: [0x80c7, [0]],
}

function fakeRepeater(settings: Record<string, unknown> = {}): FakeRepeater {
  const fake = fakeIo()
  let sequence = 500
  const repeater: FakeRepeater = {
    fake,
    session: hstrpSession(hstrpSettings.parse(settings), fake.io),
    sent: [],
    acknowledges: true,
    say(channel, header, payload) {
      repeater.session.onBytes(encodeHstrp({ device, ...header }, payload), channel)
    },
    data(channel, number, service, opcode, payload) {
      repeater.say(channel, { flags: [], sequence: number }, encodeHdap(service, opcode, payload))
    },
    beatAll() {
      for (const channel of [rrs, lp, tmp, rcp]) {
        repeater.say(channel, { flags: ['heartbeat'], sequence: 0, device: undefined })
      }
    },
    sentOn: (channel) => repeater.sent.filter((one) => one.channel === channel),
  }
  fake.onWrite = ({ bytes, channel }) => {
    const packet = decodeHstrp(bytes)
    if (!packet) throw new Error('the console wrote something that is no packet')
    const message = packet.payload.length > 0 ? readMessage(packet.payload) : undefined
    repeater.sent.push({ channel, packet, message })
    if (!message || !repeater.acknowledges) return
    fake.io.timers.after(1, () => {
      repeater.say(channel, { flags: ['ack'], sequence: packet.sequence, device: undefined })
      const answer = message.service === 'RCP' ? answers[message.opcode] : undefined
      if (answer) repeater.data(channel, ++sequence, 'RCP', answer[0], answer[1])
    })
  }
  repeater.session.start()
  return repeater
}

function readyRepeater(settings: Record<string, unknown> = {}): FakeRepeater {
  const repeater = fakeRepeater(settings)
  for (const channel of [rrs, lp, tmp, rcp])
    repeater.say(channel, { flags: ['connect'], sequence: 0 })
  repeater.fake.advance(100)
  repeater.fake.events.length = 0
  return repeater
}

const states = (fake: FakeIo): string[] =>
  fake
    .eventsOf('session')
    .map(({ status }) => (status.kind === 'connecting' ? `connecting ${status.step}` : status.kind))

describe('the repeater', () => {
  it('connects, is answered with its number and without options, and is asked and subscribed', () => {
    const { fake, say, sentOn } = fakeRepeater()
    expect(states(fake)).toEqual(['connecting waiting-for-repeater'])
    say(rcp, { flags: ['connect'], sequence: 7 })
    expect(sentOn(rcp)[0]?.packet).toMatchObject({ type: 0x05, sequence: 7 })
    fake.advance(100)
    expect(sentOn(rcp).flatMap((one) => (one.message ? [messageName(one.message)] : []))).toEqual([
      'radio_id_ip_request',
      'channel_request',
      'broadcast_message_config_request',
      'broadcast_status_config_request',
      'status_notify_config_request',
    ])
    expect(states(fake).slice(1)).toEqual(['connecting start', 'ready'])
    expect(fake.eventsOf('session').at(-1)?.status).toEqual({ kind: 'ready', gateway: '1005' })
  })

  it('is served without its control port after ten seconds', () => {
    const { fake, say } = fakeRepeater()
    say(tmp, { flags: ['connect'], sequence: 0 })
    fake.advance(9999)
    expect(states(fake).at(-1)).toBe('connecting start')
    fake.advance(1)
    expect(states(fake).at(-1)).toBe('ready')
  })

  it('that still believes in an older session is taken as connected', () => {
    const { fake, say, sentOn } = fakeRepeater()
    say(rcp, { flags: ['heartbeat'], sequence: 0, device: undefined })
    fake.advance(100)
    expect(states(fake).at(-1)).toBe('ready')
    expect(sentOn(rcp).some((one) => one.packet.flags.includes('connect'))).toBe(false)
  })

  it('gets a heartbeat on every connected port each six seconds', () => {
    const { fake, sent } = readyRepeater()
    sent.length = 0
    fake.advance(6000)
    expect(sent.map((one) => [one.channel, one.packet.type, one.packet.sequence])).toEqual(
      [rrs, lp, tmp, rcp].map((channel) => [channel, 0x02, 0]),
    )
  })

  it('is lost after ten missed heartbeats and found again when it connects', () => {
    const { fake, say, beatAll } = readyRepeater()
    for (let beat = 0; beat < 20; beat++) {
      fake.advance(6000)
      beatAll()
    }
    expect(states(fake)).toEqual([])
    fake.advance(59_000)
    expect(states(fake)).toEqual([])
    fake.advance(7000)
    expect(states(fake)).toEqual(['silent'])
    say(rcp, { flags: ['connect'], sequence: 0 })
    fake.advance(100)
    expect(states(fake)).toEqual(['silent', 'connecting start', 'ready'])
  })

  it('may close and reject, with an answer and a reason', () => {
    const { fake, say, sentOn } = readyRepeater()
    for (const channel of [rrs, lp, tmp]) say(channel, { flags: ['close'], sequence: 3 })
    expect(states(fake)).toEqual([])
    say(rcp, { flags: ['close'], sequence: 3 })
    expect(sentOn(rcp).at(-1)?.packet).toMatchObject({ flags: ['close', 'ack'], sequence: 3 })
    expect(states(fake)).toEqual(['connecting closed-by-gateway'])
    say(rcp, { flags: ['reject'], sequence: 4 })
    expect(fake.eventsOf('session').at(-1)?.status).toEqual({
      kind: 'rejected',
      reason: 'connect-rejected',
    })
  })
})

describe('data', () => {
  it('is acknowledged each time with its number, and told once', () => {
    const { fake, data, sentOn } = readyRepeater()
    data(rrs, 18, 'RRS', 0x0001, ip(1001))
    data(rrs, 18, 'RRS', 0x0001, ip(1001))
    const acks = sentOn(rrs).filter((one) => one.packet.type === 0x01)
    expect(acks.map((one) => one.packet.sequence)).toEqual([18, 18])
    expect(fake.eventsOf('radioPresence')).toHaveLength(1)
  })

  it('with the same number from the other slot, or after a new connect, is new', () => {
    const { fake, data, say } = readyRepeater()
    const bytes = encodeHdap('RRS', 0x0001, ip(1001))
    data(rrs, 18, 'RRS', 0x0001, ip(1001))
    say(rrs, { flags: [], sequence: 18, device: { id: 1005, slot: 2 } }, bytes)
    say(rrs, { flags: ['connect'], sequence: 0 })
    data(rrs, 18, 'RRS', 0x0001, ip(1001))
    expect(fake.eventsOf('radioPresence')).toHaveLength(3)
  })

  it('answers go back over the port the question came in by', () => {
    const { fake, data, sentOn } = readyRepeater()
    data(rrs, 1, 'RRS', 0x0003, ip(1001))
    data(tmp, 1, 'TMP', 0x00a1, [...bytes32be(9), ...ip(1), ...ip(1001), 0x4b, 0x6d])
    fake.advance(5)
    expect(sentOn(rrs).at(-1)?.message?.body).toMatchObject({ name: 'register_ack' })
    expect(sentOn(tmp).at(-1)?.message?.body).toMatchObject({
      name: 'private_text_ack',
      flagBit7: false,
      requestId: 9,
    })
    expect(fake.eventsOf('text')).toMatchObject([{ from: '1001', body: '测' }])
  })

  it('goes out on the port of its service with the port’s own count, bit 7 clear', () => {
    const { fake, session, sentOn } = readyRepeater({ consoleRadioId: 9001 })
    session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
    session.command('l', { kind: 'locate', radio: '1001' })
    fake.advance(5)
    const text = sentOn(tmp).at(-1)
    expect(text?.packet).toMatchObject({ type: 0, sequence: 1 })
    expect(text?.message?.body).toMatchObject({
      name: 'private_text',
      flagBit7: false,
      src: { radioId: 9001 },
    })
    expect(sentOn(lp).at(-1)?.packet.sequence).toBe(1)
    expect(fake.resultsOf('t')).toEqual([{ kind: 'accepted' }])
  })

  it('that is never acknowledged is tried three times and given up', () => {
    const repeater = readyRepeater()
    repeater.acknowledges = false
    repeater.session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
    repeater.fake.advance(3000)
    expect(
      repeater
        .sentOn(tmp)
        .filter((one) => one.message)
        .map((one) => one.packet.sequence),
    ).toEqual([1, 1, 1])
    expect(repeater.fake.resultsOf('t').at(-1)).toEqual({ kind: 'timed-out' })
  })

  it('for a service without a port, or on a port that is not connected, is refused', () => {
    const none = readyRepeater({ channels: [{ service: 'RRS', slot: 1 }] })
    none.session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
    expect(none.fake.resultsOf('t')).toEqual([{ kind: 'refused', cause: 'no-channel' }])
    const down = fakeRepeater()
    down.session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
    expect(down.fake.resultsOf('t')).toEqual([{ kind: 'refused', cause: 'not-connected' }])
  })

  it('calls on the two slots are two calls', () => {
    const { fake, say } = readyRepeater()
    for (const slot of [1, 2]) {
      const voice = [0, 0, 0, 0, 1, 0, 1, 0, ...bytes32le(slot), ...bytes32le(1000 + slot)]
      say(
        rcp,
        { flags: [], sequence: slot, device: { id: 1005, slot } },
        encodeHdap('RCP', 0xb845, voice),
      )
    }
    expect(fake.eventsOf('callStart').map((one) => [one.target, one.caller])).toEqual([
      ['1', '1001'],
      ['2', '1002'],
    ])
    expect(fake.eventsOf('callEnd')).toEqual([])
  })
})

describe('bad datagrams', () => {
  it('are counted and change nothing', () => {
    const { fake, session } = readyRepeater()
    fake.records.length = 0
    session.onBytes(Uint8Array.from([1, 2, 3]), rrs)
    session.onBytes(Uint8Array.from([0x32, 0x42, 0, 0x20, 0, 1, 0x83, 4, 0]), rrs)
    session.onBytes(Uint8Array.from([0x32, 0x42, ...new Uint8Array(4000)]), rrs)
    session.onBytes(Uint8Array.from([0x32, 0x42, 0, 2, 0, 0]), 31)
    expect(fake.records.map((one) => one.outcome)).toEqual([
      'noise',
      'damaged',
      'damaged',
      'unknown',
    ])
    expect(fake.records.every((one) => one.bytes.length <= 2048)).toBe(true)
    expect(fake.events).toEqual([])
  })

  it('of random bytes on random ports never throw', () => {
    const { session } = readyRepeater()
    let seed = 99
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    const flood = (): void => {
      for (let round = 0; round < 20_000; round++) {
        const bytes = Uint8Array.from({ length: random(60) }, () => random(256))
        if (round % 3) bytes.set([0x32, 0x42, 0, random(64)].slice(0, bytes.length))
        session.onBytes(bytes, random(12))
      }
    }
    expect(flood).not.toThrow()
  })
})

it('says goodbye on every connected port and leaves no timer behind, also when closed twice', () => {
  const { fake, session, sent } = readyRepeater()
  session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
  fake.onWrite = undefined
  sent.length = 0
  session.close()
  session.close()
  expect(fake.written.slice(-4).map((one) => [one.channel, one.bytes[3]])).toEqual(
    [rrs, lp, tmp, rcp].map((channel) => [channel, 0x08]),
  )
  // The one timer is the repeater's own acknowledgement of the text.
  expect(fake.timersLeft()).toBe(1)
  expect(fake.resultsOf('t').at(-1)).toEqual({ kind: 'timed-out' })
})
