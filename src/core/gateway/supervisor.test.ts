import { expect, it } from 'vitest'
import { z } from 'zod'
import { fakeTime, seededRandom, type FakeTime } from '../../../tests/support/fake-time.ts'
import { memoryRoad, type MemoryRoad } from '../../main/adapters/links/memory-link.ts'
import type { Driver, DriverIo } from './driver.ts'
import type { GatewayHealth } from './health.ts'
import type { Link, LinkEvents } from './link.ts'
import { superviseGateway, type GatewaySupervisor, type SupervisedEvent } from './supervisor.ts'

/**
 * A protocol of single letters: R ready, C connecting, X rejected, S silent, ? unknown frame,
 * # noise, ! the driver throws, T the driver throws from a timer, f forgets a command.
 */
function letterDriver(extra: Partial<Driver<object>> = {}): Driver<object> {
  return {
    id: 'letters',
    title: '测试',
    links: ['memory'],
    purpose: 'radio',
    settings: z.object({}),
    commands: ['check', 'sendText'],
    causes: {},
    session(_settings, io) {
      const open: string[] = []
      return {
        start: () => io.emit({ kind: 'session', status: { kind: 'connecting', step: 'knock' } }),
        onBytes(bytes) {
          for (const byte of bytes) letter(io, String.fromCharCode(byte), open)
        },
        command(id, command) {
          if (command.kind === 'sendText' && command.body === 'boom') throw new Error('cannot send')
          open.push(id)
        },
        close: () => io.write(Uint8Array.of(0x5a)),
      }
    },
    ...extra,
  }
}

function letter(io: DriverIo, name: string, open: string[]): void {
  const outcome = name === '#' ? 'noise' : name === '?' ? 'unknown' : 'ok'
  io.record({
    direction: 'in',
    bytes: Uint8Array.of(name.charCodeAt(0)),
    channel: 0,
    outcome,
    kind: name,
  })
  if (name === '!') throw new Error('index out of range')
  if (name === 'T')
    io.timers.after(500, () => {
      throw new Error('from a timer')
    })
  if (name === 'R') io.emit({ kind: 'session', status: { kind: 'ready' } })
  if (name === 'C') io.emit({ kind: 'session', status: { kind: 'connecting', step: 'again' } })
  if (name === 'X')
    io.emit({ kind: 'session', status: { kind: 'rejected', reason: 'not allowed' } })
  if (name === 'A') io.write(Uint8Array.of(0x41))
  if (name === 'D')
    for (const command of open)
      for (let twice = 0; twice < 2; twice++) {
        io.emit({ kind: 'commandResult', command, result: { kind: 'confirmed' } })
      }
}

interface Bench {
  time: FakeTime
  road: MemoryRoad
  gateway: GatewaySupervisor
  events: SupervisedEvent[]
  states: GatewayHealth[]
  mistakes: unknown[]
  far: Link
  say(letters: string): Promise<void>
}

async function bench(
  driver = letterDriver(),
  onEvent?: (event: SupervisedEvent) => void,
): Promise<Bench> {
  const time = fakeTime()
  const road = memoryRoad()
  const events: SupervisedEvent[] = []
  const states: GatewayHealth[] = []
  const mistakes: unknown[] = []
  const gateway = superviseGateway({
    driver,
    settings: {},
    linkSettings: { kind: 'memory', name: 'test' },
    openLink: (_settings, linkEvents) => road.open('near', linkEvents),
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(1),
    onEvent: (event) => {
      events.push(event)
      onEvent?.(event)
    },
    onStatus: (health) => states.push(health),
    onMistake: (error) => mistakes.push(error),
  })
  const made: Bench = { time, road, gateway, events, states, mistakes, far: farEnd(road), say }
  async function say(letters: string): Promise<void> {
    for (const name of letters) await made.far.write(Uint8Array.of(name.charCodeAt(0)))
    await time.advance(0)
  }
  gateway.start()
  await time.advance(0)
  return made
}

function farEnd(road: MemoryRoad): Link {
  const far = road.open('far', { onBytes: () => {}, onStatus: () => {} })
  far.open()
  return far
}

const kinds = (bench: Bench): string[] => bench.events.map((event) => event.kind)

