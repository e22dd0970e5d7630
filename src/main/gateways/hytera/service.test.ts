import { describe, expect, it } from 'vitest'
import { bytes32be, bytes32le } from '../../../core/gateway/frame-kit.ts'
import { hyteraCauses } from './causes.ts'
import { type FakeGateway, ip, readyGateway } from './fake-gateway.ts'
import { type FakeIo, fakeIo } from './fake-io.ts'
import { type Gps, gpsBytes } from './gps.ts'
import { encodeHdap, type Service } from './hdap.ts'
import type { HdapMessage } from './message.ts'

const gps: Omit<Gps, 'lat' | 'lon'> = {
  valid: true,
  time: '083015',
  dateDdmmyy: '231126',
  latRaw: '2618.8640',
  ns: 'N',
  lonRaw: '11620.6940',
  ew: 'E',
  speedKnots: '010',
  azimuth: '270',
}

const word = (value: number): [number, number] => [value & 0xff, value >>> 8]
const utf16 = (text: string): number[] => text.split('').flatMap((unit) => word(unit.charCodeAt(0)))
const requestId = ({ payload }: HdapMessage): number[] => Array.from(payload.slice(0, 4))

function started(settings: Record<string, unknown> = {}): { fake: FakeIo; gateway: FakeGateway } {
  const fake = fakeIo()
  const gateway = readyGateway(fake, settings)
  fake.events.length = 0
  return { fake, gateway }
}

function sent(group = false, settings: Record<string, unknown> = {}) {
  const world = started(settings)
  world.gateway.session.command('t', {
    kind: 'sendText',
    to: group ? '7' : '1001',
    group,
    body: '请报位置',
  })
  world.fake.advance(5)
  const message = world.gateway.lastMessage('TMP')
  return { ...world, message, ack: [...requestId(message), ...ip(1001), ...ip(2001)] }
}

function asked(intervalS?: number, settings: Record<string, unknown> = {}) {
  const world = started(settings)
  const interval = intervalS === undefined ? {} : { intervalS }
  world.gateway.session.command('l', { kind: 'locate', radio: '1001', ...interval })
  world.fake.advance(5)
  const message = world.gateway.lastMessage('LP')
  return { ...world, message, head: [...requestId(message), ...ip(1001)] }
}

const rx = (status: number, type: number, target: number, sender: number): number[] => [
  ...word(status),
  ...word(type),
  ...bytes32le(target),
  ...bytes32le(sender),
]

const tx = (process: number, reason: number): number[] => [
  ...word(process),
  ...word(reason),
  ...word(1),
  ...bytes32le(7),
]

const b845 = (status: number, service: number): number[] => [
  ...word(0),
  ...word(status),
  ...word(service),
  ...word(1),
  ...bytes32le(7),
  ...bytes32le(1001),
]

