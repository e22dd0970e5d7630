/**
 * From the last byte of a frame on the wire to the pixel: 8 gateways on TCP, 100 frames a second
 * in total (texts, positions, registrations, calls), a real browser on the dispatch screen.
 * Both ends read the same machine's clock, to the millisecond.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { browserOptions } from './support/browser.ts'
import {
  openBusyGateway,
  positionMessage,
  registrationMessage,
  speakingMessage,
  textMessage,
  type BusyGateway,
} from './support/busy-gateway.ts'
import {
  buildConsole,
  connectSeat,
  seatCookie,
  signIn,
  startHeadless,
  type Api,
} from './support/headless.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const gatewayCount = 8
const framesPerSecond = 100
const seconds = 60
const warmUpSeconds = 5
const radios = 200
const p50GoalMs = 60
const p99GoalMs = 150
const ageGoalMs = 300

/** Out of ten frames: three texts, five positions, a call that begins or ends, a registration. */
function message(frame: number): { readonly text?: string; readonly bytes: Uint8Array } {
  const radio = 1000 + ((frame * 7) % radios)
  const kind = frame % 10
  if (kind < 3) {
    const text = `W2P-${String(frame).padStart(6, '0')}-`
    return { text, bytes: textMessage(radio, frame, `${text}到达罗源村下坑组，人员安全`) }
  }
  if (kind < 8) return { bytes: positionMessage(radio, frame) }
  if (kind === 8) return { bytes: speakingMessage(radio, frame % 20 < 10 ? 1 : 0) }
  return { bytes: registrationMessage(radio) }
}

async function addGateways(api: Api): Promise<readonly BusyGateway[]> {
  const gateways = await Promise.all(Array.from({ length: gatewayCount }, () => openBusyGateway()))
  for (const [index, { port }] of gateways.entries()) {
    const link = { kind: 'tcp' as const, host: '127.0.0.1', port }
    await api.gateways.add({ name: `网关${index + 1}`, driver: 'hytera-hrnp', link })
  }
  await Promise.all(gateways.map(({ linked }) => linked))
  return gateways
}

/** Notes when each text was first on the screen: the first frame after the page changed is out. */
async function watchPixels(page: Page): Promise<void> {
  await page.evaluate(() => {
    const state = window as unknown as { seen: Record<string, number> }
    state.seen = {}
    const found: string[] = []
    const painted = new MessageChannel()
    let asked = false
    painted.port1.addEventListener('message', () => {
      asked = false
      const now = Date.now()
      for (const id of found.splice(0)) state.seen[id] ??= now
    })
    painted.port1.start()
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const nodes = addedNodes.length > 0 ? [...addedNodes] : [target]
        for (const node of nodes) found.push(...(node.textContent?.match(/W2P-\d+-/g) ?? []))
      }
      if (asked || found.length === 0) return
      asked = true
      // A message posted inside a frame comes after its picture is handed over.
      requestAnimationFrame(() => painted.port2.postMessage(0))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

/** Sends by the clock, not by ticks, so that a late tick sends what it owes. */
async function play(
  gateways: readonly BusyGateway[],
  forSeconds: number,
): Promise<Map<string, number>> {
  const sent = new Map<string, number>()
  const total = framesPerSecond * forSeconds
  const startedAt = performance.now()
  for (let frame = 0; frame < total;) {
    const due = Math.min(
      total,
      Math.floor(((performance.now() - startedAt) / 1000) * framesPerSecond),
    )
    for (; frame < due; frame++) {
      const { text, bytes } = message(frame)
      gateways[frame % gateways.length]?.say(bytes)
      if (text !== undefined) sent.set(text, Date.now())
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return sent
}

interface Shown {
  readonly wire: number
  readonly pixel: number
}

/** The age of the newest line on screen just before the next one takes its place. */
function oldestNewest(shown: readonly Shown[]): number {
  let worst = 0
  let newest: number | undefined
  for (const { wire, pixel } of shown.toSorted((a, b) => a.pixel - b.pixel)) {
    if (newest !== undefined) worst = Math.max(worst, pixel - newest)
    newest = Math.max(newest ?? wire, wire)
  }
  return worst
}

/** Seconds each kind of the browser's processes has computed so far. */
async function browserCpu(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
}

async function measure(dataDir: string) {
  const headless = await startHeadless(dataDir)
  const browser = await chromium.launch(browserOptions)
  try {
    const cookie = await seatCookie(headless)
    const seat = await connectSeat(headless.origin, cookie)
    await signIn(seat.api)
    const gateways = await addGateways(seat.api)
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      locale: 'zh-CN',
    })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: headless.origin }])
    const page = await context.newPage()
    await page.goto(headless.origin)
    await page.getByRole('grid', { name: '通联记录' }).waitFor()
    await watchPixels(page)
    const before = { core: headless.cpuMs(), browser: await browserCpu(browser) }
    const sent = await play(gateways, warmUpSeconds + seconds)
    const percent = (computedMs: number) => (computedMs / (warmUpSeconds + seconds) / 10).toFixed(0)
    const core = percent(headless.cpuMs() - before.core)
    const drawing = percent(((await browserCpu(browser)) - before.browser) * 1000)
    const last = [...sent.keys()].at(-1) ?? ''
    await page.waitForFunction((id) => id in (window as unknown as { seen: object }).seen, last, {
      timeout: 10_000,
    })
    const seen = await page.evaluate(
      () => (window as unknown as { seen: Record<string, number> }).seen,
    )
    const from = Math.min(...sent.values()) + warmUpSeconds * 1000
    const measured = [...sent].filter(([, wire]) => wire >= from)
    const shown = measured.flatMap(([id, wire]) =>
      seen[id] === undefined ? [] : [{ wire, pixel: seen[id] }],
    )
    seat.close()
    await context.close()
    await Promise.all(gateways.map((gateway) => gateway.close()))
    return { shown, texts: measured.length, core, drawing }
  } finally {
    await browser.close()
    await headless.stop()
  }
}

export const benchmark: Benchmark = {
  name: 'wire-to-pixel',
  async run() {
    buildConsole()
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-wire-'))
    const { shown, texts, core, drawing } = await measure(dataDir).finally(() =>
      rmSync(dataDir, { recursive: true, force: true }),
    )
    const delays = shown.map(({ wire, pixel }) => pixel - wire)
    const oldest = oldestNewest(shown)
    return [
      {
        what: `wire to pixel, ${framesPerSecond} frames/s on ${gatewayCount} gateways`,
        value: `p50 ${ms(p50(delays))}, p99 ${ms(p99(delays))}, worst ${ms(Math.max(...delays))}`,
        against: `${shown.length} of ${texts} texts were on the screen, during ${seconds} s; core ${core} %, browser ${drawing} % of one processor`,
        goal: `p50 ≤ ${p50GoalMs} ms, p99 ≤ ${p99GoalMs} ms`,
        held: p50(delays) <= p50GoalMs && p99(delays) <= p99GoalMs,
      },
      {
        what: 'the newest line on the screen is at most',
        value: `${ms(oldest)} old`,
        against: `a text every ${(1000 / (framesPerSecond * 0.3)).toFixed(0)} ms`,
        goal: `≤ ${ageGoalMs} ms, ratio ${(oldest / ageGoalMs).toFixed(2)}`,
        held: oldest <= ageGoalMs,
      },
    ]
  },
}
