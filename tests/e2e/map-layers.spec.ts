/** The layers of the dispatch map: found, counted, switched, kept as views, read aloud, on a wall. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { smallPng, writeMbtiles } from '../support/map-packs.ts'
import { lookAtFile, takeOver } from './base-desk.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true, viewport: { width: 1920, height: 1080 } })

const mapOf = (page: Page) => page.getByRole('region', { name: '地图', exact: true })

/** By keys and one click on the map, as somebody registers a place where people are taken in. */
async function addShelter(page: Page, name: string, capacity: string): Promise<void> {
  await page.getByRole('button', { name: '添加对象' }).click()
  const panel = page.getByRole('region', { name: '添加对象' })
  await panel.getByLabel('名称', { exact: true }).fill(name)
  await panel.getByRole('button', { name: '在图上标位置' }).click()
  const box = await mapOf(page).boundingBox()
  await page.mouse.click((box?.x ?? 0) + 640, (box?.y ?? 0) + 330)
  await panel.getByLabel('核定人数').fill(capacity)
  await panel.getByLabel('核定人数').press('Enter')
}

test('a shelter is registered, counted, listed and said', async ({ consolePage: page }) => {
  await addShelter(page, '小松中学', '约四百')
  const panel = page.getByRole('region', { name: '添加对象' })
  // A wrong figure is told, and nothing typed is lost.
  await expect(panel).toContainText('“核定人数”要填整数，现在是“约四百”。')
  await expect(panel.getByLabel('名称', { exact: true })).toHaveValue('小松中学')
  await panel.getByLabel('核定人数').fill('400')
  await panel.getByLabel('核定人数').press('Enter')
  await expect(panel).toBeHidden()

  await page.keyboard.press('t')
  await page.getByLabel('筛选图上目标').fill('小松中学')
  const list = page.getByRole('grid', { name: '图上目标' })
  await expect(list.getByRole('row', { name: /小松中学/ })).toBeVisible()
  await list.focus()
  await page.keyboard.press('ArrowDown')
  const said = page.getByRole('status', { name: '图上选中' })
  await expect(said).toHaveText(/已选中 避难场所，小松中学 可容 400/)
  await page.getByRole('button', { name: '目标列表' }).click()

  await page.keyboard.press('c')
  await page.getByLabel('现有人数').fill('471')
  await expect(page.getByText('超过核定人数 71 人。')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(said).toHaveText(/小松中学 471\/400/)
  await expect(page.getByText('小松中学 现有 471/400 人，启用，已超过核定人数')).toBeVisible()
})

test('layers are found by name and a view brings them back', async ({ consolePage: page }) => {
  const layers = page.getByRole('group', { name: '图层', exact: true })
  await expect(layers).toBeVisible()
  await page.keyboard.press('l')
  await expect(layers.getByRole('group', { name: '风险监测' })).toBeVisible()
  const units = layers.getByRole('checkbox', { name: /^队伍\s*\d/ })
  await expect(units).toBeChecked()
  await page.keyboard.press('v')
  await page.getByLabel('视图名称').fill('全县')
  await page.keyboard.press('Enter')
  const views = page.getByRole('region', { name: '视图' })
  await expect(views.getByText('全县')).toBeVisible()

  await layers.getByLabel('找图层').fill('队伍')
  await expect(layers.getByRole('checkbox')).toHaveCount(2)
  await units.uncheck()
  await layers.getByLabel('找图层').fill('没有这个')
  await expect(layers.getByText('没有叫“没有这个”的图层。')).toBeVisible()
  await layers.getByLabel('找图层').fill('')
  await expect(units).not.toBeChecked()
  await views.getByRole('button', { name: '看视图 全县' }).click()
  await expect(units).toBeChecked()

  await views.getByRole('button', { name: /收起/ }).click()
  await page.keyboard.press('g')
  const legend = page.getByRole('region', { name: '图例' })
  await expect(legend.getByText('社会力量')).toBeVisible()
  await expect(legend.getByRole('group', { name: '风险等级' })).toContainText('红')
})

test('an own layer is called otherwise, taken off and brought back', async ({
  consolePage: page,
}) => {
  const layers = page.getByRole('group', { name: '图层', exact: true })
  await page.getByRole('button', { name: '添加对象' }).click()
  const panel = page.getByRole('region', { name: '添加对象' })
  await panel.getByRole('button', { name: '新建图层' }).click()
  await panel.getByLabel('图层名称').fill('取水点')
  await page.keyboard.press('Enter')
  await panel.getByRole('button', { name: '管理图层' }).press('Enter')
  await panel.getByRole('button', { name: '改 取水点' }).press('Enter')
  // A name that is taken is told, and what was typed stays.
  await panel.getByLabel('图层名称').fill('避难场所')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('alert')).toContainText('已有同名图层')
  await expect(panel.getByLabel('图层名称')).toHaveValue('避难场所')
  await panel.getByLabel('图层名称').fill('消防取水点')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('button', { name: '改 消防取水点' })).toBeVisible()
  await page.keyboard.press('l')
  const row = layers.getByRole('checkbox', { name: /^消防取水点/ })
  await expect(row).toBeVisible()
  await panel.getByRole('button', { name: '撤下 消防取水点' }).press('Enter')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('alert')).toContainText('请写明原因')
  await panel.getByLabel('原因').fill('登记重复')
  await page.keyboard.press('Enter')
  await expect(row).toHaveCount(0)
  // It is still there for whoever looks later.
  await panel.getByRole('button', { name: '返回' }).press('Enter')
  await panel.getByRole('button', { name: '管理图层' }).press('Enter')
  await panel.getByRole('button', { name: '恢复 消防取水点' }).press('Enter')
  await expect(row).toBeVisible()
})

test('a view brings its base maps back', async ({ consolePage: page, dataDir }) => {
  const path = join(dataDir, 'grey.mbtiles')
  writeMbtiles(path, {
    tiles: [{ z: 0, x: 0, row: 0, bytes: smallPng(120) }],
    metadata: { name: 'grey', format: 'png' },
  })
  await lookAtFile(page, path)
  await takeOver(page, '灰底', /WGS-84/)
  await page.keyboard.press('Alt+1')
  const note = mapOf(page).getByRole('note')
  await expect(note).toContainText('审图号')
  await page.keyboard.press('v')
  await page.getByLabel('视图名称').fill('灰底全县')
  await page.keyboard.press('Enter')
  const see = page.getByRole('button', { name: '看视图 灰底全县' })
  await expect(see).toBeVisible()
  await page.getByRole('button', { name: '图层' }).first().click()
  await page
    .getByRole('group', { name: '底图' })
    .getByRole('checkbox', { name: /灰底/ })
    .uncheck()
  await expect(note).toContainText('示意底图')
  await see.click()
  await expect(note).toContainText('审图号')
})

test('the wall shows the picture without controls and says of when it is', async ({
  consolePage: page,
  target,
}) => {
  test.skip(target !== 'headless', 'the desktop shell opens its windows itself (headless only)')
  const wall = await page.context().newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(new URL('/panel/wall', page.url()).href)
  await expect(wall.locator('html')).toHaveAttribute('data-theme', 'wall')
  await expect(wall.getByText(/数据截至/)).toBeVisible()
  await expect(wall.getByRole('article')).toHaveCount(3)
  await expect(mapOf(wall)).toBeVisible()
  await expect(wall.getByRole('toolbar')).toHaveCount(0)
  await expect(wall.getByRole('button', { name: /坐标/ })).toHaveCount(0)
  // The seat's own look stays what it was.
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'wall')
})
