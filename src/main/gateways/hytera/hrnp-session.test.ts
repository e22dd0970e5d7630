import { describe, expect, it } from 'vitest'
import { fakeGateway, ip, readyGateway } from './fake-gateway.ts'
import { fakeIo } from './fake-io.ts'
import { encodeHdap } from './hdap.ts'
import { encodeHrnp } from './hrnp.ts'
import { messageName } from './message.ts'
import { hyteraHrnp } from './driver.ts'

const states = (fake: ReturnType<typeof fakeIo>): string[] =>
  fake
    .eventsOf('session')
    .map(({ status }) => (status.kind === 'connecting' ? `connecting ${status.step}` : status.kind))

describe('connecting', () => {
  it('asks and subscribes in the published order and is ready with the radio id of the gateway', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    expect(gateway.messages.map(messageName)).toEqual([
      'radio_id_ip_request',
      'channel_request',
      'broadcast_message_config_request',
      'broadcast_status_config_request',
      'status_notify_config_request',
    ])
    expect(states(fake)).toEqual(['connecting connect', 'connecting start', 'ready'])
    expect(fake.eventsOf('session').at(-1)?.status).toEqual({ kind: 'ready', gateway: '2001' })
  })

  it('uses the address and the version of the accept from then on', () => {
    const gateway = readyGateway(fakeIo())
    expect(gateway.packets[0]).toMatchObject({
      opcode: 'connect',
      version: 4,
      source: 0x20,
      destination: 0x10,
    })
    expect(gateway.packets[1]).toMatchObject({
      opcode: 'data',
      version: 3,
      source: 0x21,
      packetNumber: 1,
    })
  })

  it('asks three times one second apart, says it is silent, and knocks again every five seconds', () => {
    const fake = fakeIo()
    const gateway = fakeGateway(fake)
    gateway.accepts = false
    gateway.session.start()
    const connects = (): number => gateway.packets.filter((one) => one.opcode === 'connect').length
    fake.advance(2999)
    expect([connects(), states(fake)]).toEqual([3, ['connecting connect']])
    fake.advance(1)
    expect(states(fake)).toEqual(['connecting connect', 'silent'])
    fake.advance(4999)
    expect(connects()).toBe(3)
    gateway.accepts = true
    fake.advance(100)
    expect(connects()).toBe(4)
    expect(states(fake).at(-1)).toBe('ready')
  })

  it('is ready without the answers of a gateway that does not know a function', () => {
    const fake = fakeIo()
    const gateway = fakeGateway(fake)
    gateway.answers = false
    gateway.session.start()
    fake.advance(11_000)
    expect(states(fake).at(-1)).toBe('ready')
  })

  it('is not ready when the line dies in the middle of the start', () => {
    const fake = fakeIo()
    const gateway = fakeGateway(fake)
    gateway.session.start()
    gateway.acknowledges = false
    fake.advance(7000)
    expect(states(fake)).toEqual(['connecting connect', 'connecting start', 'silent'])
  })

  it('says when the gateway rejects it, and tries again after five seconds', () => {
    const fake = fakeIo()
    const gateway = fakeGateway(fake)
    gateway.accepts = false
    gateway.session.start()
    gateway.say('reject')
    const status = fake.eventsOf('session').at(-1)?.status
    expect(status).toEqual({ kind: 'rejected', reason: 'connect-rejected' })
    expect(hyteraHrnp.causes['connect-rejected']).toBe('网关拒绝连接')
    gateway.accepts = true
    fake.advance(5100)
    expect(states(fake).at(-1)).toBe('ready')
  })

  it('acknowledges a close by the gateway and connects again', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    gateway.say('close', 77)
    expect(gateway.packets.at(-1)).toMatchObject({ opcode: 'close_ack', packetNumber: 77 })
    fake.advance(5100)
    expect(states(fake).slice(-2)).toEqual(['connecting start', 'ready'])
  })
})