describe('registration', () => {
  it('is answered with the configured validity and told', () => {
    const { fake, gateway } = started({ registrationValidityS: 300 })
    gateway.hdap('RRS', 0x0003, ip(1001))
    fake.advance(5)
    expect(fake.events).toEqual([
      { kind: 'radioPresence', radio: '1001', online: true, how: 'registered' },
    ])
    expect(gateway.lastMessage('RRS').body).toMatchObject({
      name: 'register_ack',
      result: 0,
      validityS: 300,
      ip: { subnet: 10, radioId: 1001 },
    })
  })

  it('expires when it is not renewed, and not before', () => {
    const { fake, gateway } = started({ registrationValidityS: 300, registrationMarginS: 60 })
    gateway.hdap('RRS', 0x0003, ip(1001))
    fake.advance(200_000)
    gateway.hdap('RRS', 0x0003, ip(1001))
    fake.advance(359_000)
    expect(fake.eventsOf('radioPresence').filter((one) => !one.online)).toEqual([])
    fake.advance(1000)
    expect(fake.eventsOf('radioPresence').at(-1)).toMatchObject({
      radio: '1001',
      online: false,
      how: 'expired',
    })
    expect(fake.eventsOf('radioPresence')).toHaveLength(3)
  })

  it('ends when the radio signs off', () => {
    const { fake, gateway } = started()
    gateway.hdap('RRS', 0x0001, ip(1001))
    expect(fake.eventsOf('radioPresence')).toMatchObject([{ online: false, how: 'deregistered' }])
  })

  it.each([
    [0, true],
    [1, false],
  ])('check with answer %i says on line: %s', (state, online) => {
    const { fake, gateway } = started()
    gateway.session.command('c', { kind: 'check', radio: '1001' })
    fake.advance(5)
    expect(gateway.lastMessage('RRS').body).toMatchObject({
      name: 'check',
      ip: { subnet: 10, radioId: 1001 },
    })
    // Another radio's answer in between is not ours.
    gateway.hdap('RRS', 0x0082, [...ip(1002), 0])
    gateway.hdap('RRS', 0x0082, [...ip(1001), state])
    expect(fake.resultsOf('c')).toEqual([
      { kind: 'accepted' },
      { kind: 'confirmed', detail: { online } },
    ])
    expect(fake.eventsOf('radioPresence').at(-1)).toMatchObject({
      radio: '1001',
      online,
      how: 'checked',
    })
  })

  it('check by radio check uses 0833 and its answer', () => {
    const { fake, gateway } = started({ checkBy: 'rcp' })
    gateway.session.command('c', { kind: 'check', radio: '1001' })
    fake.advance(5)
    expect(gateway.lastMessage('RCP').opcode).toBe(0x0833)
    gateway.hdap('RCP', 0x8833, [0, ...bytes32le(1001)])
    expect(fake.resultsOf('c').at(-1)).toEqual({ kind: 'confirmed', detail: { online: true } })
  })

  it('check without an answer times out once', () => {
    const { fake, gateway } = started()
    gateway.session.command('c', { kind: 'check', radio: '1001' })
    fake.advance(60_000)
    expect(fake.resultsOf('c')).toEqual([{ kind: 'accepted' }, { kind: 'timed-out' }])
  })
})

describe('texts from radios', () => {
  const text = [...bytes32be(0x201), ...ip(2001), ...ip(1001), ...utf16('水位上涨')]

  it('are told, acknowledged with their number, and make the radio heard', () => {
    const { fake, gateway } = started()
    gateway.hdap('TMP', 0x80a1, text)
    fake.advance(5)
    expect(fake.eventsOf('text')).toEqual([
      { kind: 'text', from: '1001', to: '2001', group: false, body: '水位上涨', ref: '1001:513' },
    ])
    expect(fake.eventsOf('radioPresence')).toMatchObject([
      { radio: '1001', online: true, how: 'heard' },
    ])
    expect(gateway.lastMessage('TMP').body).toMatchObject({
      name: 'private_text_ack',
      flagBit7: true,
      requestId: 0x201,
      result: 0,
    })
  })

  it('repeated by the gateway are acknowledged again and told once', () => {
    const { fake, gateway } = started()
    gateway.hdap('TMP', 0x80a1, text)
    fake.advance(4000)
    gateway.hdap('TMP', 0x80a1, text)
    fake.advance(5)
    expect(fake.eventsOf('text')).toHaveLength(1)
    expect(gateway.messages.filter((one) => one.service === 'TMP')).toHaveLength(2)
  })

  it('with the number of an older text but other words are new texts', () => {
    const { fake, gateway } = started()
    gateway.hdap('TMP', 0x80a1, text)
    gateway.hdap('TMP', 0x80a1, [...text.slice(0, 12), ...utf16('已撤离')])
    expect(fake.eventsOf('text').map((one) => one.body)).toEqual(['水位上涨', '已撤离'])
  })

  it('to a group are acknowledged without a source', () => {
    const { fake, gateway } = started()
    gateway.hdap('TMP', 0x00b1, [...bytes32be(5), ...ip(7, 0), ...ip(1001), ...utf16('全体')])
    fake.advance(5)
    expect(fake.eventsOf('text')).toMatchObject([{ to: '7', group: true, body: '全体' }])
    const ack = gateway.lastMessage('TMP')
    expect(ack.body).toMatchObject({ name: 'group_text_ack', requestId: 5 })
    expect(ack.payload).toHaveLength(9)
  })

  it('lose NUL characters at their end and nothing else', () => {
    const { fake, gateway } = started()
    gateway.hdap('TMP', 0x80a1, [...text.slice(0, 12), ...utf16('收\n到'), 0, 0])
    expect(fake.eventsOf('text')[0]?.body).toBe('收\n到')
  })
})

