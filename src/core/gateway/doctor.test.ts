import { expect, it } from 'vitest'
import type { FrameRecord } from './driver.ts'
import { examine, type Examined } from './doctor.ts'
import type { RingEntry } from './frame-ring.ts'
import { stoppedHealth, type GatewayReason, type GatewayState } from './health.ts'

const now = 1_000_000_000
const bytes = (...all: number[]) => Uint8Array.from(all)

interface Came {
  readonly direction?: 'in' | 'out'
  readonly outcome?: FrameRecord['outcome']
  readonly bytes?: Uint8Array
  readonly at?: number
}

function ring(...came: Came[]): RingEntry[] {
  return came.map((one, i) => ({
    seq: i + 1,
    at: one.at ?? now - 1000,
    frame: {
      direction: one.direction ?? 'in',
      outcome: one.outcome ?? 'ok',
      kind: 'test',
      channel: 0,
      bytes: one.bytes ?? bytes(i, 1, 2),
    },
  }))
}

const many = (count: number, one: Came): Came[] => Array.from({ length: count }, () => one)

function gateway(
  change: Partial<Examined> & { state?: GatewayState; reason?: GatewayReason } = {},
): Examined {
  const { state = 'ready', reason = 'working', ...rest } = change
  return {
    health: { ...stoppedHealth, state, reason, since: now - 60_000, lastFrameAt: now - 2000 },
    ring: [],
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 19_200 },
    enabled: true,
    nowMs: now,
    driver: { title: '北斗', passive: false, defaultBaud: 9600, bauds: [9600, 115_200, 19_200] },
    others: [],
    detailWord: '',
    clockOffsetMs: undefined,
    ...rest,
  }
}
const codes = (examined: Examined) => examine(examined).map(({ code }) => code)

it('finds nothing wrong with a gateway that works, and says what that is judged by', () => {
  const [only, ...rest] = examine(gateway({ ring: ring(...many(30, {})) }))
  expect(rest).toEqual([])
  expect(only).toMatchObject({
    code: 'fine',
    severity: 'fine',
    because: '最近 30 帧都对，最后一帧 2 秒前。',
  })
})

it.each([
  ['not-found', '找不到串口'],
  ['busy', '端口被占用'],
  ['denied', '没有权限打开端口'],
  ['vanished', '线路断开'],
  ['io-error', '读写出错'],
] as const)('says of a port that does not open (%s) why and what to do', (reason, title) => {
  const [first] = examine(gateway({ state: 'down', reason }))
  expect(first).toMatchObject({ severity: 'fault', title })
  expect(first?.because).toContain('/dev/ttyUSB0')
  expect(first?.todo.length).toBeGreaterThan(0)
})

it('suspects the speed where nothing but noise came, and names the usual ones', () => {
  const [first] = examine(
    gateway({
      state: 'silent',
      reason: 'only-noise',
      ring: ring(...many(6, { outcome: 'noise' })),
    }),
  )
  expect(first).toMatchObject({ code: 'wrong-baud', severity: 'fault' })
  expect(first?.todo[0]).toBe('把波特率从 19200 改成 9600、115200 试试')
})

it('does not blame the speed of a network line', () => {
  const link = { kind: 'tcp', host: '10.0.0.7', port: 4001 } as const
  expect(codes(gateway({ link, ring: ring(...many(6, { outcome: 'noise' })) }))).toContain(
    'garbage',
  )
})

it('names the other protocol whose frames came', () => {
  const others = [{ title: '卫星定位接收机 (NMEA 0183)', good: 12, says: 'GPS接收机' }]
  const [first] = examine(
    gateway({ state: 'silent', others, ring: ring(...many(12, { outcome: 'unknown' })) }),
  )
  expect(first).toMatchObject({ code: 'wrong-protocol' })
  expect(first?.because).toContain('12 帧「卫星定位接收机 (NMEA 0183)」')
  expect(first?.todo[0]).toContain('NMEA')
})

it('tells a device that never answered from one that fell silent', () => {
  const asked = ring(...many(5, { direction: 'out' }))
  expect(codes(gateway({ state: 'silent', reason: 'no-answer', ring: asked }))).toEqual([
    'no-answer',
  ])
  const heard = ring(...many(5, { direction: 'out' }), ...many(5, { bytes: bytes(9, 9) }))
  expect(codes(gateway({ state: 'silent', reason: 'no-frames', ring: heard }))).toEqual([
    'fell-silent',
  ])
  expect(codes(gateway({ state: 'silent', reason: 'no-frames', ring: [] }))).toEqual(['silence'])
})

it('gives a line that was opened a moment ago its time', () => {
  const young = gateway({ state: 'connecting', ring: ring(...many(2, { direction: 'out' })) })
  const examined = { ...young, health: { ...young.health, since: now - 3000 } }
  expect(codes(examined)).toEqual(['fine'])
})

it('sees its own words come back', () => {
  const words = Array.from({ length: 4 }, (_, i): Came[] => [
    { direction: 'out', bytes: bytes(1, 2, i), at: now - 5000 + i * 10 },
    { outcome: 'noise', bytes: bytes(1, 2, i), at: now - 4900 + i * 10 },
  ]).flat()
  const [first] = examine(gateway({ state: 'silent', reason: 'no-answer', ring: ring(...words) }))
  expect(first).toMatchObject({ code: 'echo', title: '收到的是自己发出去的数据' })
})

it('counts damaged checksums only over enough frames, and only a share that matters', () => {
  const mixed = (ok: number, damaged: number) =>
    codes(gateway({ ring: ring(...many(ok, {}), ...many(damaged, { outcome: 'damaged' })) }))
  expect(mixed(80, 20)).toEqual(['damaged'])
  expect(mixed(98, 2)).toEqual(['fine'])
  expect(mixed(3, 2)).toEqual(['fine'])
  const [first] = examine(
    gateway({ ring: ring(...many(80, {}), ...many(20, { outcome: 'damaged' })) }),
  )
  expect(first?.title).toBe('20% 的帧校验不对')
})

it('says that a clock is off, that a device refuses, that the driver failed', () => {
  const good = ring(...many(30, {}))
  expect(examine(gateway({ ring: good, clockOffsetMs: -900_000 }))[0]?.title).toBe(
    '设备时钟慢 15 分',
  )
  expect(codes(gateway({ ring: good, clockOffsetMs: 5000 }))).toEqual(['fine'])
  const refused = examine(
    gateway({ state: 'refused', reason: 'rejected', detailWord: '终端未插北斗卡' }),
  )
  expect(refused[0]?.because).toContain('终端未插北斗卡')
  const failed = gateway({ ring: good })
  expect(codes({ ...failed, health: { ...failed.health, driverFaults: 2 } })).toEqual([
    'driver-fault',
  ])
})

it('puts what stops everything first', () => {
  const damaged = ring(...many(80, {}), ...many(20, { outcome: 'damaged' }))
  expect(codes(gateway({ state: 'down', reason: 'vanished', ring: damaged }))).toEqual([
    'line-vanished',
    'damaged',
  ])
})
