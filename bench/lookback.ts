/** A past moment of a console with ten thousand facts, while the live console goes on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { tmpdir } from 'node:os'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../src/core/api.ts'
import type { Right, Seat } from '../src/core/module.ts'
import { startConsole, type RunningConsole } from '../src/main/console.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const facts = 10_000
const teams = 60
const rounds = 60
const goals = { firstMs: 2000, stepMs: 100, heldUpMs: 50 } as const

const rights: readonly Right[] = ['log.write', 'incident.write', 'unit.status', 'directory.write']
const seat: Seat = {
  id: 'bench',
  name: '值班台1',
  session: { person: 'p', name: '王海燕', rights: new Set(rights), signedInAt: 0 },
}

type Api = ContractRouterClient<Contract>

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
    // The console's own timers get their turn, as they do between two officers' keys.
    await setImmediate()
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
  readonly heldUpMs: number
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

async function look(api: Api, from: number, to: number): Promise<Seen> {
  // As a page asks: it says what it has.
  let have: { readonly facts: string; readonly features: string } | undefined
  const picture = (at: number) => async () => {
    const { facts: now, features } = await api.lookback.picture({
      at: Math.round(at),
      ...(have ? { have } : {}),
    })
    have = { facts: now.revision, features: features.revision }
  }
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
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
  delay.disable()
  return { firstMs, steps, back, heldUpMs: delay.max / 1e6 }
}

async function measure(dataDir: string): Promise<Seen> {
  const running: RunningConsole = await startConsole({ dataDir })
  try {
    const api = createRouterClient(running.router, { context: { seat } }) as unknown as Api
    const from = Date.now()
    await fill(api)
    // What the last facts have set off is not what is measured.
    await setTimeout(5000)
    return await look(api, from, Date.now())
  } finally {
    await running.close()
  }
}

export const benchmark: Benchmark = {
  name: 'lookback',
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-lookback-'))
    const { firstMs, steps, back, heldUpMs } = await measure(dataDir).finally(() =>
      rmSync(dataDir, { recursive: true, force: true }),
    )
    const of = `of a log of ${facts} facts`
    return [
      {
        what: `the first picture ${of}, folded from its beginning`,
        value: ms(firstMs),
        against: `back again p50 ${ms(p50(back))}: folded from the beginning as well`,
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
        what: 'the live console held up meanwhile, at worst',
        value: ms(heldUpMs),
        against: 'delay of its event loop; the folding is in a thread of its own',
        goal: `≤ ${goals.heldUpMs} ms, ratio ${(heldUpMs / goals.heldUpMs).toFixed(2)}`,
        held: heldUpMs <= goals.heldUpMs,
      },
    ]
  },
}