describe('texts to radios', () => {
  it('go out with bit 7, the own id of the gateway as source, and are accepted', () => {
    const { fake, message } = sent()
    expect(message.body).toMatchObject({
      name: 'private_text',
      flagBit7: true,
      dest: { subnet: 10, radioId: 1001 },
      src: { subnet: 10, radioId: 2001 },
      text: '请报位置',
    })
    expect(fake.resultsOf('t')).toEqual([{ kind: 'accepted' }])
  })

  it('carry the console id where one is set, and groups their own subnet', () => {
    const { message } = sent(true, { consoleRadioId: 9001, groupSubnet: 225 })
    expect(message.body).toMatchObject({
      name: 'group_text',
      dest: { subnet: 225, radioId: 7 },
      src: { radioId: 9001 },
    })
  })

  it('are confirmed by the acknowledgement with their number, whatever comes in between', () => {
    const { fake, gateway, ack } = sent()
    gateway.hdap('TMP', 0x80a2, [...bytes32be(1), ...ip(1001), ...ip(2001), 8])
    gateway.hdap('RCP', 0xb0c8, [0x0b, 3, 0])
    expect(fake.resultsOf('t')).toHaveLength(1)
    gateway.hdap('TMP', 0x80a2, [...ack, 0])
    gateway.hdap('TMP', 0x80a2, [...ack, 0])
    expect(fake.resultsOf('t')).toEqual([{ kind: 'accepted' }, { kind: 'confirmed' }])
  })

  it('that nobody answered fail with the cause in Chinese', () => {
    const { fake, gateway, ack } = sent()
    gateway.hdap('TMP', 0x80a2, [...ack, 8])
    expect(fake.resultsOf('t').at(-1)).toEqual({ kind: 'refused', cause: 'tmp-8' })
    expect(hyteraCauses['tmp-8']).toBe('对方未应答：电台关机或不在覆盖范围')
    expect(hyteraCauses['tmp-99']).toContain('99')
  })

  it('to a group are confirmed by the ack without source', () => {
    const { fake, gateway, message } = sent(true)
    gateway.hdap('TMP', 0x80b2, [...requestId(message), ...ip(7, 0), 0])
    expect(fake.resultsOf('t').at(-1)).toEqual({ kind: 'confirmed' })
  })

  it.each([
    [0, { kind: 'confirmed' }],
    [5, { kind: 'refused', cause: 'dds-5' }],
  ])('are also ended by delivery report %i', (result, expected) => {
    const { fake, gateway } = sent()
    // The address in the one published report has subnet 0.
    gateway.hdap('DDS', 0x0009, [...ip(1001, 0), 0x80, 0xa1, result])
    expect(fake.resultsOf('t').at(-1)).toEqual(expected)
  })

  it('end once when the answer overtakes the acknowledgement and the line dies after it', () => {
    const { fake, gateway } = started()
    gateway.acknowledges = false
    gateway.session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
    const message = gateway.lastMessage('TMP')
    gateway.hdap('TMP', 0x80a2, [...requestId(message), ...ip(1001), ...ip(2001), 0])
    fake.advance(4000)
    expect(fake.eventsOf('session').at(-1)?.status.kind).toBe('silent')
    expect(fake.resultsOf('t')).toEqual([{ kind: 'confirmed' }])
  })

  it('without any answer time out', () => {
    const { fake } = sent(false, { textTimeoutS: 20 })
    fake.advance(19_000)
    expect(fake.resultsOf('t')).toHaveLength(1)
    fake.advance(1100)
    expect(fake.resultsOf('t').at(-1)).toEqual({ kind: 'timed-out' })
  })

  it('show their retries and end as timed out when the gateway is gone; waiting ones were never sent', () => {
    const { fake, gateway } = started()
    gateway.acknowledges = false
    gateway.session.command('a', { kind: 'sendText', to: '1001', group: false, body: '一' })
    gateway.session.command('b', { kind: 'sendText', to: '1001', group: false, body: '二' })
    fake.advance(3000)
    expect(fake.resultsOf('a')).toEqual([
      { kind: 'retrying', attempt: 2 },
      { kind: 'retrying', attempt: 3 },
      { kind: 'timed-out' },
    ])
    expect(fake.resultsOf('b')).toEqual([{ kind: 'refused', cause: 'link-lost' }])
    expect(fake.eventsOf('session').at(-1)?.status.kind).toBe('silent')
  })

  it.each([
    ['', 'text-empty', '1001'],
    ['字'.repeat(201), 'text-too-long', '1001'],
    ['收到', 'bad-number', '0'],
    ['收到', 'bad-number', '16777216'],
    ['收到', 'bad-number', '一号'],
  ])('%# are refused at once: %s', (body, cause, to) => {
    const { fake, gateway } = started()
    gateway.session.command('t', { kind: 'sendText', to, group: false, body })
    expect(fake.resultsOf('t')).toEqual([{ kind: 'refused', cause }])
    expect(hyteraCauses[cause]).toBeDefined()
  })

  it('are refused when too many wait', () => {
    const { fake, gateway } = started()
    gateway.acknowledges = false
    for (let count = 0; count < 66; count++) {
      gateway.session.command(`t${count}`, {
        kind: 'sendText',
        to: '1001',
        group: false,
        body: '一',
      })
    }
    expect(fake.resultsOf('t65')).toEqual([{ kind: 'refused', cause: 'queue-full' }])
  })
})

