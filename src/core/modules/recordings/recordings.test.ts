import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { fakeRecorder } from '../../../../tests/support/fake-recorder.ts'
import { fakeWebm } from '../../../../tests/support/fake-webm.ts'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import type { Seat } from '../../module.ts'
import { peopleModule } from '../people/index.ts'
import { alarmsModule } from '../alarms/index.ts'
import { directoryModule } from '../directory/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { positionsModule } from '../positions/index.ts'
import { radioModule } from '../radio/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { recordingOf, recordingsModule } from './index.ts'
import { partMs, readSoundPart } from './webm-read.ts'

const modules = [
  alarmsModule,
  logbookModule,
  rulesModule,
  teamsModule,
  peopleModule,
  directoryModule,
  incidentsModule,
  positionsModule,
  radioModule,
  recordingsModule,
  gatewaysModule,
]
const gateway = {
  name: '中心',
  driver: 'fake',
  link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 115200 },
} as const
const day = 86_400_000

/** A gateway whose line is recorded. */
async function desk() {
  const bench = openBench(modules)
  const { id } = await bench.api.gateways.add(gateway)
  bench.hub.health(id, { state: 'ready', reason: 'working' })
  await bench.api.recordings.allowSeat({ allow: true })
  await bench.api.recordings.setInput({
    gateway: id,
    device: { id: 'd1', label: 'USB 声卡' },
    preRollMs: 300,
  })
  return { ...bench, id }
}
type Desk = Awaited<ReturnType<typeof desk>>

const begin = (bench: Pick<Bench, 'hub'>, id: string, call = 'c1', target = '101') =>
  bench.hub.say(id, {
    kind: 'callStart',
    call,
    direction: 'in',
    type: 'group',
    target,
    caller: '1001',
  })
const finish = (bench: Pick<Bench, 'hub'>, id: string, call = 'c1') =>
  bench.hub.say(id, { kind: 'callEnd', call, cause: 'ended' })

const all = async ({ api }: Pick<Bench, 'api'>) => (await api.recordings.search({})).rows

/** One call of `ms` milliseconds, recorded from its first to its last moment. */
async function recordedCall(bench: Desk, ms: number, call = 'c1', target = '101') {
  const recorder = await fakeRecorder(bench, bench.id, `page-${call}`)
  await recorder.tell()
  begin(bench, bench.id, call, target)
  const order = await recorder.started()
  await recorder.begun(order)
  for (let done = 0; done < ms; done += 500) {
    bench.test.world.advance(500)
    await recorder.piece(order, 500)
  }
  finish(bench, bench.id, call)
  await recorder.piece(order, 300, true)
  const [recording] = await all(bench)
  if (!recording) throw new Error('nothing was recorded')
  return { recording, recorder, order }
}

it('records a call from before its first syllable to its end, under its line of the log', async () => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 3000)
  const [traffic] = (await bench.api.radio.traffic({ kind: 'call' })).rows
  const [entry] = (await bench.api.logbook.list({ kinds: ['comm'] })).entries
  expect(recording).toMatchObject({
    call: traffic?.id,
    entry: entry?.id,
    state: 'ready',
    durationMs: 3300,
    gaps: [],
    radio: { number: '1001' },
    target: { number: '101', group: true },
  })
  expect(recording.callAt - recording.at).toBe(300)
  expect(recordingOf(bench.context, traffic?.id ?? '')?.id).toBe(recording.id)
  expect(await bench.api.recordings.of({ entries: [entry?.id ?? ''] })).toHaveLength(1)
})

it('names the finished file by its hash, and the pieces are gone', async () => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 1000)
  const file = bench.sounds.finished.get(recording.id) ?? new Uint8Array()
  const shown = await bench.api.recordings.show({ recording: recording.id })
  expect(shown.sha256).toBe(createHash('sha256').update(file).digest('hex'))
  expect(bench.sounds.unfinished()).toEqual([])
  expect(partMs(readSoundPart(file) ?? { packets: [], head: file, tracks: file })).toBe(1300)
})

it('plays after a restart of the console, and who listened is on record', async () => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 1000)
  const after = bench.restart()
  const { path, type } = await after.api.recordings.play({ recording: recording.id })
  expect(type).toBe('audio/webm;codecs=opus')
  expect(path).toBe('/files/1')
  expect(after.files.offered[0]?.bytes).toEqual(bench.sounds.finished.get(recording.id))
  const { uses } = await after.api.recordings.show({ recording: recording.id })
  expect(uses).toMatchObject([{ what: 'listened', byName: '王海燕', note: '值班台1' }])
})

