/** 调派: teams are ordered, read back and followed by keyboard; nothing is sent by itself. */
import type { Page } from '@playwright/test'
import { beijingTime } from '../../src/core/kernel/beijing-time.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true })

const order = (page: Page) => page.getByRole('region', { name: '调派' })
const board = (page: Page) => page.getByRole('grid', { name: '队伍状态' })
const box = (page: Page, key: string) => page.locator(`[data-box="${key}"] b`)
const log = (page: Page) => page.getByRole('grid', { name: '事件纪实' })

/** The fire (#1) or the landslide (#2) of the running example. */
async function choose(page: Page, number: string): Promise<void> {
  await page.keyboard.press('Alt+1')
  const list = page.getByRole('listbox', { name: '事件' })
  await list.focus()
  await page.keyboard.press('Home')
  const wanted = list.locator(`[data-incident="${number}"]`)
  await expect
    .poll(async () => {
      if ((await wanted.getAttribute('aria-selected')) === 'true') return true
      await page.keyboard.press('ArrowDown')
      return false
    })
    .toBe(true)
}

/** D, the first team, what is still missing, Enter; answers the team's call sign. */
async function orderFirst(page: Page): Promise<string> {
  await page.keyboard.press('d')
  const first = order(page).locator('[data-unit]').first()
  await expect(first).toBeVisible()
  const callSign = (await first.getAttribute('data-unit')) ?? ''
  await page.keyboard.press('1')
  await expect(order(page).getByText(`向 ${callSign} 下令`)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(order(page).getByLabel(/^任务/)).toBeFocused()
  await page.keyboard.insertText('扑救山火')
  await page.keyboard.press('Enter')
  await expect(order(page).getByRole('combobox', { name: /^信道/ })).toBeFocused()
  await page.keyboard.insertText('370M 12组')
  return callSign
}

async function give(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(order(page)).toHaveCount(0)
}

test('a team is ordered, reads back and arrives, all by keyboard', async ({
  consolePage: page,
}) => {
  await choose(page, '#1')
  const callSign = await orderFirst(page)
  await expect(order(page).getByLabel('命令原文')).toContainText(`${callSign}：前往`)
  await give(page)
  await expect(log(page)).toContainText(/令-\d{4}-\d{3}/)
  await expect(box(page, 'notReadBack')).toHaveText('1')
  const steps = page.getByRole('group', { name: `${callSign} 下一步` })
  await expect(steps.getByRole('button', { name: /^2\s*已下令/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.keyboard.press('j')
  await expect(page.getByLabel('复诵内容')).toBeFocused()
  await page.keyboard.insertText('到罗源村扑救山火，12组')
  await page.keyboard.press('Enter')
  await expect(log(page)).toContainText('复诵：到罗源村扑救山火，12组')
  await expect(box(page, 'notReadBack')).toHaveText('0')
  // It reports its arrival at once: what lies between is noted as 补.
  await steps.getByRole('button', { name: /^4\s*到达/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('补：出动、途中（时间不详）')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(log(page)).toContainText(`${callSign} 到达（补：出动、途中）`)
  await expect(board(page).getByRole('row').filter({ hasText: callSign })).toContainText('到达')
})

test('an order that nobody reads back is told, until somebody does', async ({
  consolePage: page,
}) => {
  await choose(page, '#1')
  const callSign = await orderFirst(page)
  await order(page).locator('summary').last().focus()
  await page.keyboard.press('Enter')
  await order(page).getByLabel('下令时间').focus()
  await page.keyboard.insertText(beijingTime(Date.now() - 10 * 60_000).slice(0, 5))
  await give(page)
  const row = board(page).getByRole('row').filter({ hasText: callSign })
  await expect(row).toContainText('未复诵')
  // The watch looks every ten seconds and after every change.
  await expect(log(page)).toContainText(`${callSign} 命令未复诵`)
  await page.keyboard.press('j')
  await expect(page.getByLabel('复诵内容')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row).not.toContainText('未复诵')
})

test('a team on two orders is told, and ending one leaves the other', async ({
  consolePage: page,
}) => {
  await choose(page, '#1')
  const callSign = await orderFirst(page)
  await give(page)
  await choose(page, '#2')
  await page.keyboard.press('d')
  await expect(order(page).locator('[data-unit]').first()).toBeVisible()
  const left = order(page).locator('summary').filter({ hasText: '不建议' })
  await left.focus()
  await page.keyboard.press('Enter')
  const busy = order(page).locator(`[data-unit="${callSign}"]`)
  await expect(busy).toContainText('已在 #1（已下令）')
  await busy.getByRole('checkbox').focus()
  await page.keyboard.press('Space')
  await order(page)
    .getByLabel(/^任务/)
    .focus()
  await page.keyboard.insertText('转移群众')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('370M 12组')
  await give(page)
  await expect(box(page, 'doubleBooked')).toHaveText('1')
  const steps = page.getByRole('group', { name: `${callSign} 下一步` })
  await page.getByRole('radio', { name: '#2', exact: true }).focus()
  await page.keyboard.press('Space')
  await steps.getByRole('button', { name: /撤销/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('原因')).toBeFocused()
  // Without a reason nothing is withdrawn.
  await page.keyboard.press('Enter')
  await expect(page.getByText('请写明原因')).toBeVisible()
  await page.keyboard.insertText('改派别队')
  await page.keyboard.press('Enter')
  await expect(box(page, 'doubleBooked')).toHaveText('0')
  const row = board(page).getByRole('row').filter({ hasText: callSign })
  await expect(row).toContainText('集结')
  await expect(row).toContainText('#1')
})
