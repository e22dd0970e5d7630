/** 回看, 轨迹, 围栏: the picture as it was and back to now, the ways units have come, an area that is watched. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()
test.use({ demo: true, actionTimeout: 15_000 })

const map = (page: Page) => page.getByLabel('地图，方向键移动，加减键缩放')
const tools = (page: Page) => page.getByRole('toolbar', { name: '地图工具' })

test('the picture of a past moment is framed as such, played, and left with one key', async ({
  consolePage: page,
}) => {
  await expect(tools(page)).toBeVisible()
  await page.keyboard.press('p')
  const panel = page.getByRole('region', { name: '回看与轨迹' })
  await expect(panel).toContainText('回看全县最近 12 小时')
  await page.keyboard.press('Enter')
  const banner = page.getByRole('status').filter({ hasText: /^回看 \d\d-\d\d/ })
  await expect(banner).toContainText(/不是现在 · .*前 · 现在 \d\d:\d\d/, { timeout: 60_000 })
  const bar = page.getByRole('group', { name: '回看', exact: true })
  const slider = bar.getByRole('slider', { name: '回看时刻' })
  const first = await slider.getAttribute('aria-valuetext')
  await page.keyboard.press(']')
  await expect(slider).not.toHaveAttribute('aria-valuetext', first ?? '')
  await bar.getByRole('button', { name: '播放' }).press('Enter')
  await expect(bar.getByRole('button', { name: '暂停' })).toBeVisible()
  await bar.getByRole('button', { name: '暂停' }).press('Enter')
  await bar.getByLabel('跳到时间').fill('99:99')
  await bar.getByLabel('跳到时间').press('Enter')
  await expect(bar.getByLabel('跳到时间')).toHaveAttribute('aria-invalid', 'true')
  await map(page).focus()
  await page.keyboard.press('Escape')
  await expect(banner).toHaveCount(0)
  await expect(bar).toHaveCount(0)
})

test('the ways that units have come are listed with their points and kilometres', async ({
  consolePage: page,
}) => {
  await expect(tools(page)).toBeVisible()
  await page.keyboard.press('p')
  const panel = page.getByRole('region', { name: '回看与轨迹' })
  await panel.getByText('轨迹', { exact: true }).click()
  await panel.getByRole('button', { name: '所有队伍' }).press('Enter')
  await expect(panel.getByRole('list', { name: '轨迹' })).toContainText(
    /[1-9]\d* 点 · \d+\.\d 公里/,
  )
  await panel.getByRole('button', { name: '清除' }).press('Enter')
  await expect(panel.getByRole('list', { name: '轨迹' })).toHaveCount(0)
})

test('an area that was drawn becomes a fence, and says who is inside', async ({
  consolePage: page,
}) => {
  await expect(tools(page)).toBeVisible()
  await page.keyboard.press('w')
  const drawing = page.getByRole('region', { name: '标绘', exact: true })
  await page.keyboard.press('Insert')
  await expect(map(page)).toBeFocused()
  const picker = drawing.getByRole('combobox', { name: '标绘种类' })
  await picker.focus()
  await page.keyboard.insertText('撤离区')
  await page.keyboard.press('Enter')
  const field = drawing.getByLabel('输入坐标')
  for (const corner of ['26.40,116.25', '26.40,116.35', '26.50,116.35', '26.50,116.25']) {
    await field.fill(corner)
    await field.press('Enter')
  }
  await page.keyboard.press('Control+Enter')
  const list = drawing.getByRole('grid', { name: '标绘' })
  await expect(list).toContainText('撤离区')
  await list.focus()
  await page.keyboard.press('Home')

  await tools(page).getByRole('button', { name: '电子围栏' }).press('Enter')
  const panel = page.getByRole('region', { name: '电子围栏' })
  await expect(panel).toContainText('还没有围栏')
  await panel.getByLabel('围栏名称').fill('撤离区禁入')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('电子围栏 1')
  await expect(panel).toContainText('撤离区禁入')
})

test('a fence is drawn by itself by keyboard, and given another shape', async ({
  consolePage: page,
  dataDir,
}) => {
  await tools(page).getByRole('button', { name: '电子围栏' }).press('Enter')
  const panel = page.getByRole('region', { name: '电子围栏' })
  await panel.getByText('自己画', { exact: true }).click()
  await expect(panel.getByRole('button', { name: '设围栏' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  const corner = async (text: string, points: number) => {
    await panel.getByLabel('输入坐标').fill(text)
    await panel.getByLabel('输入坐标').press('Enter')
    await expect(panel.getByText(`已定 ${points} 点`)).toBeVisible()
  }
  await corner('26.40,116.25', 1)
  await corner('26.40,116.35', 2)
  await corner('26.50,116.35', 3)
  await panel.getByLabel('围栏名称').fill('山场封控')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('电子围栏 1')
  const ring = () => {
    const database = openDatabase(join(dataDir, 'console.sqlite'), {
      readonly: true,
      synchronous: 'NORMAL',
    })
    const row = database.prepare<{ geometry: string }>('select geometry from fence').get()
    database.close()
    const { coordinates } = JSON.parse(row?.geometry ?? '{"coordinates":[[]]}') as {
      readonly coordinates: readonly (readonly (readonly [number, number])[])[]
    }
    return coordinates[0] ?? []
  }
  expect(ring()).toHaveLength(4)

  await panel.getByRole('button', { name: '修改 山场封控' }).press('Enter')
  await expect(panel.getByLabel('围栏名称')).toHaveValue('山场封控')
  await panel.getByText('自己画、改').click()
  await expect(panel.getByText('已定 3 点')).toBeVisible()
  await corner('26.50,116.25', 4)
  // The corner that was typed last lies in the middle of the map; it is pulled with the mouse.
  const handles = page.locator('.leaflet-draft-pane .marker-icon:not(.marker-icon-middle)')
  await expect(handles).toHaveCount(4)
  const box = await map(page).boundingBox()
  if (!box) throw new Error('no map')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await page.mouse.move(middle.x + 60, middle.y + 40, { steps: 6 })
  await page.mouse.up()
  await panel.getByRole('button', { name: '存修改' }).press('Enter')
  await expect(panel.getByRole('region', { name: '围栏 山场封控' })).toBeVisible()
  await expect.poll(() => ring().length).toBe(5)
  // Three of the corners that were typed stay; the one that was pulled lies elsewhere.
  const corners = new Set(ring().map(String))
  const typed = ['116.25,26.4', '116.35,26.4', '116.35,26.5', '116.25,26.5']
  expect(typed.filter((one) => corners.has(one))).toHaveLength(3)
  expect(corners.size).toBe(4)

  await panel.getByRole('button', { name: '撤销 山场封控' }).press('Enter')
  await panel.getByLabel('原因').fill('火已扑灭')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('还没有围栏')
})
