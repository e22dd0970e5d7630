import { describe, expect, it } from 'vitest'
import type { Driver, DriverSession, FrameRecord } from '../../src/core/gateway/driver.ts'
import type { GatewayCommand, GatewayEvent } from '../../src/core/gateway/events.ts'
import { superviseGateway, type SupervisedEvent } from '../../src/core/gateway/supervisor.ts'
import { memoryRoad } from '../../src/main/adapters/links/memory-link.ts'
import type { Scenario } from '../../src/main/tools/simulate/scenario.ts'
import { startSimulator, type SimulatorOptions } from '../../src/main/tools/simulate/start.ts'
import { fakeTime, seededRandom, type FakeTime } from '../support/fake-time.ts'

export interface GatewayUnderTest {
  readonly driver: Driver
  /** Who plays the other end. */
  readonly protocol: SimulatorOptions['protocol']
  readonly scenario: Scenario
  /** By default the driver's own. */
  readonly settings?: unknown
  /** The vendor's words that the other end uses. */
  readonly words?: SimulatorOptions['words']
  /**
   * After this long without any sign of life a working line must have been reported; absent where
   * silence is normal and says nothing.
   */
  readonly silenceMs?: number
  /**
   * What the health says then, where the gateway is the console's own listening and only those who
   * call it fell silent: it stays ready.
   */
  readonly nobodyThere?: string | undefined
}

const commands: readonly GatewayCommand[] = [
  { kind: 'sendText', to: '1001', group: false, body: '请回报' },
  { kind: 'sendStatus', to: '1001', code: 1 },
  { kind: 'locate', radio: '1001' },
  { kind: 'check', radio: '1001' },
  { kind: 'call', type: 'group', target: '101' },
  { kind: 'ptt', pressed: true },
  { kind: 'hangup' },
]

interface Alone {
  readonly time: FakeTime
  readonly session: DriverSession
  readonly events: GatewayEvent[]
  readonly frames: FrameRecord[]
}

/** A session on a line where nobody answers. */
function alone({ driver, settings = {} }: GatewayUnderTest): Alone {
  const time = fakeTime()
  const events: GatewayEvent[] = []
  const frames: FrameRecord[] = []
  const session = driver.session(driver.settings.parse(settings), {
    timers: time.timers,
    random: seededRandom(3),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write: () => {},
    emit: (event) => events.push(event),
    record: (frame) => frames.push(frame),
  })
  session.start()
  return { time, session, events, frames }
}

const ends = (events: readonly (GatewayEvent | SupervisedEvent)[], id: string): string[] =>
  events.flatMap((event) =>
    event.kind === 'commandResult' &&
    event.command === id &&
    !['retrying', 'waiting', 'accepted'].includes(event.result.kind)
      ? [event.result.kind]
      : [],
  )

async function together({ driver, protocol, scenario, settings = {}, words }: GatewayUnderTest) {
  const time = fakeTime()
  const road = memoryRoad()
  const events: SupervisedEvent[] = []
  const states: { state: string; reason: string }[] = []
  const world = { clock: time.clock, timers: time.timers }
  const simulator = startSimulator({
    protocol,
    road: { kind: 'memory', road },
    scenario,
    words,
    ...world,
  })
  const gateway = superviseGateway({
    driver,
    settings: driver.settings.parse(settings),
    linkSettings: { kind: 'memory', name: 'suite' },
    openLink: (_settings, linkEvents) => road.open('near', linkEvents),
    ...world,
    random: seededRandom(5),
    onEvent: (event) => events.push(event),
    onStatus: ({ state, reason }) => states.push({ state, reason }),
  })
  gateway.start()
  await time.advance(10_000)
  return { time, road, events, states, simulator, gateway }
}

