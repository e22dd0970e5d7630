/** Two seats on one console: both see a change at once, and nobody's typing is overwritten. */
import type { Page } from '@playwright/test'
import { expect, onlyOn, test } from './fixtures.ts'
import { newSeatAddress, spawnHeadless } from './target-headless.ts'
import { watchReports } from './reports.ts'

onlyOn(['headless'], 'further seats come over the network')
test.use({ demo: true, actionTimeout: 10_000 })

const screens = (page: Page) => page.getByRole('navigation', { name: '画面' })

/** Ten times the goal; what was seen is printed. */
const withinMs = 1_000

async function atOnce(what: string, seen: Promise<unknown>): Promise<void> {
  const from = performance.now()
  await seen
  console.log(`${what}: ${(performance.now() - from).toFixed(0)} ms`)
}

async function openRule(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Alt+9')
  const sections = page.getByRole('navigation', { name: '设置分类' })
  await sections.getByRole('button', { name: '规则和时限' }).click()
  await page.getByRole('grid', { name: '规则和时限' }).getByText(label, { exact: true }).click()
  await expect(page.getByLabel(/^现值/)).toBeVisible()
}

async function dutyLog(page: Page): Promise<void> {
  await page.keyboard.press('Alt+1')
  await page.locator('main').getByText('值班日志', { exact: true }).click()
}

test('a line written at one seat is at the other at once, and the words being typed there stay', async ({
  consolePage: a,
  shell,
}) => {
  await expect(screens(a)).toBeVisible()
  const b = await shell.anotherPage()
  await expect(screens(b)).toBeVisible()
  await dutyLog(a)
  await a.keyboard.press('Control+Enter')
  const typing = a.getByLabel('内容', { exact: true })
  await expect(typing).toBeFocused()
  await a.keyboard.insertText('正在写的一句，还没有')
  await dutyLog(b)
  await b.keyboard.press('Control+Enter')
  await b.getByLabel('内容', { exact: true }).fill('丘坊村道路已抢通半幅')
  await b.keyboard.press('Enter')
  await atOnce(
    'a line at the other seat',
    expect(a.getByRole('grid', { name: '值班日志' })).toContainText('丘坊村道路已抢通半幅', {
      timeout: withinMs,
    }),
  )
  await expect(typing).toBeFocused()
  await expect(typing).toHaveValue('正在写的一句，还没有')
  await a.keyboard.insertText('写完')
  await a.keyboard.press('Enter')
  await expect(b.getByRole('grid', { name: '值班日志' })).toContainText('正在写的一句，还没有写完')
})

test('the same field saved elsewhere does not take the typed words; it says so and asks', async ({
  consolePage: a,
  shell,
}) => {
  await expect(screens(a)).toBeVisible()
  const b = await shell.anotherPage()
  await expect(screens(b)).toBeVisible()
  const label = '命令未复诵'
  await openRule(a, label)
  await openRule(b, label)
  await a.getByLabel(/^现值/).fill('8')
  await b.getByLabel(/^现值/).fill('12')
  await b.getByLabel(/^改动原因/).fill('山区信号差')
  await b.keyboard.press('Enter')
  const note = a.getByRole('alert').filter({ hasText: '别处已改为' })
  await atOnce('the note at the other seat', expect(note).toBeVisible({ timeout: withinMs }))
  await expect(note).toContainText('12')
  await expect(a.getByLabel(/^现值/)).toHaveValue('8')
  await a.keyboard.press('Alt+n')
  await expect(note).toHaveCount(0)
  await a.getByLabel(/^改动原因/).fill('按预案')
  await a.keyboard.press('Enter')
  const row = b
    .getByRole('grid', { name: '规则和时限' })
    .getByRole('row')
    .filter({ hasText: label })
  await expect(row).toContainText('8 分钟')
  // B typed nothing since: it simply shows what stands.
  await expect(b.getByLabel(/^现值/)).toHaveValue('8')

  await b.getByLabel(/^现值/).fill('20')
  await a.getByLabel(/^现值/).fill('9')
  await a.getByLabel(/^改动原因/).fill('再改')
  await a.keyboard.press('Enter')
  await expect(b.getByRole('alert').filter({ hasText: '别处已改为' })).toContainText('9')
  await b.keyboard.press('Alt+y')
  await expect(b.getByLabel(/^现值/)).toHaveValue('9')
})

test('the same fact of an incident: the typed words stay, and what is saved then stands', async ({
  consolePage: a,
  shell,
}) => {
  await expect(screens(a)).toBeVisible()
  const b = await shell.anotherPage()
  await expect(screens(b)).toBeVisible()
  const fact = (page: Page) =>
    page.locator('main dl > div').filter({ has: page.locator('dt', { hasText: /^经过$/ }) })
  for (const page of [a, b]) {
    await page.keyboard.press('Alt+2')
    await page.getByRole('listbox', { name: '事件' }).getByRole('option').first().click()
    await fact(page).getByRole('button').first().click()
    await expect(page.getByLabel('经过', { exact: true })).toBeVisible()
  }
  await a.getByLabel('经过', { exact: true }).fill('甲席位正在写')
  await b.getByLabel('经过', { exact: true }).fill('乙席位先存')
  await b.keyboard.press('Enter')
  await expect(a.getByRole('alert').filter({ hasText: '别处已改为' })).toContainText('乙席位先存')
  await expect(a.getByLabel('经过', { exact: true })).toHaveValue('甲席位正在写')
  await a.keyboard.press('Alt+n')
  await a.getByLabel('经过', { exact: true }).press('Enter')
  await expect(fact(b)).toContainText('甲席位正在写')
  await expect(b.getByText('两处同时改动')).toHaveCount(0)
})

test('nothing says 已存 before the commit, at either seat', async ({
  browser,
  dataDir,
  reports,
}) => {
  const running = await spawnHeadless(dataDir, ['--demo'])
  const open = async (address: string) => {
    const page = await (await browser.newContext()).newPage()
    watchReports(page, reports)
    await page.goto(address)
    await expect(screens(page)).toBeVisible()
    await dutyLog(page)
    return page
  }
  const a = await open(running.address)
  const b = await open(await newSeatAddress(dataDir))
  await a.keyboard.press('Control+Enter')
  const form = a.getByRole('region', { name: '记一条' })
  const words = '停在提交之前的一句'
  await a.getByLabel('内容', { exact: true }).fill(words)
  // The core stands still: the call is on its way, the commit cannot be.
  running.child.kill('SIGSTOP')
  try {
    await a.keyboard.press('Enter')
    await expect(form.getByText('正在保存…')).toBeVisible()
    await expect(form.getByText(/已存/)).toHaveCount(0)
    await expect(a.getByText('正在保存', { exact: true })).toBeVisible()
    await expect(a.getByLabel('内容', { exact: true })).toHaveValue(words)
    await expect(b.getByText(words)).toHaveCount(0)
  } finally {
    running.child.kill('SIGCONT')
  }
  await expect(form.getByText(/✓ 已存 中-\d+/)).toBeVisible()
  await expect(b.getByRole('grid', { name: '值班日志' })).toContainText(words)
  for (const context of browser.contexts()) await context.close()
  await running.stop()
})
