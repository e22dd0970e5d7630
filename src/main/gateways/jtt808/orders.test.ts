import { expect, it } from 'vitest'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { gbkText } from '../../tools/simulate/wire/jtt808.ts'
import { openDesk, taken } from '../../../../tests/support/jtt808-desk.ts'

const text = (body: string, more: Partial<Extract<GatewayCommand, { kind: 'sendText' }>> = {}) =>
  ({ kind: 'sendText', to: '13800001000', group: false, body, ...more }) as const

function withTerminal(edition: '2013' | '2019' = '2013', settings: unknown = {}) {
  const desk = openDesk(settings)
  const one = desk.connect(0, edition)
  one.enter()
  const asked = (id: number) => one.heard().filter((heard) => heard.id === id)
  return { desk, one, asked }
}

it.each([
  ['2013', false, 0x0c],
  ['2013', true, 0x0d],
  ['2019', false, 0x0f],
  ['2019', true, 0x0e],
] as const)('shows and speaks a text (%s, urgent %s)', (edition, urgent, flags) => {
  const { desk, one, asked } = withTerminal(edition)
  desk.session.command('c', text('请到琴江镇集结', { urgent }))
  const [heard] = asked(0x8300)
  expect(heard?.body[0]).toBe(flags)
  expect(gbkText(heard?.body.subarray(edition === '2019' ? 2 : 1) ?? Buffer.alloc(0))).toBe(
    '请到琴江镇集结',
  )
  if (heard) one.say(0x0001, taken(heard))
  expect(desk.results('c').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
})

it('uses the flags of the edition that the site names for a terminal', () => {
  const { desk, asked } = withTerminal('2019', {
    terminals: [{ number: '13800001000', textFlags: '2013' }],
  })
  desk.session.command('c', text('x', { urgent: true }))
  expect(asked(0x8300)[0]?.body[0]).toBe(0x0d)
})

it.each<[string, GatewayCommand, object]>([
  [
    'a character that GBK lacks, by name',
    text('收到👍'),
    { cause: 'text-unencodable', detail: '👍' },
  ],
  ['an empty text', text('  '), { cause: 'text-empty' }],
  ['a text that is too long', text('长'.repeat(201)), { cause: 'text-too-long' }],
  ['a group', text('x', { group: true }), { cause: 'no-groups' }],
  ['a number that is none', text('x', { to: '一号车' }), { cause: 'bad-number' }],
  ['a terminal that is not here', text('x', { to: '13900000000' }), { cause: 'offline' }],
  ['what it cannot do', { kind: 'ptt', pressed: true }, { cause: 'unsupported' }],
])('refuses %s and sends nothing', (_what, command, result) => {
  const { desk } = withTerminal()
  const before = desk.raw.length
  desk.session.command('c', command)
  expect(desk.results('c')).toMatchObject([{ kind: 'refused', ...result }])
  expect(desk.raw).toHaveLength(before)
})

it.each([
  [1, 'terminal-refused'],
  [2, 'not-understood'],
  [3, 'terminal-unsupported'],
  [0xff, 'other-answer'],
])('tells result %s as %s', (code, cause) => {
  const { desk, one, asked } = withTerminal()
  desk.session.command('c', text('x'))
  const [heard] = asked(0x8300)
  if (heard) one.say(0x0001, taken(heard, code))
  expect(desk.results('c').at(-1)).toMatchObject({ kind: 'refused', cause })
})

it('repeats with the same serial after 15 and 30 more seconds, then says that nobody answered', async () => {
  const { desk, one, asked } = withTerminal()
  desk.session.command('c', text('x'))
  for (const [afterMs, times] of [
    [14_000, 1],
    [2000, 2],
    [28_000, 2],
    [2000, 3],
    [88_000, 3],
  ] as const) {
    await desk.time.advance(afterMs)
    one.say(0x0002)
    expect(asked(0x8300)).toHaveLength(times)
  }
  await desk.time.advance(3000)
  expect(new Set(asked(0x8300).map(({ serial }) => serial)).size).toBe(1)
  expect(desk.results('c').map(({ kind }) => kind)).toEqual([
    'accepted',
    'retrying',
    'retrying',
    'timed-out',
  ])
  const [heard] = asked(0x8300)
  if (heard) one.say(0x0001, taken(heard))
  expect(desk.results('c')).toHaveLength(4)
})

it('ends a command once when the terminal answers twice, and never with the answer to another', () => {
  const { desk, one, asked } = withTerminal()
  desk.session.command('a', text('一'))
  desk.session.command('b', text('二'))
  const [first, second] = asked(0x8300)
  if (!first || !second) throw new Error('two texts were sent')
  one.say(0x0001, taken({ ...second, id: 0x8201 }))
  one.say(0x0001, taken(first))
  one.say(0x0001, taken(first))
  expect(desk.results('a').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
  expect(desk.results('b').map(({ kind }) => kind)).toEqual(['accepted'])
})

it('says "unknown" when the connection goes after a text went out, and sends it to nobody again', async () => {
  const { desk } = withTerminal()
  desk.session.command('c', text('x'))
  desk.session.onPeer?.(0, 'closed', '')
  const next = desk.connect(1, '2013', '13800001000')
  next.enter()
  await desk.time.advance(200_000)
  expect(desk.results('c').at(-1)).toEqual({ kind: 'unknown', cause: 'connection-lost' })
  expect(next.heard().filter(({ id }) => id === 0x8300)).toEqual([])
})

it('says "unknown" of a text on its way when the session ends', () => {
  const { desk } = withTerminal()
  desk.session.command('c', text('x'))
  desk.session.close()
  expect(desk.results('c').at(-1)).toEqual({ kind: 'unknown', cause: 'connection-lost' })
})

it('locates once, at an interval, and stops', () => {
  const { desk, one, asked } = withTerminal()
  desk.session.command('once', { kind: 'locate', radio: '13800001000' })
  const [question] = asked(0x8201)
  if (!question) throw new Error('it was asked')
  const serial = Buffer.alloc(2)
  serial.writeUInt16BE(question.serial)
  // An acknowledgement first, as some terminals do.
  one.say(0x0001, taken(question))
  expect(desk.results('once').map(({ kind }) => kind)).toEqual(['accepted'])
  one.say(0x0201, Buffer.concat([serial, one.at()]))
  expect(desk.of('position')).toMatchObject([{ fix: { reason: 'request' } }])
  expect(desk.results('once').at(-1)).toMatchObject({ kind: 'confirmed' })
  desk.session.command('each', { kind: 'locate', radio: '13800001000', intervalS: 30 })
  desk.session.command('stop', { kind: 'locate', radio: '13800001000', intervalS: 0 })
  expect(asked(0x8202).map(({ body }) => body.toString('hex'))).toEqual([
    '001e00000e10',
    '000000000000',
  ])
})

it('checks by asking for the place; who is not connected is not here', () => {
  const { desk, one, asked } = withTerminal()
  desk.session.command('away', { kind: 'check', radio: '13900000000' })
  expect(desk.results('away')).toEqual([{ kind: 'confirmed', detail: { online: false } }])
  desk.session.command('here', { kind: 'check', radio: '13800001000' })
  const serial = Buffer.alloc(2)
  serial.writeUInt16BE(asked(0x8201)[0]?.serial ?? 0)
  one.say(0x0201, Buffer.concat([serial, one.at()]))
  expect(desk.results('here').at(-1)).toEqual({ kind: 'confirmed', detail: { online: true } })
})

it('tells the terminal that a person has its SOS: by 8203 with the report that brought it', () => {
  const { desk, one, asked } = withTerminal()
  const own = one.say(0x0200, one.at({ alarm: 1 }))
  desk.session.command('c', { kind: 'ackEmergency', radio: '13800001000' })
  const [heard] = asked(0x8203)
  expect(heard?.body.readUInt16BE(0)).toBe(own)
  expect(heard?.body.readUInt32BE(2)).toBe(1)
  if (heard) one.say(0x0001, taken(heard))
  expect(desk.results('c').at(-1)).toMatchObject({ kind: 'confirmed' })
})

it('or by 8001 with result 4, confirmed when the SOS falls', async () => {
  const { desk, one } = withTerminal('2013', { confirmAlarmBy: '8001' })
  desk.session.command('none', { kind: 'ackEmergency', radio: '13800001000' })
  expect(desk.results('none')).toEqual([{ kind: 'refused', cause: 'no-open-alarm' }])
  const own = one.say(0x0200, one.at({ alarm: 1 }))
  desk.session.command('c', { kind: 'ackEmergency', radio: '13800001000' })
  expect(one.answerTo(own)).toBe(4)
  await desk.time.advance(1000)
  one.say(0x0200, one.at())
  expect(desk.results('c').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
})

it('holds no more than eight commands open for one terminal', () => {
  const { desk } = withTerminal()
  for (let n = 0; n < 9; n++) desk.session.command(`c${n}`, text(String(n)))
  expect(desk.results('c8')).toEqual([{ kind: 'refused', cause: 'too-many-open' }])
})
