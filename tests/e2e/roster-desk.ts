/** The roster planner as its specs reach it: a month as a draft, issued, and its fields by keyboard. */
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

export const grid = (page: Page) => page.getByRole('grid', { name: /月值班表$/ })
export const cursor = (page: Page) => grid(page).locator('[role="gridcell"][aria-selected="true"]')
export const status = (page: Page) =>
  page.getByRole('region', { name: '值班表', exact: true }).getByRole('status')
export const nameIn = async (page: Page) =>
  (await cursor(page).getAttribute('aria-label'))?.split('：')[1]?.split('。')[0] ?? ''

/** A month nobody planned yet, generated and taken as a draft; the focus on the grid's first 主班. */
export async function openDraft(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('region', { name: /^现在值班/ })).toBeVisible()
  await page.keyboard.press('4')
  for (let ahead = 0; ahead < 2; ahead++) {
    const shown = page.locator('h2').filter({ hasText: /^\d+年\d+月$/ })
    const before = await shown.textContent()
    await page.keyboard.press(']')
    await expect(shown).not.toHaveText(before ?? '')
  }
  await expect(page.getByText('未排班', { exact: true })).toBeVisible()
  await page.keyboard.press('Shift+G')
  await expect(page.getByText('还没有结果')).toBeVisible()
  await page.keyboard.press('g')
  await expect(page.getByRole('grid', { name: '排班结果' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/必须改的问题 0 处/)).toBeVisible()
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByText('草稿，未印发')).toBeVisible()
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await expect(cursor(page)).toHaveAttribute('aria-label', /主班：/)
}

/** The reasons that soft rules ask for, where any are broken. */
export async function giveReasons(page: Page): Promise<void> {
  const fields = page.getByRole('textbox', { name: /^变通原因：/ })
  const count = await fields.count()
  if (count === 0) return
  await tabTo(page, '变通原因：')
  await page.keyboard.insertText('人手不够')
  if (count === 1) return
  await tabTo(page, '其余都写')
  await page.keyboard.press('Enter')
}

/** Through the reasons and the leader's word, then the issue itself. */
export async function issue(page: Page): Promise<void> {
  await page.keyboard.press('Shift+P')
  await expect(page.getByRole('combobox', { name: '决定的领导' })).toBeVisible()
  await giveReasons(page)
  await tabTo(page, '决定的领导')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: '怎样批准' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/^已印发/)).toBeVisible()
  await expect(grid(page)).toBeFocused()
}

/** Tab until the control of this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement
      if (at === document.body) return ''
      const label = at?.id ? document.querySelector(`label[for="${at.id}"]`)?.textContent : ''
      const own = at?.closest('label')?.textContent
      // A part of the page that can be scrolled takes the focus too, and holds every word in it.
      const said = at?.closest('button, a, [role="radio"]')?.textContent
      return [at?.getAttribute('aria-label'), label, own, said].join('|')
    })
  for (let steps = 0; steps < 120; steps++) {
    if ((await focused()).includes(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}`)
}
