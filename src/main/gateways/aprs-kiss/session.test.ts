import { expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayCommand, GatewayEvent } from '../../../core/gateway/events.ts'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { encodeUi, readAx25 } from './ax25.ts'
import { aprsKiss } from './driver.ts'
import { encodeKiss, readKiss } from './kiss.ts'

const own = 'BG0CD'
const other = 'BG5ABC-9'

async function bench(settings: Record<string, unknown> = {}) {
  const time = fakeTime(Date.UTC(2026, 6, 1, 4, 0))
  const events: GatewayEvent[] = []
  const frames: FrameRecord[] = []
  /** What went on the air. */
  const said: string[] = []
  const session = aprsKiss.session(aprsKiss.settings.parse({ callSign: own, ...settings }), {
    timers: time.timers,
    random: seededRandom(4),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write(bytes) {
      const frame = readAx25(readKiss(bytes)?.data ?? new Uint8Array())
      said.push(frame ? `${frame.source}: ${latin1(frame.info)}` : 'broken')
    },
    emit: (event) => events.push(event),
    record: (frame) => frames.push(frame),
  })
  session.start()
  await time.advance(1000)
  const hear = (info: string, from = other, dest = 'APZ370', path: readonly string[] = []) =>
    session.onBytes(
      encodeKiss({ port: 0, command: 0, data: encodeUi(from, dest, path, fromLatin1(info)) }),
      0,
    )
  const results = (id: string): CommandResult[] =>
    events.flatMap((e) => (e.kind === 'commandResult' && e.command === id ? [e.result] : []))
  const all = <K extends GatewayEvent['kind']>(kind: K) =>
    events.filter((e): e is Extract<GatewayEvent, { kind: K }> => e.kind === kind)
  const order = (id: string, command: GatewayCommand) => session.command(id, command)
  const text = (id: string, body: string, to = other) =>
    order(id, { kind: 'sendText', to, group: false, body })
  return { time, events, frames, said, session, hear, results, all, order, text }
}

