import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { attachmentsModule } from '../attachments/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { callProjection, incidentFacts, incidentsModule } from './index.ts'

const modules = [attachmentsModule, incidentsModule, logbookModule, rulesModule, teamsModule]
const minuteMs = 60_000
const hourMs = 60 * minuteMs

const luoyuan = {
  text: '小松镇罗源村下坑组',
  township: '360735104',
  village: '360735104201',
  lat: 26.4805,
  lon: 116.3105,
  precision: 'approximate' as const,
}
/** About 2.5 km from it. */
const luoxi = { ...luoyuan, text: '小松镇罗溪村', village: '360735104202', lon: 116.3355 }
const fire = { source: '村支书 刘某', contact: '138 0797 1234', place: luoyuan, category: '11G01' }

it('finds the fire that is burning, with distance, reasons, units and calls', async () => {
  const { api, test } = openBench(modules)
  const { id, number } = await api.incidents.open(fire)
  test.world.advance(31 * minuteMs)
  await api.incidents.addCall({ incident: id, source: '过路司机', text: '看见浓烟' })
  const { candidates, ...limits } = await api.incidents.duplicates({
    place: luoxi,
    category: '11G01',
  })
  expect(limits).toEqual({ more: 0, radiusKm: 5, windowH: 3, widened: null })
  expect(candidates).toMatchObject([
    {
      id,
      number,
      score: 'likely',
      reasons: ['地点很近', '类别相同'],
      distance: { kind: 'metres', approximate: true },
      units: 0,
      calls: 2,
    },
  ])
  const [{ distance } = { distance: undefined }] = candidates
  expect(distance?.kind === 'metres' ? Math.round(distance.metres / 100) : 0).toBe(25)
})

it('says 可能 while the type is not known, and nothing of another type or place', async () => {
  const { api } = openBench(modules)
  await api.incidents.open(fire)
  const ask = async (typed: Parameters<typeof api.incidents.duplicates>[0]) =>
    (await api.incidents.duplicates(typed)).candidates.map(({ score }) => score)
  expect(await ask({ place: luoxi, category: null })).toEqual(['possible'])
  expect(await ask({ place: luoxi, category: '12H00' })).toEqual([])
  expect(await ask({ place: luoyuan, category: '12H00' })).toEqual(['possible'])
  expect(await ask({ place: { ...luoxi, lat: 26.1 }, category: '11G01' })).toEqual([])
  expect(await ask({})).toEqual([])
})

it('tells no metres where a place is known to its township only', async () => {
  const { api } = openBench(modules)
  const { lat: _lat, lon: _lon, ...told } = luoyuan
  await api.incidents.open({ ...fire, place: { ...told, precision: 'township-only' } })
  const distanceTo = async (place: typeof told) => {
    const { candidates } = await api.incidents.duplicates({
      place: { ...place, precision: 'township-only' },
      category: '11G01',
    })
    return candidates.map(({ score, distance }) => [
      score,
      distance.kind === 'words' ? distance.text : distance.metres,
    ])
  }
  expect(await distanceTo({ ...told, text: '罗源村上坑组' })).toEqual([
    ['likely', '按乡镇就近，距离未知'],
  ])
  expect(await distanceTo({ ...told, text: '小松镇石田村', village: '360735104205' })).toEqual([
    ['possible', '按乡镇就近，距离未知'],
  ])
  expect(
    await distanceTo({
      text: '高田镇',
      township: '360735105',
      village: '',
      precision: 'unknown',
    } as never),
  ).toEqual([])
})

it('knows the number that called before, however it is written', async () => {
  const { api } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  const { candidates } = await api.incidents.duplicates({ phone: '+8613807971234' })
  expect(candidates).toMatchObject([
    { id, score: 'likely', reasons: ['同一来电号码', '类别相近或待定'] },
  ])
  expect((await api.incidents.duplicates({ phone: '13907971234' })).candidates).toEqual([])
})

