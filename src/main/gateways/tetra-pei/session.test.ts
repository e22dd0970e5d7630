import { expect, it } from 'vitest'
import { bench } from './bench.ts'

it('sets the terminal up in order and is ready with its name', async () => {
  const { session, time, written, states, of } = bench()
  session.start()
  await time.advance(3000)
  const said = written.map((text) => text.trim())
  expect(said.slice(0, 4)).toEqual(['AT', 'ATE0', 'AT+CTOM?', 'AT+CTSP=2,0,0'])
  expect(said).toContain('AT+CTSP=1,3,130')
  expect(states().map((status) => ('step' in status ? status.step : status.kind))).toEqual([
    'waiting-for-terminal',
    'start-up',
    'ready',
  ])
  expect(states().at(-1)).toEqual({ kind: 'ready', gateway: 'Motorola 54007' })
  expect(of('channel')).toEqual([{ kind: 'channel', group: '101' }])
  expect(of('rssi')).toEqual([{ kind: 'rssi', level: -73 }])
  expect(of('device').at(-1)?.facts).toMatchObject({
    本机号码: '1000',
    型号: '54007',
    登记: '已登记',
    电量: '80%',
    通话组: '101 Rescue、102 Medic',
  })
})

it('says it again until the terminal answers, and tells when nobody does', async () => {
  const { session, time, answers, states } = bench()
  answers['AT'] = undefined
  session.start()
  await time.advance(10_000)
  expect(states().at(-1)?.kind).toBe('silent')
  answers['AT'] = '+CME ERROR: 35'
  await time.advance(3000)
  answers['AT'] = []
  await time.advance(5000)
  expect(states().at(-1)?.kind).toBe('ready')
})

it('names the services the terminal does not give to its port', async () => {
  const { session, time, answers, of, states } = bench()
  answers['AT+CTSP=1,3,137'] = 'ERROR'
  session.start()
  await time.advance(3000)
  expect(states().at(-1)?.kind).toBe('ready')
  expect(of('device').at(-1)?.facts).toMatchObject({ 终端未接受的指令: 'AT+CTSP=1,3,137' })
})

it('is not ready outside of its net, sends nothing there, and follows the registration', async () => {
  const { session, time, answers, states, command, results, say, messages } = bench()
  answers['AT+CREG?'] = '+CREG: 0,1,1'
  session.start()
  await time.advance(3000)
  expect(states().at(-1)).toEqual({ kind: 'connecting', step: 'searching-network' })
  const text = command({ kind: 'sendText', to: '1001', group: false, body: '请回报' })
  expect(results(text)).toEqual([{ kind: 'refused', cause: 'not-registered' }])
  expect(messages()).toEqual([])
  say('+CREG: 3,1,1')
  expect(states().at(-1)).toEqual({ kind: 'rejected', reason: 'registration-denied' })
  say('+CREG: 1,1,1')
  expect(states().at(-1)?.kind).toBe('ready')
})

it('needs no registration in direct mode', async () => {
  const { session, time, answers, states } = bench()
  answers['AT+CTOM?'] = '+CTOM: 1'
  answers['AT+CREG?'] = '+CREG: 2,0,0'
  session.start()
  await time.advance(3000)
  expect(states().at(-1)?.kind).toBe('ready')
})

it('notices a restart by the echo, leaves the text undecided and sets everything up again', async () => {
  const { ready, time, answers, say, states, command, results, written, messages } = bench()
  await ready()
  answers['AT+CMGS'] = undefined
  const id = command({ kind: 'sendText', to: '1001', group: false, body: '请回报' })
  await time.advance(100)
  say('AT+CMGS=1001,80')
  expect(states().at(-1)).toEqual({ kind: 'connecting', step: 'restarted' })
  answers['AT+CMGS'] = '+CMGS: 0'
  await time.advance(5000)
  expect(states().at(-1)?.kind).toBe('ready')
  expect(written.filter((text) => text.startsWith('AT+CTSP=2,0,0'))).toHaveLength(1)
  await time.advance(60_000)
  expect(results(id)).toEqual([{ kind: 'unknown', cause: 'terminal-restarted' }])
  // Nothing is ever sent twice by itself.
  expect(messages()).toHaveLength(1)
})

