import type { Page } from '@playwright/test'
import { expect, onlyOn, test } from './fixtures.ts'

const name = '温雅琴'
const password = 'shicheng-2026'

/** The first start as an operator without a mouse does it. */
async function setUp(page: Page): Promise<string> {
  await expect(page.getByText('首次启动')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.getByLabel(/再输一次口令/).focus()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  const code = await page.locator('output').textContent()
  for (const step of ['恢复码', '数据副本', '电台网关', '完成']) {
    await expect(page.getByRole('heading', { name: step })).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  return code ?? ''
}

test('a new console is set up, locked and opened again with the keyboard alone', async ({
  consolePage: page,
}) => {
  const code = await setUp(page)
  expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible()
  await expect(page.getByRole('region', { name: '告警' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: '画面' })).toHaveCount(0)

  await page.keyboard.type('wrong-wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByText('口令不对，请重新输入。')).toBeVisible()
  await expect(page.getByText(/秒后可以再试/)).toHaveCount(0)
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
})

test('a line is marked as saved after its commit, and an unfinished one comes back after a reload', async ({
  consolePage: page,
}) => {
  await setUp(page)
  await page.keyboard.press('/')
  await page.keyboard.type('市局来电询问灾情')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/已存 中-0*1$/)).toBeVisible()
  await expect(page.locator('#command-line')).toHaveValue('')

  await page.keyboard.type('路上遇倒树，绕行')
  await expect(page.locator('#command-line')).toHaveAttribute('data-draft', 'kept')
  await page.reload()
  await expect(page.locator('#command-line')).toHaveValue('路上遇倒树，绕行')
  await expect(page.getByText('市局来电询问灾情')).toBeVisible()
})

test.describe('with another seat', () => {
  onlyOn(['headless'], 'a second window of the desktop shell is the same seat')

  test('the sealed code opens a duty role at another seat, with an alarm everywhere', async ({
    consolePage: page,
    shell,
  }) => {
    const code = await setUp(page)
    const other = await shell.anotherPage()
    await expect(other.getByText('选择人员')).toBeVisible()
    await other.keyboard.press('F10')
    await other.keyboard.type('赖建平')
    await other.getByRole('textbox', { name: /恢复码/ }).fill(code.toLowerCase())
    await other.keyboard.press('Enter')
    await expect(other.getByRole('navigation', { name: '画面' })).toBeVisible()
    for (const each of [page, other]) {
      await expect(each.getByRole('region', { name: '告警' })).toContainText('应急登录')
    }
    await page.keyboard.press('Alt+a')
    await expect(page.getByRole('region', { name: '告警' })).toContainText('已确认')
    await expect(other.getByRole('region', { name: '告警' })).toContainText('已确认')
  })
})

test('a letter typed into a field opens nothing, and the key list shows what can be pressed', async ({
  consolePage: page,
}) => {
  await setUp(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('n?/f2')
  await expect(page.locator('#command-line')).toHaveValue('n?/f2')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: '键位表' })
  await expect(list).toContainText('命令行')
  await page.keyboard.press('Alt+9')
  await expect(page.getByRole('main')).toHaveAttribute('aria-label', '指挥')
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await page.keyboard.press('Alt+9')
  await expect(page.getByRole('main')).toHaveAttribute('aria-label', '设置')
})

test('the look is the token file’s, and a seat keeps it', async ({ consolePage: page }) => {
  await setUp(page)
  const button = page.getByRole('button', { name: /记一条|接报/ }).first()
  await expect(button).toBeVisible()
  const fill = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--accent-fill').trim(),
  )
  expect(fill).toBe('#1762cc')
  await page.getByRole('button', { name: /^主题/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})