it('opens, connects and becomes ready, each state with a reason and a time', async () => {
  const b = await bench()
  await b.say('R')
  expect(b.states.map((s) => [s.state, s.reason])).toEqual([
    ['opening', 'in-progress'],
    ['connecting', 'in-progress'],
    ['connecting', 'in-progress'],
    ['ready', 'working'],
  ])
  expect(b.gateway.health.since).toBe(b.time.clock.nowMs())
  expect(kinds(b)).toEqual([])
})

it('tells within three seconds that the cable was pulled, and on return how long it was gone', async () => {
  const b = await bench()
  await b.say('R')
  b.road.pull()
  await b.time.advance(3000)
  expect(b.events).toMatchObject([{ kind: 'lost', reason: 'vanished' }])
  expect(b.gateway.health.state).toBe('down')
  expect(b.gateway.health.retryAt).toBeGreaterThan(b.time.clock.nowMs() - 3000)
  await b.time.advance(57_000)
  b.road.plug()
  b.far = farEnd(b.road)
  await b.time.advance(40_000)
  expect(b.gateway.health.state).toBe('connecting')
  await b.say('R')
  expect(b.events).toMatchObject([{ kind: 'lost' }, { kind: 'back', gapMs: 100_000 }])
})

it('tries again after 1, 2, 5, 10 and then every 30 s, each up to a fifth more or less', async () => {
  const b = await bench()
  b.road.pull()
  await b.time.advance(200_000)
  const downs = b.states.filter((s) => s.state === 'down' && s.retryAt !== undefined)
  const opens = b.states.filter((s) => s.state === 'opening').map((s) => s.since)
  expect(downs.length).toBeGreaterThan(6)
  const waits = downs.slice(0, 6).map((s, i) => (opens[i + 1] ?? 0) - s.since)
  for (const [i, base] of [1000, 2000, 5000, 10_000, 30_000, 30_000].entries()) {
    expect(waits[i]).toBeGreaterThanOrEqual(base * 0.8)
    expect(waits[i]).toBeLessThanOrEqual(base * 1.2)
  }
  expect(
    new Set(waits.map((wait, i) => wait / ([1000, 2000, 5000, 10_000, 30_000, 30_000][i] ?? 1)))
      .size,
  ).toBeGreaterThan(3)
})

it('does not announce a loss of a gateway that never worked', async () => {
  const b = await bench()
  b.road.pull()
  await b.time.advance(10_000)
  expect(kinds(b)).toEqual([])
  expect(b.gateway.health).toMatchObject({ state: 'down', reason: 'not-found' })
})

it('reports a line that fell silent by its own watch, and its return with the gap', async () => {
  const b = await bench(letterDriver({ heartbeatMs: 5000 }))
  await b.say('R')
  await b.time.advance(5500)
  expect(b.gateway.health.state).toBe('ready')
  await b.time.advance(1000)
  expect(b.gateway.health).toMatchObject({ state: 'silent', reason: 'no-frames' })
  await b.time.advance(3500)
  await b.say('?')
  expect(b.gateway.health.state).toBe('ready')
  expect(b.events).toMatchObject([
    { kind: 'lost', reason: 'no-frames' },
    { kind: 'back', gapMs: 10_000 },
  ])
})

it('says that only noise arrives, which is a wrong speed and not a dead line', async () => {
  const b = await bench(letterDriver({ heartbeatMs: 5000 }))
  await b.say('R#')
  await b.time.advance(7000)
  expect(b.gateway.health).toMatchObject({ state: 'silent', reason: 'only-noise' })
})

it('stays silent on the screen while the driver knocks on a dead line', async () => {
  const b = await bench(letterDriver({ heartbeatMs: 5000, session: knockingSession }))
  await b.time.advance(25_000)
  const after = b.states.slice(b.states.findIndex((s) => s.state === 'silent'))
  expect(after.map((s) => s.state)).not.toContain('connecting')
})

const knockingSession: Driver<object>['session'] = (_settings, io) => {
  function knock(): void {
    io.emit({ kind: 'session', status: { kind: 'connecting', step: 'knock' } })
    io.timers.after(3000, knock)
  }
  return { start: knock, onBytes: () => {}, command: () => {}, close: () => {} }
}