it('notices a restart by the words a terminal says when it is switched on', async () => {
  const { ready, time, say, states, written } = bench()
  await ready()
  say('RDY')
  expect(states().at(-1)).toEqual({ kind: 'connecting', step: 'restarted' })
  await time.advance(4000)
  expect(states().at(-1)?.kind).toBe('ready')
  expect(written).toContain('ATE0\r')
})

it('tells a terminal that fell silent within half a minute, and finds it again', async () => {
  const { ready, time, answers, states, say, of } = bench()
  await ready()
  say('+CTICN: 1,0,0,5,04600000100001001,1,1,0,1,1,5,04600000100000101,0')
  for (const key of ['AT', 'AT+CSQ?', 'AT+CREG?']) answers[key] = undefined
  await time.advance(17_000)
  expect(states().at(-1)?.kind).toBe('silent')
  expect(of('callEnd')).toEqual([expect.objectContaining({ cause: 'session-lost' })])
  Object.assign(answers, { AT: [], 'AT+CSQ?': '+CSQ: 20,99', 'AT+CREG?': '+CREG: 1,1,1' })
  await time.advance(10_000)
  expect(states().at(-1)?.kind).toBe('ready')
})

it('asks for services again every five minutes, in case a restart went unseen', async () => {
  const { ready, time, written } = bench()
  await ready()
  await time.advance(320_000)
  expect(written.filter((text) => text.startsWith('AT+CTSP=1,3,130'))).toHaveLength(1)
})

it('keeps reports between a command and its answer apart from it', async () => {
  const { ready, time, answers, command, results, of } = bench()
  await ready()
  answers['AT+CTGS=1,102'] = [
    '+CTSDSR: 12,1001,0,1000,0,40\r\n0201414243',
    '+CTXG: 1,3,0,0,3,04600000100001001',
  ]
  const id = command({ kind: 'selectGroup', group: '102' })
  await time.advance(100)
  expect(results(id)).toEqual([{ kind: 'confirmed' }])
  expect(of('channel')).toEqual([{ kind: 'channel', group: '102' }])
  expect(of('text')).toEqual([expect.objectContaining({ from: '1001', body: 'ABC' })])
})

it('looks at itself when asked, and a question the terminal does not know is no failure', async () => {
  const { ready, time, answers, command, results, of } = bench()
  await ready()
  answers['AT+CBC?'] = 'ERROR'
  answers['AT+GPSPOS?'] = '+GPSPOS: 09:30:00,N: 26_19.2000,E: 116_20.4000,7'
  const id = command({ kind: 'inspect' })
  await time.advance(500)
  expect(results(id)).toEqual([{ kind: 'confirmed' }])
  expect(of('rssi')).toHaveLength(1)
  expect(of('position')[0]?.fix).toMatchObject({
    radio: 'own',
    reason: 'own',
    valid: true,
    lat: 26.32,
  })
})

it('refuses what a terminal cannot do', async () => {
  const { ready, command, results, session, time } = bench()
  await ready()
  for (const kind of ['stun', 'monitor'] as const) {
    expect(results(command({ kind, radio: '1001' }))).toEqual([
      { kind: 'refused', cause: 'unsupported' },
    ])
  }
  expect(results(command({ kind: 'locate', radio: '1001' }))).toEqual([
    { kind: 'refused', cause: 'not-in-profile' },
  ])
  session.close()
  session.close()
  expect(time.waiting).toBe(0)
  expect(results(command({ kind: 'inspect' }))).toEqual([
    { kind: 'refused', cause: 'not-connected' },
  ])
})