const idOf = (line: string | undefined): string => /\{(\w+)$/.exec(line ?? '')?.[1] ?? 'none'

it('refuses what the charset cannot say instead of sending question marks', async () => {
  const b = await bench({ charset: 'gbk' })
  b.text('t', '收到😀')
  const mark = { lat: 26.3, lon: 116.3, live: true } as const
  b.order('m', { kind: 'placeObject', name: 'ZH', comment: '集结点😀', ...mark })
  const refused = [{ kind: 'refused', cause: 'text-unencodable' }]
  expect([b.results('t'), b.results('m'), b.said]).toEqual([refused, refused, []])
  b.text('t2', '收到')
  expect(b.said).toHaveLength(1)
})

it('repeats a message at growing intervals with the same number, and says so, until it is answered', async () => {
  const b = await bench()
  b.text('t', 'Are you there')
  const id = idOf(b.said[0])
  expect(b.said).toEqual([`${own}: :${other} :Are you there{${id}`])
  await b.time.advance(29_000)
  expect(b.said).toHaveLength(1)
  await b.time.advance(1000)
  await b.time.advance(60_000)
  expect(b.said).toHaveLength(3)
  expect(new Set(b.said).size).toBe(1)
  b.hear(`:${own.padEnd(9)}:ack${id}`)
  b.hear(`:${own.padEnd(9)}:ack${id}`)
  await b.time.advance(600_000)
  expect(b.said).toHaveLength(3)
  expect(b.results('t')).toEqual([
    { kind: 'accepted', ref: `${other}:${id}` },
    { kind: 'retrying', attempt: 1 },
    { kind: 'retrying', attempt: 2 },
    { kind: 'confirmed' },
  ])
})

it('gives a message up after the last wait, and reports the answer that comes later', async () => {
  const b = await bench()
  b.text('t', 'Hello')
  const id = idOf(b.said[0])
  await b.time.advance(329_000)
  expect(b.results('t').at(-1)).toEqual({ kind: 'retrying', attempt: 3 })
  await b.time.advance(1000)
  expect(b.results('t').at(-1)).toEqual({ kind: 'timed-out' })
  expect(b.said).toHaveLength(4)
  b.hear(`:${own.padEnd(9)}:ack${id}`)
  expect(b.all('delivery')).toEqual([
    { kind: 'delivery', to: other, ref: `${other}:${id}`, state: 'delivered' },
  ])
})

it('takes the answer of nobody else, and tells a refusal by its cause', async () => {
  const b = await bench()
  b.text('t', 'Hello')
  const id = idOf(b.said[0])
  b.hear(`:${own.padEnd(9)}:ack${id}`, 'BG5XYZ')
  b.hear(`:${own.padEnd(9)}:ackZZ9`)
  expect(b.results('t')).toHaveLength(1)
  b.hear(`:${own.padEnd(9)}:rej${id}`)
  expect(b.results('t').at(-1)).toEqual({ kind: 'refused', cause: 'rejected' })
  expect(aprsKiss.causes['rejected']).toContain('拒收')
})

it('takes an answer that rides on a message of the other station', async () => {
  const b = await bench()
  b.text('t', 'Hello')
  b.hear(`:${own.padEnd(9)}:Copied{7}${idOf(b.said[0])}`)
  expect(b.results('t').at(-1)).toEqual({ kind: 'confirmed' })
  expect(b.all('text').map(({ body }) => body)).toEqual(['Copied'])
})

it('sends one message at a time to a station, and the parts of a long one in order', async () => {
  const b = await bench()
  b.text('long', '汇合点改为小松镇罗源村口，道路塌方，改走省道，到达后报告人数。')
  b.text('next', 'Short')
  expect(b.said).toHaveLength(1)
  expect(b.said[0]).toContain(':1/2 ')
  b.hear(`:${own.padEnd(9)}:ack${idOf(b.said[0])}`)
  expect(b.said[1]).toContain(':2/2 ')
  expect(b.results('long').map(({ kind }) => kind)).toEqual(['accepted'])
  b.hear(`:${own.padEnd(9)}:ack${idOf(b.said[1])}`)
  expect(b.results('long').at(-1)).toEqual({ kind: 'confirmed' })
  expect(b.said[2]).toContain(':Short{')
})

it('says that only a part arrived', async () => {
  const b = await bench()
  b.text('t', '长'.repeat(30))
  b.hear(`:${own.padEnd(9)}:ack${idOf(b.said[0])}`)
  await b.time.advance(400_000)
  expect(b.results('t').at(-1)).toEqual({ kind: 'refused', cause: 'partly-delivered' })
})

it('calls what was on the air when the line went unknown, and what was not refused', async () => {
  const b = await bench()
  b.text('sent', 'Hello')
  b.text('queued', 'World')
  b.session.close()
  expect(b.results('sent').at(-1)).toEqual({ kind: 'unknown', cause: 'link-lost-after' })
  expect(b.results('queued')).toEqual([{ kind: 'refused', cause: 'link-lost' }])
  expect(b.time.waiting).toBe(0)
})

it('acknowledges a message every time it is asked about and tells it once', async () => {
  const b = await bench()
  b.hear(`:${own.padEnd(9)}:Water is rising{12`)
  // The same transmission over a second repeater.
  b.hear(`:${own.padEnd(9)}:Water is rising{12`, other, 'APZ370', ['WIDE2-1'])
  expect(b.said).toEqual([`${own}: :${other} :ack12`])
  await b.time.advance(60_000)
  b.hear(`:${own.padEnd(9)}:Water is rising{12`)
  expect(b.said).toHaveLength(2)
  expect(b.all('text')).toMatchObject([
    { from: other, to: own, group: false, body: 'Water is rising', ref: `${other}:12` },
  ])
  // Switched off and on, the station counts from the beginning: other words are another message.
  b.hear(`:${own.padEnd(9)}:Water is falling{12`)
  expect(b.all('text')).toHaveLength(2)
})

it('reads Chinese in both charsets', async () => {
  const b = await bench()
  b.hear(`:${own.padEnd(9)}:${latin1(new TextEncoder().encode('水位上涨'))}{1`)
  b.hear(`:${own.padEnd(9)}:\xcb\xae\xce\xbb\xc9\xcf\xd5\xc7{2`)
  expect(b.all('text').map(({ body }) => body)).toEqual(['水位上涨', '水位上涨'])
})

it('tells bulletins and groups, and keeps what strangers write to each other to itself', async () => {
  const b = await bench()
  b.hear(':BLN1     :Net at eight')
  b.hear(':ALL      :Anybody')
  b.hear(':BG5XYZ   :Private words{3')
  b.hear(':BG5XYZ   :ack3')
  expect(b.all('text').map(({ to, group }) => ({ to, group }))).toEqual([
    { to: 'BLN1', group: true },
    { to: 'ALL', group: true },
  ])
  expect(b.said).toEqual([])
})

it('sends a bulletin once and waits for nobody', async () => {
  const b = await bench()
  b.order('b', { kind: 'sendText', to: 'BLN1', group: true, body: 'Net at eight' })
  await b.time.advance(600_000)
  expect(b.said).toEqual([`${own}: :BLN1     :Net at eight`])
  expect(b.results('b')).toEqual([{ kind: 'confirmed', detail: { answered: false } }])
})

it('tells a position with its time, speed and height, and a repeated packet once', async () => {
  const b = await bench()
  const packet = '@010358z2619.80N/11619.80E>090/010/A=000500'
  b.hear(packet)
  b.hear(packet, other, 'APZ370', ['WIDE1-1'])
  const fixes = b.all('position').map(({ fix }) => fix)
  expect(fixes).toHaveLength(1)
  expect(fixes[0]).toMatchObject({
    radio: other,
    valid: true,
    headingDeg: 90,
    fixAt: Date.UTC(2026, 6, 1, 3, 58),
  })
  expect(fixes[0]?.lat).toBeCloseTo(26.33, 9)
  expect(b.all('radioPresence')).toMatchObject([{ radio: other, online: true, how: 'heard' }])
  await b.time.advance(31_000)
  b.hear(packet)
  expect(b.all('position')).toHaveLength(2)
})

it('does not offer a place blurred on purpose for dispatch', async () => {
  const b = await bench()
  b.hear('!2619.  N/11619.  E>')
  expect(b.all('position')[0]?.fix.valid).toBe(false)
})

it('raises a Mic-E emergency once, and clears it when the station says another message', async () => {
  const b = await bench()
  const body = '`lO(l \x1c>/'
  b.hear(body, other, '2619Y0')
  await b.time.advance(40_000)
  b.hear(body, other, '2619Y0')
  await b.time.advance(40_000)
  b.hear(body, other, 'R619Y0')
  expect(b.all('emergency')).toMatchObject([
    { from: other, how: 'mic-e-emergency', state: 'raised' },
    { from: other, state: 'cleared' },
  ])
  expect(b.all('position')[0]?.fix.reason).toBe('emergency')
})

it('shows an object of others by its name until it is taken away', async () => {
  const b = await bench()
  b.hear(';AID POST *010400z2619.80N/11619.80E>')
  b.hear(';AID POST _010401z2619.80N/11619.80E>')
  expect(b.all('position').map(({ fix }) => fix.radio)).toEqual(['AID-POST'])
  expect(b.all('radioPresence').at(-1)).toMatchObject({ radio: 'AID-POST', online: false })
})

it('places a mark and takes it away', async () => {
  const b = await bench()
  const mark = {
    kind: 'placeObject',
    name: '集合点',
    lat: 26.33,
    lon: 116.33,
    comment: 'A12',
  } as const
  b.order('on', { ...mark, live: true })
  b.order('off', { ...mark, live: false })
  const name = latin1(new TextEncoder().encode('集合点'))
  expect(b.said).toEqual([
    `${own}: ;${name}*010400z2619.80N\\11619.80E!A12`,
    `${own}: ;${name}_010400z2619.80N\\11619.80E!A12`,
  ])
  expect(b.results('on').map(({ kind }) => kind)).toEqual(['confirmed'])
})

it.each<[GatewayCommand, string]>([
  [{ kind: 'sendText', to: '张三', group: false, body: 'x' }, 'bad-address'],
  [{ kind: 'sendText', to: 'TOOLONGNAME', group: true, body: 'x' }, 'bad-address'],
  [{ kind: 'sendText', to: own, group: false, body: 'x' }, 'own-address'],
  [{ kind: 'sendText', to: other, group: false, body: ' ' }, 'text-empty'],
  [{ kind: 'sendText', to: other, group: false, body: 'x'.repeat(101) }, 'text-too-long'],
  [{ kind: 'locate', radio: other, intervalS: 30 }, 'no-interval'],
  [{ kind: 'placeObject', name: '', lat: 1, lon: 1, comment: '', live: true }, 'name-empty'],
  [
    { kind: 'placeObject', name: '集合点一', lat: 1, lon: 1, comment: '', live: true },
    'name-too-long',
  ],
  [{ kind: 'placeObject', name: 'A', lat: 91, lon: 1, comment: '', live: true }, 'bad-place'],
  [
    { kind: 'placeObject', name: 'A', lat: 1, lon: 1, comment: '长'.repeat(15), live: true },
    'comment-too-long',
  ],
  [{ kind: 'stun', radio: other }, 'unsupported'],
])('refuses %j with %s and sends nothing', async (command, cause) => {
  const b = await bench()
  b.order('c', command)
  expect(b.results('c')).toEqual([{ kind: 'refused', cause }])
  expect(aprsKiss.causes[cause]).toMatch(/\p{Script=Han}/u)
  expect(b.said).toEqual([])
})

it('asks a station whether it is there and where; no answer is no proof of absence', async () => {
  const b = await bench()
  b.order('check', { kind: 'check', radio: other })
  b.order('where', { kind: 'locate', radio: other })
  expect(b.said).toEqual([`${own}: :${other} :?APRST`, `${own}: :${other} :?APRSP`])
  b.hear('>on the hill')
  expect(b.results('check').at(-1)).toEqual({ kind: 'confirmed', detail: { online: true } })
  expect(b.results('where')).toEqual([{ kind: 'accepted' }])
  b.hear('=2619.80N/11619.80E>')
  expect(b.results('where').at(-1)).toEqual({ kind: 'confirmed', detail: { valid: true } })
  b.order('nobody', { kind: 'check', radio: 'BG5XYZ' })
  await b.time.advance(60_000)
  expect(b.results('nobody').at(-1)).toEqual({ kind: 'timed-out' })
})

it('answers who asks for us, at most once a minute each, and nobody when told not to', async () => {
  const b = await bench()
  b.hear(`:${own.padEnd(9)}:?APRST`)
  b.hear(`:${own.padEnd(9)}:?aprst`)
  b.hear('?APRS?')
  expect(b.said).toEqual([
    `${own}: :${other} :PATH= ${own}>APZ370,WIDE1-1`,
    `${own}: >Emergency dispatch console`,
  ])
  expect(b.all('text')).toEqual([])
  const silent = await bench({ answerQueries: false })
  silent.hear(`:${own.padEnd(9)}:?APRST`)
  expect(silent.said).toEqual([])
})

it('without a call sign only listens, and says so', async () => {
  const b = await bench({ callSign: '' })
  expect(b.all('session').at(-1)?.status).toEqual({
    kind: 'ready',
    detail: '未设置本台呼号，只收不发',
  })
  b.text('t', 'Hello')
  expect(b.results('t')).toEqual([{ kind: 'refused', cause: 'no-call-sign' }])
  b.hear(`:${own.padEnd(9)}:Hello{1`)
  b.hear('?APRS?')
  b.hear('=2619.80N/11619.80E>')
  expect(b.said).toEqual([])
  expect(b.all('position')).toHaveLength(1)
})

it('does not take its own words, brought back by a repeater, for those of a station', async () => {
  const b = await bench()
  b.hear(':BLN1     :Net at eight', own)
  expect(b.all('text')).toEqual([])
  expect(b.all('radioPresence')).toEqual([])
})

it('reads a packet inside a packet of a gateway as its own station’s', async () => {
  const b = await bench()
  b.hear(`}BG5XYZ>APRS,TCPIP*::${own.padEnd(9)}:From afar{9`)
  expect(b.all('text')).toMatchObject([{ from: 'BG5XYZ', body: 'From afar' }])
  expect(b.said).toEqual([`${own}: :BG5XYZ   :ack9`])
})

it('forgets a station that has not been heard for an hour', async () => {
  const b = await bench()
  b.hear('>here')
  await b.time.advance(3_599_000)
  expect(b.all('radioPresence')).toHaveLength(1)
  await b.time.advance(1000)
  expect(b.all('radioPresence').at(-1)).toMatchObject({
    radio: other,
    online: false,
    how: 'expired',
  })
})

it('recognises a line of a KISS controller and nothing else', () => {
  const frame = encodeKiss({
    port: 0,
    command: 0,
    data: encodeUi(other, 'APZ370', [], fromLatin1('>x')),
  })
  const found = aprsKiss.detection?.recognise(Uint8Array.from([0xff, ...frame, ...frame]))
  expect(found).toEqual({ good: 2, damaged: 0, noise: 1, says: `听到电台 ${other}` })
  expect(aprsKiss.detection?.recognise(fromLatin1('$GPGGA,1*00\r\n'))).toMatchObject({ good: 0 })
})

it('takes only call signs and groups that can be sent', () => {
  const parse = (settings: unknown) => aprsKiss.settings.safeParse(settings).success
  expect(parse({ callSign: 'bg0cd-7' })).toBe(true)
  expect(parse({ callSign: 'BG0CD-16' })).toBe(false)
  expect(parse({ callSign: '石城' })).toBe(false)
  expect(parse({ path: ['WIDE1-1', 'WIDE2-2'] })).toBe(true)
})