it('opens a line anew that stays silent, and one whose session never comes up', async () => {
  const quiet = await bench(letterDriver({ heartbeatMs: 5000 }))
  await quiet.say('R')
  await quiet.time.advance(40_000)
  expect(quiet.states.filter((s) => s.state === 'opening')).toHaveLength(2)
  const deaf = await bench()
  await deaf.time.advance(65_000)
  expect(deaf.states.filter((s) => s.state === 'opening')).toHaveLength(2)
  expect(deaf.states).toContainEqual(
    expect.objectContaining({ state: 'down', reason: 'no-answer' }),
  )
})

it('opens the line anew after the computer slept and counts the sleep into the gap', async () => {
  const b = await bench()
  await b.say('R')
  await b.time.advance(2000)
  b.time.setWall(b.time.clock.nowMs() + 3600_000)
  await b.time.advance(3000)
  expect(b.events[0]).toMatchObject({ kind: 'lost', reason: 'slept' })
  await b.say('R')
  const back = b.events.find((event) => event.kind === 'back')
  expect(back?.gapMs).toBeGreaterThanOrEqual(3600_000)
})

it('keeps a gateway running when the clock is set to another year', async () => {
  const b = await bench()
  await b.say('R')
  b.time.setWall(Date.UTC(2099, 0, 1))
  await b.time.advance(3000)
  b.time.setWall(0)
  await b.time.advance(3000)
  expect(b.gateway.health.state).toBe('ready')
  expect(kinds(b)).toEqual([])
})

it('catches a driver that throws on a frame, says so once, starts anew and works on', async () => {
  const b = await bench()
  for (let round = 0; round < 3; round++) {
    await b.say('R')
    expect(b.gateway.health.state).toBe('ready')
    await b.say('!')
    expect(b.gateway.health).toMatchObject({ state: 'down', reason: 'driver-fault' })
    await b.time.advance(2000)
  }
  await b.say('R')
  expect(b.gateway.health.state).toBe('ready')
  expect(b.gateway.health.driverFaults).toBe(3)
  expect(b.events.filter((event) => event.kind === 'driverFault')).toMatchObject([
    { message: 'index out of range' },
  ])
})

it('catches a driver that throws from a timer, from a command or when it is made', async () => {
  const b = await bench()
  await b.say('RT')
  await b.time.advance(600)
  expect(b.gateway.health).toMatchObject({
    state: 'down',
    reason: 'driver-fault',
    detail: 'from a timer',
  })
  await b.time.advance(2000)
  await b.say('R')
  b.gateway.command('c1', { kind: 'sendText', to: '1', group: false, body: 'boom' })
  expect(b.gateway.health).toMatchObject({ reason: 'driver-fault', detail: 'cannot send' })
  expect(b.events).toContainEqual({
    kind: 'commandResult',
    command: 'c1',
    result: { kind: 'timed-out' },
  })
  const stillborn = await bench(
    letterDriver({
      session: () => {
        throw new Error('stillborn')
      },
    }),
  )
  expect(stillborn.gateway.health).toMatchObject({
    state: 'down',
    reason: 'driver-fault',
    detail: 'stillborn',
  })
})

it('does not blame the driver when a listener throws, and goes on', async () => {
  const b = await bench(letterDriver(), () => {
    throw new Error('listener')
  })
  await b.say('R')
  b.gateway.command('c1', { kind: 'check', radio: '1' })
  await b.say('D')
  expect(b.gateway.health).toMatchObject({ state: 'ready', driverFaults: 0 })
  expect(b.mistakes).toEqual([new Error('listener')])
})

it('refuses commands while the gateway is down and those the driver does not know', async () => {
  const b = await bench()
  b.gateway.command('early', { kind: 'check', radio: '1' })
  await b.say('R')
  b.gateway.command('strange', { kind: 'hangup' })
  expect(b.events).toEqual([
    { kind: 'commandResult', command: 'early', result: { kind: 'refused', cause: 'gateway-down' } },
    {
      kind: 'commandResult',
      command: 'strange',
      result: { kind: 'refused', cause: 'unsupported' },
    },
  ])
})

