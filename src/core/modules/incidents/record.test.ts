import { beforeEach, expect, it } from 'vitest'
import fc from 'fast-check'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { openDatabase } from '../../../main/adapters/sqlite.ts'
import type { Right } from '../../module.ts'
import { createTableSql } from '../../oplog/table-sql.ts'
import type { Fact } from '../../oplog/types.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { teamsModule } from '../teams/index.ts'
import { casualtiesOf, gradeHistory, incidentBrief, incidentsModule } from './index.ts'

const modules = [incidentsModule, logbookModule, peopleModule, teamsModule]
const intake = {
  source: '刘支书',
  place: { text: '小松镇罗源村', township: '360735101', precision: 'township-only' as const },
  category: '11G01',
}

let bench: Bench
let id: string
beforeEach(async () => {
  bench = openBench(modules)
  id = (await bench.api.incidents.open(intake)).id
})

const show = () => bench.api.incidents.show({ incident: id })
const told = { source: '小松01', verified: true }
const later = () => bench.test.world.advance(60_000)

it('keeps first grade, upgrade and downgrade with basis and who decided', async () => {
  const { decideGrade } = bench.api.incidents
  await decideGrade({ incident: id, grade: 'general', basis: '不足 1 公顷' })
  later()
  await decideGrade({ incident: id, grade: 'larger', basis: '过火 18 公顷' })
  later()
  await decideGrade({ incident: id, grade: 'general', basis: '复核为 0.8 公顷' })
  const history = gradeHistory(bench.context.db, id)
  expect(history.map(({ change, grade, decision }) => [change, grade, decision?.name])).toEqual([
    ['initial', 'general', '王海燕'],
    ['upgrade', 'larger', '王海燕'],
    ['downgrade', 'general', '王海燕'],
  ])
  const shown = await show()
  expect(shown.fields.find(({ field }) => field === 'gradeBasis')?.shown).toBe('复核为 0.8 公顷')
  expect(bench.lines().slice(-2)).toEqual([
    '升级：较大（原：一般），依据：过火 18 公顷，决定人 王海燕',
    '降级：一般（原：较大），依据：复核为 0.8 公顷，决定人 王海燕',
  ])
})

it('shows a grade written into the field before there were decisions', async () => {
  await bench.api.incidents.setField({ incident: id, field: 'grade', value: 'general' })
  later()
  await bench.api.incidents.decideGrade({ incident: id, grade: 'larger', basis: '3 人死亡' })
  expect((await show()).grade).toBe('larger')
  expect(
    gradeHistory(bench.context.db, id).map(({ grade, decision }) => [grade, decision === null]),
  ).toEqual([
    ['general', true],
    ['larger', false],
  ])
  expect((await show()).conflict).toBe(false)
})

it('lets nobody grade without the right or the word of a leader', async () => {
  const officer = {
    ...wang,
    session: {
      person: 'p',
      name: '陈志远',
      rights: new Set<Right>(['log.write', 'incident.write']),
      signedInAt: 0,
    },
  }
  const desk = openBench(modules, officer)
  const opened = await desk.api.incidents.open(intake)
  await expect(
    desk.api.incidents.decideGrade({ incident: opened.id, grade: 'general', basis: '小火' }),
  ).rejects.toMatchObject({ code: 'NOT_ENTITLED' })
  expect(desk.lines()).toHaveLength(1)
})

it('suggests from figures and losses and grades nothing by itself', async () => {
  expect((await show()).suggestion.overall).toBeNull()
  await bench.api.incidents.reportLosses({
    incident: id,
    burnt: { told: 280, unit: '亩' },
    source: '森防01',
  })
  const shown = await show()
  expect(shown.suggestion).toMatchObject({ overall: 'larger' })
  expect(shown.grade).toBe('ungraded')
  expect(bench.lines().at(-1)).toBe('损失：受害森林面积 280 亩（折合 18.67 公顷）')
  expect(shown.fields.find(({ field }) => field === 'loss')?.shown).toBe(
    '受害森林面积 280 亩（折合 18.67 公顷）',
  )
})

it('keeps the unit as told beside the converted figure', async () => {
  await bench.api.incidents.reportLosses({
    incident: id,
    economic: { told: 1.2, unit: '亿元' },
    source: '县林业局',
  })
  expect((await show()).losses).toMatchObject([
    { economic: { told: 1.2, unit: '亿元', wan: 12_000 }, source: '县林业局' },
  ])
  await expect(
    bench.api.incidents.reportLosses({ incident: id, source: '县林业局' }),
  ).rejects.toMatchObject({ code: 'NOTHING' })
})

