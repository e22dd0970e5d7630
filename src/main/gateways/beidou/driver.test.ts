import { expect, it } from 'vitest'
import { fakeIo } from '../hytera/fake-io.ts'
import { fromHex, fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { playedGateway } from '../../../../tests/support/played-gateway.ts'
import { readScenario } from '../../tools/simulate/scenario.ts'
import { beidou } from './driver.ts'
import { writeSentence } from './sentence.ts'

const card = 'BDICI,0247718,00247718,0000011,6,60,3,N,0'
const beams = 'BDBSI,02,03,0,4,3,0,0,0,0,0,0,0'
const text = { kind: 'sendText', to: '247801', group: false, body: '收到请回复' } as const

function bench(settings: Record<string, unknown> = {}) {
  const fake = fakeIo()
  const session = beidou.session(beidou.settings.parse(settings), fake.io)
  session.start()
  const hear = (...lines: string[]) => {
    for (const line of lines) session.onBytes(writeSentence(line), 0)
  }
  const sent = (name: string) =>
    fake.written.map(({ bytes }) => latin1(bytes)).filter((line) => line.startsWith(name))
  return { ...fake, fake, session, hear, sent }
}
function ready(settings: Record<string, unknown> = {}) {
  const made = bench(settings)
  made.hear(card, beams)
  return made
}

it('asks in both dialects until one answers, and tells the card', () => {
  const { fake, hear, eventsOf, sent } = bench()
  fake.advance(7000)
  expect(sent('$CCICA')).toEqual(['$CCICA,0,00*7B\r\n', '$CCICA,0,00*7B\r\n'])
  expect(sent('$ICJC')).toHaveLength(1)
  hear(card)
  expect(eventsOf('session').at(-1)?.status).toEqual({ kind: 'ready', gateway: '0247718' })
  hear(beams)
  expect(eventsOf('device').at(-1)?.facts).toMatchObject({
    卡号: '0247718',
    服务频度: '60 秒一次',
    通信等级: 3,
    每条最长: '120 个汉字',
  })
  expect(eventsOf('rssi').map(({ level }) => level)).toEqual([4])
})

it('sends one text at once and holds the next two until the card may send, saying until when', () => {
  const { session, fake, hear, sent, resultsOf } = ready()
  const t0 = fake.io.nowMs()
  for (const id of ['a', 'b', 'c']) session.command(id, text)
  expect(sent('$CCTXA')).toEqual([latin1(writeSentence('CCTXA,0247801,1,0,CAD5B5BDC7EBBBD8B8B4'))])
  expect(resultsOf('b')).toEqual([{ kind: 'waiting', untilMs: t0 + 61_000, ahead: 1 }])
  hear('BDFKI,TXA,Y,Y,0,0000')
  expect(resultsOf('a')).toEqual([{ kind: 'accepted' }, { kind: 'confirmed', receipt: false }])
  expect(resultsOf('b').at(-1)).toEqual({ kind: 'waiting', untilMs: t0 + 61_000, ahead: 0 })
  expect(resultsOf('c').at(-1)).toEqual({ kind: 'waiting', untilMs: t0 + 122_000, ahead: 1 })
  fake.advance(60_900)
  expect(sent('$CCTXA')).toHaveLength(1)
  fake.advance(200)
  expect(sent('$CCTXA')).toHaveLength(2)
  hear('BDFKI,TXA,Y,Y,0,0000')
  fake.advance(61_000)
  expect(sent('$CCTXA')).toHaveLength(3)
})

it('keeps a text that the terminal calls too early, and says the new time', () => {
  const { session, fake, hear, sent, resultsOf } = ready()
  session.command('a', text)
  hear('BDFKI,TXA,N,N,0,0040')
  expect(resultsOf('a')).toMatchObject([
    { kind: 'waiting', untilMs: fake.io.nowMs() + 40_000, ahead: 0 },
  ])
  fake.advance(39_000)
  expect(sent('$CCTXA')).toHaveLength(1)
  fake.advance(1000)
  expect(sent('$CCTXA')).toHaveLength(2)
  hear('BDFKI,TXA,Y,Y,0,0000', 'BDFKI,TXA,N,N,0,0000', 'BDFKI,TXA,Y,Y,0,0000')
  expect(resultsOf('a').map(({ kind }) => kind)).toEqual(['waiting', 'accepted', 'confirmed'])
})

it('puts an urgent text before the calm ones', () => {
  const { session, fake, hear, sent } = ready()
  for (const id of ['a', 'b', 'c']) session.command(id, text)
  session.command('u', { ...text, body: '速撤', urgent: true })
  hear('BDFKI,TXA,Y,Y,0,0000')
  fake.advance(61_000)
  expect(sent('$CCTXA').at(-1)).toContain('CBD9B3B7')
})

it('does not send again what may have gone out, and says so', () => {
  const { session, fake, sent, resultsOf, hear } = ready()
  session.command('a', text)
  fake.advance(10_000)
  expect(resultsOf('a')).toEqual([{ kind: 'unknown', cause: 'no-feedback' }])
  hear('BDFKI,TXA,Y,Y,0,0000')
  fake.advance(600_000)
  expect(sent('$CCTXA')).toHaveLength(1)
  expect(resultsOf('a')).toHaveLength(1)
})

it('refuses what cannot go, with the reason, and asks nothing of the terminal', () => {
  const { session, sent, resultsOf } = ready()
  session.command('group', { ...text, group: true })
  session.command('name', { ...text, to: '13907971234567' })
  session.command('emoji', { ...text, body: '收到👍' })
  session.command('long', { ...text, body: '汛'.repeat(121) })
  session.command('fits', { ...text, body: '汛'.repeat(120) })
  expect(['group', 'name', 'emoji', 'long'].map((id) => resultsOf(id))).toEqual([
    [{ kind: 'refused', cause: 'no-groups' }],
    [{ kind: 'refused', cause: 'bad-address' }],
    [{ kind: 'refused', cause: 'not-gbk' }],
    [{ kind: 'refused', cause: 'too-long-120' }],
  ])
  expect(beidou.causes['too-long-120']).toContain('最多 120 个汉字')
  expect(sent('$CCTXA')).toHaveLength(1)
})

it('does not send without a card, without signal or while suppressed, and says which it is', () => {
  const { session, hear, resultsOf, eventsOf, sent } = bench()
  hear('BDICI,2097151,0,0,0,9999.0,0,N,0')
  expect(eventsOf('session').at(-1)?.status).toEqual({ kind: 'rejected', reason: 'no-card' })
  session.command('a', text)
  expect(resultsOf('a')).toEqual([{ kind: 'refused', cause: 'no-card' }])
  hear(card, 'BDBSI,00,00,0,0,0,0,0,0,0,0,0,0')
  session.command('b', text)
  expect(resultsOf('b')).toEqual([{ kind: 'refused', cause: 'no-signal' }])
  hear(beams)
  session.command('c', text)
  hear('BDFKI,TXA,N,Y,2,0000')
  expect(resultsOf('c')).toEqual([{ kind: 'refused', cause: 'restrained-2' }])
  expect(sent('$CCTXA')).toHaveLength(1)
})

it('says what was still waiting and what may be out when the line ends', () => {
  const { session, fake, resultsOf } = ready()
  session.command('a', text)
  session.command('b', text)
  session.close()
  session.close()
  expect(resultsOf('a').at(-1)).toEqual({ kind: 'unknown', cause: 'line-lost' })
  expect(resultsOf('b').at(-1)).toEqual({ kind: 'refused', cause: 'not-sent' })
  expect(fake.timersLeft()).toBe(0)
})

it('takes texts, positions of others and its own', () => {
  const { session, fake, hear, eventsOf, resultsOf, sent } = ready()
  hear('BDTXR,1,0247801,2,,A4CAD5B5BD', 'BDTXR,1,0247801,1,,A4FB110001')
  expect(eventsOf('text')).toMatchObject([
    { from: '0247801', to: '0247718', group: false, body: '收到' },
    { body: '〔数据〕FB110001' },
  ])
  hear('BDWAA,0,,0247801,080000.00,2619.8000,N,11619.8000,E,61,M')
  expect(eventsOf('position').at(-1)?.fix).toMatchObject({
    radio: '0247801',
    lat: 26.33,
    lon: 116.33,
    altitudeM: 61,
  })
  session.command('p', { kind: 'locate', radio: '0247718' })
  expect(sent('$CCDWA')).toHaveLength(1)
  hear('BDFKI,DWA,Y,Y,0,0000')
  fake.advance(4000)
  hear('BDDWR,1,0247718,080000.00,2619.8000,N,11619.8000,E,231,M,-6,M,1,V,V,L')
  expect(eventsOf('position').at(-1)?.fix).toMatchObject({
    radio: 'own',
    reason: 'own',
    lat: 26.33,
  })
  expect(resultsOf('p').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
  session.command('q', { kind: 'locate', radio: '999' })
  expect(resultsOf('q')).toEqual([{ kind: 'refused', cause: 'other-only' }])
})

it('sends by TCQ where a BeiDou-3 card answered', () => {
  const { session, hear, sent, resultsOf, fake } = bench()
  hear('BDICI,0000000,00000000,0000000,0,0,0,N,0')
  hear('BDICP,15240507,2032472,1,3,0,N,1,Y,1,0,0,3,1,1,5,1,1,2,2,500,100,10,10')
  hear('BDPWI,023628.00,00,04,2,51,44,0,4,50,43,0,11,43,36,0,16,51,44,0')
  hear('BDICI,0000000,00000000,0000000,0,0,0,N,0')
  session.command('a', { ...text, to: '15240508', body: '水位3.2米' })
  expect(sent('$CCTCQ,15240508,2,1,3,A4')).toHaveLength(1)
  hear('BDFKI,082920,TCQ,N,1,4')
  expect(resultsOf('a')).toMatchObject([{ kind: 'waiting' }])
  fake.advance(4000)
  hear('BDFKI,082925,TCQ,Y,0,0')
  expect(resultsOf('a').at(-1)?.kind).toBe('confirmed')
})

it('speaks 4.0 with a terminal that does, and reads why it could not send', () => {
  const { session, fake, eventsOf, resultsOf } = bench()
  const hear = (hex: string) => session.onBytes(fromHex(hex) ?? new Uint8Array(), 0)
  hear('24494358580016022ac4001d771406003c0400000094')
  hear('245a4a58580015022ac401006402020402000402a8')
  expect(eventsOf('device').at(-1)?.facts).toMatchObject({
    卡号: '142020',
    电量: '100%',
    协议: '4.0 二进制协议',
  })
  session.command('a', { ...text, to: '175607', body: '我爱你' })
  expect(latin1(fake.written.at(-1)?.bytes ?? new Uint8Array()).slice(0, 5)).toBe('$TXSQ')
  hear('24464b58580010022ac40054585351db')
  expect(resultsOf('a').map(({ kind }) => kind)).toEqual(['accepted', 'confirmed'])
  hear('2454585858001f022ac362022ac300000058a4c4e3bac3d6d0b9fac8cb00b1')
  expect(eventsOf('text')).toMatchObject([{ from: '142019', body: '你好中国人' }])
})

it('has no word for self-destruct or radio silence', () => {
  const { fake, session } = ready()
  session.command('x', { kind: 'stun', radio: '247801' })
  fake.advance(120_000)
  const all = fake.written.map(({ bytes }) => latin1(bytes)).join('')
  expect(all).not.toMatch(/ZHS|JMS/)
  expect(fake.resultsOf('x')).toEqual([{ kind: 'refused', cause: 'unsupported' }])
})

it.each(['text', 'third', 'binary'] as const)(
  'works with a simulated terminal: %s',
  async (dialect) => {
    const demo = await readScenario('resources/scenarios/demo.json')
    const messages = [{ atS: 5, from: 247_801, body: '洋和村断路' }]
    const scenario = { ...demo, beidou: { ...demo.beidou, dialect, messages } }
    const options = { driver: beidou, protocol: 'beidou', scenario, settleMs: 20_000 } as const
    const { time, of, resultsOf, gateway, stop } = await playedGateway(options)
    expect(gateway.health.state).toBe('ready')
    for (const id of ['a', 'b']) gateway.command(id, text)
    await time.advance(90_000)
    const ends = (id: string) => resultsOf(id).map(({ kind }) => kind)
    expect(ends('a')).toEqual(['accepted', 'confirmed'])
    expect(new Set(ends('b'))).toEqual(new Set(['waiting', 'accepted', 'confirmed']))
    const bodies = of('text').map(({ body }) => body)
    expect(bodies.slice(0, 2)).toEqual(['洋和村断路', '【演练】收到，全村平安'])
    expect(gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
    expect(await stop()).toBe(0)
  },
)

it('is recognised by its own sentences and frames, not by those of a satellite receiver', () => {
  const recognise = beidou.detection?.recognise
  expect(recognise?.(writeSentence(card))).toEqual({
    good: 1,
    damaged: 0,
    noise: 0,
    says: '北斗卡 0247718，2.1 协议',
  })
  expect(recognise?.(writeSentence('GNTXT,01,01,02,ANTSTATUS=OK'))).toMatchObject({ good: 0 })
  expect(recognise?.(fromLatin1('hello there'))).toMatchObject({ good: 0, noise: 11 })
})
