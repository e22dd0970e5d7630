import { expect, it } from 'vitest'
import { emptyEntry, heardTime, isBlankEntry, newEntry, toldRows } from './entry-form.ts'

const now = Date.UTC(2026, 10, 30, 6, 2)

it('takes the time of the first word where none was typed, and never one after now', () => {
  expect(heardTime(emptyEntry, now)).toBe(now)
  expect(heardTime({ ...emptyEntry, startedAt: now - 90_000 }, now)).toBe(now - 90_000)
  expect(heardTime({ ...emptyEntry, heard: '13:40' }, now)).toBe(now - 22 * 60_000)
  expect(heardTime({ ...emptyEntry, heard: '1:4o' }, now)).toBeNull()
})

it('reads several who were told from one field', () => {
  expect(toldRows(' 李文斌、县水利局，县气象局； ')).toEqual([
    { whom: '李文斌' },
    { whom: '县水利局' },
    { whom: '县气象局' },
  ])
})

it('says nothing of an incident and a channel that were not chosen', () => {
  const entry = newEntry({ ...emptyEntry, content: '询问天气', channel: '' }, now)
  expect(entry).toMatchObject({ incident: null, channel: null, notices: [], done: 'done' })
})

it('is blank while only the direction was chosen', () => {
  expect(isBlankEntry({ ...emptyEntry, direction: 'out' })).toBe(true)
  expect(isBlankEntry({ ...emptyEntry, unit: '小松镇' })).toBe(false)
})
