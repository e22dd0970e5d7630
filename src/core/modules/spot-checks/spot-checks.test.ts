import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { rowsElsewhere } from '../../../../tests/support/shuffled-console.ts'
import { alarmsModule } from '../alarms/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { peopleModule } from '../people/index.ts'
import { rulesModule } from '../rules/index.ts'
import { plainWords } from '../../documents/model.ts'
import { spotCheckProjection } from './apply.ts'
import { spotCheckFacts } from './facts.ts'
import { documents, spotChecksModule } from './index.ts'

const modules = [alarmsModule, logbookModule, peopleModule, rulesModule, spotChecksModule]

async function desk() {
  const bench = openBench(modules)
  const { id } = await bench.api.people.registerOrganization({
    name: '小松镇政府',
    kind: 'township',
    dutyPhone: '0797-5712345',
  })
  const begin = async (method: 'phone' | 'onsite' = 'phone') =>
    bench.api.spotChecks.begin({
      unit: { id, name: '小松镇政府' },
      method,
      contact: '0797-5712345',
    })
  return { bench, unit: id, begin }
}

it('measures the seconds from the call to the answer by its own clock', async () => {
  const { bench, begin } = await desk()
  const { id } = await begin()
  bench.test.world.advance(12_400)
  expect(await bench.api.spotChecks.answered({ check: id })).toMatchObject({ answerSecs: 12 })
  await expect(bench.api.spotChecks.answered({ check: id })).rejects.toMatchObject({
    code: 'ALREADY',
  })
  await bench.api.spotChecks.conclude({ check: id, result: 'ok', answeredBy: '刘镇长' })
  expect(bench.lines()).toEqual(['查岗 小松镇政府（电话抽查）：在岗，12 秒应答，应答人 刘镇长'])
  expect(await bench.api.spotChecks.list({})).toMatchObject([
    { state: 'concluded', answerSecs: 12, result: 'ok', answeredBy: '刘镇长' },
  ])
  expect((await bench.api.logbook.openActions({})).count).toBe(0)
})

it('keeps what was found wrong open until it is put right', async () => {
  const { bench, begin } = await desk()
  const { id } = await begin()
  const absent = { check: id, result: 'absent' } as const
  await expect(bench.api.spotChecks.conclude({ check: id, result: 'ok' })).rejects.toMatchObject({
    code: 'ANSWER_NEEDED',
  })
  await expect(bench.api.spotChecks.conclude(absent)).rejects.toMatchObject({
    code: 'PROBLEM_NEEDED',
  })
  await bench.api.spotChecks.conclude({ ...absent, problem: '响铃两遍无人接', fix: '书面说明' })
  expect((await bench.api.logbook.openActions({})).count).toBe(1)
  expect(await bench.api.spotChecks.targets()).toMatchObject([
    { name: '小松镇政府', lastResult: 'absent', checks: 1, bad: 1 },
  ])
  await bench.api.spotChecks.markFixed({ check: id, note: '已书面说明' })
  expect((await bench.api.logbook.openActions({})).count).toBe(0)
  await expect(bench.api.spotChecks.markFixed({ check: id, note: '又' })).rejects.toMatchObject({
    code: 'NOTHING_OPEN',
  })
})

it('goes on after a restart, so that a crash in the middle loses no seconds', async () => {
  const { bench, begin } = await desk()
  const { id } = await begin()
  bench.test.world.advance(5000)
  const again = bench.restart()
  again.test.world.advance(3000)
  const { answerSecs } = await again.api.spotChecks.answered({ check: id })
  expect(answerSecs).toBeGreaterThanOrEqual(3)
  const [row] = await again.api.spotChecks.list({})
  expect(answerSecs).toBe(Math.round(((row?.answeredAt ?? 0) - (row?.at ?? 0)) / 1000))
})

it('does not measure what is noted afterwards or on site, and refuses the future', async () => {
  const { bench, unit, begin } = await desk()
  const now = bench.test.world.clock.nowMs()
  const { id } = await begin('onsite')
  await bench.api.spotChecks.conclude({ check: id, result: 'ok', answeredBy: '刘镇长' })
  const late = { unit: { id: unit, name: '小松镇政府' }, method: 'phone' } as const
  await expect(bench.api.spotChecks.begin({ ...late, at: now + 3_600_000 })).rejects.toMatchObject({
    code: 'IN_FUTURE',
  })
  const { id: earlier } = await bench.api.spotChecks.begin({ ...late, at: now - 3_600_000 })
  await bench.api.spotChecks.conclude({ check: earlier, result: 'ok', answeredBy: '值班员' })
  expect((await bench.api.spotChecks.list({})).map(({ answerSecs }) => answerSecs)).toEqual([
    null,
    null,
  ])
})

it('runs one check of a unit at a time, and one begun by mistake is taken back with a reason', async () => {
  const { bench, begin } = await desk()
  const { id } = await begin()
  await expect(begin()).rejects.toMatchObject({ code: 'RUNNING' })
  await bench.api.spotChecks.withdraw({ check: id, reason: '拨错号' })
  await expect(bench.api.spotChecks.answered({ check: id })).rejects.toMatchObject({
    code: 'NOT_RUNNING',
  })
  expect(await begin()).toBeDefined()
  expect(bench.lines()).toEqual(['查岗 小松镇政府（电话抽查）作废：拨错号'])
})

it('prints one check and a month of them', async () => {
  const { bench, begin } = await desk()
  const { id } = await begin()
  await bench.api.spotChecks.conclude({ check: id, result: 'absent', problem: '无人接' })
  const [kind] = documents
  expect(kind?.subjects(bench.context, null).map(({ title }) => title)).toEqual([
    '2026-03 全月',
    '小松镇政府 03-01 08:00',
  ])
  const month = kind?.compose(bench.context, 'month:2026-03')
  const table = month?.ok ? month.value.blocks.find((block) => block.kind === 'table') : undefined
  const row = table?.kind === 'table' ? table.rows[0] : undefined
  expect(Array.isArray(row) ? row.map((cell) => plainWords(cell)) : row).toEqual([
    '1',
    '小松镇政府',
    '03-01 08:00',
    '电话抽查',
    '无应答',
    '',
    '脱岗',
    '无人接',
    '未整改',
    '王海燕',
  ])
  expect(kind?.compose(bench.context, 'month:2025-01')).toMatchObject({ ok: false })
})

it('reaches the same rows in any order of arrival', async () => {
  const { bench, begin } = await desk()
  const { id } = await begin()
  await bench.api.spotChecks.answered({ check: id })
  await bench.api.spotChecks.conclude({ check: id, result: 'late', problem: '慢' })
  await bench.api.spotChecks.markFixed({ check: id, note: '改' })
  const here = bench.context.db.prepare('select * from spot_check order by id').all()
  for (const seed of [1, 2, 3]) {
    expect(
      rowsElsewhere(bench.test, [spotCheckProjection], spotCheckFacts, 'spot_check', seed),
    ).toEqual(here)
  }
})
