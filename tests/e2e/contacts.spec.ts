/** Whom to call, asked and answered by keyboard on the small desk; the directory kept, taken out and in. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'the screens are the same in every shell')
test.use({ demo: true, actionTimeout: 15_000, viewport: { width: 1366, height: 768 } })

const search = (page: Page) => page.getByRole('textbox', { name: '找谁' })
const answers = (page: Page) => page.getByRole('grid', { name: '该打给谁' })
const everybody = (page: Page) => page.getByRole('grid', { name: '通讯录' })
const alert = (page: Page) => page.getByRole('main').getByRole('alert')

/** From any screen, by one key. */
async function ask(page: Page, query: string): Promise<void> {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+f')
  await expect(search(page)).toBeFocused()
  await page.keyboard.insertText(query)
}

test('one search from any screen says whom to call, at which number and why', async ({
  consolePage: page,
}) => {
  await ask(page, '小松 防汛')
  const first = answers(page).getByRole('row').nth(1)
  await expect(page.getByRole('status').filter({ hasText: '小松镇 · 防汛' })).toBeVisible()
  await expect(first).toContainText('小松镇人民政府 副镇长')
  await expect(first).toContainText(/138 0797 \d{4}/)
  await expect(first).toContainText('小松镇防汛责任人')
  // The same by initials.
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('xsfx')
  await expect(page.getByRole('status').filter({ hasText: '小松镇 · 防汛' })).toBeVisible()
  await expect(first).toContainText('小松镇人民政府 副镇长')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('list', { name: '号码' })).toContainText(/138 0797 \d{4}/)
  await page.keyboard.press('Control+f')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('呜哩哇啦')
  await expect(answers(page)).toContainText('没有认出乡镇、事项或名字')
})

test('a number that was wrong is noted, put behind, and settled by a call, one key each', async ({
  consolePage: page,
}) => {
  await ask(page, '屏山 灾害信息员')
  await expect(answers(page).getByRole('row').nth(1)).toContainText('民政办主任')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await expect(page.getByLabel('哪个号码、怎么不对')).toBeFocused()
  await page.keyboard.insertText('手机是空号')
  await page.keyboard.press('Enter')
  await expect(answers(page)).toContainText('存疑：手机是空号')
  await page.keyboard.press('v')
  await expect(answers(page)).not.toContainText('存疑')
})

test('somebody is registered by keyboard; a wrong number is refused in words and stays typed', async ({
  consolePage: page,
}) => {
  await ask(page, '')
  await everybody(page).focus()
  await page.keyboard.press('n')
  await expect(page.getByLabel(/^姓名/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(alert(page)).toHaveText('请填姓名。')
  await page.keyboard.insertText('张伟')
  const number = page.getByLabel('第 1 个号码', { exact: true })
  await number.focus()
  await page.keyboard.insertText('1380797')
  await page.keyboard.press('Enter')
  await expect(alert(page)).toContainText('号码“1380797”不对')
  await expect(number).toHaveValue('1380797')
  await number.fill('13807979999')
  await page.keyboard.press('Alt+u')
  await page.getByLabel('第 1 项身份', { exact: true }).fill('河道巡查员')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /^张伟/ })).toContainText('138 0797 9999')
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('河道巡查员')
  await expect(answers(page).getByRole('row').nth(1)).toContainText('张伟')
})

test('the list goes out, comes back changed, and says line by line what would change', async ({
  consolePage: page,
}) => {
  await ask(page, '')
  await everybody(page).focus()
  await page.keyboard.press('o')
  const waiting = page.waitForEvent('download')
  await page.keyboard.press('4')
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/^【演练】应急通讯录-.*\.vcf$/)
  const cards = await readFile(await download.path(), 'utf8')
  expect(cards).toContain('BEGIN:VCARD')
  await page.keyboard.press('Escape')
  await page.keyboard.press('i')
  const changed = cards.replace('TITLE:院长', 'TITLE:副院长')
  expect(changed).not.toBe(cards)
  await page.getByLabel('选择表格文件').setInputFiles({
    name: '改过.vcf',
    mimeType: 'text/vcard',
    buffer: Buffer.from(
      `${changed}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:张伟\r\nORG:火星局\r\nEND:VCARD\r\n`,
    ),
  })
  const preview = page.getByRole('grid', { name: '导入预览' })
  await expect(preview).toContainText('职务：院长 → 副院长')
  await expect(page.getByText(/更改 1，.*不导入 1/)).toBeVisible()
  await page.keyboard.press('Shift+I')
  await expect(everybody(page)).toBeVisible()
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('副院长')
  await expect(answers(page).getByRole('row').nth(1)).toContainText('县人民医院 副院长')
})

test('the book is printed for one township', async ({ consolePage: page }) => {
  await ask(page, '')
  await everybody(page).focus()
  await page.keyboard.press('o')
  await page.getByLabel('应急通讯录（打印）').click()
  await page.getByTitle('小松镇', { exact: true }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: /^PDF/ }).click()
  expect((await waiting).suggestedFilename()).toMatch(/应急通讯录 小松镇 .*\.pdf$/)
})
