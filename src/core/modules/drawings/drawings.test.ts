import { expect, it } from 'vitest'
import { openBench, wang } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { incidentsModule } from '../incidents/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { teamsModule } from '../teams/index.ts'
import type { SketchInput } from './contract.ts'
import { drawingChanged, drawingFacts, drawingRemoved } from './facts.ts'
import { drawingProjection } from './apply.ts'
import { drawingsModule, importDrawings } from './index.ts'

const modules = [incidentsModule, logbookModule, peopleModule, teamsModule, drawingsModule]

const line: SketchInput['outline'] = {
  shape: 'line',
  geometry: {
    type: 'LineString',
    coordinates: [
      [116.3, 26.3],
      [116.31, 26.3],
    ],
  },
}
const longer: SketchInput['outline'] = {
  shape: 'line',
  geometry: {
    type: 'LineString',
    coordinates: [
      [116.3, 26.3],
      [116.32, 26.3],
    ],
  },
}
const fireLine: SketchInput = { meaning: 'fire-line', outline: line, name: '东线' }

async function desk() {
  const bench = openBench(modules)
  const { api } = bench
  const { id: incident } = await api.incidents.open({
    receivedAt: bench.test.world.clock.nowMs(),
    source: '电话',
    place: { text: '罗源村', precision: 'unknown' },
    category: null,
    title: '罗源村山火',
  })
  const one = async () => {
    const [drawing] = await api.drawings.list({})
    if (!drawing) throw new Error('nothing is drawn')
    return drawing
  }
  return { ...bench, bench, incident, one }
}

it('records who drew a fire line and when, and writes a line into the incident’s log', async () => {
  const { api, incident, one, test } = await desk()
  await api.drawings.draw({ ...fireLine, incident })
  expect(await one()).toMatchObject({
    incident,
    incidentNumber: '#1',
    word: '火线',
    shape: 'line',
    size: '长 999 米',
    by: '王海燕',
    at: test.world.clock.nowMs(),
    removed: null,
  })
  const { entries } = await api.logbook.list({ incident })
  expect(entries[0]).toMatchObject({
    text: '标绘：新画火线「东线」，长 999 米',
    generated: true,
    recorder: { name: '王海燕' },
  })
})

it('keeps the old line in the history when it is drawn anew', async () => {
  const { api, one } = await desk()
  await api.drawings.draw(fireLine)
  const { id, seen } = await one()
  await api.drawings.change({ ...fireLine, drawing: id, seen, outline: longer, name: '南线' })
  expect(await one()).toMatchObject({ name: '南线', size: '长 2.00 公里' })
  expect((await api.drawings.history({ drawing: id })).map(({ words }) => words)).toEqual([
    '新画火线「东线」，长 999 米',
    '改动火线「东线」：名称「南线」（原：「东线」），改画，长 2.00 公里（原：长 999 米）',
  ])
})

it('takes a removed drawing off the map with its reason and keeps it in the record', async () => {
  const { api, one } = await desk()
  const { id } = await api.drawings.draw(fireLine)
  await api.drawings.remove({ drawing: id, seen: (await one()).seen, reason: '画错位置' })
  expect(await api.drawings.list({})).toEqual([])
  expect(await api.drawings.list({ removed: true })).toMatchObject([
    { id, name: '东线', removed: { by: '王海燕', reason: '画错位置' } },
  ])
})

it('refuses a change made on an older picture and loses nothing', async () => {
  const { api, one } = await desk()
  const { id } = await api.drawings.draw(fireLine)
  const { seen } = await one()
  await api.drawings.change({ ...fireLine, drawing: id, seen, name: '南线' })
  await expect(
    api.drawings.change({ ...fireLine, drawing: id, seen, name: '北线' }),
  ).rejects.toMatchObject({ code: 'CHANGED_ELSEWHERE', data: { by: '王海燕' } })
  await expect(api.drawings.remove({ drawing: id, seen, reason: '不要' })).rejects.toMatchObject({
    code: 'CHANGED_ELSEWHERE',
  })
  expect((await one()).name).toBe('南线')
})

it('refuses shapes that make no sense and draws nothing', async () => {
  const { api, lines } = await desk()
  const before = lines().length
  const bowTie: SketchInput['outline'] = {
    shape: 'area',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [116.3, 26.3],
          [116.31, 26.31],
          [116.31, 26.3],
          [116.3, 26.31],
          [116.3, 26.3],
        ],
      ],
    },
  }
  await expect(api.drawings.draw({ meaning: 'evacuation', outline: bowTie })).rejects.toMatchObject(
    { code: 'SELF_CROSSING' },
  )
  await expect(api.drawings.draw({ meaning: 'evacuation', outline: line })).rejects.toMatchObject({
    code: 'WRONG_SHAPE',
  })
  await expect(api.drawings.draw({ ...fireLine, incident: 'none' })).rejects.toMatchObject({
    code: 'NO_SUCH_INCIDENT',
  })
  await expect(
    api.drawings.draw({
      meaning: 'cordon',
      outline: { shape: 'circle', centre: { lat: 26.3, lon: 116.3 }, radiusM: 0 },
    }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect(await api.drawings.list({})).toEqual([])
  expect(lines()).toHaveLength(before)
})