describe('location', () => {
  it('once gives the position with time, speed and course and confirms the request', () => {
    const { fake, gateway, message, head } = asked()
    expect(message.opcode).toBe(0xa001)
    gateway.hdap('LP', 0xa003, [...head, 0, 0, ...gpsBytes(gps), 0xff, 0xa1])
    expect(fake.eventsOf('position')).toEqual([
      {
        kind: 'position',
        fix: {
          radio: '1001',
          lat: 26 + 18.864 / 60,
          lon: 116 + 20.694 / 60,
          valid: true,
          reason: 'request',
          fixAt: Date.UTC(2026, 10, 23, 8, 30, 15),
          speedKmh: 18.52,
          headingDeg: 270,
          rssiDbm: -95,
        },
      },
    ])
    expect(fake.resultsOf('l').at(-1)).toEqual({ kind: 'confirmed', detail: { valid: true } })
  })

  it('keeps a position the receiver calls invalid, and says so', () => {
    const { fake, gateway, head } = asked()
    gateway.hdap('LP', 0xa002, [...head, 0, 0, ...gpsBytes({ ...gps, valid: false })])
    expect(fake.eventsOf('position')[0]?.fix.valid).toBe(false)
  })

  it('is refused when the radio has no coordinates or cannot locate', () => {
    const none = asked()
    none.gateway.hdap('LP', 0xa002, [
      ...none.head,
      0,
      0,
      ...gpsBytes({ ...gps, latRaw: null, lonRaw: null }),
    ])
    expect(none.fake.resultsOf('l').at(-1)).toEqual({ kind: 'refused', cause: 'no-fix' })
    const failed = asked()
    failed.gateway.hdap('LP', 0xa002, [...failed.head, 0, 6])
    expect(failed.fake.resultsOf('l').at(-1)).toEqual({ kind: 'refused', cause: 'lp-6' })
    expect(failed.fake.eventsOf('position')).toEqual([])
  })

  it('is not ended by good news about its delivery, but by bad news', () => {
    const { fake, gateway } = asked()
    gateway.hdap('DDS', 0x0008, [...ip(1001), 0xa0, 0x01, 0])
    expect(fake.resultsOf('l')).toEqual([{ kind: 'accepted' }])
    gateway.hdap('DDS', 0x0008, [...ip(1001), 0xa0, 0x01, 5])
    expect(fake.resultsOf('l').at(-1)).toEqual({ kind: 'refused', cause: 'dds-5' })
  })

  it('at an interval is confirmed by the answer and then reports come', () => {
    const { fake, gateway, message, head } = asked(30)
    expect(message.body).toMatchObject({
      name: 'condition_request',
      trigger: 2,
      interval: '00000030',
    })
    gateway.hdap('LP', 0xd002, [...head, 2, 0, 0])
    expect(fake.resultsOf('l').at(-1)).toEqual({ kind: 'confirmed' })
    gateway.hdap('LP', 0xd003, [...head, ...gpsBytes(gps)])
    gateway.hdap('LP', 0xd004, [...head, 0, 0, ...gpsBytes(gps), 0xff, 0x9c])
    expect(fake.eventsOf('position').map((one) => [one.fix.reason, one.fix.rssiDbm])).toEqual([
      ['interval', undefined],
      ['interval', -100],
    ])
  })

  it('at an interval may use the triggered service, and an interval of 0 stops it', () => {
    const { fake, gateway, message, head } = asked(30, { locateBy: 'triggered' })
    expect(message.opcode).toBe(0xc001)
    gateway.hdap('LP', 0xc002, [...head, 0, 0])
    gateway.hdap('LP', 0xc003, [
      ...head,
      ...utf16('0000').filter((byte) => byte > 0),
      48,
      48,
      48,
      48,
      ...gpsBytes(gps),
    ])
    expect(fake.resultsOf('l').at(-1)).toEqual({ kind: 'confirmed' })
    expect(fake.eventsOf('position')).toHaveLength(1)
    expect(asked(0, { locateBy: 'triggered' }).message.opcode).toBe(0xc004)
    expect(asked(0).message.body).toMatchObject({ name: 'condition_request', trigger: 0 })
  })
})

