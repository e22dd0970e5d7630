import { afterEach, expect, it } from 'vitest'
import { raiseDrafts } from '../../src/core/modules/alarms/index.ts'
import { saveDraft } from '../../src/core/modules/drafts/index.ts'
import { recordBySystem } from '../../src/core/seat-log.ts'
import { startTestConsole, type TestConsole } from '../support/start-console.ts'

let test: TestConsole | undefined
afterEach(async () => {
  await test?.close()
  test = undefined
})

it('closes without a question when nothing is open', async () => {
  test = await startTestConsole()
  expect(test.running.concerns()).toEqual([])
})

it('names the alarms nobody has dealt with', async () => {
  test = await startTestConsole()
  const { context } = test.running
  for (const gateway of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6']) {
    const raised = raiseDrafts(context, {
      kind: 'gateway-lost',
      subject: gateway,
      priority: 'high',
      title: `${gateway} 中断`,
      detail: '',
    })
    expect(recordBySystem(context, 'test', raised).ok).toBe(true)
  }
  const concerns = test.running.concerns()
  expect(concerns).toHaveLength(6)
  expect(concerns[0]).toMatch(/^告警未处置：g\d 中断$/)
  expect(concerns[5]).toBe('另有 1 条告警未处置')
})

it('names words that were typed and never sent', async () => {
  test = await startTestConsole()
  const { local } = test.running.context
  saveDraft(local, 'p1', { key: 'line', body: '  ', savedAt: 1 })
  saveDraft(local, 'p1', {
    key: 'log',
    body: '小松镇罗源村山火，村支书报无人被困，请派森林大队',
    savedAt: 2,
  })
  expect(test.running.concerns()).toEqual([
    '未保存的文字：小松镇罗源村山火，村支书报无人被困，请派',
  ])
})
