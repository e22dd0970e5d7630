import { expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import type { DriverSession, FrameRecord } from '../../../core/gateway/driver.ts'
import type { GatewayEvent, GatewayFix } from '../../../core/gateway/events.ts'
import { fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import { nmea } from './driver.ts'
import { fixtures } from './fixtures/sentences.ts'

function withSum(body: string): string {
  let sum = 0
  for (const letter of body) sum ^= letter.charCodeAt(0)
  return `$${body}*${sum.toString(16).padStart(2, '0')}\r\n`
}

function bench(settings: Record<string, unknown> = {}) {
  // The console's clock stands on 12:00:05 in Shicheng, five seconds fast.
  const time = fakeTime(Date.UTC(2026, 6, 1, 4, 0, 5))
  const events: GatewayEvent[] = []
  const frames: FrameRecord[] = []
  const session: DriverSession = nmea.session(nmea.settings.parse(settings), {
    timers: time.timers,
    random: seededRandom(1),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write: () => {
      throw new Error('a receiver is only listened to')
    },
    emit: (event) => events.push(event),
    record: (frame) => frames.push(frame),
  })
  session.start()
  const fixes = (): GatewayFix[] => events.flatMap((e) => (e.kind === 'position' ? [e.fix] : []))
  const offsets = (): number[] =>
    events.flatMap((e) => (e.kind === 'clockQuality' ? [e.offsetMs] : []))
  const say = (...bodies: string[]): void => {
    for (const body of bodies) session.onBytes(fromLatin1(withSum(body)), 0)
  }
  return { time, events, frames, session, fixes, offsets, say }
}

const rmc = (time: string, rest = 'A,2619.8000,N,11619.8000,E,10.000,090.00,010726,,,A'): string =>
  `GNRMC,${time},${rest}`
const gga = (time: string, quality: number): string =>
  `GNGGA,${time},2619.80000,N,11619.80000,E,${quality},12,0.8,231.5,M,-9.1,M,,`

it('is ready with the first good sentence, once', () => {
  const { events, say, session } = bench()
  session.onBytes(fromLatin1('$GPRMC,damaged*00\r\n'), 0)
  say('PUBX,00', 'GPGSV,1,1,00')
  const states = events.flatMap((e) => (e.kind === 'session' ? [e.status.kind] : []))
  expect(states).toEqual(['connecting', 'ready'])
})

it('tells its own position from GGA alone: place and altitude, no time without a date', () => {
  const { fixes, say } = bench()
  say(gga('040000', 1))
  expect(fixes()).toHaveLength(1)
  expect(fixes()[0]).toMatchObject({ radio: 'own', reason: 'own', valid: true, altitudeM: 231.5 })
  expect(fixes()[0]?.lat).toBeCloseTo(26.33, 9)
  expect(fixes()[0]?.lon).toBeCloseTo(116.33, 9)
  expect(fixes()[0]).not.toHaveProperty('fixAt')
})

it('prefers RMC as soon as it has been heard', async () => {
  const { fixes, say, time } = bench()
  say(rmc('040000'))
  await time.advance(1000)
  say(gga('040001', 1), rmc('040001'))
  expect(fixes()).toHaveLength(2)
  expect(fixes()[1]).toMatchObject({
    headingDeg: 90,
    altitudeM: 231.5,
    fixAt: Date.UTC(2026, 6, 1, 4, 0, 1),
  })
  expect(fixes()[1]?.speedKmh).toBeCloseTo(18.52, 9)
})

it('takes GLL from a receiver that says nothing better', () => {
  const { fixes, say } = bench()
  say('GPGLL,2619.80,N,11619.80,E,040001,A')
  expect(fixes()).toMatchObject([{ valid: true }])
})

it.each([
  ['status V', rmc('040001', 'V,2619.8000,N,11619.8000,E,0,0,010726,,,N')],
  ['status V without any place', 'GNRMC,040001,V,,,,,,,010726,,,N'],
  ['an estimated position', rmc('040001', 'A,2619.8000,N,11619.8000,E,0,0,010726,,,E')],
  ['a simulated position', rmc('040001', 'A,2619.8000,N,11619.8000,E,0,0,010726,,,S')],
])('marks %s as no fix at once', (_name, sentence) => {
  const { fixes, say } = bench()
  say(rmc('040000'), sentence)
  expect(fixes().map((fix) => fix.valid)).toEqual([true, false])
  expect(fixes()[1]?.lat).toBeCloseTo(26.33, 9)
  expect(fixes()[1]).not.toHaveProperty('fixAt')
})

it('does not believe RMC when GGA says that there is no fix', async () => {
  const { fixes, say, time } = bench()
  say(rmc('040000'), gga('040000', 0))
  await time.advance(1000)
  say(rmc('040001'))
  expect(fixes().map((fix) => fix.valid)).toEqual([true, false])
})

it.each([0, 6, 7, 8, 12])('takes no position of quality %i for a fix', (quality) => {
  const { fixes, say } = bench()
  say(gga('040000', quality))
  expect(fixes()).toMatchObject([{ valid: false }])
})

it('tells no position before any place is known', () => {
  const { fixes, say } = bench()
  say('GNRMC,040001,V,,,,,,,010726,,,N', 'GNGGA,,,,,,0,00,25.5,,,,,,')
  expect(fixes()).toEqual([])
})

it('thins a receiver that sends ten times a second', async () => {
  const { fixes, say, time } = bench({ positionEveryMs: 1000 })
  for (let tenth = 0; tenth < 50; tenth++) {
    say(rmc(`04000${Math.floor(tenth / 10)}.${tenth % 10}`))
    await time.advance(100)
  }
  expect(fixes().length).toBeGreaterThanOrEqual(5)
  expect(fixes().length).toBeLessThanOrEqual(6)
})

it('says how far the console clock is off, at first, each minute and after a step', async () => {
  const { offsets, say, time } = bench()
  const second = async (): Promise<void> => {
    const at = new Date(time.clock.monotonicMs()).toISOString()
    say(rmc(`04${at.slice(14, 16)}${at.slice(17, 19)}`))
    await time.advance(1000)
  }
  for (let i = 0; i < 59; i++) await second()
  expect(offsets()).toEqual([-5000])
  for (let i = 0; i < 5; i++) await second()
  expect(offsets()).toEqual([-5000, -5000])
  time.setWall(time.clock.nowMs() + 3600_000)
  for (let i = 0; i < 20; i++) await second()
  expect(offsets()).toEqual([-5000, -5000, -3605_000])
})

it('says nothing about the clock without a fix or with a date that cannot be', () => {
  const { offsets, say } = bench()
  say(rmc('040000', 'V,2619.8000,N,11619.8000,E,0,0,010726,,,N'))
  say(rmc('040000', 'A,2619.8000,N,11619.8000,E,0,0,060180,,,A'))
  say('GNZDA,040000.00,01,07,2026,00,00')
  expect(offsets()).toHaveLength(1)
  const idle = bench()
  idle.say('GNZDA,040000.00,01,07,2026,00,00')
  expect(idle.offsets()).toEqual([])
})

it('keeps every frame for support, damaged and unknown ones too, and no line ends', () => {
  const { frames, session, say } = bench()
  for (const { text } of fixtures) session.onBytes(fromLatin1(`${text}\r\n`), 0)
  session.onBytes(fromLatin1('garbage\r\n'), 0)
  say('PUBX,00')
  const counts = new Map<string, number>()
  for (const { outcome } of frames) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  expect(Object.fromEntries(counts)).toEqual({ ok: 27, damaged: 9, noise: 1, unknown: 1 })
})

it('refuses every command and may be closed twice', () => {
  const { events, session, time } = bench()
  session.command('c1', { kind: 'hangup' })
  session.onBytes(fromLatin1('$GP'), 0)
  session.close()
  session.close()
  expect(events.at(-1)).toEqual({
    kind: 'commandResult',
    command: 'c1',
    result: { kind: 'refused', cause: 'unsupported' },
  })
  expect(time.waiting).toBe(0)
})
