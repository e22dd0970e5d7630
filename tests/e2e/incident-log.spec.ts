/** A duty officer's main job: an incident is told, written down, corrected, found again. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

test.use({ demo: true })

const lines = (page: Page) => page.getByRole('grid', { name: '事件纪实' }).locator('[data-entry]')

/** Opens an incident by keyboard alone: four fields, Enter. */
async function openIncident(page: Page): Promise<void> {
  await page.keyboard.press('Alt+1')
  await expect(page.getByRole('listbox', { name: '事件' })).toBeVisible()
  await page.keyboard.press('n')
  const place = page.getByRole('combobox', { name: /地点/ })
  await expect(place).toBeFocused()
  await page.keyboard.type('lyc')
  // In the form: the incidents beside it are options too.
  const found = page.getByRole('region', { name: '接报登记' }).getByRole('option')
  await expect(found.filter({ hasText: '罗源村（小松镇）' })).toBeVisible()
  // Found for 'ly', not for 'lyc': the list has caught up when it is gone.
  await expect(found.filter({ hasText: '龙岗乡' })).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(place).toHaveValue('小松镇罗源村')
  await page.keyboard.insertText('下坑组')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('刘支书')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '接报登记' })).toHaveCount(0)
}

async function writeLine(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+Enter')
  const words = page.getByLabel('内容', { exact: true })
  await expect(words).toBeFocused()
  await page.keyboard.insertText(text)
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: text })).toBeVisible()
  await expect(words).toHaveValue('')
}

test('an incident is opened with the keyboard and its log begins', async ({
  consolePage: page,
}) => {
  await openIncident(page)
  const card = page.getByRole('option', { selected: true })
  await expect(card).toContainText('小松镇罗源村下坑组')
  await expect(card).toContainText('位置仅到乡镇')
  await expect(lines(page)).toContainText([/登记事件 #\d+ 小松镇罗源村下坑组突发情况/])
})

test('a wrong line stays readable, struck through, and points to its correction', async ({
  consolePage: page,
}) => {
  await openIncident(page)
  await writeLine(page, '火线约200米')
  await page.keyboard.press('Escape')
  const wrong = lines(page).filter({ hasText: '火线约200米' })
  await wrong.getByRole('row').click()
  await page.keyboard.press('c')
  const correction = page.getByLabel('更正后的内容')
  await expect(correction).toBeFocused()
  await correction.fill('火线约300米')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('听错')
  await page.keyboard.press('Enter')
  const right = lines(page).filter({ hasText: '火线约300米' })
  await expect(right).toBeVisible()
  const number = await right.getAttribute('data-entry')
  const struck = lines(page).filter({ hasText: '火线约200米' })
  await expect(struck.locator('s')).toHaveText('火线约200米')
  await expect(struck).toContainText(`见 ${number ?? ''}`)
  await expect(right).toContainText(`更正 ${(await struck.getAttribute('data-entry')) ?? ''}`)
})

test('a line is found by a word, by initials and by what it is about', async ({
  consolePage: page,
}) => {
  await openIncident(page)
  await writeLine(page, '龘家水库坝体渗水')
  await page.keyboard.press('Control+f')
  const found = page.getByRole('grid', { name: '查找结果' }).locator('[data-entry]')
  for (const query of ['龘', '坝体渗', 'btss', '渗水 水库']) {
    await page.getByLabel('查找日志').fill(query)
    await expect(found).toHaveCount(1)
    await expect(found).toContainText('龘家水库坝体渗水')
  }
  await page.getByLabel('查找日志').fill('没有写过的话')
  await expect(page.getByText('没有找到')).toBeVisible()
})

test('words that were not saved come back after a crash of the page', async ({
  consolePage: page,
}) => {
  await openIncident(page)
  await page.keyboard.press('Control+Enter')
  await page.keyboard.insertText('路上遇倒树，绕行石田村')
  await expect(page.getByText(/草稿 .* 已存/)).toBeVisible()
  const card = await page.getByRole('option', { selected: true }).getAttribute('data-incident')
  await page.reload()
  await page.locator(`[data-incident="${card ?? ''}"]`).click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('内容', { exact: true })).toHaveValue('路上遇倒树，绕行石田村')
  await expect(page.getByText('已恢复')).toBeVisible()
})

test('Enter inside a Chinese composition saves nothing', async ({ consolePage: page }) => {
  await openIncident(page)
  await page.keyboard.press('Control+Enter')
  const words = page.getByLabel('内容', { exact: true })
  await page.keyboard.insertText('半句')
  // The line of the opening is there before anything is counted.
  await expect(lines(page)).not.toHaveCount(0)
  const before = await lines(page).count()
  await words.dispatchEvent('keydown', {
    key: 'Enter',
    code: 'Enter',
    keyCode: 229,
    isComposing: true,
    bubbles: true,
  })
  await expect(words).toHaveValue('半句')
  expect(await lines(page).count()).toBe(before)
  await page.keyboard.press('Enter')
  await expect(words).toHaveValue('')
})

test('a step that ends an incident asks why and is in its log', async ({ consolePage: page }) => {
  await openIncident(page)
  await page.keyboard.press('Alt+2')
  await page.getByRole('button', { name: '转为核实中' }).click()
  await expect(page.getByRole('button', { name: '转为已初判' })).toBeVisible()
  await page.keyboard.press('Alt+o')
  await page
    .getByRole('region', { name: '其他步骤' })
    .getByRole('button', { name: '判定误报' })
    .click()
  await page.getByLabel('原因').fill('烧荒，已灭')
  await page.keyboard.press('Enter')
  await expect(page.getByText('请选明是哪位领导批准的')).toBeVisible()
  await page.getByLabel('决定的领导').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByLabel('原因').press('Enter')
  await expect(lines(page).filter({ hasText: '核实中 → 误报，烧荒，已灭' })).toBeVisible()
})
