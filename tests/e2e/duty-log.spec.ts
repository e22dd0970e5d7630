/** The duty log and the checks of a shift, by keyboard alone at the small desk. */
import type { Page } from '@playwright/test'
import { firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'what is tested is the screen, which is the same in every shell')
test.use({ actionTimeout: 10_000 })

const entries = (page: Page) =>
  page
    .getByRole('grid', { name: '值班日志' })
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') })
const checks = (page: Page) =>
  page
    .getByRole('grid', { name: '查岗' })
    .getByRole('row')
    .filter({ hasNot: page.getByRole('columnheader') })

async function openPart(page: Page, digit: string, name: string): Promise<void> {
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('main', { name: '值班' })).toBeVisible()
  await page.keyboard.press(digit)
  await expect(page.getByRole('radio', { name: new RegExp(`^${name}`) })).toBeChecked()
}

test('an entry is written from another screen with at most four keys, followed up, corrected and struck', async ({
  consolePage: page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await firstStart(page)
  await expect(page.getByRole('main', { name: '指挥' })).toBeVisible()

  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  await press('Control+j')
  await expect(page.getByRole('textbox', { name: '内容', exact: true })).toBeFocused()
  // The words themselves are not counted.
  await page.keyboard.insertText('县气象局来电：夜间有中雨')
  await press('Enter')
  await expect(page.getByText(/已记入值班日志 中-\d+/)).toBeVisible()
  expect(keys).toBeLessThanOrEqual(4)
  await expect(page.getByRole('main', { name: '指挥' })).toBeVisible()

  await openPart(page, '2', '值班日志')
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page).first()).toContainText('夜间有中雨')

  await page.keyboard.press('t')
  await expect(page.getByRole('textbox', { name: '报告或通知了谁' })).toBeFocused()
  await page.keyboard.insertText('带班领导 李文斌')
  await page.keyboard.press('Enter')
  await expect(entries(page).first()).toContainText('已报告 带班领导 李文斌')

  await page.keyboard.press('b')
  await expect(page.getByRole('textbox', { name: /为什么重新办理/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(entries(page).first()).toContainText('在办')

  await page.keyboard.press('c')
  const content = page.getByRole('textbox', { name: '内容', exact: true })
  await expect(content).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('县气象局来电：夜间有大雨')
  await page.getByRole('textbox', { name: '更正原因' }).focus()
  await page.keyboard.insertText('雨量听错')
  await page.keyboard.press('Enter')
  await expect(entries(page)).toHaveCount(2)
  await expect(entries(page).first()).toContainText('夜间有大雨')
  await expect(entries(page).first()).toContainText('带班领导 李文斌')
  await expect(entries(page).nth(1)).toContainText('雨量听错')

  await page.keyboard.press('w')
  await expect(page.getByRole('textbox', { name: '天气' })).toBeFocused()
  await page.keyboard.insertText('中雨转大雨')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: '本页' })).toContainText('天气 中雨转大雨')

  const download = page.waitForEvent('download')
  await page.keyboard.press('p')
  expect((await download).suggestedFilename()).toMatch(/^值班日志 .+\.pdf$/)
})

test('what is typed survives a reload, an empty entry and a wrong time are refused in words', async ({
  consolePage: page,
}) => {
  await firstStart(page)
  await page.keyboard.press('Control+j')
  const content = page.getByRole('textbox', { name: '内容', exact: true })
  await expect(content).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /记入日志/ })).toHaveAttribute('title', '先写内容')
  await page.keyboard.insertText('丰山乡政府来电')
  await expect(page.getByText(/草稿 \d\d:\d\d:\d\d 已存/)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Control+j')
  await expect(content).toHaveValue('丰山乡政府来电')
  await expect(page.getByText('已恢复')).toBeVisible()
  await page.getByRole('textbox', { name: '时间', exact: true }).focus()
  await page.keyboard.insertText('25:10')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /记入日志/ })).toHaveAttribute(
    'title',
    '时间写得不对',
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: '记值班日志' })).toBeHidden()
})

test('a spot check is measured by two keys, and a township reports with one', async ({
  consolePage: page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await firstStart(page)
  await openPart(page, '7', '在岗与查岗')

  await expect(page.getByRole('button', { name: /^开始查岗/ })).toBeVisible()
  await page.keyboard.press('g')
  await page.getByRole('textbox', { name: '其他单位' }).focus()
  await page.keyboard.insertText('丰山乡政府')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('timer')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('textbox', { name: '应答人' })).toBeFocused()
  await page.keyboard.insertText('值班员黄某')
  await page.keyboard.press('Enter')
  await expect(checks(page)).toHaveCount(1)
  await expect(checks(page).first()).toContainText(/\d+ 秒/)
  await expect(checks(page).first()).toContainText('在岗')

  await page.keyboard.press('e')
  const slot = page.getByRole('switch', { name: '启用每日零报告' })
  await slot.focus()
  await page.keyboard.press('Space')
  await expect(slot).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: '乡镇报告 0/11' })).toBeVisible()
  await page.keyboard.press('y')
  await expect(page.getByRole('heading', { name: '乡镇报告 1/11' })).toBeVisible()
})
