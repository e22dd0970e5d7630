import { expect, it } from 'vitest'
import { readMessage } from './header.ts'
import { batch, openDesk, place } from '../../../../tests/support/jtt808-desk.ts'

it('lets a terminal in that registers and shows its code, in its own edition and digits', () => {
  for (const edition of ['2011', '2013', '2019'] as const) {
    const desk = openDesk()
    const one = desk.connect(3, edition)
    one.enter()
    expect(desk.of('radioPresence')).toEqual([
      { kind: 'radioPresence', radio: '13800001003', online: true, how: 'registered' },
    ])
    const answered = desk.raw.map(({ bytes }) => readMessage(bytes)?.header)
    const phone = one.phone.padStart(edition === '2019' ? 20 : 12, '0')
    for (const header of answered)
      expect(header).toMatchObject({ phone, version2019: edition === '2019' })
  }
})

it('gives the same code after a restart, so that a terminal comes in with what it has', () => {
  const before = openDesk({ authSecret: '石城' })
  const old = before.connect(0)
  old.enter()
  const code = old
    .heard()
    .find(({ id }) => id === 0x8100)
    ?.body.subarray(3)
  const desk = openDesk({ authSecret: '石城' })
  const one = desk.connect(0)
  const own = one.say(0x0102, Buffer.from(code ?? []))
  expect(one.answerTo(own)).toBe(0)
})

it('takes nothing from a connection that has not said who it is, and answers that it failed', () => {
  const desk = openDesk()
  const one = desk.connect(0)
  const own = one.say(0x0200, one.at({ alarm: 1 }))
  const beat = one.say(0x0002)
  expect(one.answerTo(own)).toBe(1)
  expect(one.answerTo(beat)).toBe(0)
  expect([...desk.of('position'), ...desk.of('emergency'), ...desk.of('radioPresence')]).toEqual([])
})

it('takes nothing in the name of another', () => {
  const desk = openDesk()
  desk.connect(0).enter()
  const liar = desk.connect(0, '2013', '13900000000')
  const own = liar.say(0x0200, liar.at())
  expect(liar.answerTo(own)).toBe(1)
  expect(desk.of('position')).toEqual([])
})

it('hangs up after three wrong codes, says so once, and does not listen to that number for a minute', async () => {
  const desk = openDesk()
  const one = desk.connect(0)
  for (let n = 0; n < 3; n++) one.say(0x0102, Buffer.from('wrong'))
  expect(desk.dropped).toEqual([0])
  expect(desk.of('deviceAlarm')).toMatchObject([{ from: '13800001000', code: 'wrong-code' }])
  const again = desk.connect(1, '2013', one.phone)
  again.enter()
  expect(desk.dropped).toEqual([0, 1])
  await desk.time.advance(61_000)
  desk.connect(2, '2013', one.phone).enter()
  expect(desk.of('radioPresence')).toMatchObject([{ online: true }])
  expect(desk.of('deviceAlarm')).toHaveLength(1)
})

it('with a list lets in only who is on it, and tells once who knocked', () => {
  const desk = openDesk({
    admit: 'listed',
    terminals: [{ number: '013800001001', authCode: 'own-code' }],
  })
  const stranger = desk.connect(0)
  stranger.say(0x0100, Buffer.alloc(40))
  stranger.say(0x0100, Buffer.alloc(40))
  expect(stranger.heard()[0]?.body[2]).toBe(4)
  expect(desk.of('deviceAlarm')).toMatchObject([{ from: '13800001000', code: 'not-listed' }])
  const known = desk.connect(1)
  expect(known.answerTo(known.say(0x0102, Buffer.from('own-code')))).toBe(0)
})

it('acknowledges a position when the console has kept it, not before and not after its end', async () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  const own = one.say(0x0200, one.at())
  expect(desk.of('position')[0]?.fix).toMatchObject({
    radio: '13800001000',
    lat: place.lat,
    lon: place.lon,
    valid: true,
    fixAt: desk.time.clock.nowMs(),
    speedKmh: 36,
    reason: 'interval',
  })
  await desk.time.advance(300)
  expect(one.answerTo(own)).toBeUndefined()
  await desk.time.advance(300)
  expect(one.answerTo(own)).toBe(0)
  const last = one.say(0x0200, one.at())
  desk.session.close()
  await desk.time.advance(5000)
  expect(one.answerTo(last)).toBeUndefined()
  expect(desk.time.waiting).toBe(0)
})

