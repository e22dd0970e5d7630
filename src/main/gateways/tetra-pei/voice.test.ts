import { expect, it } from 'vitest'
import { bench } from './bench.ts'

const group = { kind: 'call', type: 'group', target: '101' } as const
const press = { kind: 'ptt', pressed: true } as const
const release = { kind: 'ptt', pressed: false } as const
const incoming = '+CTICN: 1,0,0,5,04600000100001001,1,1,0,1,1,5,04600000100000101,0'
const granted = (to: number, speaker = '04600000100001001') => `+CTXG: 1,${to},0,0,3,${speaker}`

async function ready() {
  const b = bench()
  await b.ready()
  const last = (id: string) => b.results(id).at(-1)
  const wrote = () => b.written.map((text) => text.trim())
  return { ...b, last, wrote }
}

it('follows a group call from its beginning to its cause', async () => {
  const { say, of, events } = await ready()
  for (const line of [incoming, granted(3), '+CDTXC: 1,0', granted(3, '04600000100001002')])
    say(line)
  say('+CTCR: 1,13')
  expect(of('callStart')).toEqual([
    expect.objectContaining({ direction: 'in', type: 'group', caller: '1001', target: '101' }),
  ])
  expect(of('talker').map(({ radio }) => radio)).toEqual(['1001', '1002'])
  expect(of('callEnd').map(({ cause }) => cause)).toEqual(['release-13'])
  const ids = new Set(events.flatMap((event) => ('call' in event ? [event.call] : [])))
  expect(ids.size).toBe(1)
})

it('ends a call whose end was never heard', async () => {
  const { say, of, time } = await ready()
  say(incoming)
  await time.advance(11 * 60_000)
  expect(of('callEnd').map(({ cause }) => cause)).toEqual(['no-end-heard'])
})

it('sets up a group call and gives the air back that nobody asked for', async () => {
  const { command, time, say, last, wrote, of } = await ready()
  const id = command(group)
  await time.advance(100)
  expect(wrote()).toEqual(['AT+CTSDC=0,0,0,1,1,0,1,1,0,0', 'ATD101'])
  expect(last(id)).toEqual({ kind: 'accepted' })
  say('+CTOCP: 1,2,0,1,0,1,1')
  say('+CTCC: 1,1,1,0,1,1,5,04600000100000101')
  expect(last(id)).toEqual({ kind: 'confirmed' })
  expect(of('callStart')).toEqual([expect.objectContaining({ direction: 'out', target: '101' })])
  say(granted(0))
  await time.advance(100)
  expect(wrote().at(-1)).toBe('AT+CUTXC=1')
  expect(last(command(group))).toBeUndefined()
})

it('says in words why a call was not set up', async () => {
  const { command, time, say, last, answers } = await ready()
  const id = command({ kind: 'call', type: 'private', target: '1002' })
  await time.advance(100)
  say('+CTOCP: 1,2,0,1,0,1,1')
  say('+CTCR: 1,3')
  expect(last(id)).toEqual({ kind: 'refused', cause: 'release-3' })
  answers['ATD'] = 'BUSY'
  const busy = command(group)
  await time.advance(100)
  expect(last(busy)).toEqual({ kind: 'refused', cause: 'release-2' })
  answers['ATD'] = undefined
  const silent = command(group)
  await time.advance(10_000)
  expect(last(silent)).toEqual({ kind: 'unknown', cause: 'no-answer-sent' })
})

it('never sets up two calls at once', async () => {
  const { command, last } = await ready()
  command(group)
  expect(last(command(group))).toEqual({ kind: 'refused', cause: 'release-21' })
})

it('speaks in a call when the net says so, and lets go', async () => {
  const { command, time, say, last, wrote, of } = await ready()
  say(incoming)
  const key = command(press)
  await time.advance(100)
  expect(wrote()).toEqual(['AT+CTXD=1,0'])
  expect(last(key)).toBeUndefined()
  say(granted(0))
  expect(last(key)).toEqual({ kind: 'confirmed' })
  expect(of('talker').at(-1)?.radio).toBe('1000')
  const let_ = command(release)
  await time.advance(100)
  expect(wrote().at(-1)).toBe('AT+CUTXC=1')
  expect(last(let_)).toEqual({ kind: 'confirmed' })
})

it('tells a denied, a busy and a waiting key apart', async () => {
  const { command, time, say, last } = await ready()
  say(incoming)
  const denied = command(press)
  await time.advance(100)
  say(granted(1))
  expect(last(denied)).toEqual({ kind: 'refused', cause: 'tx-denied' })
  const other = command(press)
  await time.advance(100)
  say(granted(3))
  expect(last(other)).toEqual({ kind: 'refused', cause: 'tx-other' })
  const queued = command(press)
  await time.advance(100)
  say(granted(2))
  expect(last(queued)).toEqual({ kind: 'accepted' })
  await time.advance(20_000)
  say(granted(0))
  expect(last(queued)).toEqual({ kind: 'confirmed' })
})

it('withdraws a key that was let go while it waited, so that no late grant keys the transmitter', async () => {
  const { command, time, say, last, wrote } = await ready()
  say(incoming)
  const key = command(press)
  await time.advance(100)
  say(granted(2))
  command(release)
  await time.advance(100)
  expect(last(key)).toEqual({ kind: 'refused', cause: 'tx-released' })
  expect(wrote()).toEqual(['AT+CTXD=1,0', 'AT+CUTXC=1'])
  say(granted(0))
  await time.advance(100)
  expect(wrote()).toEqual(['AT+CTXD=1,0', 'AT+CUTXC=1', 'AT+CUTXC=1'])
})

