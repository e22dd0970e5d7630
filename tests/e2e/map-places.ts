/** Known places on the dispatch map, and what is drawn there, as somebody who looks sees it. */
import { expect, type Page } from '@playwright/test'

export interface ScreenPoint {
  readonly x: number
  readonly y: number
}

/** Red, green, blue. */
export type Colour = readonly [number, number, number]

/** What is found goes beside the panel of the search, which is so wide; half of it from the middle. */
const besidePanelPx = 388 / 2

export const mapOf = (page: Page) => page.getByLabel('地图，方向键移动，加减键缩放')
const finder = (page: Page) => page.getByRole('combobox', { name: /^查找地点/ })

/** The map is let come to rest: animations of views and tiles that fade in. */
export async function mapAtRest(page: Page): Promise<void> {
  const moving = page.locator('.leaflet-zoom-anim, .leaflet-pan-anim')
  await expect(moving).toHaveCount(0)
  await expect
    .poll(() =>
      page.evaluate(() => {
        const tiles = [...document.querySelectorAll<HTMLElement>('.leaflet-tile')]
        return tiles.every((tile) => tile.style.opacity === '' || tile.style.opacity === '1')
      }),
    )
    .toBe(true)
}

/** Searches for coordinates, and says where on the screen they are now. */
export async function goToPlace(page: Page, lat: number, lon: number): Promise<ScreenPoint> {
  await expect(mapOf(page)).toBeVisible()
  if ((await finder(page).count()) === 0) await page.keyboard.press('s')
  await finder(page).fill(`${lat.toFixed(5)} ${lon.toFixed(5)}`)
  await page.getByRole('listbox', { name: '查到的' }).getByRole('option').first().click()
  await expect(page.getByRole('search', { name: '图上查找' })).toContainText('输入的坐标')
  // Its ring would lie over what is looked at.
  await finder(page).fill('')
  await finder(page).press('Escape')
  const box = await mapOf(page).boundingBox()
  if (!box) throw new Error('no map')
  const at = { x: box.x + box.width / 2 + besidePanelPx, y: box.y + box.height / 2 }
  await mapAtRest(page)
  await expect.poll(() => placeUnder(page, at)).toEqual([roughly(lat), roughly(lon)])
  return at
}

/** To a hundredth of a degree: the map is far out or close, and nobody hits a pixel's edge. */
const roughly = (degrees: number) => expect.closeTo(degrees, 2)

/** The line below the map says where the pointer is: latitude, longitude. */
export async function placeUnder(
  page: Page,
  { x, y }: ScreenPoint,
): Promise<readonly [number, number]> {
  const line = page.getByRole('button', { name: /^光标坐标/ })
  let said = ''
  await expect
    .poll(async () => {
      const before = said
      await page.mouse.move(x + 2, y)
      await page.mouse.move(x, y)
      said = (await line.getAttribute('aria-label')) ?? ''
      return said === before
    })
    .toBe(true)
  const [, lat = '', south, lon = '', west] = /([\d.]+)°([NS]) ([\d.]+)°([EW])/.exec(said) ?? []
  return [Number(lat) * (south === 'S' ? -1 : 1), Number(lon) * (west === 'W' ? -1 : 1)]
}

