/**
 * A change at one seat until another seat has it: as rows over its channel, and on the screen of
 * a real browser. Both ends read the same machine's clock, to the millisecond.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserOptions } from './support/browser.ts'
import {
  buildConsole,
  connectSeat,
  seatCookie,
  signIn,
  startHeadless,
  type Api,
  type Headless,
} from './support/headless.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const rounds = 200
const warmUp = 10
const goalMs = 100
/** Between two changes: a person, not a flood; the console tells the first of a while at once. */
const pauseMs = 60

const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs))

async function bareRoundTrips(api: Api): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await api.system.now()
    times.push(performance.now() - from)
  }
  return times
}

async function write(api: Api, text: string): Promise<void> {
  await api.logbook.write({ kind: 'other', source: { kind: 'text', text: '基准' }, text })
}

/** Follows as a page does: told that something changed, it asks for the newest lines. */
async function rowsAtTheOther(one: Api, other: Api): Promise<number[]> {
  const waiting = new Map<string, () => void>()
  const changes = await other.system.changed()
  const follow = async () => {
    for await (const { topics } of changes) {
      if (!('logbook' in topics)) continue
      const { entries } = await other.logbook.list({ limit: 5 })
      for (const { text } of entries) waiting.get(text)?.()
    }
  }
  const followed = follow().catch(() => undefined)
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const text = `行-${round}`
    const from = performance.now()
    const arrived = new Promise<void>((resolve) => waiting.set(text, resolve))
    await Promise.all([write(one, text), arrived])
    times.push(performance.now() - from)
    await pause()
  }
  await changes.return?.()
  await followed
  return times
}

/** Notes when each text was first painted. */
async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state = window as unknown as { seen: Record<string, number> }
    state.seen = {}
    new MutationObserver((records) => {
      const found = records.flatMap(({ target, addedNodes }) =>
        (addedNodes.length > 0 ? [...addedNodes] : [target]).flatMap(
          (node) => node.textContent?.match(/屏-\d+-/g) ?? [],
        ),
      )
      if (found.length === 0) return
      const painted = new MessageChannel()
      painted.port1.addEventListener('message', () => {
        for (const id of found) state.seen[id] ??= Date.now()
      })
      painted.port1.start()
      // A message posted inside a frame comes after its picture is handed over.
      requestAnimationFrame(() => painted.port2.postMessage(0))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

async function pixelsAtTheOther(headless: Headless, cookie: string, one: Api): Promise<number[]> {
  const browser = await chromium.launch(browserOptions)
  try {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'zh-CN',
    })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: headless.origin }])
    const page = await context.newPage()
    await page.goto(headless.origin)
    await page.getByText('值班日志', { exact: true }).first().click()
    await watchPage(page)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const id = `屏-${round}-`
      const from = Date.now()
      await write(one, `${id}到达罗源村下坑组，人员安全`)
      const seen = await page.waitForFunction(
        (wanted) => (window as unknown as { seen: Record<string, number> }).seen[wanted],
        id,
        { timeout: 10_000, polling: 5 },
      )
      times.push(Number(await seen.jsonValue()) - from)
      await pause()
    }
    await context.close()
    return times.slice(warmUp)
  } finally {
    await browser.close()
  }
}

async function measure(dataDir: string) {
  const headless = await startHeadless(dataDir)
  try {
    const cookie = await seatCookie(headless)
    const one = await connectSeat(headless.origin, cookie)
    await signIn(one.api)
    const other = await connectSeat(headless.origin, cookie)
    const bare = await bareRoundTrips(one.api)
    const rows = await rowsAtTheOther(one.api, other.api)
    other.close()
    const pixels = await pixelsAtTheOther(headless, cookie, one.api)
    one.close()
    return { bare, rows: rows.slice(warmUp), pixels }
  } finally {
    await headless.stop()
  }
}

function line(what: string, times: readonly number[], bare: readonly number[]) {
  const trip = p50(bare)
  return {
    what,
    value: `p50 ${ms(p50(times))}, p99 ${ms(p99(times))}`,
    against: `a bare round trip in the same run ${ms(trip)}: ${(p50(times) / trip).toFixed(0)} ×`,
    goal: `≤ ${goalMs} ms, ratio ${(p50(times) / goalMs).toFixed(2)} (p99 ${(p99(times) / goalMs).toFixed(2)})`,
    held: p50(times) <= goalMs,
  }
}

export const benchmark: Benchmark = {
  name: 'two-seats',
  async run() {
    buildConsole()
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-seats-'))
    const { bare, rows, pixels } = await measure(dataDir).finally(() =>
      rmSync(dataDir, { recursive: true, force: true }),
    )
    return [
      line('a line written at one seat, durable and held by the other', rows, bare),
      line('a line written at one seat, on the screen of the other', pixels, bare),
    ]
  },
}
