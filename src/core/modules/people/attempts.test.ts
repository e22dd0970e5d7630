import { expect, it } from 'vitest'
import { longestWaitMs, seatAttempts } from './attempts.ts'

function clockAt() {
  let now = 5_000
  return { nowMs: () => now, monotonicMs: () => now, pass: (ms: number) => void (now += ms) }
}

it('doubles the wait after each wrong password, up to half a minute', () => {
  const clock = clockAt()
  const attempts = seatAttempts(clock)
  const waits: number[] = []
  for (let tried = 0; tried < 8; tried++) {
    expect(attempts.begin('desk')).toBeUndefined()
    const { waitMs } = attempts.end('desk', false)
    waits.push(waitMs)
    clock.pass(waitMs)
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000])
  expect(Math.max(...waits)).toBe(longestWaitMs)
})

it('refuses before the wait is over and says how long is left', () => {
  const clock = clockAt()
  const attempts = seatAttempts(clock)
  attempts.begin('desk')
  attempts.end('desk', false)
  clock.pass(400)
  expect(attempts.begin('desk')).toBe(600)
})

it('takes one attempt at a time, so that guesses cannot run side by side', () => {
  const attempts = seatAttempts(clockAt())
  expect(attempts.begin('desk')).toBeUndefined()
  expect(attempts.begin('desk')).toBeGreaterThan(0)
  attempts.abandon('desk')
  expect(attempts.begin('desk')).toBeUndefined()
})

it('does not make another seat wait, and forgets failures after a right password', () => {
  const clock = clockAt()
  const attempts = seatAttempts(clock)
  attempts.begin('desk')
  attempts.end('desk', false)
  expect(attempts.begin('radio')).toBeUndefined()
  attempts.end('radio', true)
  clock.pass(1000)
  attempts.begin('desk')
  attempts.end('desk', true)
  attempts.begin('desk')
  expect(attempts.end('desk', false)).toEqual({ failures: 1, waitMs: 1000 })
})
