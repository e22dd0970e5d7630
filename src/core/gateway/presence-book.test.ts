import { expect, it } from 'vitest'
import { fakeTime } from '../../../tests/support/fake-time.ts'
import type { GatewayEvent } from './events.ts'
import { createPresenceBook, type PresenceOptions } from './presence-book.ts'

function bench(options: Partial<PresenceOptions> = {}) {
  const time = fakeTime()
  const told: [string, boolean, string][] = []
  const emit = (event: GatewayEvent): void => {
    if (event.kind === 'radioPresence') told.push([event.radio, event.online, event.how])
  }
  const book = createPresenceBook(
    { timers: time.timers, monotonicMs: () => time.clock.monotonicMs(), emit },
    { lifeMs: 60_000, ...options },
  )
  return { time, told, book }
}

it('tells once that a radio was heard, and each registration', () => {
  const { book, told } = bench()
  book.heard('1001')
  book.heard('1001')
  book.set('1001', true, 'registered')
  book.set('1001', true, 'registered')
  expect(told).toEqual([
    ['1001', true, 'heard'],
    ['1001', true, 'registered'],
    ['1001', true, 'registered'],
  ])
})

it('tells that a radio is gone when its life is over, each at its own time', async () => {
  const { book, told, time } = bench()
  book.heard('1001')
  await time.advance(20_000)
  book.heard('1002')
  await time.advance(20_000)
  book.heard('1001')
  told.length = 0
  await time.advance(39_999)
  expect(told).toEqual([])
  await time.advance(1)
  expect(told).toEqual([['1002', false, 'expired']])
  expect([book.count, book.isOnline('1001'), book.isOnline('1002')]).toEqual([1, true, false])
  await time.advance(20_000)
  expect(told.at(-1)).toEqual(['1001', false, 'expired'])
  expect(time.waiting).toBe(0)
})

it('lets a radio go that signed off, and hears it anew', async () => {
  const { book, told, time } = bench()
  book.set('1001', true, 'registered')
  book.set('1001', false, 'deregistered')
  await time.advance(60_000)
  book.heard('1001')
  expect(told.map(([, online, how]) => [online, how])).toEqual([
    [true, 'registered'],
    [false, 'deregistered'],
    [true, 'heard'],
  ])
})

it('forgets the radio heard longest ago when there are too many, and reports nothing of it', async () => {
  const { book, told, time } = bench({ most: 2 })
  for (const radio of ['1001', '1002', '1001', '1003']) book.heard(radio)
  expect(book.count).toBe(2)
  expect(book.isOnline('1002')).toBe(false)
  await time.advance(60_000)
  expect(told.filter(([, online]) => !online).map(([radio]) => radio)).toEqual(['1001', '1003'])
})

it('says after each radio that was told that the count may be another', async () => {
  const counts: number[] = []
  const { book, time } = bench({ onTold: () => void counts.push(book.count) })
  book.heard('1001')
  book.heard('1001')
  book.set('1002', true, 'registered')
  await time.advance(60_000)
  expect(counts).toEqual([1, 2, 1, 0])
})

it('leaves no timer behind', () => {
  const { book, time } = bench()
  book.heard('1001')
  book.close()
  book.close()
  expect(time.waiting).toBe(0)
})
