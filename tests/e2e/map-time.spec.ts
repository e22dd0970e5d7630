/** 回看, 轨迹, 围栏: the picture as it was and back to now, the ways units have come, an area that is watched. */
import type { Page } from '@playwright/test'
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
  const panel = page.getByRole('group', { name: '回看与轨迹' })
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
  const panel = page.getByRole('group', { name: '回看与轨迹' })
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
  const panel = page.getByRole('group', { name: '电子围栏' })
  await expect(panel).toContainText('还没有围栏')
  await panel.getByLabel('围栏名称').fill('撤离区禁入')
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('电子围栏 1')
  await expect(panel).toContainText('撤离区禁入')
})