it('forgets what was long ago, and never what still burns', async () => {
  const { api, test } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  test.world.advance(4 * hourMs)
  const ask = async () =>
    (await api.incidents.duplicates({ place: luoxi, category: '11G01' })).candidates.length
  expect(await ask()).toBe(0)
  await api.incidents.setStatus({ incident: id, to: 'responding' })
  test.world.advance(9 * hourMs)
  expect(await ask()).toBe(1)
})

it('widens for a storm and for many calls, and stops nobody', async () => {
  const { api } = openBench(modules)
  const flood = { ...fire, category: '11A01', place: { ...luoyuan, lat: 26.4 } }
  await api.incidents.open(flood)
  const storm = await api.incidents.duplicates({ place: luoyuan, category: '11A01' })
  expect(storm).toMatchObject({ widened: 'storm', radiusKm: 15, windowH: 9 })
  expect(storm.candidates).toHaveLength(1)
  for (let call = 0; call < 10; call++) await api.incidents.open(fire)
  const busy = await api.incidents.duplicates({ place: luoxi, category: '11G01' })
  expect(busy).toMatchObject({ widened: 'many-calls', radiusKm: 15 })
  expect([busy.candidates.length, busy.more]).toEqual([6, 4])
  expect((await api.incidents.open(fire)).number).toBe('#12')
})

it('keeps a further call with caller, time, words and what was typed besides', async () => {
  const { api, test, lines } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  test.world.advance(5 * minuteMs)
  const at = test.world.clock.nowMs() - minuteMs
  const added = await api.incidents.addCall({
    incident: id,
    receivedAt: at,
    source: '过路司机 陈某',
    contact: '13907975678',
    channel: 'mobile',
    text: '往山背烧',
    place: luoxi,
    category: '11G01',
  })
  expect(await api.incidents.calls({ incident: id })).toMatchObject([
    {
      id: added.id,
      at,
      source: '过路司机 陈某',
      phone: '13907975678',
      text: '往山背烧',
      opening: false,
    },
  ])
  expect(lines()).toContain(
    '补充来电：往山背烧（地点 小松镇罗溪村，类别 森林火灾，电话 13907975678）',
  )
  const { entries } = await api.logbook.list({ incident: id })
  expect(entries[0]).toMatchObject({ kind: 'call', generated: false, number: added.line })
})

it('writes down that a person said it is another one', async () => {
  const { api, lines } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  await api.incidents.open({ ...fire, different: [id, id] })
  expect(lines().at(-1)).toBe('登记事件 #2 小松镇罗源村下坑组森林火灾；与 #1 判为不同')
})

it('refuses a call from the future and one about nothing', async () => {
  const { api, test } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  const call = { incident: id, source: '陈某', receivedAt: test.world.clock.nowMs() + hourMs }
  await expect(api.incidents.addCall(call)).rejects.toMatchObject({ code: 'IN_FUTURE' })
  await expect(api.incidents.addCall({ incident: 'nobody', source: '陈某' })).rejects.toMatchObject(
    { code: 'NOT_FOUND' },
  )
})

it('makes the same calls from the log again', async () => {
  const { api, test } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  await api.incidents.setField({ incident: id, field: 'contact', value: '0797-5712345' })
  await api.incidents.addCall({ incident: id, source: '陈某', contact: '13907975678' })
  const tables = () =>
    ['incident_call', 'incident_phone'].map((name) =>
      test.db.prepare(`select * from ${name} order by 1, 2, 3`).all(),
    )
  const before = tables()
  expect(before[1]).toHaveLength(3)
  expect(test.reopen().problems).toEqual([])
  expect(tables()).toEqual(before)
})

it.each([1, 2, 3])('has the same calls on another console, in any order (%i)', async (seed) => {
  const { api, test } = openBench(modules)
  const { id } = await api.incidents.open(fire)
  await api.incidents.setField({ incident: id, field: 'contact', value: '0797-5712345' })
  await api.incidents.addCall({ incident: id, source: '陈某', contact: '13907975678' })
  await api.incidents.addCall({ incident: id, source: '李某' })
  expect(rowsElsewhere(test, [callProjection], incidentFacts, 'incident_call', seed)).toEqual(
    test.db.prepare('select * from incident_call order by id').all(),
  )
})