it('gives no sound to who has not the right, and records no listening', async () => {
  const viewer: Seat = {
    id: 'seat-2',
    name: '大屏',
    session: { person: 'p', name: '只看', rights: new Set<never>(), signedInAt: 0 },
  }
  const bench = openBench(modules, viewer)
  await expect(bench.api.recordings.play({ recording: 'x' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    data: { right: 'recording.listen' },
  })
  await expect(
    bench.api.recordings.export({ recording: 'x', purpose: '核实' }),
  ).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

it('refuses a file that is not what was registered', async () => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 1000)
  bench.sounds.finish(recording.id, Uint8Array.of(1, 2, 3))
  await expect(bench.api.recordings.play({ recording: recording.id })).rejects.toMatchObject({
    code: 'DAMAGED_SOUND',
  })
})

it('exports one with a purpose, a fact and a line of the log', async () => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 1000)
  const { fileName } = await bench.api.recordings.export({
    recording: recording.id,
    purpose: '事故调查组调取',
  })
  expect(fileName).toMatch(/^录音-中-2026-03-01-\d{6}-组101\.webm$/)
  expect(bench.lines().at(-1)).toContain('用途：事故调查组调取')
  const { uses } = await bench.api.recordings.show({ recording: recording.id })
  expect(uses).toMatchObject([{ what: 'exported', note: '事故调查组调取' }])
})

it('finds by radio, by group and by time', async () => {
  const bench = await desk()
  await recordedCall(bench, 500, 'c1', '101')
  bench.test.world.advance(3_600_000)
  const later = bench.context.world.clock.nowMs()
  await recordedCall(bench, 500, 'c2', '102')
  const found = async (query: Parameters<Bench['api']['recordings']['search']>[0]) =>
    (await bench.api.recordings.search(query)).rows.map(({ target }) => target.number)
  expect(await found({ radio: '1001' })).toEqual(['102', '101'])
  expect(await found({ radio: '1009' })).toEqual([])
  expect(await found({ group: '101' })).toEqual(['101'])
  expect(await found({ from: later })).toEqual(['102'])
  expect(await found({ to: later })).toEqual(['101'])
  expect(await found({ text: '100' })).toEqual(['102', '101'])
  const first = await bench.api.recordings.search({ limit: 1 })
  expect(await found({ limit: 1, before: first.next })).toEqual(['101'])
})

it('marks what is missing when the page is killed in a call, and goes on with the next page', async () => {
  const bench = await desk()
  const first = await fakeRecorder(bench, bench.id)
  await first.tell()
  begin(bench, bench.id)
  const order = await first.started()
  await first.begun(order)
  bench.test.world.advance(2000)
  await first.piece(order, 2000)
  await first.die()
  bench.test.world.advance(3000)
  const second = await fakeRecorder(bench, bench.id, 'page-2')
  await second.tell()
  const again = await second.started()
  expect(again).toMatchObject({ recording: order.recording, part: 1 })
  await second.begun(again)
  bench.test.world.advance(1000)
  await second.piece(again, 1000)
  finish(bench, bench.id)
  await second.piece(again, 300, true)
  const [recording] = await all(bench)
  const [gap] = recording?.gaps ?? []
  expect(recording?.gaps).toMatchObject([{ cause: 'recorder-lost' }])
  // Sound until 1.7 s of the call (0.3 s are from before it), and again from 4.7 s.
  expect((gap?.from ?? 0) - (recording?.callAt ?? 0)).toBe(1700)
  expect((gap?.to ?? 0) - (recording?.callAt ?? 0)).toBe(4700)
  expect(recording).toMatchObject({ state: 'ready', durationMs: 6300 })
  expect(bench.lines()).toContainEqual(
    expect.stringContaining('录音有缺口：1001 → 组 101，缺 3 秒（录音页停止）'),
  )
})

it('keeps what it has when the page is killed and the call ends without it', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  bench.test.world.advance(2000)
  await recorder.piece(order, 2000)
  await recorder.die()
  bench.test.world.advance(1000)
  finish(bench, bench.id)
  bench.test.world.advance(5000)
  const [recording] = await all(bench)
  expect(recording).toMatchObject({ state: 'ready', durationMs: 2000 })
  expect(recording?.gaps).toMatchObject([{ cause: 'recorder-lost' }])
  expect((recording?.gaps[0]?.to ?? 0) - (recording?.gaps[0]?.from ?? 0)).toBe(1300)
})

it('recovers what was stored when the console stops in a call', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  bench.test.world.advance(1000)
  await recorder.piece(order, 1000)
  const after = bench.restart()
  const [recording] = await all(after)
  expect(recording).toMatchObject({ state: 'ready', durationMs: 1000 })
  expect(recording?.gaps).toMatchObject([{ cause: 'console-stopped' }])
  expect(after.sounds.unfinished()).toEqual([])
  const again = after.restart()
  expect(await all(again)).toEqual([recording])
})

