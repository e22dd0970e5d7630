/** Roads and heights from files, by keyboard and by mouse: a way, a road block, what is reached, what an antenna sees. */
import type { Page } from '@playwright/test'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'the core and the page are the same in every shell')
test.use({ demo: true, actionTimeout: 15_000 })

const steps = (from: number, to: number, by: number) =>
  Array.from({ length: Math.round((to - from) / by) + 1 }, (_, n) => from + n * by)

/** A lattice over the middle of the county, whatever part of it the map shows: 县道 to the east, 乡道 to the north. */
const [lons, lats] = [steps(116.1, 116.6, 0.02), steps(26.1, 26.6, 0.02)]
const roads = {
  type: 'FeatureCollection',
  features: [
    ...lats.map((lat, n) =>
      road(
        '县道',
        `横${n}线`,
        lons.map((lon) => [lon, lat]),
      ),
    ),
    ...lons.map((lon, n) =>
      road(
        '乡道',
        `纵${n}线`,
        lats.map((lat) => [lon, lat]),
      ),
    ),
  ],
}

function road(grade: string, name: string, coordinates: readonly (readonly number[])[]) {
  return {
    type: 'Feature',
    properties: { 道路等级: grade, 名称: name },
    geometry: { type: 'LineString', coordinates },
  }
}

/** SRTM heights of 26°N 116°E: a ridge from north to south at 116.36°. */
function ridge(): Buffer {
  const side = 1201
  const bytes = Buffer.alloc(side * side * 2)
  for (let i = 0; i < side * side; i++) bytes.writeInt16BE(i % side === 432 ? 600 : 200, i * 2)
  return bytes
}

async function openSection(page: Page): Promise<void> {
  // The keys act once the frame is there.
  await page.keyboard.press('Alt+1')
  await expect(page.getByRole('region', { name: '地图' })).toBeVisible()
  await page.keyboard.press('Alt+9')
  await page.getByRole('button', { name: /^路网和高程/ }).click()
}

/** Enter takes the point under the cross, which is the middle of the map. */
async function takeMiddle(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).press('Enter')
  await expect(page.getByText(/^请在图上点一下/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^请在图上点一下/)).toBeHidden()
}

test('a road network is looked at, taken over and used: way, road block, what is reached', async ({
  consolePage: page,
}) => {
  await openSection(page)
  await page.keyboard.press('i')
  const file = page.getByLabel('选择路网文件')
  const asFile = (name: string, value: unknown) => ({
    name,
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify(value)),
  })
  await file.setInputFiles(asFile('坏.geojson', { type: 'FeatureCollection', features: [] }))
  await expect(page.getByRole('alert').filter({ hasText: /没有/ })).toBeVisible()
  await file.setInputFiles(asFile('路网 2026.geojson', roads))
  await expect(page.getByText(/读到 52 条路：县道 .* 公里、乡道 .* 公里/)).toBeVisible()
  await page.getByLabel('来源和日期').fill('县交通运输局 2026 年 9 月')
  await page.keyboard.press('Enter')
  await expect(page.getByText('在用', { exact: true })).toBeVisible()

  await page.keyboard.press('Alt+1')
  await page.getByRole('button', { name: '路线', exact: true }).press('Enter')
  const panel = page.getByRole('region', { name: '路线' })
  await expect(panel).toContainText('选好起点和终点')
  const map = page.getByLabel('地图，方向键移动，加减键缩放')
  await takeMiddle(page, '起点图上取点')
  await map.focus()
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight')
  await takeMiddle(page, '终点图上取点')
  await expect(panel.getByRole('status')).toContainText(/直线 .*方位 \d+°（东）/)
  await expect(panel.getByRole('status')).toContainText(/道路 .*约 \d+ 分/)
  await expect(panel.getByRole('list', { name: '经过' })).toBeVisible()

  await panel.getByText('可达范围').click()
  await expect(panel.getByRole('status')).toContainText(/10 分钟内 [1-9]\d* 段路/)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  // Taken away only after it was asked; Enter on what has the focus then takes nothing away.
  await openSection(page)
  await page.getByRole('button', { name: '移除路网…' }).press('Enter')
  const question = page.getByRole('group', { name: /^移除路网「路网 2026」/ })
  await expect(question.getByRole('button', { name: /^取消/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '移除路网…' })).toBeFocused()
  await page.keyboard.press('Enter')
  await question.getByRole('button', { name: '移除', exact: true }).press('Enter')
  await expect(page.getByText('还没有路网')).toBeVisible()
})

test('heights are taken over, and what an antenna sees is shown and told', async ({
  consolePage: page,
}) => {
  await page.getByRole('button', { name: '通视', exact: true }).click()
  const panel = page.getByRole('region', { name: '通视' })
  await expect(panel).toContainText('没有高程文件')
  await openSection(page)
  await page.keyboard.press('e')
  const file = page.getByLabel('选择高程文件')
  await file.setInputFiles({ name: '照片.tif', mimeType: 'image/tiff', buffer: Buffer.alloc(40) })
  await expect(page.getByRole('alert').filter({ hasText: '不是 GeoTIFF' })).toBeVisible()
  await file.setInputFiles({
    name: 'N26E116.hgt',
    mimeType: 'application/octet-stream',
    buffer: ridge(),
  })
  await expect(page.getByText('读到 200–600 米', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: /存为本机高程/ }).press('Enter')
  await expect(page.getByText('在用', { exact: true })).toBeVisible()

  await page.keyboard.press('Alt+1')
  await page.getByRole('button', { name: '通视', exact: true }).press('Enter')
  await takeMiddle(page, '图上取点')
  await expect(panel.getByRole('status')).toContainText(/15 公里内看得到 \d+%/)
  await expect(panel).toContainText('不是场强')
  await panel.getByRole('button', { name: /^去掉/ }).press('Enter')
  await expect(panel.getByRole('status')).toHaveCount(0)
})
