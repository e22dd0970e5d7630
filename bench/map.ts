/**
 * The map's script time per update: with 500 and 2,200 units and the largest vendor claim found
 * (1,808 positions a minute), and with 10,000 units that each report once a second, all of them in
 * view; then the same units drawn as image markers, by markercluster and as canvas circles, each
 * unit moved once a second. Frames per second are printed for the reader; they say as much about
 * the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { createServer } from 'vite'
import { browserOptions } from './support/browser.ts'
import type { MapBench, MapRun } from './support/map-page/page.ts'
import { peerKinds, type PeerKind } from './support/map-page/peer-kinds.ts'
import { ms, p50, p99, type Benchmark, type Measure } from './support/benchmark.ts'

const seconds = 8
/** Shorter: there are many of them, and the slow ones take their time. */
const peerSeconds = 4
const loads = [
  { units: 500, positionsPerSecond: 500, batchesPerSecond: 1, goalMs: 1 },
  { units: 2200, positionsPerSecond: 1808 / 60, batchesPerSecond: 10, goalMs: 1 },
  { units: 10_000, positionsPerSecond: 10_000, batchesPerSecond: 1, goalMs: 2 },
  { units: 10_000, positionsPerSecond: 10_000, batchesPerSecond: 20, goalMs: 2 },
] as const

type Load = (typeof loads)[number]
interface Rate {
  readonly positionsPerSecond: number
  readonly batchesPerSecond: number
}

function run(
  page: Page,
  { positionsPerSecond, batchesPerSecond }: Rate,
  forSeconds = seconds,
): Promise<MapRun> {
  const batch = Math.ceil(positionsPerSecond / batchesPerSecond)
  return page.evaluate(
    ([size, perSecond, lasting]) =>
      (window as unknown as { mapBench: MapBench }).mapBench.run(size, perSecond, lasting),
    [batch, batchesPerSecond, forSeconds] as const,
  )
}

/** To and fro with the button down for as long as `during` takes. */
async function drag<T>(page: Page, during: Promise<T>): Promise<T> {
  const state = { over: false }
  const ended = during.finally(() => {
    state.over = true
  })
  await page.mouse.move(800, 450)
  await page.mouse.down()
  for (let step = 0; !state.over; step++)
    await page.mouse.move(800 + 150 * Math.sin(step / 20), 450 + 80 * Math.cos(step / 20))
  await page.mouse.up()
  return ended
}

function fill(page: Page, units: number, clustered: boolean): Promise<void> {
  return page.evaluate(
    ([count, discs]) => (window as unknown as { mapBench: MapBench }).mapBench.fill(count, discs),
    [units, clustered] as const,
  )
}

/** Without a single whole frame there is none to count. */
const fps = ({ frameMs }: MapRun): string =>
  frameMs.length === 0
    ? '0'
    : (1000 / (frameMs.reduce((sum, one) => sum + one, 0) / frameMs.length)).toFixed(0)

async function measure(page: Page, load: Load): Promise<Measure> {
  await fill(page, load.units, false)
  const still = await run(page, load)
  const dragged = await drag(page, run(page, load))
  const update = p50(still.updateMs)
  return {
    what: `map, ${load.units} units, ${Math.round(load.positionsPerSecond)} positions/s in ${load.batchesPerSecond} batches/s, script per update`,
    value: `p50 ${ms(update)}, p99 ${ms(p99(still.updateMs))}`,
    against: `a repaint takes ${ms(p50(still.paintMs))}; ${fps(still)} fps still, ${fps(dragged)} fps dragging, no GPU`,
    goal: `≤ ${load.goalMs} ms, ratio ${(update / load.goalMs).toFixed(2)}`,
    held: update <= load.goalMs,
  }
}

/** Large groups as discs: what a repaint costs with the index made again every second. */
async function clustered(page: Page, units: number): Promise<Measure> {
  await fill(page, units, true)
  const still = await run(page, { positionsPerSecond: units, batchesPerSecond: 1 })
  const update = p50(still.updateMs)
  return {
    what: `map, ${units} units as discs with their number, script per update`,
    value: `p50 ${ms(update)}, p99 ${ms(p99(still.updateMs))}`,
    against: `repaints p50 ${ms(p50(still.paintMs))}, with a new index p99 ${ms(p99(still.paintMs))}; ${fps(still)} fps`,
    goal: '≤ 2 ms',
    held: update <= 2,
  }
}

/** Each unit moved once a second, ours and theirs in turn, on the same page. */
async function beside(page: Page, kind: PeerKind, units: number): Promise<Measure> {
  const load = { positionsPerSecond: units, batchesPerSecond: 1 }
  await fill(page, units, false)
  const ours = await run(page, load, peerSeconds)
  await page.evaluate(
    ([name, count]) => (window as unknown as { mapBench: MapBench }).mapBench.fillPeer(name, count),
    [kind, units] as const,
  )
  const theirs = await run(page, load, peerSeconds)
  const [mine, other] = [p50(ours.updateMs), p50(theirs.updateMs)]
  return {
    what: `map, ${units} units all moved once a second, beside ${kind}`,
    value: `p50 ${ms(mine)}, ${fps(ours)} fps`,
    against: `${kind} p50 ${ms(other)}, ${fps(theirs)} fps`,
    goal: `less script than theirs, ratio ${(mine / other).toFixed(3)}`,
    held: mine < other,
  }
}

export const benchmark: Benchmark = {
  name: 'map',
  async run() {
    const cacheDir = mkdtempSync(join(tmpdir(), 'bench-map-'))
    const server = await createServer({
      configFile: false,
      root: join(import.meta.dirname, 'support/map-page'),
      cacheDir,
      logLevel: 'error',
      server: { host: '127.0.0.1', port: 0, fs: { allow: [join(import.meta.dirname, '..')] } },
    })
    await server.listen()
    const browser = await chromium.launch(browserOptions)
    try {
      const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
      await page.goto(server.resolvedUrls?.local[0] ?? '')
      await page.waitForFunction(() => 'mapBench' in window)
      const measures: Measure[] = []
      for (const load of loads) measures.push(await measure(page, load))
      for (const units of [2200, 10_000]) measures.push(await clustered(page, units))
      for (const units of [500, 2200, 10_000]) {
        for (const kind of peerKinds) measures.push(await beside(page, kind, units))
      }
      return measures
    } finally {
      await browser.close()
      await server.close()
      rmSync(cacheDir, { recursive: true, force: true })
    }
  },
}
