/** An alarm at the desk, by keyboard: seen, taken, shelved, back; the check of a shift; practice. */
import type { Page } from '@playwright/test'
import { rmSync } from 'node:fs'
import { expect, onlyOn, test } from './fixtures.ts'
import { spawnHeadless } from './target-headless.ts'
import { watchReports } from './reports.ts'

onlyOn(['headless'], 'the screens are the same in every shell')
test.use({ demo: true, actionTimeout: 10_000 })

const strip = (page: Page) => page.getByRole('region', { name: '告警', exact: true })
const list = (page: Page) => page.getByRole('grid', { name: '告警' })

/** A gateway nobody answers on: its alarm comes within seconds. */
async function addDeadGateway(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+9')
  const sections = page.getByRole('navigation', { name: '设置分类' })
  await sections.getByRole('button', { name: '网关' }).click()
  await page.getByRole('button', { name: /^添加网关/ }).click()
  await page.getByLabel(/^名称/).fill(name)
  await page.getByLabel(/^驱动（/).click()
  await page.getByRole('option').first().waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByText('串口服务器（TCP）', { exact: true }).click()
  await page.getByLabel(/^对端地址/).fill('127.0.0.1')
  // The discard port: nothing listens there.
  await page.getByLabel(/^端口/).fill('9')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid', { name: '网关' }).getByText(name)).toBeVisible()
}

test('an alarm is taken by name, put on the shelf with an end, and taken off again, by keyboard', async ({
  consolePage: page,
}) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await addDeadGateway(page, '高田中继')
  await expect(strip(page)).toContainText('高田中继', { timeout: 30_000 })
  await page.keyboard.press('Alt+0')
  const row = list(page).getByRole('row').filter({ hasText: '高田中继' })
  await expect(row).toContainText('未确认')
  await list(page).focus()
  // By the arrows to its row: what else the example raises stands around it.
  while ((await row.getAttribute('aria-selected')) !== 'true') {
    const before = await list(page).getAttribute('aria-activedescendant')
    await page.keyboard.press('ArrowDown')
    await expect(list(page)).not.toHaveAttribute('aria-activedescendant', before ?? '')
  }
  await page.keyboard.press('t')
  await expect(row).toContainText('演练值班员')
  await expect(row).toContainText('已确认')
  await page.keyboard.press('s')
  await page.getByLabel('搁置到').fill('25:00')
  await expect(page.getByText('写成 15:30')).toBeVisible()
  await page.getByRole('button', { name: '1 小时', exact: true }).click()
  await page.getByLabel('搁置原因').fill('等厂家来修')
  await page.keyboard.press('Enter')
  await expect(row).toHaveCount(0)
  await page.keyboard.press('2')
  await expect(row).toContainText('已搁置')
  await page.keyboard.press('s')
  await expect(row).toHaveCount(0)
  await page.keyboard.press('1')
  await expect(row).toContainText('未确认')
  await row.click()
  await page.keyboard.press('g')
  await expect(page.locator('nav [aria-current="page"]').first()).toContainText('设置')
})

test('a practice console says so on every screen and runs beside the real folder', async ({
  browser,
  dataDir,
  reports,
}) => {
  const running = await spawnHeadless(dataDir, ['--practice'])
  const page = await (await browser.newContext()).newPage()
  watchReports(page, reports)
  await page.goto(running.address)
  await expect(page.getByRole('banner')).toContainText('练习 · 不是实战')
  await expect(page).toHaveTitle(/【练习 · 不是实战】/)
  for (const key of ['Alt+2', 'Alt+3', 'Alt+9', 'Alt+0']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('banner')).toContainText('练习 · 不是实战')
  }
  await page.context().close()
  await running.stop()
  rmSync(`${dataDir}-practice`, { recursive: true, force: true })
})