it('acknowledges a repeated report again and tells it once', async () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  const body = one.at()
  const own = one.say(0x0200, body)
  await desk.time.advance(1000)
  one.say(0x0200, body, own)
  await desk.time.advance(1000)
  const answers = one
    .heard()
    .filter(({ id, body: said }) => id === 0x8001 && said.readUInt16BE(0) === own)
  expect(answers).toHaveLength(2)
  expect(desk.of('position')).toHaveLength(1)
})

it('tells a point once that was live before it came again in a batch from a dead zone', async () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  const live = one.at()
  one.say(0x0200, live)
  const older = one.at({ atMs: desk.time.clock.nowMs() - 600_000 })
  one.say(0x0704, batch(1, [older, live]))
  expect(desk.of('position').map(({ fix }) => fix.late ?? false)).toEqual([false, true])
})

it('tells an SOS once, after its position, and its end when the terminal takes it back', async () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  for (let n = 0; n < 5; n++) {
    one.say(0x0200, one.at({ alarm: 1, lat: 26 + n / 100 }))
    await desk.time.advance(30_000)
  }
  one.say(0x0200, one.at())
  const told = desk.events.filter(({ kind }) => kind === 'position' || kind === 'emergency')
  expect(told.slice(0, 2).map(({ kind }) => kind)).toEqual(['position', 'emergency'])
  expect(desk.of('position')[0]?.fix.reason).toBe('emergency')
  expect(desk.of('emergency').map(({ state, how }) => [how, state])).toEqual([
    ['sos', 'raised'],
    ['sos', 'cleared'],
  ])
})

it('tells other alarms by device and bit, and not those the site does not want', () => {
  const desk = openDesk({ ignoreAlarms: [5] })
  const [one, two] = [desk.connect(0), desk.connect(1)]
  one.enter()
  two.enter()
  one.say(0x0200, one.at({ alarm: 0b100010 }))
  one.say(0x0200, one.at({ alarm: 0b100010 }))
  two.say(0x0200, two.at({ alarm: 1 << 30 }))
  one.say(0x0200, one.at({ alarm: 0b100000 }))
  expect(desk.of('deviceAlarm').map(({ from, code, state }) => [from, code, state])).toEqual([
    ['13800001000', 'overspeed', 'raised'],
    ['13800001001', 'rollover', 'raised'],
    ['13800001000', 'overspeed', 'cleared'],
  ])
})

it('raises no emergency from an old point, and says that there was one', () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  const before = desk.time.clock.nowMs() - 3_600_000
  one.say(0x0704, batch(1, [one.at({ alarm: 1, atMs: before }), one.at({ atMs: before + 1000 })]))
  expect(desk.of('emergency')).toEqual([])
  expect(desk.of('deviceAlarm')).toEqual([
    { kind: 'deviceAlarm', from: '13800001000', code: 'sos', state: 'raised', late: true },
  ])
  one.say(0x0704, batch(0, [one.at({ alarm: 1 })]))
  expect(desk.of('emergency')).toHaveLength(1)
})

it.each([
  ['without a fix', { fixed: false }],
  ['from a clock that is far ahead', { atMs: Date.UTC(2030, 0, 1) }],
  ['with swapped coordinates', { lat: 116.335, lon: 26.33 }],
])('keeps a report %s and calls it unusable', (_what, more) => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  one.say(0x0200, one.at(more))
  expect(desk.of('position')).toMatchObject([{ fix: { valid: false } }])
})

it('says once that a clock is wrong, and when it is right again', () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  const ahead = Date.UTC(2030, 0, 1)
  for (const atMs of [ahead, ahead + 1000, desk.time.clock.nowMs()])
    one.say(0x0200, one.at({ atMs }))
  expect(desk.of('deviceAlarm').map(({ code, state }) => [code, state])).toEqual([
    ['clock-wrong', 'raised'],
    ['clock-wrong', 'cleared'],
  ])
})