it('writes what changed in the log, and lets the report’s field follow the figures', async () => {
  await bench.api.incidents.reportCasualties({ incident: id, ...told, atRisk: 126 })
  later()
  await bench.api.incidents.reportCasualties({ incident: id, ...told, injured: 2, evacuated: 71 })
  const shown = await show()
  expect(shown.casualties).toMatchObject({ injured: 2, atRisk: 126, evacuated: 71, dead: 0 })
  expect(bench.lines().at(-1)).toBe('伤亡：受伤 0 → 2，转移 0 → 71（已核实）')
  expect(shown.fields.find(({ field }) => field === 'casualties')?.shown).toBe(
    '死亡 0 人，失踪 0 人，重伤 0 人，受伤 2 人，被困 0 人，涉险 126 人，转移 71 人',
  )
  await bench.api.incidents.setField({ incident: id, field: 'casualties', value: '轻伤2人，送医' })
  later()
  await bench.api.incidents.reportCasualties({ incident: id, ...told, injured: 3 })
  const kept = (await show()).fields.find(({ field }) => field === 'casualties')
  expect(kept?.shown).toBe('轻伤2人，送医')
})

it('refuses figures that fall without a word, changes nothing, and takes them with a reason', async () => {
  const { reportCasualties } = bench.api.incidents
  await reportCasualties({ incident: id, ...told, dead: 3, missing: 2, trapped: 4, evacuated: 80 })
  later()
  const lines = bench.lines().length
  await expect(
    reportCasualties({ incident: id, ...told, dead: 2, missing: 1, trapped: 0, evacuated: 60 }),
  ).rejects.toMatchObject({
    code: 'FALLS',
    message: '死亡由 3 降为 2，请写明更正原因；失踪由 2 降为 1，请写明去向。',
  })
  expect(bench.lines()).toHaveLength(lines)
  expect((await show()).casualties).toMatchObject({ dead: 3, missing: 2 })
  await reportCasualties({ incident: id, ...told, trapped: 0, evacuated: 60 })
  later()
  await reportCasualties({ incident: id, ...told, missing: 1, reason: '1 人找到，平安' })
  expect(bench.lines().at(-1)).toBe('伤亡：失踪 2 → 1（已核实），原因：1 人找到，平安')
})

it.each([
  ['人数不能小于 0。', { dead: -1 }],
  ['人数要填整数。', { dead: 1.5 }],
  ['人数太大，请核对。', { evacuated: 1_000_000 }],
])('refuses figures that cannot be: %s', async (sentence, figures) => {
  await expect(
    bench.api.incidents.reportCasualties({ incident: id, ...told, ...figures }),
  ).rejects.toMatchObject({ data: { issues: [{ message: sentence }] } })
})

it('takes late figures into the history and leaves the standing ones', async () => {
  const before = bench.context.world.clock.nowMs()
  later()
  const { reportCasualties } = bench.api.incidents
  await reportCasualties({ incident: id, ...told, injured: 3 })
  await reportCasualties({ incident: id, ...told, injured: 1, at: before })
  expect(casualtiesOf(bench.context.db, id).map(({ injured, late }) => [injured, late])).toEqual([
    [1, true],
    [3, false],
  ])
  await expect(
    reportCasualties({ incident: id, ...told, at: bench.context.world.clock.nowMs() + 600_000 }),
  ).rejects.toMatchObject({ code: 'IN_FUTURE' })
})

it('lets the graver of two snapshots stand that did not see each other', async () => {
  const { context } = bench
  const snapshot = (missing: number, injured: number) => ({
    kind: 'incident.casualties-reported',
    entity: id,
    body: {
      dead: 0,
      missing,
      serious: 0,
      injured,
      trapped: 0,
      atRisk: 0,
      evacuated: 0,
      source: '车',
      verified: false,
      at: context.world.clock.nowMs(),
      reason: '',
      late: false,
      by: '邓涛',
    },
  })
  const who = { actor: 'p', seat: 's', status: 'actual' } as const
  context.log.append(who, [snapshot(1, 0)])
  later()
  context.log.append(who, [snapshot(0, 5)])
  const shown = await show()
  expect(shown).toMatchObject({ conflict: true, casualties: { missing: 1, injured: 0 } })
  await bench.api.incidents.reportCasualties({ incident: id, ...told, injured: 5 })
  expect(await show()).toMatchObject({ conflict: false, casualties: { missing: 1, injured: 5 } })
})

