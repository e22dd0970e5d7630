/**
 * A past moment of a console with ten thousand facts, while the live console goes on: the console
 * as it is shipped, in a process of its own. One seat looks back; another asks small questions all
 * the time, as an officer's keys do, and feels what is held up.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import {
  buildConsole,
  connectSeat,
  seatCookie,
  signIn,
  startHeadless,
  type Api,
} from './support/headless.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const facts = 10_000
const teams = 60
const rounds = 60
const goals = { firstMs: 2000, stepMs: 100, heldUpMs: 50 } as const

/** A shift's facts: states of the teams, lines, drawings that move, features. */
async function fill(api: Api): Promise<void> {
  const ids: string[] = []
  for (let team = 0; team < teams; team++) {
    const callSign = `队${team + 1}`
    const made = await api.teams.register({
      name: callSign,
      callSign,
      group: 'township',
      type: 'fire',
      radios: [],
    })
    ids.push(made.id)
  }
  const { id: incident } = await api.incidents.open({
    source: '电话',
    channel: 'phone',
    category: null,
    place: { text: '小松镇', precision: 'unknown' },
  })
  const statuses = ['en-route', 'on-scene', 'working', 'returned', 'standby']
  const known = (await api.places.county()).statuses.map(({ key }) => key)
  const usable = statuses.filter((status) => known.includes(status))
  for (let done = teams; done < facts;) {
    const team = ids[done % teams] ?? ''
    const status = usable[done % usable.length] ?? known[0] ?? ''
    // A state is two facts: itself and its line.
    await api.teams.setStatus({ team, status, incident })
    done += 2
    if (done % 20 !== 0) continue
    await api.drawings.draw({
      incident,
      meaning: 'fire-line',
      outline: {
        shape: 'line',
        geometry: {
          type: 'LineString',
          coordinates: [
            [116.3, 26.3],
            [116.3 + done / 1e6, 26.31],
          ],
        },
      },
    })
    done += 2
  }
}

interface Seen {
  readonly firstMs: number
  readonly steps: readonly number[]
  readonly back: readonly number[]
  /** Round trips of the other seat meanwhile, and of the same seat while nobody looked back. */
  readonly keys: readonly number[]
  readonly idleKeys: readonly number[]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** Small questions one after the other for as long as `during` takes. */
async function keysDuring(api: Api, during: Promise<unknown>): Promise<number[]> {
  const state = { over: false }
  const ended = during.finally(() => {
    state.over = true
  })
  const keys: number[] = []
  while (!state.over) {
    keys.push(await timed(() => api.people.state()))
    await setTimeout(5)
  }
  await ended
  return keys
}

async function look(api: Api, from: number, to: number) {
  // As a page asks: it says what it has.
  let have: { readonly facts: string; readonly features: string } | undefined
  const picture = (at: number) => async () => {
    const { facts: now, features } = await api.lookback.picture({
      at: Math.round(at),
      ...(have ? { have } : {}),
    })
    have = { facts: now.revision, features: features.revision }
  }
  const middle = (from + to) / 2
  const firstMs = await timed(picture(middle))
  const steps: number[] = []
  for (let round = 1; round <= rounds; round++) {
    steps.push(await timed(picture(middle + ((to - middle) * round) / (rounds + 1))))
  }
  const back: number[] = []
  for (let round = 1; round <= 10; round++) {
    back.push(await timed(picture(to - ((to - from) * round) / 11)))
  }
  return { firstMs, steps, back }
}

async function measure(dataDir: string): Promise<Seen> {
  const headless = await startHeadless(dataDir)
  try {
    const cookie = await seatCookie(headless)
    const seats = [
      await connectSeat(headless.origin, cookie),
      await connectSeat(headless.origin, cookie),
    ] as const
    const [looking, working] = [seats[0].api, seats[1].api]
    await signIn(looking)
    const from = Date.now()
    await fill(looking)
    // What the last facts have set off is not what is measured.
    await setTimeout(5000)
    const idleKeys = await keysDuring(working, setTimeout(3000))
    const looked = look(looking, from, Date.now())
    const keys = await keysDuring(working, looked)
    for (const seat of seats) seat.close()
    return { ...(await looked), keys, idleKeys }
  } finally {
    await headless.stop()
  }
}

export const benchmark: Benchmark = {
  name: 'lookback',
  async run() {
    buildConsole()
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-lookback-'))
    const { firstMs, steps, back, keys, idleKeys } = await measure(dataDir).finally(() =>
      rmSync(dataDir, { recursive: true, force: true }),
    )
    const heldUpMs = Math.max(...keys)
    const of = `of a log of ${facts} facts`
    return [
      {
        what: `the first picture ${of}, folded from its beginning`,
        value: ms(firstMs),
        against: `its thread is started in it; back again p50 ${ms(p50(back))}, folded from the beginning as well`,
        goal: `≤ ${goals.firstMs} ms, ratio ${(firstMs / goals.firstMs).toFixed(2)}`,
        held: firstMs <= goals.firstMs,
      },
      {
        what: `the next picture of a replay ${of}`,
        value: `p50 ${ms(p50(steps))}, p99 ${ms(p99(steps))}`,
        against: `${Math.round(facts / 2 / rounds)} facts folded on each time`,
        goal: `≤ ${goals.stepMs} ms, ratio ${(p50(steps) / goals.stepMs).toFixed(2)}`,
        held: p50(steps) <= goals.stepMs,
      },
      {
        what: "another seat's small question meanwhile, from asking to the answer",
        value: `p50 ${ms(p50(keys))}, worst ${ms(heldUpMs)}`,
        against: `while nobody looks back p50 ${ms(p50(idleKeys))}, worst ${ms(Math.max(...idleKeys))}`,
        goal: `worst ≤ ${goals.heldUpMs} ms, ratio ${(heldUpMs / goals.heldUpMs).toFixed(2)}`,
        held: heldUpMs <= goals.heldUpMs,
      },
    ]
  },
}
