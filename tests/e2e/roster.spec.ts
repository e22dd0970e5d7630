/** The month's roster from draft to paper, at the small desk and by keyboard alone. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { fileChoices } from './file-choice.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import {
  cursor,
  giveReasons,
  grid,
  issue,
  nameIn,
  openDraft,
  status,
  tabTo,
} from './roster-desk.ts'

onlyOn(['headless'], 'the roster is planned at any seat alike')
test.use({ demo: true, actionTimeout: 15_000, viewport: { width: 1366, height: 768 } })

/** In a choice that has the focus: the people are there before Enter takes the one that is meant. */
async function chooseTyped(page: Page, name: string): Promise<void> {
  await page.keyboard.insertText(name)
  const active = page.locator('.ant-select-item-option-active:visible')
  await expect(active.filter({ hasText: name })).toBeVisible()
  await page.keyboard.press('Enter')
}

/** Everybody of one row, by the columns. */
async function namesOf(page: Page, row: number): Promise<readonly string[]> {
  const labels = await grid(page)
    .getByRole('row')
    .nth(row + 1)
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''))
  return labels.map((label) => label.split('：')[1]?.split('。')[0] ?? '')
}

/** A later row whose 主班 can change places with the first row's without standing twice in a shift. */
async function rowToSwapWith(page: Page): Promise<number> {
  const first = await namesOf(page, 0)
  for (let row = 2; row < 12; row++) {
    const other = await namesOf(page, row)
    if (!other.includes(first[1] ?? '') && !first.includes(other[1] ?? '')) return row
  }
  throw new Error('no row to change places with')
}