it('gives every command exactly one end, whatever the driver does', async () => {
  const b = await bench()
  await b.say('R')
  b.gateway.command('twice', { kind: 'check', radio: '1' })
  await b.say('D')
  b.gateway.command('forgotten', { kind: 'check', radio: '2' })
  b.road.pull()
  await b.time.advance(0)
  const ends = b.events.filter((event) => event.kind === 'commandResult')
  expect(ends.map((event) => [event.command, event.result.kind])).toEqual([
    ['twice', 'confirmed'],
    ['forgotten', 'timed-out'],
  ])
})

it('counts frames by what became of them and tells counts at most once a second', async () => {
  const b = await bench()
  await b.say('R')
  const before = b.states.length
  await b.say('A#??')
  expect(b.states).toHaveLength(before)
  await b.time.advance(1000)
  expect(b.states).toHaveLength(before + 1)
  expect(b.gateway.health.counts).toEqual({ in: 2, out: 0, damaged: 0, noise: 1, unknown: 2 })
  expect(b.gateway.frames.entries().map((entry) => entry.frame.kind)).toEqual([
    'R',
    'A',
    '#',
    '?',
    '?',
  ])
})

it('shows a rejected session as refused', async () => {
  const b = await bench()
  await b.say('RX')
  expect(b.gateway.health).toMatchObject({
    state: 'refused',
    reason: 'rejected',
    detail: 'not allowed',
  })
  expect(kinds(b)).toEqual(['lost'])
})

it('lets the driver say good-bye on the line before it is closed', async () => {
  const b = await bench()
  await b.far.close()
  const heard: number[] = []
  const far = b.road.open('far', { onBytes: (bytes) => heard.push(...bytes), onStatus: () => {} })
  far.open()
  await b.gateway.close()
  await b.time.advance(0)
  expect(heard).toEqual([0x5a])
})

it('hands who comes and goes to the driver, drops a peer for it, and shows what it says of them', async () => {
  const heard: string[] = []
  const dropped: number[] = []
  let events: LinkEvents | undefined
  const time = fakeTime()
  const driver = letterDriver({
    session: (_settings, io) => ({
      start: () => io.emit({ kind: 'session', status: { kind: 'ready', detail: '0 台终端在线' } }),
      onBytes: () => {},
      onPeer(channel, state, address) {
        heard.push(`${channel} ${state} ${address}`)
        io.emit({ kind: 'session', status: { kind: 'ready', detail: '1 台终端在线' } })
        io.dropPeer?.(channel)
      },
      command: () => {},
      close: () => {},
    }),
  })
  const gateway = superviseGateway({
    driver,
    settings: {},
    linkSettings: { kind: 'memory', name: 'test' },
    openLink(_settings, linkEvents) {
      events = linkEvents
      return {
        describe: '',
        open: () => linkEvents.onStatus({ kind: 'open' }),
        write: () => Promise.resolve(true),
        drop: (channel) => dropped.push(channel),
        close: () => Promise.resolve(),
      }
    },
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(1),
    onEvent: () => {},
    onStatus: () => {},
  })
  gateway.start()
  await time.advance(0)
  expect(gateway.health).toMatchObject({ state: 'ready', detail: '0 台终端在线' })
  events?.onPeer?.(4, 'open', '10.0.0.8:5')
  expect(heard).toEqual(['4 open 10.0.0.8:5'])
  expect(dropped).toEqual([4])
  expect(gateway.health.detail).toBe('1 台终端在线')
  await gateway.close()
  events?.onPeer?.(4, 'closed', '10.0.0.8:5')
  expect(heard).toHaveLength(1)
})

it('opens at once when the operator asks', async () => {
  const b = await bench()
  b.road.pull()
  await b.time.advance(60_000)
  b.road.plug()
  b.gateway.retryNow()
  await b.time.advance(0)
  expect(b.gateway.health.state).toBe('connecting')
})

it('stops for good: no timer is left, the road is free, and it may be closed twice', async () => {
  const b = await bench()
  await b.say('RT')
  await b.gateway.close()
  await b.gateway.close()
  expect(b.gateway.health.state).toBe('stopped')
  expect(b.road.held('near')).toBe(false)
  expect(b.time.waiting).toBe(0)
  await b.time.advance(60_000)
  expect(b.gateway.health.state).toBe('stopped')
})
