/** Steps of the specs of base maps: 设置 › 底图, a file looked at and taken over. */
import { expect, type Page } from '@playwright/test'

export async function openBaseMaps(page: Page): Promise<void> {
  const screens = page.getByRole('navigation', { name: '画面' })
  await screens.getByRole('button', { name: /^设置/ }).click()
  const sections = page.getByRole('navigation', { name: '设置分类' })
  await sections.getByRole('button', { name: /^底图/ }).click()
}

/** Opens the import and asks for the file; what was found or the sentence follows. */
export async function lookAtFile(page: Page, path: string): Promise<void> {
  await openBaseMaps(page)
  await page.getByRole('button', { name: /^导入底图/ }).click()
  await page.getByLabel('文件在本机上的完整路径').fill(path)
  await page.getByRole('button', { name: /^查看/ }).click()
}

/** @param datum the label of the answer: `/WGS-84/`, `/GCJ-02/` */
export async function takeOver(page: Page, name: string, datum: RegExp): Promise<void> {
  await page.getByRole('radio', { name: datum }).click()
  await page.getByLabel(/^名称/).fill(name)
  await page.getByLabel(/^来源/).fill('县自然资源局 2025 年')
  await page.getByLabel(/^审图号/).fill('赣S（2025）012号')
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await expect(page.getByRole('button', { name: '移除底图…' })).toBeVisible()
}

/** The base map that is open in the settings. */
export async function removeOpenBase(page: Page): Promise<void> {
  await page.getByRole('button', { name: '移除底图…' }).click()
  await page.getByRole('button', { name: '确认移除' }).click()
  await expect(page.getByRole('button', { name: '移除底图…' })).toHaveCount(0)
}

/** The sentence under the path that was typed; nothing else changed. */
export async function sentenceOfFile(page: Page): Promise<string> {
  const path = page.getByLabel('文件在本机上的完整路径')
  await expect(path).toHaveAttribute('aria-invalid', 'true')
  const told = await path.getAttribute('aria-describedby')
  return (await page.locator(`[id="${told}"]`).textContent()) ?? ''
}
