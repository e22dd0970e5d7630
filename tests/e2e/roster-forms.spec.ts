/** One shift's hours and needs, and the county's posts: by keyboard alone, at the small desk. */
import type { Locator, Page } from '@playwright/test'
import { expect, onlyOn, test } from './fixtures.ts'
import { cursor, giveReasons, grid, issue, openDraft, status, tabTo } from './roster-desk.ts'

onlyOn(['headless'], 'the roster is planned at any seat alike')
test.use({ demo: true, actionTimeout: 15_000, viewport: { width: 1366, height: 768 } })

const form = (page: Page) => page.getByRole('region', { name: '改班次' })
const save = (page: Page) => page.getByRole('button', { name: /^保存班次/ })
const field = (page: Page, name: string) =>
  page.getByRole('region', { name: /^(改|加)班次$/ }).getByLabel(name, { exact: true })

/** Into the field that has the focus, over what stands there. */
async function retype(page: Page, into: Locator, text: string): Promise<void> {
  await expect(into).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
  await expect(into).toHaveValue(text)
}

/** The grid's cursor on the first shift of the month; its form open, the focus on its beginning. */
async function openShift(page: Page): Promise<void> {
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Control+Home')
  await expect(cursor(page)).toHaveAttribute('aria-label', /带班领导：/)
  await page.keyboard.press('Shift+T')
  await expect(field(page, '从')).toBeFocused()
}

test('the hours and needs of a shift of a draft; what is typed wrong is said and stays', async ({
  consolePage: page,
}) => {
  await openDraft(page)
  await openShift(page)
  const follows = form(page).getByRole('status', { name: '改后' })
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true')
  const [from, to] = [field(page, '从'), field(page, '到')]
  const began = await from.inputValue()
  const ended = await to.inputValue()

  // Ends before it begins, is too long, is no time: a sentence each, nothing stored.
  await page.keyboard.press('Tab')
  await retype(page, to, '07:00')
  await expect(form(page)).toContainText(
    `下班时间要晚于上班时间 ${began}；到第二天请写 次日 07:00。`,
  )
  await page.keyboard.press('Enter')
  await expect(to).toHaveValue('07:00')
  const day = (await cursor(page).getAttribute('aria-label'))?.slice(0, 5) ?? ''
  const third = `${day.slice(0, 3)}04`
  await retype(page, to, `${third} 23:00`)
  await expect(form(page)).toContainText('一个班最长 48 小时')
  await retype(page, to, '晚上')
  await expect(form(page)).toContainText('下班时间写成 17:30')

  // An hour shorter leaves the desk empty for an hour, which is said before it is stored.
  await retype(page, to, ended)
  await expect(form(page)).toContainText('还没有改动')
  await retype(page, to, '16:30')
  await expect(follows).toContainText(`${began}–16:30`)
  await expect(follows.getByText('必须改')).toBeVisible()
  await expect(follows).toContainText('值班中断')

  // Nobody needed: refused at once; two officers: a gap, which a draft may keep.
  await tabTo(page, '带班领导人数')
  for (const post of ['带班领导', '主班', '副班', '通信保障员', '备班']) {
    await retype(page, field(page, `${post}人数`), '0')
    await page.keyboard.press('Tab')
  }
  await expect(form(page)).toContainText('各岗位人数都是 0')
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(to).toHaveValue('16:30')
  await tabTo(page, '主班人数')
  await retype(page, field(page, '主班人数'), '二')
  await expect(form(page)).toContainText('“主班”的人数写 0 到 20 的整数。')
  await retype(page, field(page, '主班人数'), '2')
  await expect(follows).toContainText('缺主班 1 人')
  await expect(follows).toContainText('带班领导只要 0 人，已排')
  await expect(save(page)).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(status(page)).toContainText('已存')
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Shift+H')
  const newest = page.getByRole('list', { name: '改动记录' }).getByRole('listitem').first()
  await expect(newest).toContainText('修改班次')
  await expect(newest).toContainText('主班2人')

  // The form shows what stands now; Esc changes nothing.
  await openShift(page)
  await expect(to).toHaveValue('16:30')
  await expect(field(page, '主班人数')).toHaveValue('2')
  await page.keyboard.press('Escape')
  await expect(form(page)).toHaveCount(0)
  await expect(grid(page)).toBeFocused()
})