test('a draft is filled, changed and taken back by keyboard; a hard rule is refused in words', async ({
  consolePage: page,
}) => {
  await openDraft(page)
  const chief = await nameIn(page)
  const row = await rowToSwapWith(page)
  const other = (await namesOf(page, row))[1] ?? ''

  // Picked up, carried down, put down: the two change places.
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText(`拿着 ${chief}`)
  for (let down = 0; down < row; down++) await page.keyboard.press('ArrowDown')
  await expect(status(page)).toContainText(`与 ${other} 对调`)
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('已存')
  await expect(cursor(page)).toHaveAttribute('aria-label', new RegExp(`主班：${chief}`))
  await page.keyboard.press('Control+z')
  await expect(status(page)).toContainText('已撤销')
  await expect(cursor(page)).toHaveAttribute('aria-label', new RegExp(`主班：${other}`))

  // The same person twice in one shift: refused, named, nothing changed.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const officer = await nameIn(page)
  await page.keyboard.press('x')
  await expect(page.getByRole('combobox', { name: '填谁' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(chief)
  await expect(page.getByRole('option', { name: new RegExp(chief) })).toBeVisible()
  await page.keyboard.press('Enter')
  const refused = page.getByRole('alert').filter({ hasText: '没有保存' })
  await expect(refused).toContainText(chief)
  await expect(cursor(page)).toHaveAttribute('aria-label', new RegExp(`副班：${officer}`))
  await expect(grid(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(refused).toHaveCount(0)

  // A gap is said at the spot and in the list, and keeps the month from being issued.
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await expect(cursor(page)).toHaveAttribute('aria-label', /主班：缺。.+/)
  await page.keyboard.press('Shift+Q')
  const problems = page.getByRole('grid', { name: '排班问题' })
  await expect(problems.getByRole('row').filter({ hasText: '必须改' })).toHaveCount(1)
  await expect(page.getByRole('button', { name: /^印发/ })).toHaveAttribute('aria-disabled', 'true')

  // A letter opens who fits best; a name narrows, Enter fills in.
  await page.keyboard.press('c')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(chief)
  await page.keyboard.press('Enter')
  await expect(cursor(page)).toHaveAttribute('aria-label', new RegExp(`主班：${chief}`))
  await expect(problems.getByRole('row').filter({ hasText: '必须改' })).toHaveCount(0)
})

test('a month is issued on a leader’s word, and every later change says why', async ({
  consolePage: page,
}) => {
  await openDraft(page)
  await issue(page)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  const chief = await nameIn(page)
  // Whoever fits best comes in.
  await page.keyboard.press('x')
  await expect(page.getByRole('combobox', { name: '填谁' })).toBeFocused()
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('option').first()).toContainText('本年')
  await page.keyboard.press('Enter')
  const reason = page.getByRole('textbox', { name: '改动原因' })
  await expect(reason).toBeFocused()
  const save = page.getByRole('button', { name: /^保存改动/ })
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.insertText('临时出差')
  await page.keyboard.press('Enter')
  await expect(async () => {
    await giveReasons(page)
    if ((await reason.count()) > 0) await page.keyboard.press('Enter')
    await expect(reason).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
  await expect.poll(() => nameIn(page)).not.toBe(chief)
  const came = await nameIn(page)
  await expect(page.getByText(/印发后改/)).toBeVisible()
  await page.keyboard.press('Shift+H')
  const newest = page.getByRole('list', { name: '改动记录' }).getByRole('listitem').first()
  await expect(newest).toContainText('印发后')
  await expect(newest).toContainText('临时出差')
  await expect(newest).toContainText('电话')
  await expect(newest).toContainText(`${chief} → ${came}`)
})

test('generating begins with the first month that is not issued, and says so', async ({
  consolePage: page,
}) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('region', { name: /^现在值班/ })).toBeVisible()
  await page.keyboard.press('4')
  await expect(page.getByText(/^已印发/)).toBeVisible()
  const issued = (await grid(page).getAttribute('aria-label'))?.replace('值班表', '') ?? ''
  await page.keyboard.press('Shift+G')
  await expect(
    page.getByText(new RegExp(`^${issued}已经印发，不再重排；从还没印发的.*月排起`)),
  ).toBeVisible()
  const begins = page.getByRole('region', { name: '自动排班' })
  await expect(begins.getByText(issued, { exact: true })).toHaveCount(0)
  await page.keyboard.press('g')
  await expect(page.getByRole('grid', { name: '排班结果' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Shift+Enter')
  await expect(page.getByText('草稿，未印发')).toBeVisible()
  await expect(grid(page)).not.toHaveAttribute('aria-label', `${issued}值班表`)
})

test('a spot is dragged onto another with the mouse', async ({ consolePage: page }) => {
  await openDraft(page)
  const row = await rowToSwapWith(page)
  const [chief, other] = [(await namesOf(page, 0))[1], (await namesOf(page, row))[1]]
  const spot = (at: number) =>
    grid(page)
      .getByRole('row')
      .nth(at + 1)
      .getByRole('gridcell')
      .nth(1)
  await spot(0).dragTo(spot(row))
  await expect(spot(row)).toHaveAttribute('aria-label', new RegExp(`：${chief}`))
  await expect(spot(0)).toHaveAttribute('aria-label', new RegExp(`：${other}`))
})

test('leave over an issued shift is refused with the shift, and a cover goes from request to roster', async ({
  consolePage: page,
}) => {
  await openDraft(page)
  await issue(page)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const officer = await nameIn(page)
  const month = await grid(page).getAttribute('aria-label')
  const day = (await cursor(page).getAttribute('aria-label'))?.slice(0, 5) ?? ''

  await page.keyboard.press('5')
  await page.keyboard.press('Shift+L')
  await page.keyboard.press('n')
  await expect(page.getByLabel(/^从/)).toBeFocused()
  await page.keyboard.insertText(day)
  await page.keyboard.press('Shift+Tab')
  await chooseTyped(page, officer)
  await tabTo(page, '说明')
  await page.keyboard.insertText('家里有事')
  await page.keyboard.press('Enter')
  const refused = page.getByRole('alert').filter({ hasText: '没有登记' })
  await expect(refused.getByRole('listitem').first()).toContainText('副班')
  await expect(page.getByLabel('说明')).toHaveValue('家里有事')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Shift+H')
  await page.keyboard.press('n')
  await tabTo(page, '换班（互换）')
  await page.keyboard.press('ArrowRight')
  await tabTo(page, '谁的班')
  await chooseTyped(page, officer)
  await tabTo(page, '哪个班')
  await page.keyboard.press('ArrowDown')
  // The officer has duties of the months before, which stand first.
  const [monthOf = 0, dayOf = 0] = day.split('-').map(Number)
  const wanted = new RegExp(`^${monthOf}月${dayOf}日.*副班$`)
  // The list of people may still be fading away.
  const active = page.locator('.ant-select-item-option-active:visible', { hasText: /月\d+日/ })
  await expect(active).toBeVisible()
  for (let steps = 0; steps < 60 && !wanted.test(await active.innerText()); steps++) {
    const before = await active.innerText()
    await page.keyboard.press('ArrowDown')
    await expect(active).not.toHaveText(before)
  }
  await expect(active).toHaveText(wanted)
  await page.keyboard.press('Enter')
  await tabTo(page, '谁来顶')
  await page.keyboard.press('ArrowDown')
  const options = page.locator('.ant-select-item-option:visible')
  await expect(options.first()).toContainText('谁愿意都行')
  // Nobody is offered a swap with himself.
  await expect(options.filter({ hasText: officer })).toHaveCount(0)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, '事由')
  await page.keyboard.insertText('孩子发烧')
  await page.keyboard.press('Enter')
  const requests = page.getByRole('grid', { name: '换班申请' })
  await expect(requests.getByText('待对方同意')).toBeVisible()
  await page.keyboard.press('y')
  await expect(requests.getByText('待批准')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('textbox', { name: '批准意见' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(requests.getByText('待批准')).toHaveCount(0)

  await page.keyboard.press('4')
  await expect(grid(page)).toBeFocused()
  while ((await grid(page).getAttribute('aria-label')) !== month) {
    const before = await grid(page).getAttribute('aria-label')
    await page.keyboard.press(']')
    await expect(grid(page)).not.toHaveAttribute('aria-label', before ?? '')
  }
  await expect(page.getByText(/印发后改/)).toBeVisible()
  await page.keyboard.press('Shift+H')
  await expect(
    page.getByRole('list', { name: '改动记录' }).getByRole('listitem').first(),
  ).toContainText(officer)
})

test('a roster file is looked at line by line; the sheet goes out and comes back the same', async ({
  consolePage: page,
}) => {
  const choose = fileChoices(page)
  await openDraft(page)
  const title = (await grid(page).getAttribute('aria-label')) ?? ''
  const month = /^(\d+)年(\d+)月/.exec(title)
  const day = (n: string) => `${month?.[1]}-${month?.[2]?.padStart(2, '0')}-${n}`
  await page.keyboard.press('Shift+E')
  const sheet = page.getByRole('button', { name: /XLSX$/ }).first()
  await expect(sheet).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('x')])
  expect(download.suggestedFilename()).toMatch(/^【演练】.*应急值班表.*\.xlsx$/)
  const path = await download.path()
  await page.keyboard.press('Escape')
  await expect(grid(page)).toBeFocused()

  const preview = page.getByRole('grid', { name: '导入预览' })
  await page.keyboard.press('Shift+I')
  await expect(page.getByText('请选择 XLSX 或 CSV 文件')).toBeVisible()
  await choose('f', {
    name: download.suggestedFilename(),
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await readFile(path),
  })
  await expect(preview).toBeVisible()
  await expect(page.getByText(/更改 0，不变 \d+，不导入 0/)).toBeVisible()
  const rows = [
    ['日期', '班次', '主班'],
    [day('04'), '白班', '张三丰'],
    [day('32'), '白班', '邓海波'],
  ]
  await choose('f', {
    name: '值班表.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows.map((row) => row.join(',')).join('\n')),
  })
  await expect(page.getByText(/更改 0，不变 0，不导入 2/)).toBeVisible()
  await expect(preview.getByRole('row').nth(1)).toContainText('张三丰')
  await expect(preview.getByRole('row').nth(2)).toContainText('没有32日，请核对日期。')
  await expect(page.getByRole('button', { name: '导入', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})
