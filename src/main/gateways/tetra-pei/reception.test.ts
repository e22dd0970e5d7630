import { expect, it } from 'vitest'
import { bench } from './bench.ts'

it('tells a text once and gives every receipt', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '82042A1A8BF756DE62A5')
  await b.time.advance(100)
  b.sds('1001', '82042A1A8BF756DE62A5')
  await b.time.advance(100)
  expect(b.of('text')).toEqual([
    expect.objectContaining({
      from: '1001',
      to: '1000',
      group: false,
      body: '请回报',
      ref: '1001:42',
    }),
  ])
  expect(b.messages()).toEqual(Array(2).fill('AT+CMGS=1001,32\r\n8210002A\u001a'))
})

it('gives no receipt for a group, and none that says a person has read it', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '82042A1A8BF7', '101')
  b.sds('1001', '82082B1A8BF7')
  await b.time.advance(100)
  expect(b.of('text').map(({ group }) => group)).toEqual([true, false])
  expect(b.messages()).toEqual([])
})

it('puts a long text together in any order, letters cut in the middle included', async () => {
  const b = bench()
  await b.ready()
  // 请回报 = 8BF7 56DE 62A5 cut after the third byte
  b.sds('1001', '8A00081A050003070202DE62A5')
  expect(b.of('text')).toEqual([])
  b.sds('1001', '8A00071A0500030702018BF756')
  expect(b.of('text')).toEqual([expect.objectContaining({ body: '请回报', incomplete: undefined })])
})

it('tells what came of a text whose other part never arrives', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '8A00071A0500030702018BF7')
  await b.time.advance(121_000)
  expect(b.of('text')).toEqual([expect.objectContaining({ body: '请…', incomplete: true })])
  b.sds('1002', '8A00071A0500030702018BF7')
  b.session.close()
  expect(b.of('text').at(-1)).toMatchObject({ from: '1002', incomplete: true })
})

it('puts a message of any kind together from its pieces', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '8C001005020182000A1A8B')
  b.sds('1001', '8C0011050202F756DE')
  expect(b.of('text')).toEqual([expect.objectContaining({ body: '请回' })])
})

it('reads the time of sending', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '82002A814BEA5E41')
  expect(b.of('text')[0]?.sentAt).toBe(Date.UTC(2026, 10, 29, 9, 30))
})

it('raises an emergency once for a status, a call of the highest priority and a report', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '0000', '1000', 13)
  b.sds('1001', '0000', '1000', 13)
  b.say('+CTICN: 1,0,0,5,04600000100001001,1,1,0,1,1,5,04600000100000101,15')
  b.sds('1001', '0A052BB0D12B769128802')
  expect(b.of('emergency').map(({ from, how }) => [from, how])).toEqual([
    ['1001', 'emergency-status'],
    ['1001', 'emergency-call'],
    ['1001', 'emergency-report'],
  ])
  expect(b.of('callStart')[0]).toMatchObject({ type: 'emergency', caller: '1001', target: '101' })
  expect(b.of('position')[0]?.fix).toMatchObject({
    radio: '1001',
    reason: 'emergency',
    valid: true,
  })
})

it('gives a place its age and its doubt', async () => {
  const b = bench()
  await b.ready()
  // elapsed 10: under half an hour; error 101: 200 km; reason 129
  b.sds('1001', '0A252BB0D12B769528810')
  expect(b.of('position')[0]?.fix).toMatchObject({ late: true, valid: false, reason: 'interval' })
  expect(b.of('position')[0]?.fix.fixAt).toBeUndefined()
})

it('tells a radio that is switched off', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '0A052BB0D12B769128810')
  b.sds('1001', '0A052BB0D12B769128801')
  expect(b.of('radioPresence').map(({ online, how }) => [online, how])).toEqual([
    [true, 'heard'],
    [false, 'deregistered'],
  ])
  // A radio nobody knew is not first told to be there.
  b.sds('1002', '0A052BB0D12B769128801')
  expect(
    b
      .of('radioPresence')
      .slice(2)
      .map(({ online }) => online),
  ).toEqual([false])
})

it('reports statuses by the user and by the system under different codes', async () => {
  const b = bench({ statusBase: 0x8002 })
  await b.ready()
  b.sds('1001', '8004', '1000', 13)
  b.sds('1001', '1234', '1000', 13)
  expect(b.of('status').map(({ code }) => code)).toEqual([2, 0x1_1234])
})

it('records a message that is cut off as damaged and says nothing of it', async () => {
  const b = bench()
  await b.ready()
  b.say('+CTSDSR: 12,1001,0,1000,0,80\r\n82042A1A')
  b.say('+CTSDSR: 12,1001,0,1000,0')
  await b.time.advance(2100)
  expect(b.of('text')).toEqual([])
  const damaged = b.frames.filter(({ outcome }) => outcome === 'damaged')
  expect(damaged.map(({ kind }) => kind)).toEqual(['pei/sds 12 damaged', 'pei/damaged'])
})

it('counts a radio as gone an hour after it was heard', async () => {
  const b = bench()
  await b.ready()
  b.sds('1001', '02014A')
  await b.time.advance(3_610_000)
  expect(b.of('radioPresence').at(-1)).toMatchObject({ online: false, how: 'expired' })
})

it('understands a vendor that gives a line another name', async () => {
  const b = bench({ lineNames: { '^XSDS': '+CTSDSR' } })
  await b.ready()
  b.say('^XSDS: 12,1001,0,1000,0,24\r\n02014A')
  expect(b.of('text')).toEqual([expect.objectContaining({ body: 'J' })])
})
