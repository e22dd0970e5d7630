/** The record on paper and in files, and paper back into the record: by keyboard. */
import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { beijingDate } from '../../src/core/kernel/beijing-time.ts'
import { expect, test } from './fixtures.ts'
import type { TargetName } from './targets.ts'

test.use({ demo: true })

/**
 * The download a key starts and its bytes. On the stand-in Chromium cannot fetch an origin that
 * only the shell answers: there the page asks for the same address.
 */
async function fetched(
  page: Page,
  target: TargetName,
  press: () => Promise<void>,
): Promise<[Download, Buffer]> {
  const waiting = page.waitForEvent('download')
  await press()
  const download = await waiting
  if (target !== 'standin') return [download, readFileSync(await download.path())]
  const bytes = await page.evaluate(async (path) => {
    const answer = await fetch(path)
    return [...new Uint8Array(await answer.arrayBuffer())]
  }, new URL(download.url()).pathname)
  return [download, Buffer.from(bytes)]
}

async function openForms(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+9')
  await page.getByRole('button', { name: /表格与补录/ }).click()
}

test('an incident is printed and its log exported with one key each', async ({
  consolePage: page,
  target,
}) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+2')
  await page.getByRole('listbox', { name: '事件' }).getByRole('option').first().click()
  // The key acts from when its button is there.
  await expect(page.getByRole('button', { name: /^打印/ })).toBeVisible()
  await page.keyboard.press('Control+p')
  const dialog = page.getByRole('dialog', { name: /打印与导出 #\d+/ })
  await expect(dialog.getByRole('button', { name: '接报登记单 PDF' })).toBeVisible()
  const [record, bytes] = await fetched(page, target, () => page.keyboard.press('1'))
  expect(record.suggestedFilename()).toMatch(/^【演练】接报登记单 #\d+ \d{8}-\d{4}\.pdf$/)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  await expect(dialog.getByRole('status')).toContainText('已生成')
  const [, word] = await fetched(page, target, () =>
    dialog.getByRole('button', { name: '接报登记单 DOCX' }).press('Enter'),
  )
  expect(word.subarray(0, 2).toString()).toBe('PK')
  const [log, paper] = await fetched(page, target, () => page.keyboard.press('Alt+p'))
  expect(log.suggestedFilename()).toMatch(/^【演练】事件日志 #\d+ .*\.pdf$/)
  expect(paper.length).toBeGreaterThan(5000)
  const [, table] = await fetched(page, target, () => page.keyboard.press('Alt+c'))
  expect(table.toString()).toMatch(
    /^\uFEFF编号,值班日,听到时间[\s\S]*链头 \w+ · \d+ · [0-9a-f]{64}/,
  )
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  // What was taken out is in the log, with the name of who took it.
  await expect(page.getByRole('grid', { name: '事件纪实' })).toContainText('打印《接报登记单》')
})

test('a paper form is typed in line by line, comes back after a reload, and is marked late', async ({
  consolePage: page,
}) => {
  await openForms(page)
  const cell = (row: number, name: string) => page.getByLabel(`第 ${row} 行${name}`)
  await page.getByLabel('纸质表号').fill('中-1129-0800-1')
  const day = page.getByLabel('首行日期')
  // Yesterday: whatever the time is now, the form is older.
  await day.fill(beijingDate(Date.now() - 86_400_000))
  await cell(1, '时间').fill('0001')
  await cell(1, '来源').fill('森林大队')
  await cell(1, '内容').fill('出发，十八人三车')
  await page.keyboard.press('Enter')
  await expect(cell(2, '时间')).toBeFocused()
  await page.keyboard.type('0000')
  await page.keyboard.press('Enter')
  await expect(cell(2, '内容')).toBeFocused()
  await page.keyboard.insertText('到达，火线三百米')
  await expect(page.getByText('早于上一行')).toBeVisible()
  await expect(page.getByRole('button', { name: '保存 2 行' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await cell(2, '时间').fill('00:02')
  await expect(page.getByText('早于上一行')).toHaveCount(0)
  await expect(page.getByText(/草稿 .* 已存/)).toBeVisible()
  await page.reload()
  await openForms(page)
  await expect(cell(2, '内容')).toHaveValue('到达，火线三百米')
  const typed = await day.inputValue()
  await day.fill('2026-02-30')
  await expect(page.getByText('日期写成')).toBeVisible()
  await day.fill(typed)
  await day.press('Alt+s')
  await expect(page.getByText(/✓ 已补录 2 行：中-\d{4} 至 中-\d{4}/)).toBeVisible()
  await page.keyboard.press('Alt+1')
  await page.getByText('值班日志', { exact: true }).click()
  const log = page.getByRole('grid', { name: '值班日志' })
  await expect(log).toContainText('补录纸质表 中-1129-0800-1，共 2 行')
})
