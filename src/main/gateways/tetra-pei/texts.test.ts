import { expect, it } from 'vitest'
import { bench } from './bench.ts'

const text = (to: string, body = '请回报', group = false) =>
  ({ kind: 'sendText', to, group, body }) as const
/** The message reference the driver chose, from what it wrote. */
const refOf = (message: string): string => /\n....(..)/.exec(message)?.[1] ?? ''

async function sent(body?: string) {
  const b = bench()
  await b.ready()
  const id = b.command(text('1001', body))
  await b.time.advance(200)
  return { ...b, id, ref: refOf(b.messages()[0] ?? '') }
}

it('chooses the service, gives the text over in one piece and waits for the receipt', async () => {
  const { written, id, ref, results, sds, of } = await sent()
  expect(written).toEqual([
    'AT+CTSDS=12,0,0,0,1\r',
    // 82, receipt wanted, no short report, 26: two-byte letters; 4 + 6 bytes are 80 bits
    `AT+CMGS=1001,80\r\n8206${ref}1A8BF756DE62A5\u001a`,
  ])
  const number = String(Number.parseInt(ref, 16))
  expect(results(id)).toEqual([{ kind: 'accepted', ref: number }])
  sds('1001', `821000${ref}`)
  expect(results(id).at(-1)).toEqual({ kind: 'confirmed' })
  expect(of('radioPresence')).toEqual([
    { kind: 'radioPresence', radio: '1001', online: true, how: 'heard' },
  ])
  sds('1001', `821000${ref}`)
  expect(results(id)).toHaveLength(2)
})

it('writes plain letters in one byte each', async () => {
  const { messages, ref } = await sent('Ja')
  expect(messages()).toEqual([`AT+CMGS=1001,48\r\n8206${ref}014A61\u001a`])
})

it('takes only the receipt of the radio and the number it waits for', async () => {
  const { id, ref, results, sds, of } = await sent()
  const other = ((Number.parseInt(ref, 16) + 1) & 0xff).toString(16).padStart(2, '0').toUpperCase()
  sds('1002', `821000${ref}`)
  sds('1001', `821000${other}`)
  expect(results(id)).toHaveLength(1)
  // What nobody waits for may belong to a text of before.
  expect(of('delivery').map(({ to, state }) => [to, state])).toEqual([
    ['1002', 'delivered'],
    ['1001', 'delivered'],
  ])
})

it('knows the receipt of a radio that was addressed by its whole number', async () => {
  const b = bench()
  await b.ready()
  const id = b.command(text('04600000100001001'))
  await b.time.advance(200)
  expect(b.messages()[0]).toContain('AT+CMGS=1001,')
  b.sds('04600000100001001', `821000${refOf(b.messages()[0] ?? '')}`)
  expect(b.results(id).at(-1)).toEqual({ kind: 'confirmed' })
})

it('says why the net could not deliver, and keeps waiting while it only keeps the text', async () => {
  const { id, ref, results, sds, time } = await sent()
  sds('1001', `821022${ref}`)
  expect(results(id)).toHaveLength(1)
  await time.advance(50_000)
  sds('1001', `82104B${ref}`)
  expect(results(id).at(-1)).toEqual({ kind: 'refused', cause: 'sds-75' })
})

it('takes a short receipt in two bytes, also the one outside of the reserved range', async () => {
  for (const first of ['7E', '7A']) {
    const { id, ref, results, sds } = await sent()
    sds('1001', `${first}${ref}`, '1000', 13)
    expect(results(id).at(-1)).toEqual({ kind: 'confirmed' })
  }
  const { id, ref, results, sds } = await sent()
  sds('1001', `7D${ref}`, '1000', 13)
  expect(results(id).at(-1)).toEqual({ kind: 'refused', cause: 'memory-full' })
})

it('acknowledges a receipt that asks for it', async () => {
  const { ref, sds, time, messages } = await sent()
  sds('1001', `821800${ref}`)
  await time.advance(100)
  expect(messages()[1]).toBe(`AT+CMGS=1001,32\r\n822001${ref}\u001a`)
})

it('reports a receipt that came after the text had ended', async () => {
  const { id, ref, results, sds, time, of } = await sent()
  await time.advance(61_000)
  expect(results(id).at(-1)).toEqual({ kind: 'timed-out' })
  sds('1001', `821000${ref}`)
  const number = String(Number.parseInt(ref, 16))
  expect(of('delivery')).toEqual([
    { kind: 'delivery', to: '1001', ref: number, state: 'delivered', cause: undefined },
  ])
})

it('ends a group text when it is on the air, and says when the terminal could not send it', async () => {
  const b = bench()
  await b.ready()
  const ids = [b.command(text('101', '集合', true)), b.command(text('102', '集合', true))]
  await b.time.advance(300)
  expect(b.messages()[0]).toMatch(/\n8202..1A/)
  b.say('+CMGS: 0,4,65')
  expect(ids.map((id) => b.results(id).at(-1)?.kind)).toEqual(['confirmed', 'accepted'])
  b.say('+CMGS: 0,5')
  expect(b.results(ids[1] ?? '').at(-1)).toEqual({ kind: 'refused', cause: 'sent-failed' })
})

it('gives the terminal one message at a time and keeps their order', async () => {
  const b = bench()
  await b.ready()
  b.answers['AT+CMGS'] = undefined
  for (const to of ['1001', '1002', '1003']) b.command(text(to))
  await b.time.advance(1000)
  expect(b.messages()).toHaveLength(1)
  b.say('+CMGS: 0')
  b.say('OK')
  await b.time.advance(1000)
  expect(b.messages().map((each) => each.slice(8, 12))).toEqual(['1001', '1002'])
})

