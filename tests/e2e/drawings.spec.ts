/** 标绘: drawn, changed, undone and removed by keys alone and by mouse; what is inside an area. */
import type { Page } from '@playwright/test'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true })

const panel = (page: Page) => page.getByRole('region', { name: '标绘', exact: true })
const list = (page: Page) => panel(page).getByRole('grid', { name: '标绘' })
const map = (page: Page) => page.getByLabel('地图，方向键移动，加减键缩放')
const told = (page: Page) => panel(page).getByRole('status')
const log = (page: Page) => page.getByRole('grid', { name: '事件纪实' })

async function chooseFire(page: Page): Promise<void> {
  await page.keyboard.press('Alt+1')
  const incidents = page.getByRole('listbox', { name: '事件' })
  await incidents.focus()
  await page.keyboard.press('Home')
  const wanted = incidents.locator('[data-incident="#1"]')
  await expect
    .poll(async () => {
      if ((await wanted.getAttribute('aria-selected')) === 'true') return true
      await page.keyboard.press('ArrowDown')
      return false
    })
    .toBe(true)
}

async function openTool(page: Page): Promise<void> {
  // The key acts once the screen with the map is there.
  await expect(page.getByRole('button', { name: /^标绘/ })).toBeVisible()
  await page.keyboard.press('w')
  await expect(list(page)).toBeVisible()
}

async function startDrawing(page: Page): Promise<void> {
  await page.keyboard.press('Insert')
  await expect(map(page)).toBeFocused()
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await page.keyboard.press(key)
}

/** With the keyboard, as everybody can: focus the picker, type, Enter. */
async function chooseMeaning(page: Page, word: string): Promise<void> {
  const picker = panel(page).getByRole('combobox', { name: '标绘种类' })
  await picker.focus()
  await page.keyboard.insertText(word)
  await page.keyboard.press('Enter')
  await expect(
    panel(page)
      .getByTitle(new RegExp(`${word}$`))
      .first(),
  ).toBeVisible()
}

