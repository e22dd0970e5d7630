import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { logbookModule } from '../logbook/index.ts'
import { ruleMs, rulesModule, ruleValue } from './index.ts'

const modules = [logbookModule, rulesModule]

it('starts with the county’s value, keeps a change over a restart and says who made it', async () => {
  const bench = openBench(modules)
  expect(ruleValue(bench.context, 'dispatch.ack')).toBe(5)
  await bench.api.rules.set({ key: 'dispatch.ack', value: 8, reason: '山区信号差' })
  const after = bench.restart()
  expect(ruleMs(after.context, 'dispatch.ack')).toBe(480_000)
  const rule = (await after.api.rules.list()).find(({ key }) => key === 'dispatch.ack')
  expect(rule).toMatchObject({
    value: 8,
    first: 5,
    changed: { by: '王海燕', reason: '山区信号差' },
  })
  expect(after.lines()).toEqual(['规则“命令未复诵”：8 分钟（原：5 分钟）；原因：山区信号差'])
})

it('refuses a value out of range and changes nothing', async () => {
  const { api, context, lines } = openBench(modules)
  await expect(
    api.rules.set({ key: 'dispatch.ack', value: 600, reason: '试' }),
  ).rejects.toMatchObject({ code: 'OUT_OF_RANGE', data: { min: 1, max: 60 } })
  expect(ruleValue(context, 'dispatch.ack')).toBe(5)
  expect(lines()).toEqual([])
})
