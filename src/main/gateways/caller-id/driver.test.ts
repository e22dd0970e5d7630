import { expect, it } from 'vitest'
import { fakeTime, seededRandom } from '../../../../tests/support/fake-time.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { callerId } from './driver.ts'

function bench(settings: Record<string, unknown> = {}) {
  const time = fakeTime()
  const events: GatewayEvent[] = []
  const frames: FrameRecord[] = []
  const written: string[] = []
  const session = callerId.session(callerId.settings.parse(settings), {
    timers: time.timers,
    random: seededRandom(1),
    nowMs: () => time.clock.nowMs(),
    monotonicMs: () => time.clock.monotonicMs(),
    write: (bytes) => void written.push(latin1(bytes).trim()),
    emit: (event) => void events.push(event),
    record: (frame) => void frames.push(frame),
  })
  session.start()
  const say = (...lines: string[]) => {
    for (const line of lines) session.onBytes(fromLatin1(`\r\n${line}\r\n`), 0)
  }
  const rings = () => events.flatMap((event) => (event.kind === 'phoneRing' ? [event] : []))
  const states = () =>
    events.flatMap((event) => (event.kind === 'session' ? [event.status.kind] : []))
  return { time, session, written, events, frames, say, rings, states }
}

it('switches caller display on and is ready when the modem took it', () => {
  const { say, written, states } = bench()
  say('OK')
  expect(written).toEqual(['ATE0', 'AT+VCID=1'])
  say('OK')
  expect(states()).toEqual(['connecting', 'ready'])
})

it('tries the other commands, and says so when none is taken', async () => {
  const { say, written, states, time } = bench()
  say('OK', 'ERROR', 'ERROR')
  expect(written).toEqual(['ATE0', 'AT+VCID=1', 'AT#CID=1', 'AT+CLIP=1'])
  say('ERROR')
  expect(states()).toEqual(['connecting', 'rejected'])
  await time.advance(10_000)
  say('OK', 'OK')
  expect(states()).toEqual(['connecting', 'rejected', 'ready'])
})

it('asks again as long as nobody answers', async () => {
  const { written, time } = bench()
  await time.advance(9000)
  expect(written).toEqual(['ATE0', 'ATE0', 'ATE0', 'ATE0'])
})

it('tells a ring at once, then with its number, and once that it ended', async () => {
  const { say, rings, time } = bench()
  say('RING')
  await time.advance(1500)
  say('DATE=0405', 'TIME=1402', 'NMBR=13807971234', 'NAME=LIU')
  await time.advance(3500)
  say('RING')
  await time.advance(9000)
  const told = rings()
  expect(new Set(told.map(({ call }) => call)).size).toBe(1)
  expect(told.map(({ state, number, name }) => [state, number, name])).toEqual([
    ['ringing', undefined, undefined],
    ['ringing', '13807971234', undefined],
    ['ringing', '13807971234', 'LIU'],
    ['ringing', '13807971234', 'LIU'],
    ['ended', '13807971234', 'LIU'],
  ])
})

it('takes a number that comes before the first ring for the same call', async () => {
  const { say, rings, time } = bench()
  say('NMBR=5712345')
  await time.advance(800)
  say('RING')
  expect(rings().map(({ number }) => number)).toEqual(['5712345', '5712345'])
  expect(rings()[0]?.call).toBe(rings()[1]?.call)
})

it('says why there is no number', () => {
  const { say, rings } = bench()
  say('RING', 'NMBR=P')
  expect(rings().at(-1)).toMatchObject({ withheld: 'private' })
  const other = bench()
  other.say('RING', '+CLIP: "",128,"",,"",2')
  expect(other.rings().at(-1)).toMatchObject({ withheld: 'unavailable' })
})

it('begins a new call after the first one ended', async () => {
  const { say, rings, time } = bench()
  say('RING')
  await time.advance(9000)
  say('RING', 'NMBR=119')
  expect(new Set(rings().map(({ call }) => call)).size).toBe(2)
})

it('leaves the modem alone while it rings', async () => {
  const { say, written, time } = bench()
  say('OK', 'OK')
  for (let ring = 0; ring < 6; ring++) {
    say('RING')
    await time.advance(5000)
  }
  expect(written).toEqual(['ATE0', 'AT+VCID=1'])
  await time.advance(30_000)
  expect(written).toContain('AT')
})

it('leaves out a name in an alphabet nobody named', () => {
  const { session, rings, say } = bench()
  say('RING')
  session.onBytes(Uint8Array.of(0x4e, 0x41, 0x4d, 0x45, 0x3d, 0xc1, 0xf5, 0x0d, 0x0a), 0)
  expect(rings().every(({ name }) => name === undefined)).toBe(true)
})
