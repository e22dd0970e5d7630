import { expect, it } from 'vitest'
import { fakeTime } from '../../../tests/support/fake-time.ts'
import { createRepeatWatch, type RepeatOptions } from './repeat-watch.ts'

function bench(options: Partial<RepeatOptions> = {}) {
  const time = fakeTime()
  const watch = createRepeatWatch(
    { monotonicMs: () => time.clock.monotonicMs() },
    { withinMs: 30_000, most: 3, since: 'last', ...options },
  )
  return { time, watch }
}

it.each([
  ['last', [false, true, true, true, false]],
  ['first', [false, true, false, true, false]],
] as const)('counts the time since the %s time it was heard', async (since, expected) => {
  const { watch, time } = bench({ since })
  const heard: boolean[] = []
  for (const pauseMs of [0, 20_000, 20_000, 20_000, 30_000]) {
    await time.advance(pauseMs)
    heard.push(watch.isRepeat('1001 7 收到'))
  }
  expect(heard).toEqual(expected)
})

it('forgets what was heard longest ago when there is too much', () => {
  const { watch } = bench()
  for (const key of ['a', 'b', 'a', 'c', 'd']) watch.isRepeat(key)
  expect(watch.isRepeat('a')).toBe(true)
  expect(watch.isRepeat('b')).toBe(false)
})

it('takes what it was told to forget for new, and nothing else', () => {
  const { watch } = bench()
  for (const key of ['1001 call', '1001 man-down', '10010 call']) watch.isRepeat(key)
  watch.forget('1001 ')
  expect(watch.isRepeat('10010 call')).toBe(true)
  expect(watch.isRepeat('1001 call')).toBe(false)
  expect(watch.isRepeat('1001 man-down')).toBe(false)
})
