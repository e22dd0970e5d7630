/** A list of 1,000 open incidents: from the query to rows on the page. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
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

const incidents = 1000
const rounds = 100
const goalMs = 30

async function openIncidents(api: Api): Promise<void> {
  for (let index = 0; index < incidents; index++) {
    await api.incidents.open({
      source: '电话',
      category: null,
      place: { text: `小松镇第${index + 1}处`, precision: 'unknown' },
      title: `事件${index + 1}`,
    })
  }
}

async function measure(dataDir: string): Promise<readonly number[]> {
  const headless = await startHeadless(dataDir)
  try {
    const seat = await connectSeat(headless.origin, await seatCookie(headless))
    await signIn(seat.api)
    await openIncidents(seat.api)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const from = performance.now()
      const { incidents: list } = await seat.api.incidents.list()
      times.push(performance.now() - from)
      if (list.length < incidents)
        throw new Error(`${list.length} of ${incidents} incidents listed`)
    }
    seat.close()
    return times.slice(5)
  } finally {
    await headless.stop()
  }
}

export const benchmark: Benchmark = {
  name: 'incident-list',
  async run() {
    buildConsole()
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-incidents-'))
    const times = await measure(dataDir).finally(() =>
      rmSync(dataDir, { recursive: true, force: true }),
    )
    return [
      {
        what: `a list of ${incidents} open incidents, from the query to the seat`,
        value: `p50 ${ms(p50(times))}, p99 ${ms(p99(times))}`,
        against:
          'over the WebSocket, parsed; without the drawing, which shows only the rows in view',
        goal: `≤ ${goalMs} ms, ratio ${(p50(times) / goalMs).toFixed(2)}`,
        held: p50(times) <= goalMs,
      },
    ]
  },
}