it('recovers from the facts alone where the live table is lost', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  await recorder.piece(order, 1000)
  bench.context.live.exec('delete from recording_live')
  const after = bench.restart()
  expect(await all(after)).toMatchObject([{ state: 'ready', durationMs: 1000 }])
})

it('takes a piece twice as once: its answer was lost with the line', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  await recorder.piece(order, 500)
  const { recording, part } = order
  const sent = { page: recorder.page, recording, part, index: 0, bytes: 'AAAA', last: false }
  expect(await bench.api.recordings.piece(sent)).toEqual({ stored: true })
  expect(await bench.api.recordings.piece({ ...sent, index: 5 })).toEqual({ stored: false })
  finish(bench, bench.id)
  await recorder.piece(order, 500, true)
  expect(await all(bench)).toMatchObject([{ durationMs: 1000 }])
})

it('lets the same page come back after a break of the line without a gap', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  await recorder.piece(order, 1000)
  await recorder.die()
  const stream = await bench.api.recordings.attach({
    page: recorder.page,
    running: [{ recording: order.recording, part: order.part }],
  })
  const reading = stream.next()
  bench.test.world.advance(1000)
  await recorder.piece(order, 1000)
  finish(bench, bench.id)
  await recorder.piece(order, 300, true)
  expect(await all(bench)).toMatchObject([{ durationMs: 2300, gaps: [], state: 'ready' }])
  await reading
})

it('says once that there is no sound device, lets calls go on, and says when it is back', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell({ inputs: [{ gateway: bench.id, state: 'missing' }] })
  bench.test.world.advance(10_000)
  const told = () =>
    bench.lines().filter((line) => line.includes('录音：') || line.includes('录音恢复'))
  expect(told()).toEqual(['网关「中心」不能录音：找不到所选声卡输入。通话照常，只是没有录音'])
  begin(bench, bench.id)
  bench.test.world.advance(2000)
  finish(bench, bench.id)
  await recorder.tell({ inputs: [{ gateway: bench.id, state: 'missing' }] })
  bench.test.world.advance(20_000)
  expect(told()).toHaveLength(1)
  expect(await all(bench)).toMatchObject([
    { state: 'missed', stateWord: '没有录音：找不到所选声卡输入' },
  ])
  expect((await bench.api.recordings.inputs()).inputs).toMatchObject([
    { state: 'no-device', trouble: true },
  ])
  await recorder.tell()
  expect(told().at(-1)).toBe('网关「中心」录音恢复')
})

it('offers no input for a terminal that carries short messages only', async () => {
  const bench = await desk()
  const { id } = await bench.api.gateways.add({
    name: '北斗',
    driver: 'fake',
    link: { kind: 'memory', name: 'card' },
    means: 'beidou',
  })
  const shown = async () =>
    (await bench.api.recordings.inputs()).inputs.map(({ gateway }) => gateway)
  expect(await shown()).toEqual([bench.id])
  // What somebody has set stays in sight.
  await bench.api.recordings.setInput({ gateway: id, device: { id: 'd', label: '线路输入' } })
  expect(await shown()).toEqual([bench.id, id])
})

it.each([
  ['no-recorder', undefined],
  ['no-permission', { permission: 'denied' as const }],
  ['no-device', { permission: 'unsupported' as const, inputs: [] }],
])('shows %s and logs the call without a recording', async (state, told) => {
  const bench = await desk()
  if (told) await (await fakeRecorder(bench, bench.id)).tell(told)
  begin(bench, bench.id)
  expect((await bench.api.recordings.inputs()).inputs[0]?.state).toBe(state)
  finish(bench, bench.id)
  expect((await bench.api.radio.traffic({ kind: 'call' })).rows).toHaveLength(1)
  expect(await all(bench)).toMatchObject([{ state: 'missed' }])
})

it('marks a device that is pulled out in a call, and goes on when it is put back', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  bench.test.world.advance(1000)
  await recorder.tell({ inputs: [{ gateway: bench.id, state: 'missing' }] })
  await bench.api.recordings.piece({
    page: recorder.page,
    recording: order.recording,
    part: order.part,
    index: 0,
    bytes: '',
    last: true,
    cause: 'device-lost',
  })
  bench.test.world.advance(2000)
  await recorder.tell()
  const again = await recorder.started()
  expect(again.part).toBe(1)
  await recorder.begun(again)
  bench.test.world.advance(1000)
  await recorder.piece(again, 1000)
  finish(bench, bench.id)
  await recorder.piece(again, 300, true)
  expect(await all(bench)).toMatchObject([{ state: 'ready', gaps: [{ cause: 'device-lost' }] }])
})

