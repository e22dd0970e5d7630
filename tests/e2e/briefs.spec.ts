/** The daily brief by keyboard: composed from the record, changed, signed on a leader's word, sent. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

test.use({ demo: true, viewport: { width: 1366, height: 768 } })

const grid = (page: Page) => page.getByRole('grid', { name: '要情各期' })
const part = (page: Page, key: string) => page.locator(`[data-section="${key}"]`)

async function openBriefs(page: Page): Promise<void> {
  // A key before the desk stands is nobody's.
  await expect(page.getByRole('listbox', { name: '事件' })).toBeVisible()
  await page.keyboard.press('Alt+3')
  await page.keyboard.press('8')
  await expect(page.getByRole('region', { name: '要情' }).first()).toBeVisible()
}

test('a brief is written from the record, changed, signed by telephone, sent; nothing typed is lost', async ({
  consolePage: page,
}) => {
  await openBriefs(page)
  await page.keyboard.press('n')
  await expect(page.getByLabel(/^从/)).toBeFocused()
  await expect(page.getByLabel(/^从/)).toHaveValue(/08:00$/)
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('heading', { name: /^每日应急要情 要情〔\d{4}〕第1期$/ }),
  ).toBeVisible()
  await expect(part(page, 'warnings').getByRole('textbox')).toHaveValue(/尚未接入预警/)
  await part(page, 'warnings').getByRole('textbox').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('无')
  await page.keyboard.press('Tab')
  await expect(part(page, 'warnings')).not.toContainText('未存')
  await page.reload()
  await expect(part(page, 'warnings').getByRole('textbox')).toHaveValue('无')
  // An officer alone may not sign.
  await page.keyboard.press('s')
  await page.keyboard.press('y')
  await expect(page.getByRole('alert').filter({ hasText: '带班领导' })).toBeVisible()
  await page.getByRole('combobox', { name: '决定的领导' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: /^签发/ }).focus()
  await page.keyboard.press('Enter')
  await expect(grid(page)).toContainText('已签发')
  await expect(part(page, 'warnings').getByRole('textbox')).toHaveCount(0)
  await page.keyboard.press('b')
  await expect(page.getByRole('textbox', { name: '报送单位' })).toBeFocused()
  await page.keyboard.insertText('市应急局')
  await page.getByRole('textbox', { name: '接收人' }).focus()
  await page.keyboard.insertText('曾科')
  await page.keyboard.press('Enter')
  await expect(grid(page)).toContainText('已报送')
  await expect(page.getByText(/报送市应急局，接收人 曾科/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+p')
  expect((await download).suggestedFilename()).toContain('每日应急要情')
})

test('a span still to come is refused with a sentence, and stays typed', async ({
  consolePage: page,
}) => {
  await openBriefs(page)
  await page.keyboard.press('n')
  await expect(page.getByLabel(/^从/)).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('02-30 08:00')
  await expect(page.getByText('写成 14:02 或 04-05 14:02')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/^从/)).toHaveValue('02-30 08:00')
  await expect(grid(page).getByRole('row')).toHaveCount(1)
})
