import { expect, it } from 'vitest'
import { planReload, planRestart } from './restart-policy.ts'

it('waits 1 s, 5 s and 30 s for crashes that follow each other', () => {
  const crashes = [{ atMs: 0 }, { atMs: 2000 }, { atMs: 8000 }, { atMs: 40_000 }]
  const delays = crashes.map((_crash, index) => planRestart(crashes.slice(0, index + 1)).delayMs)
  expect(delays).toEqual([1000, 5000, 30_000, 30_000])
})

it('starts over after five quiet minutes', () => {
  expect(planRestart([{ atMs: 0 }, { atMs: 1000 }, { atMs: 302_000 }])).toEqual({ delayMs: 1000 })
})

it('leaves out what was running at the third crash in five minutes', () => {
  const active = 'gateway:g1'
  expect(
    planRestart([
      { atMs: 0, active },
      { atMs: 9000, active },
    ]).leaveOut,
  ).toBeUndefined()
  expect(planRestart([{ atMs: 0 }, { atMs: 9000 }, { atMs: 20_000, active }])).toEqual({
    delayMs: 30_000,
    leaveOut: active,
  })
})

it('leaves nothing out when nobody knows what was running', () => {
  expect(planRestart([{ atMs: 0 }, { atMs: 1 }, { atMs: 2 }]).leaveOut).toBeUndefined()
})

it('loads a page that keeps crashing less and less often', () => {
  expect(
    [[0], [0, 600], [0, 600, 3000], [0, 600, 3000, 9000], [0, 600, 3000, 9000, 30_000]].map(
      planReload,
    ),
  ).toEqual([500, 2000, 5000, 15_000, 15_000])
})
