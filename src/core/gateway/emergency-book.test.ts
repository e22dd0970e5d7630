import { expect, it } from 'vitest'
import { fakeTime } from '../../../tests/support/fake-time.ts'
import { createEmergencyBook } from './emergency-book.ts'
import type { GatewayEvent } from './events.ts'

function bench() {
  const time = fakeTime()
  const told: string[] = []
  const emit = (event: GatewayEvent): void => {
    if (event.kind === 'emergency') told.push(`${event.from} ${event.how} ${event.state}`)
  }
  const book = createEmergencyBook({ monotonicMs: () => time.clock.monotonicMs(), emit })
  return { time, told, book }
}

it('tells an emergency once, however often and long it is repeated, and again after a pause', async () => {
  const { book, told, time } = bench()
  for (let n = 0; n < 10; n++) {
    book.raise('1001', 'emergency-call')
    await time.advance(10_000)
  }
  expect(told).toEqual(['1001 emergency-call raised'])
  await time.advance(50_000)
  book.raise('1001', 'emergency-call')
  expect(told).toHaveLength(2)
})

it('tells each kind and each radio', () => {
  const { book, told } = bench()
  book.raise('1001', 'emergency-call')
  book.raise('1001', 'man-down')
  book.raise('1002', 'emergency-call')
  expect(told).toHaveLength(3)
})

it('tells an emergency that follows its end at once', () => {
  const { book, told } = bench()
  book.raise('1001', 'man-down')
  book.raise('1001', 'emergency-call')
  book.clear('1001', 'emergency-call')
  book.raise('1001', 'man-down')
  expect(told.slice(2)).toEqual(['1001 emergency-call cleared', '1001 man-down raised'])
})
