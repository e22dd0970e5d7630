/** Information reports by keyboard: draft, review, signature, sending, receipt; copy; paper. */
import type { Page } from '@playwright/test'
import { missingProgram, runProgram } from '../peers/program.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true })

const element = (page: Page, key: string) =>
  page.locator(`[data-element="${key}"]`).getByRole('textbox')

/** The first incident that something is due of, and a draft of the kind that is usual next. */
async function draftOne(page: Page): Promise<void> {
  // A key before the desk stands is nobody's.
  await expect(page.getByRole('listbox', { name: '事件' })).toBeVisible()
  await page.keyboard.press('Alt+8')
  const due = page.getByRole('grid', { name: '应报' })
  await expect(due.getByRole('row').nth(1)).toBeVisible()
  await due.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('table', { name: '报送时限' })).toBeVisible()
  await page.keyboard.press('Shift+W')
  // Before the choice stands, a digit is a team's.
  await expect(page.getByRole('group', { name: '起草哪一种' })).toBeVisible()
  await page.keyboard.press('2')
  await expect(page.getByRole('region', { name: /^首报 / })).toBeVisible()
}

async function signByOwnRight(page: Page): Promise<void> {
  await page.keyboard.press('Alt+s')
  const form = page.getByRole('region', { name: '签发', exact: true })
  await expect(form.getByLabel('审核人')).toBeFocused()
  await page.keyboard.insertText('赖建平')
  await page.keyboard.press('Enter')
}

test('a report is drafted from the record and what is typed in it is kept', async ({
  consolePage: page,
}) => {
  await draftOne(page)
  await expect(page.locator('[data-element="location"]')).toContainText('自动填入')
  await element(page, 'casualties').focus()
  await page.keyboard.insertText('死亡 0 人、失踪 0 人、受伤 1 人')
  await page.keyboard.press('Tab')
  await expect(page.locator('[data-element="casualties"]')).not.toContainText('未存')
  await page.reload()
  await expect(element(page, 'casualties')).toHaveValue('死亡 0 人、失踪 0 人、受伤 1 人')
})

test('somebody without the role cannot sign, and loses nothing', async ({ consolePage: page }) => {
  await draftOne(page)
  await element(page, 'cause').focus()
  await page.keyboard.insertText('疑似烧荒')
  await signByOwnRight(page)
  await expect(page.getByRole('alert').filter({ hasText: '带班领导' })).toBeVisible()
  await expect(page.getByLabel('审核人')).toHaveValue('赖建平')
  await page.keyboard.press('Escape')
  await expect(element(page, 'cause')).toHaveValue('疑似烧荒')
})

test('a report goes from the draft to the receipt by keyboard', async ({ consolePage: page }) => {
  await draftOne(page)
  await page.keyboard.press('Alt+r')
  await expect(page.getByRole('button', { name: /退回修改/ })).toBeVisible()
  await page.keyboard.press('Alt+s')
  await expect(page.getByLabel('审核人')).toBeFocused()
  await page.keyboard.insertText('赖建平')
  const leader = page.getByRole('combobox', { name: '决定的领导' })
  await leader.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByLabel('审核人').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/石应急值〔\d{4}〕\d+号/).first()).toBeVisible()
  await page.keyboard.press('Alt+e')
  await expect(page.getByRole('combobox', { name: /报送单位/ })).toBeFocused()
  await page.keyboard.insertText('市应急局')
  await page.getByLabel(/^接收人/).focus()
  await page.keyboard.insertText('曾科')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '报送和签收' })).toContainText('市应急局')
  await page.keyboard.press('Alt+j')
  await expect(page.getByLabel(/签收人/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '报送和签收' })).toContainText('已签收')
  await expect(page.getByRole('button', { name: /加报其他单位/ })).toBeVisible()
})

test('the draft is printed as one, and its text is copied with one key', async ({
  consolePage: page,
}) => {
  await draftOne(page)
  await page.keyboard.press('Alt+c')
  await expect(page.getByText(/已复制全文，\d+ 字/)).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Control+p'),
  ])
  const path = await download.path()
  const missing = missingProgram('pdftotext', 'poppler-utils')
  test.skip(missing !== undefined, missing ?? '')
  const text = runProgram('pdftotext', ['-layout', path, '-']).out
  expect(text).toContain('突发事件信息（首报）')
  expect(text).toContain('签发')
})
