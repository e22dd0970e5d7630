import { expect, it } from 'vitest'
import { fakeWorld } from '../../../../tests/support/fake-world.ts'
import { openFeed, type StopSignal } from './feed.ts'
import { pendingChanges, pendingPositions } from './pending.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function changeFeed() {
  const world = fakeWorld()
  const feed = openFeed({ world, everyMs: 50, pending: pendingChanges })
  const listener = feed.subscribe()
  const got: unknown[] = []
  void (async () => {
    for await (const batch of listener) got.push(batch.topics)
  })()
  return { world, feed, listener, got }
}

it('tells the first change after a pause at once', async () => {
  const { feed, got } = changeFeed()
  await settled()
  feed.publish({ topic: 'incidents', entities: ['i1'] })
  await settled()
  expect(got).toEqual([{ incidents: ['i1'] }])
})

it('gathers what follows for 50 ms and never forgets the last of it', async () => {
  const { world, feed, got } = changeFeed()
  await settled()
  for (const id of ['i1', 'i2', 'i3']) feed.publish({ topic: 'incidents', entities: [id] })
  feed.publish({ topic: 'units', entities: ['u1'] })
  await settled()
  expect(got).toHaveLength(1)
  world.advance(49)
  await settled()
  expect(got).toHaveLength(1)
  world.advance(1)
  await settled()
  expect(got[1]).toEqual({ incidents: ['i2', 'i3'], units: ['u1'] })
})

it('merges for a listener that does not ask, instead of queueing', async () => {
  const world = fakeWorld()
  const feed = openFeed({ world, everyMs: 50, pending: pendingChanges })
  const listener = feed.subscribe()
  for (let round = 0; round < 10_000; round++)
    feed.publish({ topic: 'log', entities: [`e${round}`] })
  const first = await listener.next()
  expect(first.value).toEqual({ topics: { log: [] } })
})

it('greets before anything else and still tells the first change at once', async () => {
  const world = fakeWorld()
  const feed = openFeed({ world, everyMs: 50, pending: pendingChanges, greeting: { topics: {} } })
  const listener = feed.subscribe()
  expect((await listener.next()).value).toEqual({ topics: {} })
  feed.publish({ topic: 'a', entities: [] })
  expect((await listener.next()).value).toEqual({ topics: { a: [] } })
})

it('ends a waiting listener when its seat goes', async () => {
  const { feed } = changeFeed()
  let abort: () => void = () => undefined
  const signal: StopSignal = {
    aborted: false,
    addEventListener: (_type, run) => void (abort = run),
  }
  const listener = feed.subscribe(signal)
  const waiting = listener.next()
  expect(feed.listeners).toBe(2)
  abort()
  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(feed.listeners).toBe(1)
})

it('keeps the newest fix of each unit, also when a late one arrives after it', () => {
  const pending = pendingPositions()
  const fix = { lat: 26.3, lon: 116.3, valid: true }
  pending.add({ key: 'unit:1', at: 200, ...fix })
  pending.add({ key: 'unit:1', at: 100, ...fix })
  pending.add({ key: 'unit:2', at: 100, ...fix })
  expect(pending.take()?.map(({ key, at }) => [key, at])).toEqual([
    ['unit:1', 200],
    ['unit:2', 100],
  ])
  expect(pending.take()).toBeUndefined()
})
