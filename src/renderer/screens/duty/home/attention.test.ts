import { expect, it } from 'vitest'
import type { OnDutyNow } from '../../../../core/modules/onduty/contract.ts'
import type { RosterMonth, ShownSwap } from '../../../../core/modules/rosters/contract.ts'
import { attentionOf } from './attention.ts'

/** 2026-11-28 10:00 Beijing. */
const now = Date.UTC(2026, 10, 28, 2)

const month = (of: string, state: RosterMonth['state'], some: Partial<RosterMonth> = {}) =>
  ({ month: of, state, shifts: [], violations: [], ...some }) as unknown as RosterMonth

const words = (some: Partial<Parameters<typeof attentionOf>[0]>) =>
  attentionOf({ now, duty: undefined, months: [], swaps: [], ...some }).map((one) => one.words)

it('tells of a month that begins within a week and is not issued', () => {
  const months = [month('2026-11', 'published'), month('2026-12', 'draft')]
  expect(words({ months })).toEqual(['2026年12月值班表还没有印发'])
  expect(words({ months, now: now - 20 * 86_400_000 })).toEqual([])
})

it('calls a running month without a roster urgent', () => {
  const [first] = attentionOf({
    now,
    duty: undefined,
    months: [month('2026-11', 'none')],
    swaps: [],
  })
  expect(first).toMatchObject({ tone: 'red', words: '2026年11月值班表还没有排' })
})

it('names who is late, a hard breach of the next days, and requests that wait', () => {
  const late = { person: 'w', name: '王海燕', word: '主班', signedOnAt: null, lateByMin: 12 }
  const duty = { people: [late, { ...late, person: 'l', signedOnAt: now }] } as unknown as OnDutyNow
  const shift = { id: 's', from: now + 3_600_000, to: now + 7_200_000 }
  const breach = { key: 'k', shift: 's', hard: true, override: null, words: '11月28日 夜班 缺主班' }
  const far = { ...breach, key: 'far', shift: 'other' }
  const months = [
    month('2026-11', 'published', {
      shifts: [shift] as unknown as RosterMonth['shifts'],
      violations: [breach, far] as unknown as RosterMonth['violations'],
    }),
  ]
  expect(attentionOf({ now, duty, months: [], swaps: [] })[0]?.part).toBe('presence')
  const swaps = [{ state: 'agreed' }, { state: 'asked' }] as ShownSwap[]
  expect(words({ duty, months, swaps })).toEqual([
    '主班 王海燕 还没有签到，已过 12 分钟',
    '11月28日 夜班 缺主班',
    '1 份换班申请待批准',
    '1 份换班申请等对方答复',
  ])
})
