/** The map's search box, its line of coordinates, measuring, and the point of a rough place. */
import type { Page } from '@playwright/test'
import { distanceM } from '../../src/core/kernel/geo.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true })

const map = (page: Page) => page.getByLabel('地图，方向键移动，加减键缩放')
const box = (page: Page) => page.getByRole('combobox', { name: /^查找地点/ })
const finder = (page: Page) => page.getByRole('search', { name: '图上查找' })
const rows = (page: Page) => page.getByRole('listbox', { name: '查到的' }).getByRole('option')
const measure = (page: Page) => page.getByRole('region', { name: '量测' })
const bar = (page: Page) => page.getByRole('status', { name: '位置精度' })
const log = (page: Page) => page.getByRole('grid', { name: '事件纪实' })
const rough = (page: Page) => page.getByRole('button', { name: /^仅到乡镇 \d+$/ })

async function search(page: Page, words: string): Promise<void> {
  await expect(map(page)).toBeVisible()
  if ((await box(page).count()) === 0) await page.keyboard.press('s')
  await expect(box(page)).toBeFocused()
  await box(page).fill(words)
}

async function choose(page: Page, number: string): Promise<void> {
  const list = page.getByRole('listbox', { name: '事件' })
  await list.focus()
  await page.keyboard.press('Home')
  const wanted = list.locator(`[data-incident="${number}"]`)
  await expect
    .poll(async () => {
      if ((await wanted.getAttribute('aria-selected')) === 'true') return true
      await page.keyboard.press('ArrowDown')
      return false
    })
    .toBe(true)
}

test('one box finds places, teams, incidents and coordinates by keyboard', async ({
  consolePage: page,
}) => {
  await search(page, 'lxc')
  await expect(rows(page).first()).toContainText('罗溪村（小松镇）')
  await page.keyboard.press('Enter')
  await expect(finder(page)).toContainText('位置仅到乡镇，不计算距离')

  await search(page, 'sf02')
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(finder(page)).toContainText('前定位')

  await search(page, '滑坡')
  await expect(rows(page).first()).toContainText('#2')

  // Degrees and minutes without signs of seconds, longitude first.
  await search(page, `116°20.532' 26°19.597'`)
  await expect(rows(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(finder(page)).toContainText('26.32662°N 116.34220°E')
  await expect(finder(page)).toContainText('26°19′35.8″N 116°20′31.9″E')
  await expect(finder(page)).toContainText('X 2913187.8 Y 39434324.9')
  await expect(finder(page)).toContainText(/N50G4435\w+/)

  // X is the northing: who swapped them is told.
  await search(page, 'X=39434107.1 Y=2913563.8')
  await expect(rows(page).first()).toContainText('26.3300°N 116.3400°E')
  await expect(rows(page).first()).toContainText('X 应是北向')
  await search(page, 'X=2913563 Y=99434107')
  await expect(finder(page).getByRole('alert')).toContainText('CGCS2000 坐标要有')
  await expect(box(page)).toHaveValue('X=2913563 Y=99434107')
  await page.keyboard.press('Escape')
  await expect(finder(page)).toHaveCount(0)
})

test('the line below writes where the pointer is in the chosen form', async ({
  consolePage: page,
}) => {
  await map(page).hover()
  const coordinates = page.getByRole('button', { name: /坐标 .*换写法或复制$/ })
  await expect(coordinates).toContainText(/光标 26\.\d{5}°N 116\.\d{5}°E/)
  await coordinates.click()
  await page.getByRole('menuitem', { name: /^北斗网格码/ }).click()
  await expect(coordinates).toContainText(/N50G\w{10}/)
  await map(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(coordinates).toContainText(/中心 N50G\w{10}/)
  await page.reload()
  await expect(coordinates).toContainText(/N50G\w{10}/)
})

test('a distance is measured by keyboard and goes into the log of the incident', async ({
  consolePage: page,
}) => {
  await choose(page, '#1')
  await page.keyboard.press('m')
  await expect(map(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(measure(page)).toContainText('已取 1 点')
  const centre = page.getByRole('button', { name: /^中心坐标/ })
  const before = (await centre.textContent()) ?? ''
  await page.keyboard.press('ArrowRight')
  await expect(centre).not.toHaveText(before)
  await page.keyboard.press('Enter')
  await expect(measure(page)).toContainText(/距离 [\d.]+ (米|公里)/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(measure(page).getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Backspace')
  await expect(measure(page).getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Control+Enter')
  await measure(page).getByRole('button', { name: '记入所选事件' }).press('Enter')
  const line = log(page).getByText(/图上量测：距离/)
  await expect(line).toBeVisible()

  const said = (await line.textContent()) ?? ''
  const points = [...said.matchAll(/(\d+\.\d{5}),(\d+\.\d{5})/g)].map(([, lat, lon]) => ({
    lat: Number(lat),
    lon: Number(lon),
  }))
  const [from, to] = points
  if (!from || !to) throw new Error(said)
  const [, figure, unit] = /距离 ([\d.]+) (米|公里)/.exec(said) ?? []
  const told = Number(figure) * (unit === '公里' ? 1000 : 1)
  // Coordinates are written to a metre, kilometres to ten.
  expect(Math.abs(told - distanceM(from, to))).toBeLessThan(12)
})

test('an area is measured by mouse, until it is ended', async ({ consolePage: page }) => {
  await expect(map(page)).toBeVisible()
  await page.keyboard.press('m')
  await measure(page).getByText('面积', { exact: true }).click()
  const size = await map(page).boundingBox()
  if (!size) throw new Error('no map')
  const at = (x: number, y: number) => ({
    position: { x: Math.round(size.width * x), y: Math.round(size.height * y) },
  })
  await map(page).click(at(0.6, 0.4))
  await map(page).click(at(0.8, 0.4))
  await map(page).click(at(0.8, 0.7))
  await expect(measure(page)).toContainText(/面积 [\d.]+ 平方公里（\d+ 亩）/)
  await measure(page).getByRole('button', { name: '结束' }).click()
  await map(page).click(at(0.7, 0.7))
  await expect(measure(page).getByRole('listitem')).toHaveCount(3)
  await measure(page).getByRole('button', { name: '清除' }).click()
  await expect(measure(page)).not.toContainText('平方公里')
})

test('an incident known to its township gets its point by one click, and gives it back', async ({
  consolePage: page,
}) => {
  await expect(rough(page)).toHaveText('仅到乡镇 2')
  await choose(page, '#1')
  await expect(bar(page)).toContainText('位置仅到乡镇，不计算距离')
  await bar(page).getByRole('button', { name: '在图上标定' }).press('Enter')
  await expect(map(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bar(page)).toContainText('位置已标定')
  await expect(rough(page)).toHaveText('仅到乡镇 1')
  await expect(log(page).getByText(/^位置：.*（原：仅到乡镇）$/)).toBeVisible()
  await bar(page).getByRole('button', { name: '撤销标定' }).press('Enter')
  await expect(bar(page)).toContainText('位置仅到乡镇，不计算距离')
  await expect(rough(page)).toHaveText('仅到乡镇 2')
})
