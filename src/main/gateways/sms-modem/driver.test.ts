import { expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import type { CommandResult, GatewayEvent } from '../../../core/gateway/events.ts'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { deliverMessages, reportMessage, type WireMessage } from '../../tools/simulate/wire/sms.ts'
import { smsModem } from './driver.ts'

/** Answers of a modem with card, net and centre; `undefined` says nothing at all. */
const sound: Readonly<Record<string, readonly string[]>> = {
  'AT+CPIN?': ['+CPIN: READY'],
  'AT+CGMI': ['Quectel'],
  'AT+CREG?': ['+CREG: 1,1,"1A2B","0C3D4E5F",7'],
  'AT+CEREG?': ['+CEREG: 1,1'],
  'AT+CSCA?': ['+CSCA: "+8613800797500",145'],
  'AT+CSMS=1': ['+CSMS: 1,1,1'],
  'AT+CSQ': ['+CSQ: 18,99'],
  'AT+CPMS?': ['+CPMS: "ME",0,50,"ME",0,50,"ME",0,50'],
}

type Answer = readonly string[] | 'ERROR' | 'silence' | `+CM${string}`

function bench(settings: Record<string, unknown> = {}) {
  const time = fakeTime()
  const events: GatewayEvent[] = []
  const frames: FrameRecord[] = []
  const written: string[] = []
  const answers = new Map<string, Answer>(Object.entries(sound))
  const stored = new Map<number, WireMessage>()
  /** What happens to a text behind its prompt; by default it gets the next reference. */
  let onBody: (hex: string) => Answer = () => [`+CMGS: ${(reference += 1)}`]
  let reference = 0
  let open = false
  const say = (...lines: string[]) => {
    for (const line of lines) session.onBytes(fromLatin1(`\r\n${line}\r\n`), 0)
  }
  function give(answer: Answer): void {
    if (answer === 'silence') return
    if (typeof answer === 'string') return say(answer)
    say(...answer, 'OK')
  }
  function answer(text: string): void {
    if (open) {
      open = false
      return give(onBody(text.replace('\u001a', '')))
    }
    const command = text.trim()
    const [, verb, index] = /^AT\+CMG([RD])=(\d+)$/.exec(command) ?? []
    const message = stored.get(Number(index))
    const known = answers.get(command)
    if (known !== undefined) give(known)
    else if (command.startsWith('AT+CMGS')) {
      open = true
      session.onBytes(fromLatin1('\r\n> '), 0)
    } else if (command === 'AT+CMGL=4') {
      give([...stored].flatMap(([at, { hex, length }]) => [`+CMGL: ${at},0,,${length}`, hex]))
    } else if (verb === 'R') give(message ? [`+CMGR: 0,,${message.length}`, message.hex] : [])
    else {
      if (verb === 'D') stored.delete(Number(index))
      give([])
    }
  }
  const session = smsModem.session(smsModem.settings.parse(settings), {
    timers: time.timers,
    random: seededRandom(1),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write(bytes) {
      const text = latin1(bytes)
      if (text === '\u001b') return
      written.push(text.trim())
      time.timers.after(1, () => answer(text))
    },
    emit: (event) => void events.push(event),
    record: (frame) => void frames.push(frame),
  })
  function arrive(message: WireMessage, index: number, news = '+CMTI'): void {
    stored.set(index, message)
    say(`${news}: "ME",${index}`)
  }
  return {
    time,
    session,
    written,
    events,
    frames,
    answers,
    stored,
    say,
    arrive,
    onBody: (next: (hex: string) => Answer) => void (onBody = next),
    async ready() {
      session.start()
      await time.advance(1000)
    },
    async send(body: string, to = '13979712345', id = 'c1') {
      session.command(id, { kind: 'sendText', to, group: false, body })
      await time.advance(500)
    },
    states: () =>
      events.flatMap((event) =>
        event.kind === 'session'
          ? ['reason' in event.status ? event.status.reason : event.status.kind]
          : [],
      ),
    texts: () => events.flatMap((event) => (event.kind === 'text' ? [event] : [])),
    results: (id = 'c1'): CommandResult[] =>
      events.flatMap((event) =>
        event.kind === 'commandResult' && event.command === id ? [event.result] : [],
      ),
  }
}
type Bench = ReturnType<typeof bench>

const at = Date.UTC(2026, 6, 1, 4, 0, 0)
const one = (body: string, from = '13979712345') => deliverMessages(from, body, at, 7)
const only = (messages: readonly WireMessage[], index = 0): WireMessage => {
  const message = messages[index]
  if (!message) throw new Error('no such part')
  return message
}
const long =
  '小松镇罗源村河水已漫过桥面，请立即安排沿河群众向村小学转移，随带身份证与药品，老人小孩先走，走山边路不要走河边路，到达后点名并回报人数与困难情况。完毕。'

it('sets the modem up, tells what it is, and is ready', async () => {
  const b = bench()
  await b.ready()
  expect(b.states()).toEqual(['connecting', 'connecting', 'ready'])
  expect(b.written).toContain('AT+CMGF=0')
  expect(b.written).toContain('AT+CNMI=2,1,0,2,0')
  const device = b.events.find((event) => event.kind === 'device')
  expect(device).toMatchObject({
    facts: { 厂商: 'Quectel', 短信中心: '+8613800797500', '信号 dBm': -77 },
  })
})

it.each([
  [['+CPIN: SIM PIN'], 'sim-pin'],
  [['+CPIN: SIM PUK'], 'sim-puk'],
  ['+CME ERROR: 10', 'sim-missing'],
] as const)('says why the card is of no use (%s), and never types a PIN', async (said, reason) => {
  const b = bench()
  b.answers.set('AT+CPIN?', said)
  await b.ready()
  await b.time.advance(60_000)
  expect(b.states().filter((state) => state === reason)).toHaveLength(1)
  expect(b.written.some((command) => command.startsWith('AT+CPIN='))).toBe(false)
  b.answers.set('AT+CPIN?', ['+CPIN: READY'])
  await b.time.advance(20_000)
  expect(b.states().at(-1)).toBe('ready')
})

it('goes on with older modems: other stores, other news, no phase 2+', async () => {
  const b = bench()
  for (const text of ['AT+CMEE=1', 'AT+CEREG=1', 'AT+CEREG?', 'AT+CPMS="ME","ME","ME"']) {
    b.answers.set(text, 'ERROR')
  }
  b.answers.set('AT+CNMI=2,1,0,2,0', '+CMS ERROR: 303')
  b.answers.set('AT+CSMS=1', 'ERROR')
  await b.ready()
  expect(b.states().at(-1)).toBe('ready')
  expect(b.written).toContain('AT+CPMS="SM","SM","SM"')
  expect(b.written).toContain('AT+CNMI=2,1,0,1,0')
  b.say(`+CDS: 24`, only([reportMessage(9, '13979712345', at, 0)]).hex)
  await b.time.advance(100)
  expect(b.written).not.toContain('AT+CNMA')
})

it('takes either net for one, and says when both are gone', async () => {
  const b = bench()
  b.answers.set('AT+CREG?', ['+CREG: 1,2'])
  await b.ready()
  expect(b.states().at(-1)).toBe('ready')
  b.answers.set('AT+CEREG?', ['+CEREG: 1,3'])
  await b.time.advance(70_000)
  expect(b.states().at(-1)).toBe('network-denied')
  b.say('+CEREG: 1')
  expect(b.states().at(-1)).toBe('ready')
})

it('reads a text, hands it over, and deletes it only once it is on record', async () => {
  const b = bench()
  await b.ready()
  b.arrive(only(one('桥已过水')), 3)
  await b.time.advance(100)
  expect(b.texts()).toMatchObject([{ from: '13979712345', body: '桥已过水', sentAt: at }])
  await b.time.advance(60_000)
  expect(b.written).not.toContain('AT+CMGD=3')
  expect(b.texts()).toHaveLength(1)
  b.texts()[0]?.stored?.()
  await b.time.advance(100)
  expect(b.written).toContain('AT+CMGD=3')
})

it('reads what came while the console was off', async () => {
  const b = bench()
  b.stored.set(1, only(one('第一条')))
  b.stored.set(2, only(one('第二条')))
  await b.ready()
  expect(b.texts().map(({ body }) => body)).toEqual(['第一条', '第二条'])
})

it('finds by the count a text that was never announced, and says when the store is full', async () => {
  const b = bench()
  await b.ready()
  b.stored.set(9, only(one('没有通知的短信')))
  b.answers.set('AT+CPMS?', ['+CPMS: "ME",49,50,"ME",49,50,"ME",49,50'])
  await b.time.advance(30_000)
  expect(b.texts()).toHaveLength(1)
  expect(b.events).toContainEqual(
    expect.objectContaining({ kind: 'deviceAlarm', code: 'store-full', state: 'raised' }),
  )
})

it('joins a long text whose parts come out of order and twice, and deletes all of them', async () => {
  const b = bench()
  await b.ready()
  const parts = one(long)
  expect(parts.length).toBe(2)
  b.arrive(only(parts, 1), 1)
  b.arrive(only(parts, 1), 2)
  await b.time.advance(1000)
  expect(b.texts()).toEqual([])
  b.arrive(only(parts, 0), 3)
  await b.time.advance(1000)
  expect(b.texts().map(({ body, incomplete }) => [body, incomplete])).toEqual([[long, undefined]])
  b.texts()[0]?.stored?.()
  await b.time.advance(1000)
  expect([...b.stored.keys()]).toEqual([])
})

it('shows a long text with its gap after a while, and whole when the rest comes', async () => {
  const b = bench()
  await b.ready()
  const parts = one(long)
  b.arrive(only(parts, 0), 1)
  await b.time.advance(181_000)
  const [shown] = b.texts()
  expect(shown).toMatchObject({ incomplete: true })
  expect(shown?.body).toBe(`${long.slice(0, 67)}【缺第 2/2 段】`)
  shown?.stored?.()
  b.arrive(only(parts, 1), 4)
  await b.time.advance(1000)
  expect(b.texts()[1]).toMatchObject({ body: long })
  expect(b.texts()[1]?.incomplete).toBeUndefined()
})

it('keeps two long texts of one sender apart that use the same reference', async () => {
  const b = bench()
  await b.ready()
  const other = `${long.slice(0, 66)}变`
  b.arrive(only(one(long), 0), 1)
  await b.time.advance(100)
  const parts = one(`${other}${long.slice(67)}`)
  b.arrive(only(parts, 0), 2)
  b.arrive(only(parts, 1), 3)
  await b.time.advance(1000)
  expect(b.texts().map(({ incomplete }) => incomplete ?? false)).toEqual([true, false])
  expect(b.texts()[1]?.body).toBe(`${other}${long.slice(67)}`)
})

it('takes a text that comes directly, and acknowledges it where the modem wants that', async () => {
  const b = bench({ receive: 'direct' })
  await b.ready()
  const { hex, length } = only(one('直接送来'))
  b.say(`+CMT: ,${length}\r\n${hex}`)
  expect(b.texts()).toMatchObject([{ body: '直接送来' }])
  await b.time.advance(100)
  expect(b.written).not.toContain('AT+CNMA')
  b.texts()[0]?.stored?.()
  await b.time.advance(100)
  expect(b.written).toContain('AT+CNMA')
})

it('keeps a message it cannot read as it is, and marks damaged ones in the ring', async () => {
  const b = bench()
  await b.ready()
  b.arrive({ hex: '0297F1061C0F910B48722829', length: 20 }, 5)
  b.say(`+CMT: ,99\r\n${only(one('长度不对')).hex}`)
  await b.time.advance(100)
  expect(b.texts().map(({ body }) => body)).toEqual([
    '长度不对',
    '（无法解读的短信，原文 0297F1061C0F910B48722829）',
  ])
  expect(b.frames.filter(({ outcome }) => outcome === 'damaged')).toHaveLength(2)
})

async function sent(b: Bench, body = '请回报', to?: string): Promise<void> {
  await b.ready()
  await b.send(body, to)
}

it('sends a text and is told of its delivery', async () => {
  const b = bench()
  await sent(b)
  expect(b.results()).toEqual([{ kind: 'accepted', ref: '1' }])
  b.arrive(reportMessage(1, '+8613979712345', at, 0), 8, '+CDSI')
  await b.time.advance(1000)
  expect(b.results().at(-1)).toMatchObject({ kind: 'confirmed' })
  expect(b.written).toContain('AT+CMGD=8')
})

it('sends a long text in parts and waits for the report of each', async () => {
  const b = bench()
  await sent(b, long)
  expect(b.results()).toEqual([{ kind: 'accepted', ref: '1+2' }])
  b.say(`+CDS: 25`, reportMessage(2, '13979712345', at, 0).hex)
  await b.time.advance(10)
  expect(b.results()).toHaveLength(1)
  b.say(`+CDS: 25`, reportMessage(1, '13979712345', at, 0).hex)
  expect(b.results().at(-1)).toMatchObject({
    kind: 'confirmed',
    detail: { parts: ['delivered', 'delivered'] },
  })
})

it.each([
  [0x46, { kind: 'refused', cause: 'report-expired' }],
  [0x43, { kind: 'refused', cause: 'report-unobtainable' }],
  [0x65, { kind: 'refused', cause: 'report-given-up' }],
  [0x01, { kind: 'unknown', cause: 'handed-on' }],
])('says what a report of status %i means', async (status, result) => {
  const b = bench()
  await sent(b)
  b.say(`+CDS: 25`, reportMessage(1, '13979712345', at, 0x30).hex)
  expect(b.results()).toHaveLength(1)
  b.say(`+CDS: 25`, reportMessage(1, '13979712345', at, status).hex)
  expect(b.results().at(-1)).toEqual(result)
})

it('never sends a text again that may have gone out', async () => {
  const b = bench()
  b.onBody(() => 'silence')
  await sent(b)
  await b.time.advance(100_000)
  expect(b.results()).toEqual([{ kind: 'unknown', cause: 'no-answer-after-send' }])
  await b.time.advance(300_000)
  expect(b.written.filter((text) => text.startsWith('AT+CMGS'))).toHaveLength(1)
})

it('says that a text did not go out where the modem shows no prompt', async () => {
  const b = bench()
  await b.ready()
  b.answers.set('AT+CMGS=20', 'silence')
  await b.send('请回报')
  await b.time.advance(15_000)
  expect(b.results()).toEqual([{ kind: 'refused', cause: 'no-prompt' }])
})

it('tries again only what the network certainly did not take', async () => {
  const b = bench()
  let tries = 0
  b.onBody(() => (++tries < 3 ? '+CMS ERROR: 42' : ['+CMGS: 5']))
  await sent(b)
  await b.time.advance(30_000)
  expect(b.results()).toEqual([
    { kind: 'retrying', attempt: 1 },
    { kind: 'retrying', attempt: 2 },
    { kind: 'accepted', ref: '5' },
  ])
})

it.each([
  ['+CMS ERROR: 28', { kind: 'refused', cause: 'network-rejected' }],
  ['+CMS ERROR: 330', { kind: 'refused', cause: 'no-centre' }],
  ['+CMS ERROR: 332', { kind: 'unknown', cause: 'network-timeout' }],
  ['+CMS ERROR: 999', { kind: 'refused', cause: 'modem-error' }],
] as const)('tells %s in words', async (said, result) => {
  const b = bench()
  b.onBody(() => said)
  await sent(b)
  expect(b.results()).toEqual([result])
})

it('says that only a part of a long text went out', async () => {
  const b = bench()
  let count = 0
  b.onBody(() => (++count === 1 ? ['+CMGS: 1'] : '+CMS ERROR: 28'))
  await sent(b, long)
  expect(b.results()).toEqual([{ kind: 'unknown', cause: 'partly-sent' }])
})

it('tells a report that comes after the time was up', async () => {
  const b = bench()
  await sent(b)
  await b.time.advance(11 * 60_000)
  expect(b.results().at(-1)).toEqual({ kind: 'timed-out' })
  b.say(`+CDS: 25`, reportMessage(1, '+8613979712345', at, 0).hex)
  expect(b.events.at(-1)).toEqual({
    kind: 'delivery',
    to: '13979712345',
    ref: '1',
    state: 'delivered',
  })
})

it('tells a report about a text that was sent before the console started', async () => {
  const b = bench()
  await b.ready()
  b.say(`+CDS: 25`, reportMessage(77, '+8613979712345', at, 0x46).hex)
  expect(b.events.at(-1)).toEqual({
    kind: 'delivery',
    to: '13979712345',
    ref: '77',
    state: 'failed',
    cause: 'report-expired',
  })
})

it('matches a report with the newest text of that reference to that number', async () => {
  const b = bench()
  b.onBody(() => ['+CMGS: 5'])
  await b.ready()
  await b.send('第一', '13979712345', 'c1')
  await b.send('第二', '13800000001', 'c2')
  await b.send('第三', '13979712345', 'c3')
  b.say(`+CDS: 25`, reportMessage(5, '13979712345', at, 0).hex)
  expect(b.results('c3').at(-1)?.kind).toBe('confirmed')
  expect(b.results('c1').at(-1)?.kind).toBe('accepted')
  expect(b.results('c2').at(-1)?.kind).toBe('accepted')
})

it.each([
  [{ to: '12', group: true, body: '报告' }, 'no-groups'],
  [{ to: 'BG5ABC', group: false, body: '报告' }, 'bad-number'],
  [{ to: '13979712345', group: false, body: '报'.repeat(336) }, 'text-too-long'],
])('refuses what cannot be sent: %o', async (order, cause) => {
  const b = bench()
  await b.ready()
  b.session.command('c1', { kind: 'sendText', ...order })
  expect(b.results()).toEqual([{ kind: 'refused', cause }])
})

it('sends an urgent text before those that wait', async () => {
  const b = bench()
  await b.ready()
  const order = { kind: 'sendText', group: false, body: '报' } as const
  b.session.command('c1', { ...order, to: '13900000001' })
  b.session.command('c2', { ...order, to: '13900000002' })
  b.session.command('c3', { ...order, to: '13900000003', urgent: true })
  await b.time.advance(1000)
  const ends = b.events.flatMap((event) => (event.kind === 'commandResult' ? [event.command] : []))
  expect(ends).toEqual(['c1', 'c3', 'c2'])
})

it('tells who is calling, once per ring, and that nobody rings any more', async () => {
  const b = bench()
  await b.ready()
  b.say('+CRING: VOICE', '+CLIP: "13979712345",161,,,,0')
  await b.time.advance(10_000)
  const rings = b.events.flatMap((event) => (event.kind === 'phoneRing' ? [event] : []))
  expect(rings.map(({ state, number }) => [state, number])).toEqual([
    ['ringing', undefined],
    ['ringing', '13979712345'],
    ['ended', '13979712345'],
  ])
})

it('begins anew when the modem was switched off and on, and a text in its hands is unknown', async () => {
  const b = bench()
  await b.ready()
  b.onBody(() => 'silence')
  await b.send('请回报')
  b.say('RDY', '+CPIN: READY', 'SMS READY')
  expect(b.results()).toEqual([{ kind: 'unknown', cause: 'line-closed' }])
  await b.time.advance(5000)
  expect(b.states().slice(-2)).toEqual(['connecting', 'ready'])
  expect(b.written.filter((text) => text === 'AT+CMGF=0')).toHaveLength(2)
})

it('says that a modem fell silent and finds it again', async () => {
  const b = bench()
  await b.ready()
  for (const text of [...Object.keys(sound), 'AT', 'ATE0']) b.answers.set(text, 'silence')
  await b.time.advance(60_000)
  expect(b.states().at(-1)).toBe('silent')
  for (const [text, lines] of Object.entries(sound)) b.answers.set(text, lines)
  b.answers.delete('AT')
  b.answers.delete('ATE0')
  await b.time.advance(20_000)
  expect(b.states().at(-1)).toBe('ready')
})

it('ends what is open when the line closes: not sent, or unknown', async () => {
  const b = bench()
  await b.ready()
  await b.send('已交中心')
  b.onBody(() => 'silence')
  await b.send('在途', '13979712345', 'c2')
  await b.send('还没发', '13979712345', 'c3')
  b.session.close()
  expect(b.results('c1').at(-1)).toEqual({ kind: 'unknown', cause: 'report-pending' })
  expect(b.results('c2').at(-1)).toEqual({ kind: 'unknown', cause: 'line-closed' })
  expect(b.results('c3').at(-1)).toEqual({ kind: 'refused', cause: 'not-sent' })
  expect(b.time.waiting).toBe(0)
})

it('knows a modem with short messages by its answer', () => {
  const recognise = smsModem.detection?.recognise
  expect(recognise?.(fromLatin1('\r\n+CSMS: 0,1,1,1\r\n\r\nOK\r\n'))).toMatchObject({ good: 1 })
  expect(recognise?.(fromLatin1('$GPRMC,,V*1\r\n'))).toMatchObject({ good: 0 })
  expect(latin1(smsModem.detection?.question ?? new Uint8Array())).toBe('\rAT+CSMS?\r')
})
