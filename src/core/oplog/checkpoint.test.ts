import { expect, it } from 'vitest'
import { openTestLog, type TestLog } from '../../../tests/support/console-log.ts'
import { fakeWorld } from '../../../tests/support/fake-world.ts'
import { note, noteProjection } from '../../../tests/support/note-module.ts'
import { verifyLog } from './verify.ts'

const open = (id: string, seed: number) =>
  openTestLog([noteProjection], [], {
    world: fakeWorld({ seed }),
    console: { consoleId: id, site: '中' },
  })
const sync = (from: TestLog, to: TestLog) =>
  to.log.receive(from.log.missingFor(to.log.versionVector()), 'sync')
const checkpoints = (test: TestLog) =>
  test.db
    .prepare<{ origin: string; seq: number }>(
      'select origin, seq from checkpoint order by origin, seq',
    )
    .all()
const verified = (test: TestLog) => verifyLog(test.db, test.world.crypto)

it('signs its heads a minute after something new, and not again while nothing is new', () => {
  const test = open('a', 1)
  test.world.advance(60_000)
  expect(checkpoints(test)).toHaveLength(1)
  test.world.advance(600_000)
  expect(checkpoints(test)).toHaveLength(1)
  test.write([note('a', '一')])
  test.world.advance(59_999)
  expect(checkpoints(test)).toHaveLength(1)
  test.world.advance(1)
  expect(checkpoints(test)).toHaveLength(2)
  expect(verified(test)).toMatchObject({ checkpoints: 2, witnessed: 2, faults: [] })
})

it('signs its heads after 64 ops without waiting', () => {
  const test = open('a', 1)
  for (let count = 0; count < 62; count++) test.write([note('a', '一')])
  test.world.advance(0)
  expect(checkpoints(test)).toHaveLength(0)
  test.write([note('a', '一')])
  test.world.advance(0)
  expect(checkpoints(test)).toEqual([{ origin: test.log.origin, seq: 65 }])
})

it('signs once more when it is closed, and leaves no timer behind', () => {
  const test = open('a', 1)
  test.write([note('a', '一')])
  test.log.close()
  test.log.close()
  expect(checkpoints(test)).toHaveLength(1)
  expect(test.world.pendingTimers()).toBe(0)
})

it('witnesses the heads of others, and comes to rest once everybody has signed', () => {
  const [a, b] = [open('a', 1), open('b', 2)]
  a.write([note('x', '一')])
  for (let round = 0; round < 10; round++) {
    sync(a, b)
    b.log.checkpoint()
    sync(b, a)
    a.log.checkpoint()
  }
  expect(checkpoints(a).length).toBeLessThanOrEqual(3)
  sync(a, b)
  expect(checkpoints(b)).toEqual(checkpoints(a))
  expect(verified(b)).toMatchObject({ notHeld: 0, faults: [] })
  expect(verified(b).witnessed).toBeGreaterThanOrEqual(3)
})

it('names ended incarnations by one digest that another console can confirm', () => {
  const first = open('a', 1)
  first.write([note('x', '一')])
  const third = first.reopen().reopen()
  third.log.checkpoint()
  const b = open('b', 2)
  sync(third, b)
  const report = verified(b)
  expect(report).toMatchObject({ checkpoints: 1, sealedWitnessed: 1, faults: [] })
  const named = third.log.fact({ origin: third.log.origin, seq: 2 })?.body
  expect(named).toMatchObject({ sealedCount: 2, heads: [[third.log.origin, 1, expect.anything()]] })
})