describe('the line', () => {
  it('acknowledges every data packet with its own number and version', () => {
    const gateway = readyGateway(fakeIo())
    const number = gateway.hdap('RRS', 0x0001, ip(1001))
    expect(gateway.packets.at(-1)).toMatchObject({
      opcode: 'data_ack',
      packetNumber: number,
      version: 3,
      source: 0x21,
      destination: 0x10,
    })
  })

  it('acknowledges a repeated packet again but tells its content once', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    const bytes = encodeHdap('RRS', 0x0001, ip(1001))
    const number = gateway.data(bytes)
    gateway.say('data', number, bytes)
    expect(
      gateway.packets.filter((one) => one.packetNumber === number && one.opcode === 'data_ack'),
    ).toHaveLength(2)
    expect(fake.eventsOf('radioPresence')).toHaveLength(1)
  })

  it('notices a dead line 8 s after the last frame, gives commands back, and heals by itself', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    gateway.acknowledges = false
    gateway.accepts = false
    const before = fake.eventsOf('session').length
    fake.advance(8000)
    expect(states(fake).slice(before)).toEqual(['silent'])
    gateway.session.command('c1', { kind: 'check', radio: '1001' })
    expect(fake.resultsOf('c1')).toEqual([{ kind: 'refused', cause: 'not-connected' }])
    gateway.acknowledges = true
    gateway.accepts = true
    fake.advance(5100)
    expect(states(fake).at(-1)).toBe('ready')
  })

  it('asks nothing while the gateway talks by itself', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    const before = gateway.messages.length
    for (let second = 0; second < 30; second++) {
      gateway.hdap('RCP', 0xb0c8, [0x0b, second % 5, 0])
      fake.advance(1000)
    }
    expect(gateway.messages.length).toBe(before)
    fake.advance(5000)
    expect(messageName(gateway.lastMessage('RCP'))).toBe('channel_request')
  })

  it('counts noise and damaged packets and goes on', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    const good = encodeHrnp(
      { version: 3, opcode: 'data', source: 0x10, destination: 0x21, packetNumber: 9 },
      encodeHdap('RRS', 1, ip(1001)),
    )
    const bad = good.slice()
    bad[20] = 0xff
    gateway.session.onBytes(Uint8Array.from([1, 2, 3, ...bad, ...good]), 0)
    const incoming = fake.records.filter((one) => one.direction === 'in').slice(-3)
    expect(incoming.map((one) => one.outcome)).toEqual(['noise', 'damaged', 'ok'])
    expect(fake.eventsOf('radioPresence')).toHaveLength(1)
  })

  it('takes a message whose inner sum alone is wrong, and records it as damaged', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    const bytes = encodeHdap('RRS', 0x0001, ip(1001))
    bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 1
    gateway.data(bytes)
    expect(fake.eventsOf('radioPresence')).toHaveLength(1)
    expect(fake.records.filter((one) => one.outcome === 'damaged')).toHaveLength(1)
  })

  it('delivers a packet behind a false header 200 ms after the line fell quiet', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    const good = encodeHrnp(
      { version: 3, opcode: 'data', source: 0x10, destination: 0x21, packetNumber: 9 },
      encodeHdap('RRS', 1, ip(1001)),
    )
    gateway.session.onBytes(Uint8Array.from([0x7e, 4, 0, 0, 1, 2, 0, 0, 5, 0xdc, 0, 0, ...good]), 0)
    expect(fake.eventsOf('radioPresence')).toHaveLength(0)
    fake.advance(200)
    expect(fake.eventsOf('radioPresence')).toHaveLength(1)
  })

  it('lets go of a held key first thing after the line was lost', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    gateway.session.command('p', { kind: 'ptt', pressed: true })
    fake.advance(10)
    gateway.acknowledges = false
    fake.advance(8500)
    gateway.acknowledges = true
    const before = gateway.messages.length
    fake.advance(6000)
    expect(gateway.messages[before]?.body).toMatchObject({ name: 'button_request', pressed: false })
    expect(states(fake).at(-1)).toBe('ready')
  })

  it('leaves no timer behind and lets go of a held key when it is closed, twice', () => {
    const fake = fakeIo()
    const gateway = readyGateway(fake)
    gateway.session.command('p', { kind: 'ptt', pressed: true })
    fake.advance(10)
    gateway.session.command('t', { kind: 'sendText', to: '1001', group: false, body: '收到' })
    fake.advance(10)
    fake.onWrite = undefined
    gateway.session.close()
    gateway.session.close()
    expect(fake.timersLeft()).toBe(0)
    expect(fake.resultsOf('t').at(-1)).toEqual({ kind: 'timed-out' })
    const last = fake.records.filter((one) => one.direction === 'out').slice(-2)
    expect(last.map((one) => one.kind)).toEqual(['hrnp/RCP button_request', 'hrnp/close'])
    expect(last[0]?.decoded).toMatchObject({ hdap: { key: 0x2b, pressed: false } })
    const after = fake.written.length
    gateway.session.onBytes(Uint8Array.from([0x7e]), 0)
    expect(fake.written.length).toBe(after)
  })
})