/** Mercator's latitude: as far apart as longitudes are on the map. */
const stretched = (lat: number) =>
  (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI

const edgePx = 70
const mostZooms = 6
const widestStepPx = 240

/**
 * Zooms out until a place is in view, then drags the map to it, by what the line below the map
 * says alone, and tells where on the screen it is. The search only takes places in China.
 */
export async function steerTo(page: Page, lat: number, lon: number): Promise<ScreenPoint> {
  const box = await mapOf(page).boundingBox()
  if (!box) throw new Error('no map')
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const most = { x: box.width / 2 - edgePx, y: box.height / 2 - edgePx }
  for (let tries = 0; tries < mostZooms + 3; tries++) {
    await mapAtRest(page)
    const [midLat, midLon] = await placeUnder(page, centre)
    const [, eastLon] = await placeUnder(page, { ...centre, x: centre.x + widestStepPx })
    const pxPerDeg = widestStepPx / (eastLon - midLon)
    const right = (lon - midLon) * pxPerDeg
    const down = (stretched(midLat) - stretched(lat)) * pxPerDeg
    const inView = Math.abs(right) < most.x && Math.abs(down) < most.y
    if (inView) return { x: centre.x + right, y: centre.y + down }
    // Out, until the map goes no further; then along.
    if (tries < mostZooms) await page.getByRole('button', { name: '缩小' }).click()
    else await dragBy(page, centre, { x: -right, y: -down }, most)
  }
  throw new Error(`${lat} ${lon} does not come into view`)
}

/** In as many drags as it takes, each from the middle and no longer than `most`. */
async function dragBy(
  page: Page,
  from: ScreenPoint,
  { x, y }: ScreenPoint,
  most: ScreenPoint,
): Promise<void> {
  const drags = Math.ceil(Math.max(Math.abs(x) / most.x, Math.abs(y) / most.y))
  for (let drag = 0; drag < drags; drag++) {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + x / drags, from.y + y / drags, { steps: 3 })
    // A map that is let go of in motion slides on; what it remembers of the motion is 50 ms long.
    const letGo = await page.evaluate(() => performance.now() + 80)
    await page.waitForFunction((at) => performance.now() > at, letGo)
    await page.mouse.up()
  }
}

/** The picture around a point of the page: `2 * around + 1` pixels square, row by row. */
export async function coloursAround(
  page: Page,
  { x, y }: ScreenPoint,
  around: number,
): Promise<Colour[]> {
  const size = 2 * around + 1
  const clip = { x: Math.round(x) - around, y: Math.round(y) - around, width: size, height: size }
  const picture = await page.screenshot({ clip })
  const flat = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context?.drawImage(image, 0, 0)
    return [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])]
  }, picture.toString('base64'))
  return Array.from({ length: flat.length / 4 }, (_, at): Colour => {
    const [red = 0, green = 0, blue = 0] = flat.slice(4 * at, 4 * at + 3)
    return [red, green, blue]
  })
}

/** The mean of a few pixels: pictures that were compressed have noise. */
export function meanColour(colours: readonly Colour[]): Colour {
  const mean = (part: 0 | 1 | 2) =>
    Math.round(colours.reduce((sum, colour) => sum + colour[part], 0) / colours.length)
  return [mean(0), mean(1), mean(2)]
}

/** How far two colours are apart in the part that differs most; 0 … 255. */
export function apart(one: Colour, other: Colour): number {
  return Math.max(...([0, 1, 2] as const).map((part) => Math.abs(one[part] - other[part])))
}

/** The value of a colour token of the page's theme, as it is now. */
export async function tokenColour(page: Page, token: string): Promise<Colour> {
  const text = await page.evaluate(
    (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(),
    `--${token}`,
  )
  const [, red = '', green = '', blue = ''] = /^#(..)(..)(..)$/.exec(text) ?? []
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)]
}

/** Noise of compression and of what a browser makes of a picture that it enlarges. */
const sameColour = 12

/**
 * Waits until a point of the page has a colour.
 *
 * @param exact a dot of some pixels, of which one has the colour; else the mean of the place
 * @returns the colour that was seen
 */
export async function expectColourAt(
  page: Page,
  what: string,
  at: ScreenPoint,
  colour: Colour,
  exact = false,
): Promise<Colour> {
  let seen: Colour = [0, 0, 0]
  const difference = async () => {
    const around = await coloursAround(page, at, exact ? 1 : 2)
    const nearest = around.toSorted((one, other) => apart(one, colour) - apart(other, colour))
    seen = (exact ? nearest[0] : undefined) ?? meanColour(around)
    return apart(seen, colour)
  }
  await expect
    .poll(difference, { message: `${what} has ${String(colour)}` })
    .toBeLessThanOrEqual(exact ? 0 : sameColour)
  return seen
}