describe('calls', () => {
  it('received have a beginning, talkers and an end', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb844, rx(1, 1, 7, 1001))
    gateway.hdap('RCP', 0xb844, rx(2, 1, 7, 1001))
    gateway.hdap('RCP', 0xb844, rx(1, 1, 7, 1002))
    gateway.hdap('RCP', 0xb844, rx(2, 1, 7, 1002))
    gateway.hdap('RCP', 0xb844, rx(1, 1, 7, 1002))
    gateway.hdap('RCP', 0xb844, rx(3, 1, 7, 1002))
    const call = fake.eventsOf('callStart')[0]?.call ?? ''
    expect(fake.events.filter((one) => one.kind !== 'radioPresence')).toEqual([
      {
        kind: 'callStart',
        call,
        direction: 'in',
        type: 'group',
        target: '7',
        caller: '1001',
        channel: '1/3',
      },
      { kind: 'talker', call, radio: '1001' },
      { kind: 'talker', call, radio: '1002' },
      { kind: 'talker', call, radio: '1002' },
      { kind: 'callEnd', call, cause: 'ended' },
    ])
  })

  it('of our own have a beginning and an end with its cause', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb843, tx(1, 0))
    gateway.hdap('RCP', 0xb843, tx(3, 0x0c))
    expect(fake.eventsOf('callStart')).toMatchObject([
      { direction: 'out', type: 'group', target: '7', caller: '2001' },
    ])
    expect(fake.eventsOf('callEnd')).toMatchObject([{ cause: 'cut-by-repeater' }])
    expect(hyteraCauses['cut-by-repeater']).toBeDefined()
  })

  it('through a repeater follow its status, and text traffic is no call', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb845, b845(0, 2))
    expect(fake.events).toEqual([
      { kind: 'radioPresence', radio: '1001', online: true, how: 'heard' },
    ])
    for (const status of [0, 1, 4, 5]) gateway.hdap('RCP', 0xb845, b845(status, 1))
    expect(fake.eventsOf('callStart')).toHaveLength(1)
    expect(fake.eventsOf('callEnd')).toMatchObject([{ cause: 'ended' }])
  })

  it('that are replaced, or whose end was missed, end all the same', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb844, rx(1, 1, 7, 1001))
    gateway.hdap('RCP', 0xb844, rx(1, 0, 2001, 1002))
    expect(fake.eventsOf('callEnd')).toMatchObject([{ cause: 'replaced' }])
    fake.advance(600_000)
    expect(fake.eventsOf('callEnd').at(-1)?.cause).toBe('no-end-heard')
    expect(fake.eventsOf('callStart')).toHaveLength(2)
  })

  it('end when the gateway is lost', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb844, rx(1, 1, 7, 1001))
    gateway.acknowledges = false
    fake.advance(9000)
    expect(fake.eventsOf('callEnd')).toMatchObject([{ cause: 'session-lost' }])
  })

  it('are set up, spoken into and hung up by command', () => {
    const { fake, gateway } = started()
    gateway.session.command('c', { kind: 'call', type: 'group', target: '7' })
    gateway.session.command('p', { kind: 'ptt', pressed: true })
    gateway.session.command('r', { kind: 'ptt', pressed: false })
    gateway.session.command('h', { kind: 'hangup' })
    fake.advance(20)
    for (const id of ['c', 'p', 'r', 'h']) {
      expect(fake.resultsOf(id)).toEqual([{ kind: 'accepted' }, { kind: 'confirmed' }])
    }
    const keys = gateway.messages.flatMap(({ body }) =>
      body?.name === 'button_request' ? [[body.key, body.pressed]] : [],
    )
    expect(keys).toEqual([
      [0x2b, true],
      [0x2b, false],
    ])
  })

  it('that the gateway refuses say so', () => {
    const { fake, gateway } = started()
    gateway.answers = false
    gateway.session.command('c', { kind: 'call', type: 'private', target: '1001' })
    fake.advance(5)
    gateway.hdap('RCP', 0x8841, [1])
    expect(fake.resultsOf('c').at(-1)).toEqual({ kind: 'refused', cause: 'rcp-1' })
  })

  it('cannot be asked for a status message, which this protocol does not have', () => {
    const { fake, gateway } = started()
    gateway.session.command('s', { kind: 'sendStatus', to: '1001', code: 1 })
    expect(fake.resultsOf('s')).toEqual([{ kind: 'refused', cause: 'unsupported' }])
  })
})

