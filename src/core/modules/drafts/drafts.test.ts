import { expect, it } from 'vitest'
import { openDatabase } from '../../../main/adapters/sqlite.ts'
import { discardDraft, draftsModule, draftsOf, saveDraft } from './index.ts'

function localDatabase() {
  const local = openDatabase(':memory:', { synchronous: 'FULL' })
  for (const sql of draftsModule.localMigrations ?? []) local.exec(sql)
  return local
}

it('keeps the newest words of each draft and gives them back newest first', () => {
  const local = localDatabase()
  saveDraft(local, 'li', { key: 'intake', body: '"小松"', savedAt: 1 })
  saveDraft(local, 'li', { key: 'log:duty', body: '"风向"', savedAt: 2 })
  saveDraft(local, 'li', { key: 'intake', body: '"小松镇罗源村"', savedAt: 3 })
  expect(draftsOf(local, 'li')).toEqual([
    { key: 'intake', body: '"小松镇罗源村"', savedAt: 3 },
    { key: 'log:duty', body: '"风向"', savedAt: 2 },
  ])
})

it("never shows one person's draft to another and discards only the one that was named", () => {
  const local = localDatabase()
  saveDraft(local, 'li', { key: 'intake', body: '1', savedAt: 1 })
  saveDraft(local, 'wang', { key: 'intake', body: '2', savedAt: 1 })
  expect(discardDraft(local, 'li', 'intake')).toBe(true)
  expect(discardDraft(local, 'li', 'intake')).toBe(false)
  expect(draftsOf(local, 'li')).toEqual([])
  expect(draftsOf(local, 'wang')).toHaveLength(1)
})

it('names unsaved words as they were written, not the form they were written into', () => {
  const local = localDatabase()
  const body = JSON.stringify({ received: '', place: '小松镇', narrative: '冒烟', startedAt: 1 })
  saveDraft(local, 'li', { key: 'intake', body, savedAt: 2 })
  saveDraft(local, 'li', { key: 'command', body: '"风向东南"', savedAt: 1 })
  expect(draftsModule.concerns?.({ local } as never)).toEqual([
    '未保存的文字：小松镇 冒烟',
    '未保存的文字：风向东南',
  ])
})