it('keeps response level and warning colour apart from the grade, each with its history', async () => {
  const { setResponse, setWarningColour } = bench.api.incidents
  const until = bench.context.world.clock.nowMs() + 24 * 3_600_000
  await expect(setResponse({ incident: id, level: '4', subject: '山火' })).rejects.toMatchObject({
    code: 'ELEMENTS_NEEDED',
  })
  await expect(setResponse({ incident: id, level: null })).rejects.toMatchObject({
    code: 'NOT_RUNNING',
  })
  const four = { subject: '罗源山火扑救', expectedUntil: until, measures: '增派队伍，转移群众' }
  await setResponse({ incident: id, level: '4', ...four })
  later()
  await setResponse({ incident: id, level: '3', ...four })
  await setWarningColour({ incident: id, colour: 'orange', basis: '县气象局 13:00' })
  const shown = await show()
  expect(shown.grade).toBe('ungraded')
  expect(shown.responses.map(({ level }) => level)).toEqual(['4', '3'])
  expect(shown.warnings.map(({ colour }) => colour)).toEqual(['orange'])
  later()
  await setResponse({ incident: id, level: null })
  expect(bench.lines().at(-1)).toBe('终止三级响应，决定人 王海燕')
})

it('follows a task from its order to its end, and refuses what the table does not have', async () => {
  const { issueTask, setTaskStatus } = bench.api.incidents
  const due = bench.context.world.clock.nowMs() + 30 * 60_000
  const { id: task } = await issueTask({
    incident: id,
    text: '罗源路口管制',
    receiver: '县交警大队',
    due,
  })
  await setTaskStatus({ task, to: 'ack' })
  bench.test.world.advance(31 * 60_000)
  expect((await show()).tasks).toMatchObject([
    { receiver: '县交警大队', taskStatus: 'ack', overdue: true },
  ])
  await expect(setTaskStatus({ task, to: 'failed' })).rejects.toMatchObject({
    code: 'REASON_NEEDED',
  })
  await setTaskStatus({ task, to: 'done', result: '已放行' })
  await expect(setTaskStatus({ task, to: 'ack' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED_TASK',
    message: '任务现在是“完成”，已经结束，不能再转为“已确认”。',
  })
  expect((await show()).tasks).toMatchObject([{ taskStatus: 'done', overdue: false, next: [] }])
  expect(bench.lines().at(-1)).toBe('任务“罗源路口管制”（县交警大队）：完成，已放行')
  await expect(
    issueTask({ incident: id, text: '巡查', receiver: '村', due: due - 3_600_000 }),
  ).rejects.toMatchObject({ code: 'PAST' })
})

it('names an incident for other modules', () => {
  expect(incidentBrief(bench.context, id)).toMatchObject({
    number: '#1',
    categoryName: '森林火灾',
    occurredAt: null,
    group: 'waiting',
  })
  expect(incidentBrief(bench.context, 'nobody')).toBeUndefined()
})

it('makes the same rows from the same facts in any order, some of them twice', async () => {
  const { incidents } = bench.api
  const main = (await incidents.open(intake)).id
  await incidents.setField({ incident: id, field: 'grade', value: 'general', seen: [] })
  await incidents.setField({ incident: id, field: 'grade', value: 'larger', seen: [] })
  await incidents.decideGrade({ incident: id, grade: 'general', basis: '小火' })
  await incidents.reportCasualties({ incident: id, ...told, injured: 2, atRisk: 5 })
  await incidents.reportLosses({ incident: id, burnt: { told: 3, unit: '亩' }, source: '村' })
  await incidents.setWarningColour({ incident: id, colour: 'red', basis: '气象局' })
  await incidents.setStatus({ incident: id, to: 'responding' })
  await incidents.setStatus({ incident: id, to: 'merged', main })
  const { id: task } = await incidents.issueTask({ incident: main, text: '管制', receiver: '交警' })
  await incidents.setTaskStatus({ task, to: 'ack' })
  await incidents.setTaskStatus({ task, to: 'done' })
  const { db, log } = bench.context
  for (const [entity, table] of [
    [id, 'incident'],
    [task, 'incident_task'],
  ] as const) {
    const facts = log.factsOf(entity)
    const rows = (from: typeof db) =>
      from.prepare(`select * from ${table} where id = ?`).all(entity)
    const wanted = rows(db)
    expect(wanted).toHaveLength(1)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: facts.length }), fc.nat(), (cut, skip) => {
        const other = openDatabase(':memory:', { synchronous: 'FULL' })
        const tables = incidentsModule.projections.flatMap((one) => one.tables)
        for (const sql of tables.flatMap(createTableSql)) other.exec(sql)
        const fold = (some: readonly Fact[]) => {
          for (const one of incidentsModule.projections) one.fold?.(other, entity, some)
        }
        fold(facts.slice(0, cut))
        fold(facts.filter((_, place) => place !== skip % facts.length))
        fold(facts)
        expect(rows(other)).toEqual(wanted)
        other.close()
      }),
      { numRuns: 20 },
    )
  }
})