/** What every driver must do, whatever it speaks. */
export function gatewaySuite(subject: GatewayUnderTest): void {
  const { driver } = subject
  describe(`gateway ${driver.id}`, () => {
    it('has a Chinese name, settings with defaults and Chinese words for its causes', () => {
      expect(driver.title).toMatch(/[\u4e00-\u9fff]/)
      expect(driver.settings.safeParse({}).success).toBe(true)
      expect(driver.links.length).toBeGreaterThan(0)
      for (const words of Object.values(driver.causes)) expect(words).toMatch(/[\u4e00-\u9fff]/)
    })

    it('says at once that it is connecting', () => {
      const { events } = alone(subject)
      expect(events[0]).toMatchObject({ kind: 'session', status: { kind: 'connecting' } })
    })

    it('becomes ready with its other end and understands every frame', async () => {
      const { gateway, simulator, states } = await together(subject)
      expect(gateway.health).toMatchObject({ state: 'ready', driverFaults: 0 })
      expect(gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
      for (const { reason } of states) expect(reason).not.toBe('')
      await gateway.close()
      await simulator.stop()
    })

    it('ends every command exactly once on a line where nobody answers, with a known cause', async () => {
      const { session, events, time } = alone(subject)
      for (const [i, command] of commands.entries()) session.command(`c${i}`, command)
      await time.advance(700_000)
      session.close()
      for (const i of commands.keys()) expect(ends(events, `c${i}`)).toHaveLength(1)
      for (const event of events) {
        const refused = event.kind === 'commandResult' && event.result.kind === 'refused'
        const known = !refused || Object.hasOwn(driver.causes, event.result.cause)
        expect({ event, known }).toEqual({ event, known: true })
      }
    })

    it('ends every command exactly once when it is closed in the middle', async () => {
      const { gateway, simulator, events } = await together(subject)
      for (const [i, command] of commands.entries()) gateway.command(`c${i}`, command)
      await gateway.close()
      await simulator.stop()
      for (const i of commands.keys()) expect(ends(events, `c${i}`)).toHaveLength(1)
    })

    it('tells each command its end while the other end works', async () => {
      const { gateway, simulator, events, time } = await together(subject)
      for (const [i, command] of commands.entries()) gateway.command(`c${i}`, command)
      await time.advance(120_000)
      const supported = commands.flatMap((command, i) =>
        driver.commands.includes(command.kind) ? [i] : [],
      )
      for (const i of commands.keys()) expect(ends(events, `c${i}`)).toHaveLength(1)
      for (const i of supported)
        expect({ i, end: ends(events, `c${i}`) }).not.toEqual({ i, end: ['timed-out'] })
      await gateway.close()
      await simulator.stop()
    })

    it('takes any bytes without throwing and records them in bounded pieces', async () => {
      const { session, frames, time } = alone(subject)
      const random = seededRandom(11)
      let bytes = 0
      for (let round = 0; round < 2000; round++) {
        const [length = 0, channel = 0] = random.bytes(2)
        session.onBytes(random.bytes(length), channel % 12)
        bytes += length
        if (round % 100 === 0) await time.advance(2000)
      }
      await time.advance(5000)
      expect(bytes).toBeGreaterThan(100_000)
      expect(Math.max(...frames.map((frame) => frame.bytes.length))).toBeLessThanOrEqual(2048)
      session.close()
    })

    it('becomes ready all the same when the line begins with noise', async () => {
      const { road, gateway, simulator, time } = await together(subject)
      await gateway.close()
      gateway.start()
      await time.advance(0)
      const intruder = seededRandom(2).bytes(300)
      road.inject('near', intruder)
      await time.advance(30_000)
      expect(gateway.health.state).toBe('ready')
      await gateway.close()
      await simulator.stop()
    })

    const { silenceMs, nobodyThere } = subject
    if (nobodyThere !== undefined) {
      it('stays ready and says that nobody is there when all who called fell silent', async () => {
        const { gateway, simulator, time, road } = await together(subject)
        expect(gateway.health.detail).not.toBe(nobodyThere)
        road.mute(true)
        await time.advance(silenceMs ?? 0)
        expect(gateway.health).toMatchObject({ state: 'ready', detail: nobodyThere })
        road.mute(false)
        await time.advance(120_000)
        expect(gateway.health.detail).not.toBe(nobodyThere)
        await gateway.close()
        await simulator.stop()
      })
    } else if (silenceMs === undefined) {
      it('keeps a line ready on which nobody speaks', async () => {
        const { gateway, simulator, events, time, road } = await together(subject)
        road.mute(true)
        await time.advance(3_600_000)
        expect(driver.heartbeatMs).toBeUndefined()
        expect(gateway.health.state).toBe('ready')
        expect(events.filter((event) => event.kind === 'lost')).toEqual([])
        await gateway.close()
        await simulator.stop()
      })
    } else {
      it('reports a working line on which the other end fell silent', async () => {
        const { gateway, simulator, events, time, road } = await together(subject)
        road.mute(true)
        await time.advance(silenceMs)
        expect(gateway.health.state).not.toBe('ready')
        expect(events.filter((event) => event.kind === 'lost')).toHaveLength(1)
        road.mute(false)
        await time.advance(120_000)
        expect(gateway.health.state).toBe('ready')
        const back = events.find((event) => event.kind === 'back')
        expect(back?.gapMs).toBeGreaterThan(1000)
        await gateway.close()
        await simulator.stop()
      })
    }

    it('may be closed twice, before it was started too, and leaves no timer behind', async () => {
      const { session, time } = alone(subject)
      await time.advance(3000)
      session.close()
      session.close()
      session.onBytes(Uint8Array.of(1, 2, 3), 0)
      expect(time.waiting).toBe(0)
      await time.advance(60_000)
      expect(time.waiting).toBe(0)
      const { gateway, simulator, time: both } = await together(subject)
      await gateway.close()
      await gateway.close()
      await simulator.stop()
      expect(both.waiting).toBe(0)
    })
  })
}
