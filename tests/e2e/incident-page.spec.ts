/** One incident from its first figures to its archive, by keyboard. */
import type { Page } from '@playwright/test'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true })

const lines = (page: Page) => page.getByRole('grid', { name: '事件纪实' }).locator('[data-entry]')
const step = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** The forest fire of the example, on its page. */
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

/** By the first letters of what is in the list; Enter takes it. */
async function chooseLeader(page: Page): Promise<void> {
  const leader = page.getByLabel('决定的领导')
  await leader.focus()
  await page.keyboard.insertText('带班')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('怎样批准')).toBeVisible()
}

test('figures suggest a grade, a leader decides it, and the log says from what to what', async ({
  consolePage: page,
}) => {
  await openFire(page)
  await page.keyboard.press('u')
  const figures = page.getByRole('region', { name: '更新伤亡' })
  await expect(figures.getByLabel('死亡')).toBeFocused()
  await figures.getByLabel('死亡').fill('3')
  await figures.getByLabel('来源').fill('小松01')
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: '死亡 3' })).toBeVisible()
  const grade = page.getByRole('region', { name: '级别' })
  await expect(grade).toContainText('建议：较大')
  await expect(grade).toContainText('R-FOREST/40')
  await expect(grade).toContainText('未定级')
  await page.keyboard.press('g')
  await expect(grade.getByLabel('定级依据')).toHaveValue(/死亡 3 人，属 3 人以上 10 人以下/)
  await chooseLeader(page)
  await grade.getByLabel('定级依据').press('Enter')
  await expect(lines(page).filter({ hasText: '初判级别：较大' })).toContainText('电话批准')

  await page.keyboard.press('u')
  await figures.getByLabel('死亡').fill('2')
  await figures.getByLabel('来源').fill('县医院')
  await page.keyboard.press('Enter')
  await expect(figures.getByRole('alert')).toContainText('死亡减少，请写明更正原因')
  await expect(figures.getByLabel('死亡')).toHaveValue('2')
  await figures.getByLabel('减少的原因或去向').fill('一人重复统计')
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: '死亡 3 → 2' })).toContainText('一人重复统计')
})

test('an incident is merged by keyboard, is read under the main one, and is taken out again', async ({
  consolePage: page,
}) => {
  await openFire(page)
  await step(page, '并案').click()
  const merging = page.getByRole('region', { name: '并案' })
  await expect(merging.getByLabel('并入哪一起事件')).toBeFocused()
  await page.keyboard.insertText('突发情况')
  await page.keyboard.press('Enter')
  await merging.getByLabel('说明').press('Enter')
  await expect(page.getByText(/^已并入 #\d+$/)).toBeVisible()
  await page.keyboard.press('Alt+o')
  const others = page.getByRole('region', { name: '其他步骤' })
  await expect(others).toContainText('只能撤销并案，回到“接报”')
  await page.keyboard.press('1')
  await page.getByLabel('原因').fill('两处火点')
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: '已合并 → 接报' })).toBeVisible()
})

test('a task is given, becomes overdue work of nobody else, and is done', async ({
  consolePage: page,
}) => {
  await openFire(page)
  await page.keyboard.press('m')
  await expect(page.getByLabel('接收单位')).toBeFocused()
  await page.keyboard.insertText('县交警大队')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('罗源路口管制')
  await page.keyboard.press('Enter')
  const task = page.getByRole('button', { name: /县交警大队 罗源路口管制/ })
  await expect(task).toContainText('已下达')
  await task.click()
  await page.getByRole('button', { name: '完成', exact: true }).click()
  await expect(task).toContainText('完成')
  await expect(lines(page).filter({ hasText: '任务“罗源路口管制”' })).toContainText('完成')
})