describe('alarms and signal', () => {
  it('an emergency report raises one alarm, and every position in it is kept', () => {
    const { fake, gateway } = started()
    for (let count = 0; count < 3; count++) {
      gateway.hdap('LP', 0xb003, [...ip(1001), 1, ...gpsBytes({ ...gps, time: `08301${count}` })])
      fake.advance(10_000)
    }
    expect(fake.eventsOf('emergency')).toEqual([
      { kind: 'emergency', from: '1001', how: 'emergency-report', state: 'raised' },
    ])
    expect(fake.eventsOf('position').map((one) => one.fix.reason)).toEqual([
      'emergency',
      'emergency',
      'emergency',
    ])
    fake.advance(61_000)
    gateway.hdap('LP', 0xb003, [...ip(1001), 1, ...gpsBytes(gps)])
    expect(fake.eventsOf('emergency')).toHaveLength(2)
  })

  it.each([3, 5, 0x0c])('call type %i raises an alarm from its sender', (type) => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb844, [...word(1), ...word(type), ...bytes32le(7), ...bytes32le(1001)])
    expect(fake.eventsOf('emergency')).toMatchObject([
      { from: '1001', how: 'emergency-call', state: 'raised' },
    ])
    expect(fake.eventsOf('callStart')).toMatchObject([{ type: 'emergency', caller: '1001' }])
    gateway.hdap('RCP', 0xb844, [...word(0x0a), ...word(type), ...bytes32le(7), ...bytes32le(1001)])
    expect(fake.eventsOf('emergency').at(-1)).toMatchObject({ from: '1001', state: 'cleared' })
  })

  it('an emergency in silence is one too', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb844, [...word(0x11), ...word(5), ...bytes32le(7), ...bytes32le(1001)])
    expect(fake.eventsOf('emergency')).toMatchObject([{ from: '1001', how: 'emergency-silence' }])
  })

  it('the gateway radio reports its own alarm, signal and channel', () => {
    const { fake, gateway } = started()
    gateway.hdap('RCP', 0xb0c8, [0x09, 1, 0])
    gateway.hdap('RCP', 0xb0c8, [0x09, 0, 0])
    gateway.hdap('RCP', 0xb0c8, [0x0b, 4, 0])
    gateway.hdap('RCP', 0xb0c8, [0x06, 9, 0])
    gateway.hdap('RCP', 0xb0c8, [0x12, 1, 0])
    gateway.hdap('RCP', 0xb844, [...word(1), ...word(1), ...bytes32le(7), ...bytes32le(1001)])
    expect(fake.eventsOf('emergency').map((one) => [one.from, one.state])).toEqual([
      ['2001', 'raised'],
      ['2001', 'cleared'],
    ])
    expect(fake.eventsOf('rssi')).toEqual([{ kind: 'rssi', level: 4 }])
    expect(fake.eventsOf('radioState')).toEqual([
      { kind: 'radioState', radio: '2001', enabled: false },
    ])
    expect(fake.eventsOf('channel').at(-1)).toEqual({ kind: 'channel', channel: '1/9' })
    expect(fake.eventsOf('callStart')[0]?.channel).toBe('1/9')
  })
})

