import { afterEach, expect, it, vi } from 'vitest'

const asked: { at: number; have?: unknown }[] = []
const waiting: (() => void)[] = []
let refused = false

vi.mock('../../../../client.ts', () => ({
  api: {
    lookback: {
      picture: async (input: { at: number; have?: unknown }) => {
        asked.push(input)
        await new Promise<void>((go) => void waiting.push(go))
        if (refused) throw new Error('no answer')
        return {
          at: input.at,
          facts: { revision: '1', picture: input.have ? null : { units: ['one'] } },
          features: { revision: '1', list: input.have ? null : [] },
          positions: [],
          positionsFrom: null,
        }
      },
    },
  },
}))

const { advance, backToNow, isLookingBack, lookBack, play, seek, step, usePast } =
  await import('./past-store.ts')

const span = {
  incident: 'i',
  from: 1000,
  to: 100_000,
  moments: [
    { at: 10_000, text: '一' },
    { at: 50_000, text: '二' },
  ],
}

async function answer(): Promise<void> {
  waiting.shift()?.()
  // The answer passes through the store's own promise chain.
  await vi.waitFor(() => {
    const { shown, at, trouble } = usePast.getState()
    if (waiting.length === 0 && trouble === undefined && shown?.at !== at) throw new Error('waits')
  })
}

afterEach(() => {
  backToNow()
  for (const go of waiting.splice(0)) go()
  asked.length = 0
  refused = false
})

it('asks for one moment at a time and skips those passed over', async () => {
  lookBack(span, 20_000)
  seek(30_000)
  seek(40_000)
  expect(asked.map(({ at }) => at)).toEqual([20_000])
  await answer()
  expect(asked.map(({ at }) => at)).toEqual([20_000, 40_000])
  await answer()
  expect(usePast.getState().shown?.at).toBe(40_000)
})

it('keeps what it has where the answer says that it is the same', async () => {
  lookBack(span, 20_000)
  await answer()
  seek(21_000)
  await answer()
  expect(asked[1]?.have).toEqual({ facts: '1', features: '1' })
  expect(usePast.getState().shown).toMatchObject({ at: 21_000, picture: { units: ['one'] } })
})

it('stays within its span, and steps from line to line', async () => {
  lookBack(span, 0)
  expect(usePast.getState().at).toBe(1000)
  step(1)
  expect(usePast.getState().at).toBe(10_000)
  step(1)
  step(1)
  expect(usePast.getState().at).toBe(100_000)
  step(-1)
  expect(usePast.getState().at).toBe(50_000)
  await answer()
})

it('plays at its speed, waits for a picture that is late, and stops at the end', async () => {
  lookBack(span, 1000)
  usePast.setState({ speed: 60 })
  play(true)
  advance(1000)
  expect(usePast.getState().at).toBe(1000)
  await answer()
  advance(1000)
  expect(usePast.getState().at).toBe(61_000)
  await answer()
  advance(1000)
  expect(usePast.getState()).toMatchObject({ at: 100_000, playing: false })
})

it('shows nothing of the past once it is now again, though an answer was on its way', async () => {
  lookBack(span, 20_000)
  backToNow()
  await answer()
  expect(isLookingBack()).toBe(false)
  expect(usePast.getState().shown).toBeUndefined()
})

it('stops playing and says why when there is no answer', async () => {
  lookBack(span, 20_000)
  play(true)
  refused = true
  waiting.shift()?.()
  await vi.waitFor(() => expect(usePast.getState().trouble).toBeDefined())
  expect(usePast.getState().playing).toBe(false)
})