it('stops recording first when the disk is full; the lines of the log go on', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  begin(bench, bench.id)
  const order = await recorder.started()
  await recorder.begun(order)
  bench.test.world.advance(1000)
  await recorder.piece(order, 1000)
  bench.sounds.full = true
  expect(await recorder.piece(order, 1000)).toBe(false)
  expect(recorder.orders.at(-1)).toMatchObject({ kind: 'stop' })
  expect(bench.lines().at(-1)).toContain('不能录音：磁盘空间不足，录音已停')
  bench.test.world.advance(1000)
  bench.sounds.full = false
  finish(bench, bench.id)
  expect(await all(bench)).toMatchObject([{ state: 'ready', gaps: [{ cause: 'disk-full' }] }])
  begin(bench, bench.id, 'c2')
  expect(bench.lines().at(-1)).toBe('网关「中心」录音恢复')
  expect(await recorder.started()).toMatchObject({ part: 0 })
})

it('deletes the sound when its time is over, with a fact, and never the line', async () => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 1000)
  const held = await recordedCall(bench, 1000, 'c2')
  await bench.api.recordings.keep({
    recording: held.recording.id,
    keep: true,
    reason: '事故调查',
  })
  await bench.api.rules.set({ key: 'recording.days', value: 7, reason: '试' })
  bench.test.world.advance(7 * day + 3_600_000)
  expect(bench.sounds.has(recording.id)).toBe(false)
  expect(bench.sounds.has(held.recording.id)).toBe(true)
  const rows = await all(bench)
  expect(rows.find(({ id }) => id === recording.id)).toMatchObject({
    state: 'removed',
    stateWord: '声音已按规则删除（保存 7 天）',
  })
  expect((await bench.api.logbook.list({ kinds: ['comm'] })).entries).toHaveLength(2)
  expect(bench.lines()).toContain('按规则删除 1 段到期录音的声音（保存 7 天），通话记录保留')
  await expect(bench.api.recordings.play({ recording: recording.id })).rejects.toMatchObject({
    code: 'NO_SOUND',
  })
  await bench.api.recordings.keep({
    recording: held.recording.id,
    keep: false,
    reason: '调查结束',
  })
  bench.test.world.advance(3_600_000)
  expect(bench.sounds.has(held.recording.id)).toBe(false)
})

it('does not let a page record that nobody allowed', async () => {
  const bench = await desk()
  await bench.api.recordings.allowSeat({ allow: false })
  await expect(
    bench.api.recordings.tell({ page: 'p', permission: 'granted', devices: [], inputs: [] }),
  ).rejects.toMatchObject({ code: 'NOT_RECORDER' })
})

it('tells the older page that a newer one took over', async () => {
  const bench = await desk()
  const first = await fakeRecorder(bench, bench.id)
  await fakeRecorder(bench, bench.id, 'page-2')
  await Promise.resolve()
  expect(first.orders.at(-1)).toEqual({ kind: 'replaced' })
})

it('gives a trial to the ear and keeps nothing of it', async () => {
  const bench = await desk()
  const recorder = await fakeRecorder(bench, bench.id)
  await recorder.tell()
  const trial = bench.api.recordings.test({ gateway: bench.id })
  await Promise.resolve()
  await recorder.tell()
  const order = recorder.orders.find(({ kind }) => kind === 'test')
  if (order?.kind !== 'test') throw new Error('no trial was ordered')
  const bytes = Buffer.from(fakeWebm(3000)).toString('base64url')
  await bench.api.recordings.tested({ page: recorder.page, test: order.test, bytes })
  expect(await trial).toMatchObject({ path: '/files/1' })
  expect(await all(bench)).toEqual([])
})

it.each([1, 2, 3])('has the same rows on another console, in any order (%i)', async (seed) => {
  const bench = await desk()
  const { recording } = await recordedCall(bench, 1000)
  await bench.api.recordings.play({ recording: recording.id })
  await bench.api.recordings.keep({ recording: recording.id, keep: true, reason: '复盘' })
  const { projections, facts } = recordingsModule
  const here = bench.test.db.prepare('select * from recording order by id').all()
  const elsewhere = rowsElsewhere(bench.test, projections, facts, 'recording', seed)
  expect(elsewhere).toEqual(here)
})

it('knows the seat of the desktop’s own page without being told', async () => {
  const bench = openBench(modules, { ...wang, id: 'recorder', session: undefined })
  await expect(
    bench.api.recordings.tell({ page: 'p', permission: 'granted', devices: [], inputs: [] }),
  ).resolves.toEqual({ known: false })
})