describe('what two persons have to confirm', () => {
  // 49+08+04+00 + e9+03+00+00 = 141 → 41; NOT 41 = be; be + 33 = f1. Radio 1001 is 03e9.
  it.each([
    ['stun', 0x8849, '0249080400e9030000f103', [{ radio: '1001', enabled: false }]],
    // 4a instead of 49: the sum is one more, its inverse one less.
    ['revive', 0x884a, '024a080400e9030000f003', [{ radio: '1001', enabled: true }]],
    // 34+08+04+00 + e9+03 = 12c → 2c; NOT 2c = d3; d3 + 33 = 106 → 06
    ['monitor', 0x8834, '0234080400e90300000603', []],
  ] as const)(
    '%s goes out as it is written down and ends by its own answer',
    (kind, reply, hex, states) => {
      const { fake, gateway } = started()
      gateway.session.command('s', { kind, radio: '1001' })
      fake.advance(5)
      const { service, opcode, payload } = gateway.lastMessage('RCP')
      expect(Buffer.from(encodeHdap(service, opcode, [...payload])).toString('hex')).toBe(hex)
      // Of another radio, and of another kind: not the answer.
      gateway.hdap('RCP', reply, [0, ...bytes32le(1002)])
      gateway.hdap('RCP', 0x8833, [0, ...bytes32le(1001)])
      expect(fake.resultsOf('s')).toEqual([{ kind: 'accepted' }])
      fake.events.length = 0
      gateway.hdap('RCP', reply, [0, ...bytes32le(1001)])
      expect(fake.resultsOf('s').at(-1)).toEqual({ kind: 'confirmed' })
      expect(fake.eventsOf('radioState')).toMatchObject(states)
    },
  )

  it('a radio that is not reached stays as it was, and the result says so', () => {
    const { fake, gateway } = started()
    gateway.session.command('s', { kind: 'stun', radio: '111' })
    fake.advance(5)
    gateway.hdap('RCP', 0x8849, [0x0a, ...bytes32le(111)])
    expect(fake.resultsOf('s').at(-1)).toEqual({ kind: 'refused', cause: 'rcp-10' })
    expect(fake.eventsOf('radioState')).toEqual([])
  })

  it('sends none of them by itself, whatever comes in', () => {
    const { fake, gateway } = started()
    for (const opcode of [0x0834, 0x0849, 0x084a, 0x8849])
      gateway.hdap('RCP', opcode, [0, ...bytes32le(1001)])
    fake.advance(60_000)
    const sent = gateway.messages.filter(({ service }) => service === 'RCP')
    expect(sent.filter(({ opcode }) => [0x0834, 0x0849, 0x084a].includes(opcode))).toEqual([])
  })
})