test('of an issued month: why and on whose word, in the history', async ({ consolePage: page }) => {
  await openDraft(page)
  await issue(page)
  await openShift(page)
  const follows = form(page).getByRole('status', { name: '改后' })
  await page.keyboard.press('Tab')
  const to = field(page, '到')
  const ended = await to.inputValue()

  // A gap cannot be stored any more.
  await retype(page, to, '16:30')
  await expect(follows).toContainText('值班中断')
  await expect(form(page)).toContainText('违反必须遵守的规则')
  await page.keyboard.press('Enter')
  await expect(to).toHaveValue('16:30')

  // Hours as they were, and nobody on call: what follows is said.
  await retype(page, to, ended)
  await tabTo(page, '备班人数')
  await retype(page, field(page, '备班人数'), '0')
  await expect(follows).toContainText('备班只要 0 人，已排')
  await expect(form(page)).toContainText('先写改动原因')
  await tabTo(page, '改动原因')
  await page.keyboard.insertText('备勤人员抽调')
  await giveReasons(page)
  await expect(save(page)).not.toHaveAttribute('aria-disabled', 'true')
  await tabTo(page, '改动原因')
  await page.keyboard.press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(page.getByText(/印发后改/)).toBeVisible()
  await page.keyboard.press('Shift+H')
  const newest = page.getByRole('list', { name: '改动记录' }).getByRole('listitem').first()
  await expect(newest).toContainText('备勤人员抽调')
  await expect(newest).toContainText('修改班次')
  await expect(newest).toContainText('电话')
})

test('a shift more, and one less', async ({ consolePage: page }) => {
  await openDraft(page)
  await page.keyboard.press('Control+Home')
  const rows = grid(page).getByRole('row')
  const before = await rows.count()
  await page.keyboard.press('Shift+N')
  await retype(page, field(page, '班次名称'), '临时加班')
  await expect(save(page)).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Tab')
  await retype(page, field(page, '从'), '0900')
  await page.keyboard.press('Tab')
  await retype(page, field(page, '到'), '12:00')
  await tabTo(page, '副班人数')
  await retype(page, field(page, '副班人数'), '1')
  const added = page.getByRole('region', { name: '加班次' })
  await expect(added.getByRole('status', { name: '改后' })).toContainText('增加')
  await page.keyboard.press('Enter')
  await expect(added).toHaveCount(0)
  await expect(rows).toHaveCount(before + 1)
  const mine = rows.filter({ hasText: '临时加班' })
  await expect(mine.getByRole('gridcell', { name: /副班：缺/ })).toHaveCount(1)

  // It stands below the first shift of its day.
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(cursor(page)).toHaveAttribute('aria-label', /临时加班/)
  await page.keyboard.press('Shift+T')
  await expect(field(page, '从')).toHaveValue('09:00')
  await page.keyboard.press('Alt+d')
  await expect(form(page).getByRole('status', { name: '改后' })).toContainText('取消')
  await expect(page.getByRole('button', { name: /^仍值这个班/ })).toBeVisible()
  await tabTo(page, '取消这个班')
  await page.keyboard.press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(rows).toHaveCount(before)
})

test('posts are added, renamed, ordered; one in use is kept, and nothing typed is lost', async ({
  consolePage: page,
}) => {
  await openDraft(page)
  await page.keyboard.press('Shift+S')
  await tabTo(page, '人员和岗位')
  await page.keyboard.press('ArrowRight')
  const name = (place: number) => page.getByLabel(`第 ${place} 个岗位的名称`)
  await expect(name(1)).toHaveValue('带班领导')
  await expect(page.getByRole('button', { name: /^保存岗位/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )

  // In use: not taken away, and why.
  await tabTo(page, '第 2 个岗位的名称')
  await expect(page.getByText(/“主班”在用，不能去掉：班制“两班制”/)).toBeVisible()
  await page.keyboard.press('Alt+d')
  await expect(name(5)).toHaveValue('备班')

  // Named like another: a sentence; renamed, ordered and stored.
  await page.keyboard.press('Alt+n')
  await expect(name(6)).toBeFocused()
  await expect(page.getByText('第 6 行：请填岗位名称')).toBeVisible()
  await page.keyboard.insertText('主班')
  await expect(page.getByText('有两个岗位都叫“主班”')).toBeVisible()
  await retype(page, name(6), '无人机飞手')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(name(5)).toHaveValue('无人机飞手')
  await expect(name(5)).toBeFocused()

  // Leaving asks first; another part and back keeps it.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alert').filter({ hasText: '岗位还没有保存' })).toBeVisible()
  await expect(name(5)).toHaveValue('无人机飞手')
  await tabTo(page, '第 3 个岗位的名称')
  await retype(page, name(3), '值班员')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('✓ 已存')).toBeVisible()

  // People may be ticked for it, and the roster says the new name.
  await tabTo(page, '|岗位')
  await page.keyboard.press('ArrowLeft')
  const people = page.getByRole('table', { name: '排班人员和岗位' })
  await expect(people.getByRole('columnheader', { name: '无人机飞手' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(grid(page).getByRole('columnheader', { name: '值班员', exact: true })).toBeVisible()

  // A post that nobody asks for goes.
  await page.keyboard.press('Shift+S')
  await tabTo(page, '人员和岗位')
  await page.keyboard.press('ArrowRight')
  await tabTo(page, '第 5 个岗位的名称')
  await page.keyboard.press('Alt+d')
  await expect(name(5)).toHaveValue('备班')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('✓ 已存')).toBeVisible()
  await expect(name(6)).toHaveCount(0)
})
