/**
 * The first picture of the map: from opening the page, and from the key that opens the dispatch
 * screen, to the sketch and to the base map's tiles. The running example (its teams, incidents and
 * streams) in a real browser without a GPU, with the sketch alone, with a base of pictures and
 * with a vector base of the whole county.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { smallPng, writeMbtiles } from '../tests/support/map-packs.ts'
import { browserOptions } from './support/browser.ts'
import {
  buildConsole,
  connectSeat,
  seatCookie,
  startHeadless,
  type Api,
  type Headless,
} from './support/headless.ts'
import { ms, p50, type Benchmark, type Measure } from './support/benchmark.ts'
import {
  installPictureWatch,
  type PictureTimes,
  type PictureWatch,
} from './support/picture-watch.ts'

const rounds = 7
/** The browser keeps a script's code the second time it meets it, and uses it from the third on. */
const warmUp = 3
const goalMs = 1000
/** A county cut by others, 4081 tiles; lies beside the project, not in it. */
const vectorPack = join(
  import.meta.dirname,
  '../../shared/maps/context/SYNTHETIC_county_load_test.mbtiles',
)

interface BaseKind {
  readonly word: string
  /** A pack's path, or undefined for the sketch alone. */
  pack(dir: string): string | undefined
}

/** A grey picture per tile, zooms 8 to 13, over the county and what lies beside it. */
function rasterPack(dir: string): string {
  const path = join(dir, 'raster.mbtiles')
  const tiles = []
  for (let z = 8; z <= 13; z++) {
    const column = (lon: number) => Math.floor(((lon + 180) / 360) * 2 ** z)
    const rowOf = (lat: number) =>
      Math.floor(((1 + Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)
    for (let x = column(115.9); x <= column(116.8); x++) {
      for (let row = rowOf(25.9); row <= rowOf(26.7); row++) {
        tiles.push({ z, x, row, bytes: smallPng((x * 7 + row * 13) % 200) })
      }
    }
  }
  writeMbtiles(path, { tiles, metadata: { format: 'png', name: 'raster' } })
  return path
}

const kinds: readonly BaseKind[] = [
  { word: 'the sketch alone', pack: () => undefined },
  { word: 'a base of pictures', pack: rasterPack },
  { word: 'a vector base of the county', pack: () => vectorPack },
]

async function takeOver(api: Api, path: string): Promise<void> {
  const { token } = await api.basemaps.look({ path })
  await api.basemaps.add({
    token,
    name: '底图',
    datum: 'wgs84',
    source: 'bench',
    keep: 'in-place',
  })
}

/** A browser with a profile on the disk, as a desk has one: it keeps files and what it made of them. */
async function seatBrowser(profile: string, headless: Headless, cookie: string) {
  const context = await chromium.launchPersistentContext(profile, {
    ...browserOptions,
    viewport: { width: 1920, height: 1080 },
    locale: 'zh-CN',
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: headless.origin }])
  await context.addInitScript(installPictureWatch)
  return context
}

interface Opened {
  readonly sketch: number
  readonly firstTile: number
  readonly wholeView: number
}

/** Waits until everything is there, and says after how many ms from opening. */
async function pictures(page: Page, withTiles: boolean): Promise<Opened> {
  await page.waitForFunction((tiles) => {
    const { times } = (window as unknown as { pictureWatch: PictureWatch }).pictureWatch
    return times.sketch !== undefined && (!tiles || times.wholeView !== undefined)
  }, withTiles)
  const { times, openedAt } = await page.evaluate(() => {
    const { times: seen, openedAt: at } = (window as unknown as { pictureWatch: PictureWatch })
      .pictureWatch
    return { times: seen, openedAt: at }
  })
  const after = (name: keyof PictureTimes) => (times[name] ?? Number.NaN) - openedAt
  return {
    sketch: after('sketch'),
    firstTile: after('firstTile'),
    wholeView: after('wholeView'),
  }
}

/** A page of its own each time. */
async function fromPage(context: BrowserContext, origin: string, tiles: boolean) {
  const opened: Opened[] = []
  for (let round = 0; round < warmUp + rounds; round++) {
    const page = await context.newPage()
    await page.goto(origin)
    opened.push(await pictures(page, tiles))
    await page.close()
  }
  return opened.slice(warmUp)
}

/** To another screen and back by its key. */
async function fromScreen(context: BrowserContext, origin: string, tiles: boolean) {
  const page = await context.newPage()
  await page.goto(origin)
  await pictures(page, tiles)
  const opened: Opened[] = []
  for (let round = 0; round <= rounds; round++) {
    await page.keyboard.press('Alt+2')
    await page.locator('canvas.map-sketch').waitFor({ state: 'detached' })
    await page.evaluate(() =>
      (window as unknown as { pictureWatch: PictureWatch }).pictureWatch.again(),
    )
    await page.keyboard.press('Alt+1')
    opened.push(await pictures(page, tiles))
  }
  await page.close()
  return opened.slice(1)
}

function line(what: string, opened: readonly Opened[], tiles: boolean): Measure {
  const of = (name: keyof Opened) => opened.map((one) => one[name])
  const first = of(tiles ? 'firstTile' : 'sketch')
  const worst = Math.max(...first)
  return {
    what,
    value: `p50 ${ms(p50(first))}, worst ${ms(worst)}`,
    against: tiles
      ? `the sketch after p50 ${ms(p50(of('sketch')))}, the whole view after p50 ${ms(p50(of('wholeView')))}`
      : `${opened.length} times`,
    goal: `≤ ${goalMs} ms, ratio ${(p50(first) / goalMs).toFixed(2)}`,
    held: p50(first) <= goalMs,
  }
}

async function measure(
  { word }: BaseKind,
  dir: string,
  pack: string | undefined,
): Promise<readonly Measure[]> {
  const tiles = pack !== undefined
  const headless = await startHeadless(join(dir, 'data'), 0, ['--demo'])
  let browser: BrowserContext | undefined
  try {
    const cookie = await seatCookie(headless)
    if (pack !== undefined) {
      const seat = await connectSeat(headless.origin, cookie)
      await takeOver(seat.api, pack)
      seat.close()
    }
    browser = await seatBrowser(join(dir, 'profile'), headless, cookie)
    const page = await fromPage(browser, headless.origin, tiles)
    const screen = await fromScreen(browser, headless.origin, tiles)
    const what = tiles ? `the first tile, ${word}` : word
    return [
      line(`from the key of the screen to ${what}`, screen, tiles),
      line(`from opening the page to ${what}`, page, tiles),
    ]
  } finally {
    await browser?.close()
    await headless.stop()
  }
}

export const benchmark: Benchmark = {
  name: 'map-open',
  async run() {
    buildConsole()
    const measures: Measure[] = []
    for (const kind of kinds) {
      const dir = mkdtempSync(join(tmpdir(), 'bench-map-open-'))
      const pack = kind.pack(dir)
      if (pack !== undefined && !existsSync(pack)) {
        process.stdout.write(`left out: ${kind.word}; ${pack} is not here\n`)
        continue
      }
      const done = await measure(kind, dir, pack).finally(() =>
        rmSync(dir, { recursive: true, force: true }),
      )
      measures.push(...done)
    }
    return measures
  },
}
