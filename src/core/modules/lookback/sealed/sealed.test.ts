import { expect, it } from 'vitest'
import { openBench } from '../../../../../tests/support/module-bench.ts'
import type { HeldPosition } from '../../positions/index.ts'
import { modules } from '../../index.ts'
import { recordBySystem } from '../../../seat-log.ts'
import { tracksSealed } from './facts.ts'
import { decodePiece, encodePiece } from './piece.ts'
import { sealedTracks } from './read.ts'
import { sealedTrackTable } from './tables.ts'

const minuteMs = 60_000
/** Hours go by in these tests: whatever looks at the clock every few seconds is left out. */
const needed = new Set(
  'alarms dispatch drawings features fences gateways incidents logbook lookback outbox people places positions radio rules stations teams'.split(
    ' ',
  ),
)

function fix(key: string, at: number, more: Partial<HeldPosition> = {}): HeldPosition {
  const place = { lat: 26.3 + at / 1e9, lon: 116.34, headingDeg: 90, speedKmh: null }
  const rest = { quality: 'good' as const, gateway: 'g', radio: '101', late: false }
  return { key, at, arrivedAt: at + 300, ...place, ...rest, ...more }
}

it('gives back the fixes that were sealed, to a tenth of a metre', () => {
  const track = [fix('unit:1', 990), fix('unit:1', 2000, { late: true, arrivedAt: 9000 })]
  const other = [fix('own', 1500, { headingDeg: null, speedKmh: 12 })]
  const read = decodePiece(encodePiece(1000, 5000, [track, other]))
  const near = (fixes: readonly HeldPosition[]) =>
    fixes.map((one) => ({ ...one, lat: expect.closeTo(one.lat, 6) }))
  const all = [...(read ?? [])].map(([key, sealed]) => [
    key,
    Array.from({ length: sealed.length }, (_, index) => sealed.fix(index)),
  ])
  expect(all).toEqual([
    ['unit:1', near(track)],
    ['own', near(other)],
  ])
})

it('takes bytes that are no piece for none', () => {
  expect(decodePiece(new Uint8Array([1, 2, 3]))).toBeUndefined()
  expect(decodePiece(encodePiece(0, 1, []).slice(3))).toBeUndefined()
})

async function desk() {
  const bench = openBench(modules.filter(({ name }) => needed.has(name)))
  const { api, hub, test, context } = bench
  const { id: gateway } = await api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
    driverSettings: {},
  })
  hub.health(gateway, { state: 'ready', reason: 'working' })
  const { id: unit } = await api.teams.register({
    name: '小松队',
    callSign: '小松01',
    group: 'township',
    type: 'fire',
    radios: ['101'],
  })
  const heard = (radio: string, lat: number) =>
    hub.say(gateway, { kind: 'position', fix: { radio, valid: true, lat, lon: 116.34 } })
  const pieces = () => context.db.tables.select().from(sealedTrackTable).all()
  const open = () =>
    api.incidents.open({
      source: '刘某',
      channel: 'phone',
      place: { precision: 'unknown', text: '不详' },
      category: null,
    })
  return { ...bench, unit, heard, pieces, open, now: () => test.world.clock.nowMs() }
}

it('seals each hour of an incident and shows its moments when the ring has forgotten them', async () => {
  const { api, test, context, unit, heard, pieces, open, now } = await desk()
  heard('101', 26.3)
  heard('555', 26.4)
  test.world.advance(5 * minuteMs)
  const { id: incident } = await open()
  const from = now()
  for (let step = 1; step <= 20; step++) {
    test.world.advance(2 * minuteMs)
    heard('101', 26.3 + step / 1000)
  }
  const at = now()
  const recorded = await api.positions.latest()
  test.world.advance(35 * minuteMs)
  await expect.poll(() => pieces().length).toBe(1)
  expect(pieces()[0]).toMatchObject({ from, to: from + 60 * minuteMs, incidents: [incident] })
  context.live.exec('delete from position')
  const then = await api.lookback.picture({ at })
  const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key)
  const near = recorded.map(({ speedKmh, headingDeg, lat, ...rest }) => ({
    ...rest,
    speedKmh,
    headingDeg,
    lat: expect.closeTo(lat, 6),
  }))
  expect(then.positions.toSorted(byKey)).toMatchObject(near.toSorted(byKey))
  expect(then.positionsFrom).toBe(from)
  const { tracks, positionsFrom } = await api.lookback.tracks({ from, to: at })
  expect(tracks.map(({ label, total }) => [label, total])).toEqual([['小松01', 20]])
  expect(tracks[0]?.key).toBe(`unit:${unit}`)
  expect(positionsFrom).toBeLessThanOrEqual(from + 2 * minuteMs)
})

