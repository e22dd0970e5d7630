import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { alarmsModule } from '../alarms/index.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { radioModule } from '../radio/index.ts'
import { recordingsModule } from '../recordings/index.ts'
import { positionsModule } from '../positions/index.ts'
import { rulesModule } from '../rules/index.ts'
import { teamsModule } from '../teams/index.ts'
import { checkItems, type CheckResult } from './contract.ts'
import { checksModule } from './index.ts'

const modules = [
  alarmsModule,
  logbookModule,
  rulesModule,
  teamsModule,
  positionsModule,
  checksModule,
  gatewaysModule,
  radioModule,
  recordingsModule,
]

const answers = (result: CheckResult, words = '') =>
  checkItems.map(([key]) => ({ key, result, words }))

it('records every item with its result, its words and what was measured, in one line', async () => {
  const { api, lines } = openBench(modules)
  const items = answers('ok').map((item) =>
    item.key === 'printer' ? { ...item, result: 'fault' as const, words: '缺墨' } : item,
  )
  await api.checks.record({ items })
  const [record] = await api.checks.records({})
  expect(record).toMatchObject({ name: '王海燕', seat: '值班台1', faults: 1, unchecked: 0 })
  expect(record?.items.find(({ key }) => key === 'printer')).toMatchObject({
    result: 'fault',
    words: '缺墨',
  })
  expect(record?.items.find(({ key }) => key === 'disk')?.measured).toMatch(
    /GB；副本盘正常；.*查验无误/,
  )
  expect(lines()).toEqual([
    '王海燕 班前检查，1 项有问题。打印有问题：缺墨；正常：声音：紧急、声音：重要、声音：一般、声音：恢复、网关、录音、时钟、磁盘和副本、对端控制台',
  ])
})

it('puts what was found wrong on the open items, and a good check not', async () => {
  const { api } = openBench(modules)
  await api.checks.record({ items: answers('ok') })
  expect((await api.logbook.openActions({})).count).toBe(0)
  await api.checks.record({ items: answers('fault', '不响') })
  expect((await api.logbook.openActions({})).count).toBe(1)
})

it('says what was not looked at, and refuses a check of nothing and a fault without words', async () => {
  const { api, lines } = openBench(modules)
  await api.checks.record({ items: [{ key: 'clock', result: 'ok', words: '' }] })
  expect((await api.checks.records({}))[0]).toMatchObject({ unchecked: checkItems.length - 1 })
  await expect(api.checks.record({ items: [] })).rejects.toMatchObject({ code: 'NOTHING_CHECKED' })
  await expect(
    api.checks.record({ items: [{ key: 'clock', result: 'fault', words: ' ' }] }),
  ).rejects.toMatchObject({ code: 'FAULT_NEEDS_WORDS', data: { key: 'clock' } })
  expect(lines()).toHaveLength(1)
})

it('measures what it can: a gateway that is down, an old backup, a broken chain', async () => {
  const { api, test } = openBench(modules)
  const of = async (key: string) => (await api.checks.now()).find((item) => item.key === key)
  expect(await of('gateways')).toMatchObject({ measured: '没有设网关', suggests: null })
  await api.gateways.add({ name: '中心', driver: 'fake', link: { kind: 'memory', name: 'a' } })
  expect((await of('gateways'))?.measured).toContain('中心')
  expect(await of('recording')).toMatchObject({ measured: '没有一路设了录音', suggests: null })
  expect(await of('disk')).toMatchObject({ suggests: null })
  test.db.exec('drop trigger op_keeps_values')
  test.db.exec("update op set bytes = x'00' where seq = (select max(seq) from op)")
  expect(await of('disk')).toMatchObject({ suggests: 'fault' })
  expect((await of('disk'))?.measured).toContain('查验有误')
})

it('offers a test page that holds Chinese, a struck line and the date', async () => {
  const { api } = openBench(modules)
  const { name, path } = await api.checks.testPage()
  expect(name).toMatch(/^打印测试页-\d{14}\.pdf$/)
  expect(path).toMatch(/files/)
})

it('says of each line whether it is recorded, and of one that is not what to do', async () => {
  const { api } = openBench(modules)
  const { id } = await api.gateways.add({
    name: '中心',
    driver: 'fake',
    link: { kind: 'memory', name: 'a' },
  })
  await api.recordings.setInput({ gateway: id, device: { id: 'd1', label: '线路输入' } })
  const item = (await api.checks.now()).find(({ key }) => key === 'recording')
  expect(item?.suggests).toBe('fault')
  expect(item?.measured).toMatch(/^中心 录音页没有打开，.*设置 › 录音/)
})
