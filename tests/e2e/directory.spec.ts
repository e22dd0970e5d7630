/** The directory of numbers, and a text to a list of them with one answer noted by hand. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { fileChoices } from './file-choice.ts'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'the screens are the same in every shell')
test.use({ demo: true, actionTimeout: 15_000 })

const grid = (page: Page) => page.getByRole('grid', { name: '电台号簿' })
const rowOf = (page: Page, number: string) =>
  grid(page).getByRole('row').filter({ hasText: number })

async function openDirectory(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+6')
  await page.getByText('电台号簿', { exact: true }).click()
  // Radios first: those of the teams, then those of the townships.
  await expect(grid(page).getByRole('row').nth(1)).toContainText('1001')
}

test('a number is added by keyboard; a bad one is refused in words and stays typed', async ({
  consolePage: page,
}) => {
  await openDirectory(page)
  await page.keyboard.press('n')
  const number = page.getByLabel(/^号码/)
  await expect(number).toBeFocused()
  await page.keyboard.type('12a')
  await page.keyboard.press('Enter')
  const form = page.getByRole('region', { name: '登记号码' })
  await expect(form.getByRole('alert')).toHaveText('请填写呼号、持有人或队伍。')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('森防 1')
  await expect(form.getByText(/森防01 .*空中容易混淆/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('电台号是 1 到 10 位数字')
  await expect(number).toHaveValue('12a')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('4001')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '电台 4001' })).toBeVisible()
  await expect(page.getByLabel('呼号')).toBeFocused()
  await expect(rowOf(page, '4001')).toContainText('易混 森防01')

  await page.getByLabel('停用原因').fill('电台丢失')
  await page.keyboard.press('Enter')
  await expect(rowOf(page, '4001')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: '含停用' }).check()
  await expect(rowOf(page, '4001')).toContainText('停用：电台丢失')
})

test('the arrows of the list only look; Enter goes to the form', async ({ consolePage: page }) => {
  await openDirectory(page)
  await grid(page).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: '电台 1001' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: '电台 1002' })).toBeVisible()
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('呼号')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()
})

const sheet = [
  '类别,号码,呼号,持有人,乡镇,颜色',
  '电台,4101,清水甲,高田镇应急办,高田镇,红',
  '电台,1104,横江镇办,,,',
  '电台,1105,高田值班,高田镇值班室,高田镇,',
  '电台,错号,坏号,,,',
  '电台,4102,石丙,,没有这个镇,',
].join('\n')

test('a table is looked at line by line, taken over, and carried out without 370M numbers', async ({
  consolePage: page,
}) => {
  const choose = fileChoices(page)
  await openDirectory(page)
  await page.keyboard.press('i')
  await expect(page.getByRole('button', { name: '选择文件' })).toBeVisible()
  await choose('f', { name: '号簿.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })
  const preview = page.getByRole('grid', { name: '导入预览' })
  const line = (n: number) => preview.getByRole('row').nth(n)
  await expect(line(1)).toContainText('新增')
  await expect(line(1)).toContainText('类别：电台；持有人：高田镇应急办；乡镇：高田镇')
  await expect(line(2)).toContainText('呼号：横江值班 → 横江镇办')
  await expect(line(3)).toContainText('号码“错号”不对')
  await expect(line(4)).toContainText('本县没有“没有这个镇”')
  // What stays as it is stands last.
  await expect(line(5)).toContainText('不变')
  await expect(page.getByText(/新增 1，更改 1，不变 1，不导入 2；没有用到的列：颜色/)).toBeVisible()
  await page.keyboard.press('Shift+I')
  await expect(page.getByText('已存：新增 1，更改 1')).toBeVisible()
  await expect(rowOf(page, '4101')).toContainText('清水甲')
  await expect(rowOf(page, '1104')).toContainText('横江镇办')

  const taken = async (withNet: boolean) => {
    await page.keyboard.press('e')
    const box = page.getByRole('checkbox', { name: /含 370M 号码/ })
    await expect(box).not.toBeChecked()
    if (withNet) await box.check()
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('c')])
    return readFile(await download.path(), 'utf8')
  }
  const hidden = await taken(false)
  expect(hidden).toContain('电台,（已隐去）,,清水甲,高田镇应急办,,高田镇')
  expect(hidden).toContain('电话,07975700013,,横江值班')
  expect(hidden).not.toMatch(/^(电台|通话组),\d/m)
  const whole = await taken(true)
  expect(whole).toContain('电台,4101,,清水甲,高田镇应急办,,高田镇')
})

test('a text to a list: each has its own result, and who repeated it by telephone is noted', async ({
  consolePage: page,
}) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+4')
  const composer = page.getByRole('region', { name: '发短信' })
  await composer.getByLabel('发给').focus()
  for (const radio of ['1001', '1104']) {
    await page.keyboard.type(radio)
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: new RegExp(`[^组台] ${radio}`) })
      .waitFor()
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Escape')
  await composer.getByLabel('短信内容').fill('各队报一次平安')
  await expect(composer).toContainText('森防01：370M 1001；横江值班：370M 1104')
  await page.keyboard.press('Enter')
  await expect(composer.getByRole('alert')).toContainText('将发给 2 个收信方：森防01、横江值班')
  await page.keyboard.press('Enter')
  const result = (name: string) =>
    composer.getByRole('list', { name: '各收信方结果' }).getByRole('button', { name })
  await expect(result('森防01')).toContainText('已送达')
  // Nobody answers there: a person decides.
  await expect(result('横江值班')).toContainText('未达', { timeout: 60_000 })
  await page.keyboard.press('Alt+j')
  await expect(result('横江值班')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(composer.getByLabel('谁收到')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(result('横江值班')).toBeFocused()

  await result('森防01').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('队长老李')
  await composer.getByLabel('复诵内容').fill('全队平安')
  await page.keyboard.press('Enter')
  await expect(result('森防01')).toContainText('已复诵')
  await expect(result('森防01')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(composer.getByRole('group', { name: '森防01 的处置' })).toContainText(
    /队长老李 .*全队平安/,
  )
})