it('seals the rest when the incident is closed, and nothing while none is open', async () => {
  const { api, test, heard, pieces, open, now } = await desk()
  heard('101', 26.3)
  test.world.advance(80 * minuteMs)
  expect(pieces()).toEqual([])
  const { id: incident } = await open()
  const from = now()
  test.world.advance(10 * minuteMs)
  heard('101', 26.31)
  await api.incidents.setStatus({ incident, to: 'verifying' })
  await api.incidents.setStatus({ incident, to: 'false_alarm', reason: '误报' })
  const to = now()
  test.world.advance(2 * minuteMs)
  await expect.poll(() => pieces().length).toBe(1)
  expect(pieces()[0]).toMatchObject({ from, to, incidents: [incident], fixes: 2 })
  test.world.advance(80 * minuteMs)
  await open()
  const again = now()
  test.world.advance(80 * minuteMs)
  await expect.poll(() => pieces().length).toBe(2)
  expect(pieces()[1]).toMatchObject({ from: again, to: again + 60 * minuteMs })
})

it('keeps a fix every ten seconds of who was sent, also when all are back before it is sealed', async () => {
  const { api, test, unit, heard, pieces, open } = await desk()
  const { id: incident } = await open()
  const order = { task: '扑救', place: '罗源村', channel: 'G12' }
  await api.dispatch.order({ incident, units: [unit], ...order })
  for (let step = 0; step < 60; step++) {
    test.world.advance(10_000)
    heard('101', 26.3 + step / 10_000)
    heard('555', 26.4)
  }
  const [sent] = await api.dispatch.ofIncident({ incident })
  if (!sent) throw new Error('nobody was sent')
  await api.dispatch.advance({ assignment: sent.id, to: 'standby', reason: '误报' })
  await api.incidents.setStatus({ incident, to: 'verifying' })
  await api.incidents.setStatus({ incident, to: 'false_alarm', reason: '误报' })
  test.world.advance(2 * minuteMs)
  await expect.poll(() => pieces().length).toBe(1)
  // Sixty of the team, one a minute of the radio that nobody was sent with.
  expect(pieces()[0]?.fixes).toBe(70)
})

it('seals what it heard itself, whatever another console has sealed of the same time', async () => {
  const { test, context, heard, pieces, open, now } = await desk()
  await open()
  const from = now()
  const piece = { from, to: from + 60 * minuteMs, incidents: [], site: '车', attachment: '00' }
  const body = { ...piece, size: 0, fixes: 0 }
  recordBySystem(context, 'sealed-tracks', [{ kind: tracksSealed.kind, entity: 'theirs', body }])
  heard('101', 26.3)
  test.world.advance(75 * minuteMs)
  await expect
    .poll(() =>
      pieces()
        .map(({ site }) => site)
        .toSorted(),
    )
    .toEqual(['中', '车'])
})

it('gives no more fixes of a long track than a map needs, and says how many there are', async () => {
  const { api, test, context, heard, pieces, open, now } = await desk()
  await open()
  const from = now()
  for (let minute = 0; minute < 60; minute++) {
    test.world.advance(minuteMs)
    heard('101', 26.3 + minute / 1000)
  }
  test.world.advance(15 * minuteMs)
  await expect.poll(() => pieces().length).toBe(1)
  const { tracks: ring } = await api.lookback.tracks({ from, to: from + 60 * minuteMs })
  context.live.exec('delete from position')
  const ends = new Map([[ring[0]?.key ?? '', from + 60 * minuteMs]])
  const sealed = await sealedTracks(context, ends, from, from + 60 * minuteMs, 10)
  const [track] = sealed.values()
  expect(track?.total).toBe(59)
  expect(track?.positions).toHaveLength(10)
  expect(track?.positions[0]?.at).toBe(ring[0]?.fixes[0]?.[0])
})

it('tells the log of the host that nothing could be sealed, and seals it when it can', async () => {
  const { test, refuse, heard, pieces, open } = await desk()
  await open()
  heard('101', 26.3)
  refuse('disk-full')
  test.world.advance(75 * minuteMs)
  expect(pieces()).toEqual([])
  refuse(undefined)
  test.world.advance(minuteMs)
  await expect.poll(() => pieces().length).toBe(1)
})
