import { expect, it } from 'vitest'
import {
  emptyIntake,
  filledIn,
  isBlankIntake,
  listOf,
  missingOf,
  placeOf,
  receivedOf,
  tooLong,
  withId,
  withoutId,
} from './intake-form.ts'

const now = Date.parse('2026-04-05T14:02:30+08:00')
const at = (iso: string) => Date.parse(`${iso}+08:00`)

it('takes the first typed word for the time, and a typed time before that', () => {
  expect(receivedOf({ ...emptyIntake, startedAt: now - 90_000 }, now)).toMatchObject({
    at: now - 90_000,
  })
  expect(receivedOf({ ...emptyIntake, received: '1400' }, now)).toEqual({
    ok: true,
    at: at('2026-04-05T14:00'),
    hint: undefined,
  })
  expect(receivedOf({ ...emptyIntake, received: '23:10' }, now)).toMatchObject({
    hint: '昨天 23:10',
  })
  expect(receivedOf({ ...emptyIntake, received: '25:10' }, now)).toEqual({
    ok: false,
    problem: '小时只能是 0 到 23，请改正。',
  })
})

it('lists what is needed and what may follow', () => {
  const form = { ...emptyIntake, place: '小松镇' }
  expect(missingOf(form, placeOf(form, undefined), receivedOf(form, now))).toEqual({
    needed: ['信息来源'],
    later: ['类别（待定）', '准确位置', '回拨电话', '内容'],
  })
})

it('keeps a paste that is too long and says how long', () => {
  const form = { ...emptyIntake, narrative: '火'.repeat(20_000) }
  expect(tooLong(form, 'narrative')).toBe('有 20000 字，最多 2000 字，请删减。文字都还在。')
  expect(tooLong(form, 'source')).toBeUndefined()
})

it('fills in only what is blank', () => {
  const call = {
    phoneCall: 'p1',
    receivedAt: now - 5000,
    contact: '138 0797 1234',
    source: '刘某',
    channel: 'landline',
  }
  expect(filledIn(emptyIntake, call)).toEqual({
    phoneCall: 'p1',
    contact: '138 0797 1234',
    source: '刘某',
    channel: 'landline',
    startedAt: now - 5000,
  })
  const typing = { ...emptyIntake, source: '过路司机', narrative: '冒烟', startedAt: now - 60_000 }
  expect(filledIn(typing, call)).toEqual({ phoneCall: 'p1', contact: '138 0797 1234' })
  expect(filledIn({ ...typing, contact: '139 0797 5678' }, call)).toEqual({})
})

it('takes a place from the command line with all that is known of it', () => {
  const place = { text: '小松镇罗源村', village: 'v', precision: 'township-only' as const }
  const form = { ...emptyIntake, ...filledIn(emptyIntake, { place }) }
  expect(isBlankIntake(form)).toBe(false)
  expect(placeOf(form, undefined)).toMatchObject({ how: 'told', place })
})

it('keeps ids in one text', () => {
  expect(withId('a b', 'c')).toBe('a b c')
  expect(withId('a b', 'a')).toBe('b a')
  expect(withoutId('a b', 'a')).toBe('b')
  expect(listOf('')).toEqual([])
})