it('shifts what a terminal reports in GCJ-02 back, where the site says so', () => {
  const desk = openDesk({ terminals: [{ number: '13800001001', coordinates: 'gcj02' }] })
  for (const one of [desk.connect(0), desk.connect(1)]) {
    one.enter()
    one.say(0x0200, one.at())
  }
  const [plain, shifted] = desk.of('position').map(({ fix }) => fix)
  expect(plain?.lat).toBe(place.lat)
  expect(Math.abs((shifted?.lat ?? 0) - place.lat)).toBeGreaterThan(0.001)
})

it('puts a new connection of a terminal in the place of the old one', () => {
  const desk = openDesk()
  const old = desk.connect(0, '2013', '13800001000')
  old.enter()
  const next = desk.connect(1, '2013', '13800001000')
  next.enter()
  expect(desk.dropped).toEqual([0])
  desk.session.onPeer?.(0, 'closed', '')
  desk.session.command('c', { kind: 'locate', radio: '13800001000' })
  expect(next.heard().at(-1)?.id).toBe(0x8201)
})

it('says that a terminal is off line when it stays away, not when it comes back at once', async () => {
  const desk = openDesk()
  const one = desk.connect(0, '2013', '13800001000')
  one.enter()
  desk.session.onPeer?.(0, 'closed', '')
  await desk.time.advance(10_000)
  desk.connect(1, '2013', '13800001000').enter()
  await desk.time.advance(60_000)
  desk.session.onPeer?.(1, 'closed', '')
  await desk.time.advance(31_000)
  expect(desk.of('radioPresence').map(({ online, how }) => [online, how])).toEqual([
    [true, 'registered'],
    [true, 'registered'],
    [false, 'expired'],
  ])
})

it('hangs up a half-open connection after three heartbeats, and a stranger after a minute', async () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  desk.connect(1)
  await desk.time.advance(70_000)
  expect(desk.dropped).toEqual([1])
  one.say(0x0002)
  await desk.time.advance(175_000)
  expect(desk.dropped).toEqual([1])
  await desk.time.advance(10_000)
  expect(desk.dropped).toEqual([1, 0])
})

it('says good-bye to a terminal that unregisters', () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  expect(one.answerTo(one.say(0x0003))).toBe(0)
  expect(desk.of('radioPresence').at(-1)).toMatchObject({ online: false, how: 'deregistered' })
  expect(one.answerTo(one.say(0x0200, one.at()))).toBe(1)
})

it('is ready as soon as it listens and says how many terminals are here, and how many it sent away', async () => {
  const desk = openDesk()
  const details = () =>
    desk.of('session').flatMap(({ status }) => (status.kind === 'ready' ? [status.detail] : []))
  expect(details()).toEqual(['0 台终端在线'])
  for (let n = 0; n < 50; n++) desk.connect(n, '2013', `138000020${n}`).enter()
  await desk.time.advance(1500)
  expect(details()).toEqual(['0 台终端在线', '50 台终端在线'])
  desk.session.onPeer?.(99, 'refused', '10.0.0.9:1')
  await desk.time.advance(1500)
  expect(details().at(-1)).toBe('50 台终端在线，已满，拒绝 1 次连接')
})

it('answers a frame whose length is wrong, is silent to one whose check is wrong, and keeps both', () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  const before = one.heard().length
  const hear = (hex: string) => desk.session.onBytes(Buffer.from(hex, 'hex'), 0)
  // A heartbeat that announces five octets and has none: its check 2B is right.
  hear('7e0002000501380000100000052b7e')
  // 2E would be right.
  hear('7e0002000001380000100000052f7e')
  expect(desk.records.filter(({ outcome }) => outcome === 'damaged')).toHaveLength(2)
  expect(
    one
      .heard()
      .slice(before)
      .map(({ id, body }) => [id, body[4]]),
  ).toEqual([[0x8001, 2]])
})

it('tells once that the frames of a terminal are damaged again and again', () => {
  const desk = openDesk()
  const one = desk.connect(0)
  one.enter()
  for (let n = 0; n < 20; n++)
    desk.session.onBytes(Buffer.from('7e00020000013800001000000500ff7e', 'hex'), 0)
  expect(desk.of('deviceAlarm')).toMatchObject([{ code: 'many-damaged' }])
})