it('undoes and redoes drawing, changing and removing, each as a fact with its line', async () => {
  const { api, one, lines } = await desk()
  const { id } = await api.drawings.draw(fireLine)
  const change = { ...fireLine, drawing: id, outline: longer }
  await api.drawings.change({ ...change, seen: (await one()).seen })
  await api.drawings.remove({ drawing: id, seen: (await one()).seen, reason: '烧过去了' })
  expect(await api.drawings.steps()).toEqual({
    undo: '删除火线「东线」，原因：烧过去了',
    redo: null,
  })
  await api.drawings.undo()
  expect((await one()).size).toBe('长 2.00 公里')
  await api.drawings.undo()
  expect((await one()).size).toBe('长 999 米')
  await api.drawings.undo()
  expect(await api.drawings.list({})).toEqual([])
  await expect(api.drawings.undo()).rejects.toMatchObject({ code: 'NOTHING' })
  await api.drawings.redo()
  await api.drawings.redo()
  expect((await one()).size).toBe('长 2.00 公里')
  await api.drawings.redo()
  expect(await api.drawings.list({ removed: true })).toMatchObject([
    { removed: { reason: '烧过去了' } },
  ])
  await expect(api.drawings.redo()).rejects.toMatchObject({ code: 'NOTHING' })
  expect(lines().slice(-2)).toEqual([
    '标绘：重做：改动火线「东线」：改画，长 2.00 公里（原：长 999 米）',
    '标绘：重做：删除火线「东线」，原因：烧过去了',
  ])
})

it('forgets what was undone once something new is drawn', async () => {
  const { api } = await desk()
  await api.drawings.draw(fireLine)
  await api.drawings.undo()
  await api.drawings.draw({ ...fireLine, name: '西线' })
  expect(await api.drawings.steps()).toEqual({ undo: '新画火线「西线」，长 999 米', redo: null })
})

it('does not undo what another person changed meanwhile', async () => {
  const { api, bench, one } = await desk()
  const { id } = await api.drawings.draw(fireLine)
  const { seen } = await one()
  bench.context.log.append({ actor: 'p-li', seat: 'seat-2', status: 'actual' }, [
    {
      kind: drawingChanged.kind,
      entity: id,
      base: seen,
      body: { meaning: 'fire-line', outline: longer, name: '东线', note: '', by: '李建国', at: 1 },
    },
  ])
  await expect(api.drawings.undo()).rejects.toMatchObject({
    code: 'CHANGED_SINCE',
    data: { by: '李建国' },
  })
  expect((await one()).size).toBe('长 2.00 公里')
})

it('takes an imported file back as a whole', async () => {
  const { api, bench } = await desk()
  const drawings = ['一', '二', '三'].map((name) => ({
    ...fireLine,
    outline: line,
    meaning: 'fire-line' as const,
    name,
    note: '',
  }))
  const done = importDrawings(bench.context, wang, { from: '火线.kml', drawings })
  expect(done.ok && done.value.ids).toHaveLength(3)
  expect((await api.drawings.steps()).undo).toBe('导入的 3 个标绘')
  await api.drawings.undo()
  expect(await api.drawings.list({})).toEqual([])
  await api.drawings.redo()
  expect(await api.drawings.list({})).toHaveLength(3)
})

it('keeps a drawing on the map while one console removed and another changed it, and says so', async () => {
  const { api, bench, one } = await desk()
  const { id } = await api.drawings.draw(fireLine)
  const { seen } = await one()
  const write = (kind: string, body: object) =>
    bench.context.log.append({ actor: 'p-li', seat: 's', status: 'actual' }, [
      { kind, entity: id, base: seen, body },
    ])
  write(drawingChanged.kind, {
    meaning: 'fire-line',
    outline: longer,
    name: '东线',
    note: '',
    by: '李建国',
    at: 1,
  })
  write(drawingRemoved.kind, { reason: '已扑灭', by: '指挥车', at: 2 })
  const shown = await one()
  expect(shown).toMatchObject({ size: '长 2.00 公里', others: [{ words: '已删除', by: '指挥车' }] })
  // A person who saw both decides.
  await api.drawings.remove({ drawing: id, seen: shown.seen, reason: '已扑灭' })
  expect(await api.drawings.list({})).toEqual([])
})

it('gives the same rows in any order of arrival', async () => {
  const { api, test, one } = await desk()
  const { id } = await api.drawings.draw(fireLine)
  await api.drawings.change({ ...fireLine, drawing: id, seen: (await one()).seen, outline: longer })
  await api.drawings.undo()
  await api.drawings.redo()
  await api.drawings.remove({ drawing: id, seen: (await one()).seen, reason: '误画' })
  await api.drawings.draw({ ...fireLine, name: '西线' })
  for (const table of ['drawing', 'drawing_step']) {
    const here = test.db.prepare(`select * from ${table} order by id`).all()
    expect(here.length).toBeGreaterThan(1)
    for (let seed = 1; seed <= 5; seed++) {
      expect(rowsElsewhere(test, [drawingProjection], drawingFacts, table, seed)).toEqual(here)
    }
  }
})