it('leaves a text undecided that the terminal took without a word, unless its receipt comes', async () => {
  const b = bench()
  await b.ready()
  b.answers['AT+CMGS'] = undefined
  const lost = b.command(text('1001'))
  await b.time.advance(70_000)
  expect(b.results(lost)).toEqual([{ kind: 'unknown', cause: 'no-answer-sent' }])
  expect(b.messages()).toHaveLength(1)
  const found = bench()
  await found.ready()
  found.answers['AT+CMGS'] = undefined
  const id = found.command(text('1001'))
  await found.time.advance(6000)
  found.sds('1001', `821000${refOf(found.messages()[0] ?? '')}`)
  expect(found.results(id)).toEqual([{ kind: 'confirmed' }])
})

it('says that nothing went out where the terminal refuses, and in which words', async () => {
  const b = bench()
  await b.ready()
  b.answers['AT+CMGS'] = '+CMS ERROR: 500'
  const refusedText = b.command(text('1001'))
  await b.time.advance(200)
  b.answers['AT+CTSDS=13,0'] = '+CME ERROR: 35'
  const status = b.command({ kind: 'sendStatus', to: '1001', code: 3 })
  await b.time.advance(200)
  expect(b.results(refusedText)).toEqual([{ kind: 'refused', cause: 'cms-500' }])
  expect(b.results(status)).toEqual([{ kind: 'refused', cause: 'cme-35' }])
  expect(b.messages()).toHaveLength(1)
})

it('cuts a long text into parts, which all must arrive', async () => {
  const body = '一二三四五六七八九十'.repeat(10)
  const b = await sent(body)
  await b.time.advance(500)
  // 148 bytes less 4 and the 6 of the header are 69 letters: 69 + 31
  const parts = b.messages().map((each) => /\n8A06(..)1A050003(..)(..)(..)/.exec(each)?.slice(1))
  const first = parts[0]?.[0] ?? ''
  const second = ((Number.parseInt(first, 16) + 1) & 0xff)
    .toString(16)
    .padStart(2, '0')
    .toUpperCase()
  expect(parts).toEqual([
    [first, first, '02', '01'],
    [second, first, '02', '02'],
  ])
  expect(b.results(b.id)).toEqual([{ kind: 'accepted' }])
  b.sds('1001', `8A1000${first}`)
  expect(b.results(b.id)).toHaveLength(1)
  b.sds('1001', `8A1000${second}`)
  expect(b.results(b.id).at(-1)).toEqual({ kind: 'confirmed' })

  const failing = await sent(body)
  await failing.time.advance(500)
  const lastRef = /\n8A06(..)/.exec(failing.messages()[1] ?? '')?.[1]
  failing.sds('1001', `8A105A${lastRef}`)
  expect(failing.results(failing.id).at(-1)).toEqual({ kind: 'refused', cause: 'part-failed' })
})

it('refuses an empty, an endless and an unaddressed text at once', async () => {
  const b = bench()
  await b.ready()
  const cause = (command: Parameters<typeof b.command>[0]) => b.results(b.command(command))
  expect(cause(text('1001', ''))).toEqual([{ kind: 'refused', cause: 'text-empty' }])
  expect(cause(text('1001', '长'.repeat(501)))).toEqual([
    { kind: 'refused', cause: 'text-too-long' },
  ])
  expect(cause(text('10,01'))).toEqual([{ kind: 'refused', cause: 'bad-number' }])
  expect(b.written).toEqual([])
})

it('sends a status of the user and none of the system', async () => {
  const b = bench({ statusBase: 0x8002 })
  await b.ready()
  const id = b.command({ kind: 'sendStatus', to: '1001', code: 2 })
  await b.time.advance(200)
  expect(b.written).toEqual(['AT+CTSDS=13,0\r', 'AT+CMGS=1001,16\r\n8004\u001a'])
  b.say('+CMGS: 0,4,1')
  expect(b.results(id).map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
  const raw = bench({ statusBase: 0 })
  await raw.ready()
  for (const code of [0, 0x7e01]) {
    const refused = raw.command({ kind: 'sendStatus', to: '1001', code })
    expect(raw.results(refused)).toEqual([{ kind: 'refused', cause: 'status-reserved' }])
  }
})

it('checks a radio by a text with a receipt', async () => {
  const b = bench({ checkText: '检' })
  await b.ready()
  const here = b.command({ kind: 'check', radio: '1001' })
  const away = b.command({ kind: 'check', radio: '1002' })
  await b.time.advance(300)
  const [first = '', second = ''] = b.messages().map(refOf)
  b.sds('1001', `821000${first}`)
  b.sds('9999', `82104B${second}`)
  b.sds('1002', `82104B${second}`)
  expect(b.results(here).at(-1)).toEqual({ kind: 'confirmed', detail: { online: true } })
  expect(b.results(away).at(-1)).toEqual({ kind: 'confirmed', detail: { online: false } })
  expect(b.of('radioPresence').filter(({ how }) => how === 'checked')).toEqual([
    { kind: 'radioPresence', radio: '1001', online: true, how: 'checked' },
    { kind: 'radioPresence', radio: '1002', online: false, how: 'checked' },
  ])
})

it('locates a radio where the profile holds a request', async () => {
  const b = bench({ locateRequest: '0A4400' })
  await b.ready()
  const id = b.command({ kind: 'locate', radio: '1001' })
  await b.time.advance(200)
  expect(b.messages()).toEqual(['AT+CMGS=1001,24\r\n0A4400\u001a'])
  b.sds('1001', '0A052BB0D12B769128802')
  expect(b.results(id).at(-1)).toEqual({ kind: 'confirmed', detail: { valid: true } })
})
