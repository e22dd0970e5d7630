/** Two seats on one fact: what one types is not touched by the other (UI rule 15). */
import type { Page } from '@playwright/test'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'another seat is a browser seat')
test.use({ demo: true })

async function openFire(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '画面' }).waitFor()
  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Alt+q')
  await page.getByLabel('查找事件').fill('罗源')
  const found = page.getByRole('listbox', { name: '事件' }).getByRole('option')
  await expect(found).toHaveCount(1)
  await found.dblclick()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('罗源村')
}

test('a fact being typed is not touched by another seat, which is shown and may be taken', async ({
  consolePage: page,
  shell,
}) => {
  await openFire(page)
  const other = await shell.anotherPage()
  await openFire(other)
  const field = (seat: Page) =>
    seat.locator('dl > div').filter({ has: seat.getByText('起因', { exact: true }) })
  await field(page).getByRole('button').click()
  await page.keyboard.insertText('上坟烧纸')
  await field(other).getByRole('button').click()
  await other.keyboard.insertText('雷击')
  await other.keyboard.press('Enter')
  await expect(page.getByText('别处已改为“雷击”，采用？')).toBeVisible()
  await expect(page.getByLabel('起因')).toHaveValue('上坟烧纸')
  await expect(page.getByLabel('起因')).toBeFocused()
  await page.getByRole('button', { name: '用我写的' }).click()
  await page.getByLabel('起因').press('Enter')
  await expect(field(other)).toContainText('上坟烧纸')
})
