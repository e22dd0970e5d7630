import { describe, expect, it } from 'vitest'
import type { DriverSession, FrameRecord } from '../../src/core/gateway/driver.ts'
import type { GatewayCommand, GatewayEvent } from '../../src/core/gateway/events.ts'
import type { SupervisedEvent } from '../../src/core/gateway/supervisor.ts'
import { fakeTime, seededRandom, type FakeTime } from '../support/fake-time.ts'
import { playedGateway, type PlayedOptions } from '../support/played-gateway.ts'

export interface GatewayUnderTest extends PlayedOptions {
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

/** One of every kind: a driver refuses with a cause what it cannot do. */
const examples: Readonly<Record<GatewayCommand['kind'], GatewayCommand>> = {
  sendText: { kind: 'sendText', to: '1001', group: false, body: '请回报' },
  sendStatus: { kind: 'sendStatus', to: '1001', code: 1 },
  locate: { kind: 'locate', radio: '1001' },
  check: { kind: 'check', radio: '1001' },
  call: { kind: 'call', type: 'group', target: '101' },
  ptt: { kind: 'ptt', pressed: true },
  hangup: { kind: 'hangup' },
  stun: { kind: 'stun', radio: '1002' },
  revive: { kind: 'revive', radio: '1002' },
  monitor: { kind: 'monitor', radio: '1003' },
  ackEmergency: { kind: 'ackEmergency', radio: '1001' },
  selectGroup: { kind: 'selectGroup', group: '101' },
  selectChannel: { kind: 'selectChannel', channel: '1' },
  inspect: { kind: 'inspect' },
  queryStation: { kind: 'queryStation', station: '6230010001' },
  setStationClock: { kind: 'setStationClock', station: '6230010002' },
  placeObject: { kind: 'placeObject', name: 'CP', lat: 26.3, lon: 116.3, comment: '', live: true },
}
const commands = Object.values(examples)

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
      const { gateway, stop, states } = await playedGateway(subject)
      expect(gateway.health).toMatchObject({ state: 'ready', driverFaults: 0 })
      expect(gateway.health.counts).toMatchObject({ damaged: 0, noise: 0, unknown: 0 })
      for (const { reason } of states) expect(reason).not.toBe('')
      await stop()
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
      const { gateway, stop, events } = await playedGateway(subject)
      for (const [i, command] of commands.entries()) gateway.command(`c${i}`, command)
      await stop()
      for (const i of commands.keys()) expect(ends(events, `c${i}`)).toHaveLength(1)
    })

    it('tells each command its end while the other end works', async () => {
      const { gateway, stop, events, time } = await playedGateway(subject)
      for (const [i, command] of commands.entries()) gateway.command(`c${i}`, command)
      await time.advance(120_000)
      const supported = commands.flatMap((command, i) =>
        driver.commands.includes(command.kind) ? [i] : [],
      )
      for (const i of commands.keys()) expect(ends(events, `c${i}`)).toHaveLength(1)
      for (const i of supported)
        expect({ i, end: ends(events, `c${i}`) }).not.toEqual({ i, end: ['timed-out'] })
      await stop()
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
      const { road, gateway, stop, time } = await playedGateway(subject)
      await gateway.close()
      gateway.start()
      await time.advance(0)
      const intruder = seededRandom(2).bytes(300)
      road.inject('near', intruder)
      await time.advance(30_000)
      expect(gateway.health.state).toBe('ready')
      await stop()
    })

    const { silenceMs, nobodyThere } = subject
    if (nobodyThere !== undefined) {
      it('stays ready and says that nobody is there when all who called fell silent', async () => {
        const { gateway, stop, time, road } = await playedGateway(subject)
        expect(gateway.health.detail).not.toBe(nobodyThere)
        road.mute(true)
        await time.advance(silenceMs ?? 0)
        expect(gateway.health).toMatchObject({ state: 'ready', detail: nobodyThere })
        road.mute(false)
        await time.advance(120_000)
        expect(gateway.health.detail).not.toBe(nobodyThere)
        await stop()
      })
    } else if (silenceMs === undefined) {
      it('keeps a line ready on which nobody speaks', async () => {
        const { gateway, stop, events, time, road } = await playedGateway(subject)
        road.mute(true)
        await time.advance(3_600_000)
        expect(driver.heartbeatMs).toBeUndefined()
        expect(gateway.health.state).toBe('ready')
        expect(events.filter((event) => event.kind === 'lost')).toEqual([])
        await stop()
      })
    } else {
      it('reports a working line on which the other end fell silent', async () => {
        const { gateway, stop, events, time, road } = await playedGateway(subject)
        road.mute(true)
        await time.advance(silenceMs)
        expect(gateway.health.state).not.toBe('ready')
        expect(events.filter((event) => event.kind === 'lost')).toHaveLength(1)
        road.mute(false)
        await time.advance(120_000)
        expect(gateway.health.state).toBe('ready')
        const back = events.find((event) => event.kind === 'back')
        expect(back?.gapMs).toBeGreaterThan(1000)
        await stop()
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
      const { gateway, stop } = await playedGateway(subject)
      await gateway.close()
      expect(await stop()).toBe(0)
    })
  })
}
