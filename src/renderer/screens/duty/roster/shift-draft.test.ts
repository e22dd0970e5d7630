import { describe, expect, it } from 'vitest'
import type { ShownShift } from '../../../../core/modules/rosters/contract.ts'
import { draftOf, draftPosts, emptyDraft, readShift, spanWords, tooMany } from './shift-draft.ts'

const hour = 3_600_000
const posts = [
  { key: 'chief', word: '主班' },
  { key: 'officer', word: '副班' },
]
/** 2026-12-03 17:30 in Beijing. */
const from = Date.UTC(2026, 11, 3, 9, 30)
const person = (name: string) => ({ id: name, name, phone: '', callSign: '' })
const night: ShownShift = {
  id: '2026-12-03.1730',
  day: '2026-12-03',
  word: '夜班',
  from,
  to: from + 15 * hour,
  night: true,
  weekend: false,
  holiday: null,
  status: 'planned',
  posts: [
    { post: 'chief', word: '主班', count: 1, people: [person('张伟')] },
    { post: 'officer', word: '副班', count: 2, people: [person('李静'), person('吴磊')] },
  ],
}
const month = '2026-12'
const read = (some: Partial<ReturnType<typeof draftOf>>) =>
  readShift({ ...draftOf(night), ...some }, month, posts)
const hoursOf = (to: string) => {
  const { shift } = read({ to })
  return shift && (shift.to - shift.from) / hour
}

it('shows clocks of the duty day and reads the same shift back', () => {
  expect(draftOf(night)).toMatchObject({ from: '17:30', to: '次日 08:30' })
  expect(draftOf({ ...night, to: from + 48 * hour })).toMatchObject({ to: '12-05 17:30' })
  const { id, day, word, to } = night
  expect(read({}).shift).toEqual({
    id,
    day,
    word,
    from,
    to,
    night: true,
    needs: [
      { post: 'chief', count: 1 },
      { post: 'officer', count: 2 },
    ],
  })
})

it('takes a time as it is typed on any keyboard', () => {
  expect(hoursOf('23:30')).toBe(6)
  expect(hoursOf('２３：３０')).toBe(6)
  expect(hoursOf('2330')).toBe(6)
  expect(hoursOf('23点30分')).toBe(6)
  expect(hoursOf('24:00')).toBe(6.5)
  expect(hoursOf('次日08:30')).toBe(15)
  expect(hoursOf('+1 8:30')).toBe(15)
  expect(hoursOf('12月4日 8:30')).toBe(15)
  expect(hoursOf('12-05 17:30')).toBe(48)
})

it('ends the last shift of the year in January', () => {
  const draft = { ...draftOf(night), day: '2026-12-31', to: '01-01 08:30' }
  const { shift } = readShift(draft, month, posts)
  expect(shift && (shift.to - shift.from) / hour).toBe(15)
})

describe('what is wrong with it, in words', () => {
  it('an end before the start says how the next day is written', () => {
    expect(read({ to: '08:30' }).problems.to).toBe(
      '下班时间要晚于上班时间 17:30；到第二天请写 次日 08:30。',
    )
    expect(read({ to: '12-02 08:30' }).problems.to).toBe('下班时间要晚于上班时间 17:30，请改正。')
    expect(read({ to: '08:30' }).shift).toBeUndefined()
  })

  it('more than 48 hours', () => {
    expect(read({ to: '12-05 18:00' }).problems.to).toBe(
      '一个班最长 48 小时，这里是 48 小时 30 分，请改正。',
    )
    expect(read({ to: '12-05 17:31' }).problems.to).toContain('48 小时 1 分')
  })

  it('no time at all', () => {
    for (const to of ['', '25:00', '8:', '次日', '13-40 08:00']) {
      expect(read({ to }).problems.to, to).toContain('下班时间')
    }
    for (const text of ['', '24:00', '次日 08:30', '早上']) {
      expect(read({ from: text }).problems.from, text).toContain('上班时间')
    }
  })

  it('nobody needed, or no number', () => {
    expect(read({ needs: { chief: '0', officer: '' } }).problems.needs).toContain('都是 0')
    expect(read({ needs: { chief: '21' } }).problems.needs).toBe('“主班”的人数写 0 到 20 的整数。')
    expect(read({ needs: { chief: '1.5' } }).problems.needs).toContain('主班')
    expect(read({ needs: { chief: '２' } }).shift?.needs).toEqual([{ post: 'chief', count: 2 }])
  })

  it('no name, and a day of another month', () => {
    expect(read({ word: ' ' }).problems.word).toContain('班次名称')
    const added = { ...emptyDraft('2027-01-03'), word: '加班', from: '08:00', to: '12:00' }
    expect(readShift(added, month, posts).problems.day).toBe('日期要在2026年12月内，写成 12-03。')
    const needs = { chief: '1' }
    expect(readShift({ ...added, day: '12-3', needs }, month, posts).shift?.day).toBe('2026-12-03')
    expect(
      readShift({ ...added, day: '11-31', needs }, '2026-11', posts).problems.day,
    ).toBeDefined()
  })
})

it('keeps a post of the shift that the county does not keep any more', () => {
  const old = { post: 'pilot', word: '飞手', count: 1, people: [] }
  const keys = draftPosts(posts, { ...night, posts: [...night.posts, old] }).map(({ key }) => key)
  expect(keys).toEqual(['chief', 'officer', 'pilot'])
})

it('tells who would stand there without being needed', () => {
  expect(tooMany(night, [{ post: 'chief', count: 1 }])).toEqual([
    '副班只要 0 人，已排 李静、吴磊：改后都还在班上，多出的请在表里清空。',
  ])
  expect(tooMany(night, read({}).shift?.needs ?? [])).toEqual([])
})

it('says until when and how long', () => {
  expect(spanWords(night)).toBe('到 12-04 08:30，共 15 小时')
})