it('sets the channel and tells which one it is now', () => {
  const { fake, gateway } = started()
  gateway.session.command('c', { kind: 'selectChannel', channel: '3' })
  expect(fake.resultsOf('c')).toEqual([{ kind: 'refused', cause: 'bad-channel' }])
  gateway.session.command('d', { kind: 'selectChannel', channel: '2/7' })
  fake.advance(5)
  expect(gateway.lastMessage('RCP').payload).toEqual(Uint8Array.of(0, 2, 0, 7, 0))
  gateway.hdap('RCP', 0x80c4, [...bytes32le(0), ...bytes32le(0), ...word(2), ...word(7)])
  expect(fake.resultsOf('d').at(-1)).toEqual({ kind: 'confirmed' })
  expect(fake.eventsOf('channel').at(-1)).toEqual({ kind: 'channel', channel: '2/7' })
})

it('has Chinese words for every alarm and call end it can name', () => {
  const codes = [
    'ended',
    'replaced',
    'time-out',
    'unavailable',
    'session-lost',
    'no-end-heard',
    'cut-by-repeater',
    'emergency-call',
    'emergency-report',
    'emergency-status',
    'emergency-silence',
    'man-down',
    'tx-3',
    'rcp-255',
    'lp-105',
    'dds-4',
  ]
  for (const code of codes) expect(hyteraCauses[code], code).toMatch(/[\u4e00-\u9fff]/)
})

it('survives any message of any service with any payload, whole and in good packets', () => {
  const { fake, gateway } = started()
  const opcodes: readonly [Service, readonly number[]][] = [
    ['RRS', [1, 2, 3, 0x80, 0x82]],
    [
      'LP',
      [
        0xa001, 0xa002, 0xa003, 0xa004, 0xb002, 0xb003, 0xc002, 0xc003, 0xd001, 0xd002, 0xd003,
        0xd004, 0xd011,
      ],
    ],
    ['TMP', [0x80a1, 0xc0a1, 0x80a2, 0x40b1, 0x00b2, 0x80ae, 0x80bf, 0x80aa]],
    [
      'RCP',
      [
        0x8041, 0x8841, 0x80c4, 0x8452, 0x10c7, 0x10c9, 0xb843, 0xb844, 0xb845, 0xb84e, 0xb0c8,
        0x8833, 0x8004, 0x82d4,
      ],
    ],
    ['DDS', [8, 9, 0x11, 0x12, 0x77]],
    ['TP', [0xa081, 0xa099]],
    ['DTP', [0xa002]],
  ]
  let seed = 20261123
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const flood = (): void => {
    for (let round = 0; round < 5000; round++) {
      const [service, numbers] = opcodes[random(opcodes.length)] ?? ['RRS', [1]]
      // Small numbers are what states and counts are made of.
      const payload = Array.from({ length: random(64) }, () =>
        random(2) ? random(18) : random(256),
      )
      gateway.hdap(service, numbers[random(numbers.length)] ?? 1, payload)
      if (round % 50 === 0) fake.advance(1000)
    }
  }
  expect(flood).not.toThrow()
  expect(fake.records.filter((one) => one.outcome === 'damaged')).toEqual([])
  // What it took in did not stop it: a check still works.
  fake.advance(700_000)
  const before = fake.timersLeft()
  expect(before).toBeLessThan(20)
  gateway.session.command('after', { kind: 'check', radio: '1001' })
  fake.advance(5)
  gateway.hdap('RRS', 0x0082, [...ip(1001), 0])
  expect(fake.resultsOf('after').at(-1)).toMatchObject({ kind: 'confirmed' })
})