test('a fire line is drawn, undone, changed and removed without a mouse', async ({
  consolePage: page,
}) => {
  await chooseFire(page)
  await openTool(page)
  await startDrawing(page)
  await page.keyboard.press('Enter')
  await expect(told(page)).toContainText('已定 1 点')
  await press(page, 'Control+ArrowRight', 8)
  await page.keyboard.press('Enter')
  await press(page, 'Control+ArrowUp', 6)
  await page.keyboard.press('Enter')
  await expect(told(page)).toContainText('已定 3 点')
  await page.keyboard.press('Backspace')
  await expect(told(page)).toContainText('已定 2 点')
  await page.keyboard.press('Control+Enter')
  await expect(list(page)).toContainText('火线')
  await expect(list(page)).toContainText('#1')
  await expect(log(page)).toContainText(/标绘：新画火线，长 /)

  await page.keyboard.press('Control+z')
  await expect(list(page)).not.toContainText('火线')
  await expect(log(page)).toContainText(/标绘：撤销：新画火线/)
  await page.keyboard.press('Control+y')
  await expect(list(page)).toContainText('火线')

  await list(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('e')
  await expect(map(page)).toBeFocused()
  await expect(told(page)).toContainText('已定 2 点')
  await press(page, 'Control+ArrowDown', 5)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(log(page)).toContainText(/标绘：改动火线：改画，长 /)

  await list(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await expect(page.getByLabel('删除原因')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('alert')).toContainText('请写明为什么删除')
  await page.keyboard.insertText('已扑灭')
  await page.keyboard.press('Enter')
  await expect(list(page)).not.toContainText('火线')
  await expect(log(page)).toContainText(/标绘：删除火线，原因：已扑灭/)
})

test('an evacuation area is drawn with the mouse, a corner is pulled, hovering tells who drew it', async ({
  consolePage: page,
}) => {
  await chooseFire(page)
  await openTool(page)
  await startDrawing(page)
  await chooseMeaning(page, '撤离区')
  await panel(page).getByLabel('名称').fill('一号区')
  const box = await map(page).boundingBox()
  if (!box) throw new Error('the map is not shown')
  const [x, y] = [box.x + box.width * 0.62, box.y + box.height * 0.4]
  await page.mouse.click(x, y)
  await page.mouse.click(x + 160, y)
  await page.mouse.click(x + 160, y + 110)
  await page.mouse.click(x, y + 110)
  await expect(told(page)).toContainText('已定 4 点')
  const before = (await told(page).textContent()) ?? ''
  await page.mouse.move(x + 160, y + 110)
  await page.mouse.down()
  await page.mouse.move(x + 200, y + 130, { steps: 6 })
  await page.mouse.up()
  await expect(told(page)).not.toHaveText(before)
  await expect(told(page)).toContainText('已定 4 点')
  // The middle of an edge becomes a corner.
  await page.mouse.move(x + 80, y)
  await page.mouse.down()
  await page.mouse.move(x + 80, y - 30, { steps: 6 })
  await page.mouse.up()
  await expect(told(page)).toContainText('已定 5 点')
  await panel(page).getByRole('button', { name: /^存/ }).click()
  await expect(list(page)).toContainText('撤离区「一号区」')
  await expect(log(page)).toContainText(/标绘：新画撤离区「一号区」，面积 /)

  // A hand is never quite still: each look comes with a small move.
  const tooltip = page.getByRole('tooltip')
  let nudge = 0
  await expect
    .poll(async () => {
      nudge = 1 - nudge
      await page.mouse.move(x, y + 54 + nudge)
      return (await tooltip.count()) > 0
    })
    .toBe(true)
  await expect(tooltip).toContainText('撤离区「一号区」')
  await expect(page.getByRole('tooltip')).toContainText(/\d\d:\d\d 画/)
  // A click on the edge selects it in the list.
  await page.keyboard.press('Escape')
  await page.mouse.click(x, y + 55)
  await expect(list(page).getByRole('row', { selected: true })).toContainText('一号区')
})

test('a double click ends a line and stores it, with one point for its two clicks', async ({
  consolePage: page,
}) => {
  await openTool(page)
  await startDrawing(page)
  const box = await map(page).boundingBox()
  if (!box) throw new Error('the map is not shown')
  const [x, y] = [box.x + box.width * 0.7, box.y + box.height * 0.5]
  await page.mouse.click(x, y)
  await expect(told(page)).toContainText('已定 1 点')
  await page.mouse.dblclick(x + 120, y)
  await expect(list(page)).toContainText('火线')
  await list(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('e')
  await expect(told(page)).toContainText('已定 2 点')
})

test('a boundary that crosses itself is refused with a sentence and nothing drawn is lost', async ({
  consolePage: page,
}) => {
  await openTool(page)
  await startDrawing(page)
  await chooseMeaning(page, '撤离区')
  const field = panel(page).getByLabel('输入坐标')
  for (const corner of ['26.30,116.30', '26.31,116.31', '26.30,116.31', '26.31,116.30']) {
    await field.fill(corner)
    await field.press('Enter')
  }
  await expect(told(page)).toContainText('已定 4 点')
  await field.fill('26.30 116.9x')
  await field.press('Enter')
  await expect(panel(page).getByRole('alert')).toContainText('请写坐标')
  await expect(field).toHaveValue('26.30 116.9x')
  await field.fill('')
  await field.press('Control+Enter')
  await expect(panel(page).getByRole('alert')).toContainText('边界自己相交了')
  await expect(told(page)).toContainText('已定 4 点')
})

test('what lies in a circle is listed and counted, and its radios are one key away from a text', async ({
  consolePage: page,
}) => {
  await openTool(page)
  await startDrawing(page)
  await chooseMeaning(page, '撤离区')
  await panel(page).getByText('圆', { exact: true }).click()
  const field = panel(page).getByLabel('输入坐标')
  await field.fill("116°20.4' 26°19.8'")
  await field.press('Enter')
  const radius = panel(page).getByLabel('半径（米）')
  await radius.fill('60000')
  await radius.press('Enter')
  await expect(told(page)).toContainText('半径 60.00 公里')
  await radius.press('Control+Enter')
  await expect(list(page)).toContainText('撤离区')
  await list(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('i')
  const units = panel(page).getByRole('region', { name: /^队伍 \d+/ })
  await expect(units).toBeVisible({ timeout: 40_000 })
  await expect(panel(page)).toContainText('位置仅到乡镇、不能判断是否在内')
  await expect(units.getByRole('button').first()).toContainText(/\d\d:\d\d 定位/)

  const write = panel(page).getByRole('button', { name: /电台发短信/ })
  const count = Number(/区内 (\d+) 部/.exec((await write.textContent()) ?? '')?.[1])
  expect(count).toBeGreaterThan(0)
  await page.keyboard.press('Alt+t')
  const words = page.getByLabel('短信内容')
  await expect(words).toBeFocused()
  await page.keyboard.insertText('请各队报告位置')
  await page.keyboard.press('Enter')
  if (count > 1) {
    await expect(page.getByText(/将发给 \d+ 个收信方/)).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await expect(page.getByText('请各队报告位置').first()).toBeVisible()
  await expect(words).toHaveValue('')
})

test('a drawing that was begun is still there after the page is loaded again', async ({
  consolePage: page,
}) => {
  await openTool(page)
  await startDrawing(page)
  await page.keyboard.press('Enter')
  await press(page, 'Control+ArrowRight', 6)
  await page.keyboard.press('Enter')
  await panel(page).getByLabel('名称').fill('东线')
  await page.keyboard.press('Escape')
  await expect(list(page)).toBeVisible()
  await page.reload()
  await openTool(page)
  await page.keyboard.press('Insert')
  await expect(told(page)).toContainText('已定 2 点')
  await expect(panel(page).getByLabel('名称')).toHaveValue('东线')
})
