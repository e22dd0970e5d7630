/** Steps every spec of the screens takes: signing in, choosing a look, opening a screen. */
import { expect, type Page } from '@playwright/test'

export type Look = 'dark' | 'light'

/** With the button everybody has; only the large desk shows it. */
export async function chooseLook(page: Page, look: Look): Promise<void> {
  const root = page.locator('html')
  const themes = page.getByRole('button', { name: /^主题/ })
  for (let tries = 0; tries < 3; tries++) {
    if ((await root.getAttribute('data-theme')) === look) return
    const before = await root.getAttribute('data-theme')
    await themes.click()
    await expect(root).not.toHaveAttribute('data-theme', before ?? '')
  }
  await expect(root).toHaveAttribute('data-theme', look)
}

export const administrator = { name: '温雅琴', password: '石城值班-2026' } as const

/** Through the whole first start, on an empty folder; the recovery code is the answer. */
export async function firstStart(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: '首次启动' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByLabel('姓名').fill(administrator.name)
  await page.getByLabel(/^口令/).fill(administrator.password)
  await page.getByLabel('再输一次口令').fill(administrator.password)
  await page.keyboard.press('Enter')
  const code = page.locator('output')
  await expect(code).toBeVisible()
  const written = (await code.textContent()) ?? ''
  const screens = page.getByRole('navigation', { name: '画面' })
  while (!(await screens.isVisible())) {
    const title = await page.locator('li[aria-current="step"]').textContent()
    await page.keyboard.press('Enter')
    await expect
      .poll(
        async () =>
          (await screens.isVisible()) ||
          (await page.locator('li[aria-current="step"]').textContent()) !== title,
      )
      .toBe(true)
  }
  return written.trim()
}