it('gives up a key the net never answers, and withdraws it', async () => {
  const { command, time, say, last, wrote } = await ready()
  say(incoming)
  const key = command(press)
  await time.advance(8100)
  expect(last(key)).toEqual({ kind: 'refused', cause: 'tx-time-out' })
  await time.advance(100)
  expect(wrote()).toContain('AT+CUTXC=1')
})

it('calls the selected group when the key is pressed without a call', async () => {
  const { command, time, say, last, wrote } = await ready()
  const key = command(press)
  await time.advance(100)
  expect(wrote().at(-1)).toBe('ATD101')
  say('+CTCC: 1,1,1,0,1,1')
  say(granted(0))
  expect(last(key)).toEqual({ kind: 'confirmed' })
})

it('asks for the air where a connected call does not grant it by itself', async () => {
  const { command, time, say, last, wrote } = await ready()
  const key = command(press)
  await time.advance(100)
  say('+CTCC: 1,1,1,0,1,1')
  await time.advance(2000)
  expect(wrote().at(-1)).toBe('AT+CTXD=1,0')
  say(granted(0))
  expect(last(key)).toEqual({ kind: 'confirmed' })
})

const ringing = '+CTICN: 2,0,0,5,04600000100001001,0,1,0,0,1,5,04600000100001000,0'

it('takes a private call that rings when the caller is called, never by itself', async () => {
  const { command, time, say, last, wrote } = await ready()
  say(ringing)
  await time.advance(3000)
  expect(wrote()).toEqual([])
  const call = command({ kind: 'call', type: 'private', target: '1001' })
  const key = command(press)
  await time.advance(100)
  expect(wrote()).toEqual(['ATA'])
  expect(last(call)).toEqual({ kind: 'accepted' })
  say('+CTCC: 2,0,1,0,0,1')
  expect(last(call)).toEqual({ kind: 'confirmed' })
  await time.advance(2000)
  expect(wrote().at(-1)).toBe('AT+CTXD=2,0')
  say('+CTXG: 2,0,0,0')
  expect(last(key)).toEqual({ kind: 'confirmed' })
})

it('does not speak to whoever happens to ring while a group is selected', async () => {
  const { command, time, say, wrote } = await ready()
  say(ringing)
  command(press)
  await time.advance(100)
  expect(wrote().at(-1)).toBe('ATD101')
  const alone = bench()
  alone.answers['AT+CTGS?'] = '+CTGS: 0,0'
  await alone.ready()
  alone.say(ringing)
  alone.command(press)
  await alone.time.advance(100)
  expect(alone.written).toEqual(['ATA\r'])
})

it('says that the caller gave up before the call was taken', async () => {
  const { command, time, say, last } = await ready()
  say(ringing)
  const call = command({ kind: 'call', type: 'private', target: '1001' })
  await time.advance(100)
  say('+CTCR: 2,1')
  expect(last(call)).toEqual({ kind: 'refused', cause: 'ended' })
})

it('hangs up, also what was still being set up', async () => {
  const { command, time, last, wrote } = await ready()
  const call = command(group)
  await time.advance(50)
  const end = command({ kind: 'hangup' })
  await time.advance(100)
  expect(wrote().at(-1)).toBe('ATH')
  expect(last(end)).toEqual({ kind: 'confirmed' })
  expect(last(call)).toEqual({ kind: 'refused', cause: 'ended' })
})

it('lets go of its key before the port closes', async () => {
  const { command, time, say, session, written } = await ready()
  say(incoming)
  command(press)
  await time.advance(100)
  say(granted(0))
  session.close()
  expect(written.at(-1)).toBe('AT+CUTXC=1\r')
})

it('puts a key before everything that waits, and a release behind its press', async () => {
  const { command, say, written, time } = await ready()
  say(incoming)
  for (const to of ['1001', '1002', '1003']) {
    command({ kind: 'sendText', to, group: false, body: 'A' })
  }
  command({ kind: 'inspect' })
  command(press)
  command(release)
  await time.advance(100)
  const order = written.map((text) => text.trim()).filter((text) => /CTXD|CUTXC|CSQ/.test(text))
  expect(order).toEqual(['AT+CTXD=1,0', 'AT+CUTXC=1', 'AT+CSQ?'])
})

it('does not take a number for an order to the terminal', async () => {
  const { command, last, written } = await ready()
  for (const target of ['101;H', '', '1 2']) {
    expect(last(command({ kind: 'call', type: 'group', target }))).toEqual({
      kind: 'refused',
      cause: 'bad-number',
    })
  }
  expect(written).toEqual([])
})

it('speaks to the selected group, never into the call of another one', async () => {
  const { command, time, say, last, wrote } = await ready()
  say('+CTICN: 1,0,0,5,04600000100001001,1,1,0,1,1,5,04600000100000102,0')
  const key = command(press)
  await time.advance(100)
  expect(wrote()).toEqual(['AT+CTSDC=0,0,0,1,1,0,1,1,0,0', 'ATD101'])
  say('+CTCC: 2,1,1,0,1,1')
  say('+CTXG: 2,0,0,0')
  expect(last(key)).toEqual({ kind: 'confirmed' })
  command(release)
  command({ kind: 'selectGroup', group: '102' })
  await time.advance(100)
  command(press)
  await time.advance(100)
  expect(wrote().at(-1)).toBe('AT+CTXD=1,0')
})
