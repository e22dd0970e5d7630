import { expect, it } from 'vitest'
import { fakeTime } from '../../../../tests/support/fake-time.ts'
import { createAgenda } from './agenda.ts'
import type { FieldAction } from './scenario.ts'
import { playLoad, playTimeline } from './timeline.ts'

const timeline = [
  { atS: 1, do: { kind: 'register', radio: 1001 } },
  { atS: 2, do: { kind: 'report', radio: 1002 } },
] as const

it('plays the timeline once, or again and again where the scenario says so', async () => {
  for (const [repeatEveryS, times] of [
    [undefined, 1],
    [10, 3],
  ] as const) {
    const time = fakeTime()
    const done: FieldAction[] = []
    const play = { timeline: [...timeline], repeatEveryS }
    playTimeline(createAgenda(time.timers), play, (action) => done.push(action))
    await time.advance(25_000)
    expect(done.map(({ kind }) => kind)).toEqual(
      Array.from({ length: times }, () => ['register', 'report']).flat(),
    )
  }
})

it('leaves out what this kind of radio cannot do', async () => {
  const time = fakeTime()
  const done: FieldAction[] = []
  const play = { timeline: [...timeline], repeatEveryS: undefined }
  playTimeline(createAgenda(time.timers), play, (action) => done.push(action), ['report'])
  await time.advance(25_000)
  expect(done).toEqual([{ kind: 'report', radio: 1002 }])
})

it('shares the load over all, at the rate it was told', async () => {
  const time = fakeTime()
  const reports = { a: 0, b: 0 }
  const agenda = createAgenda(time.timers)
  playLoad(agenda, { loadPerS: 25 }, ['a', 'b'] as const, (one) => (reports[one] += 1))
  await time.advance(4000)
  expect(reports).toEqual({ a: 50, b: 50 })
  agenda.clear()
  playLoad(agenda, { loadPerS: 0 }, ['a', 'b'] as const, (one) => (reports[one] += 1))
  expect(time.waiting).toBe(0)
})
