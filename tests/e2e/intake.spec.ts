/** 接报: a report is taken by keyboard, with what it may be about beside it, and nothing is lost. */
import type { Page } from '@playwright/test'
import { phoneLine } from './phone-line.ts'
import { photo, png } from '../support/photos.ts'
import { expect, otherShellsWhenLong, test } from './fixtures.ts'

otherShellsWhenLong()

test.use({ demo: true, actionTimeout: 10_000 })

const form = (page: Page) => page.getByRole('region', { name: '接报登记' })
const beside = (page: Page) => page.getByRole('region', { name: '疑似重复' })
const list = (page: Page) => page.getByRole('listbox', { name: '事件' })
const lines = (page: Page) => page.getByRole('grid', { name: '事件纪实' }).locator('[data-entry]')
const field = (page: Page, name: RegExp) => form(page).getByLabel(name)

/** N, the place, who told it; the focus is in the source. */
async function begin(page: Page, place: string, source: string): Promise<void> {
  await expect(list(page)).toBeVisible()
  await page.keyboard.press('n')
  await expect(field(page, /^地点/)).toBeFocused()
  await page.keyboard.insertText(place)
  await page.keyboard.press('Tab')
  await expect(field(page, /^信息来源/)).toBeFocused()
  await page.keyboard.insertText(source)
}

async function chooseCategory(page: Page, name: string): Promise<void> {
  await field(page, /^类别/).focus()
  await page.keyboard.insertText(name)
  await expect(page.locator('.ant-select-item-option-active')).toContainText(name)
  await page.keyboard.press('Enter')
}

test('a second call about a burning village is added to it, by keyboard, with everything typed', async ({
  consolePage: page,
}) => {
  await begin(page, '小松镇罗源村下坑组', '过路司机 陈某')
  await chooseCategory(page, '森林火灾')
  // The candidates come while the focus stays where somebody types.
  await field(page, /^内容/).focus()
  await page.keyboard.insertText('往山背烧')
  const first = beside(page).getByRole('article').first()
  await expect(first).toContainText('很可能同一起')
  await expect(first).toContainText('同一村')
  await expect(first).toContainText('按乡镇就近，距离未知')
  await expect(field(page, /^内容/)).toBeFocused()
  await expect(field(page, /^内容/)).toHaveValue('往山背烧')
  await page.keyboard.press('Alt+j')
  await expect(form(page)).toHaveCount(0)
  await expect(page.getByText(/已并入 #1，补充来电记为 中-\d+/)).toBeVisible()
  await expect(
    lines(page).filter({ hasText: '补充来电：往山背烧（地点 小松镇罗源村下坑组，类别 森林火灾）' }),
  ).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(3)
})

test('one that is looked at and is another is registered, and the decision is in its line', async ({
  consolePage: page,
}) => {
  await begin(page, '小松镇罗源村', '村民 李某')
  await chooseCategory(page, '森林火灾')
  const cards = beside(page).getByRole('article')
  await expect(cards.first()).toContainText('#1')
  await page.keyboard.press('Alt+o')
  await expect(list(page).getByRole('option', { selected: true })).toContainText('#1')
  await expect(field(page, /^信息来源/)).toHaveValue('村民 李某')
  await page.keyboard.press('Alt+k')
  await expect(beside(page)).toContainText('判为不同')
  await field(page, /^信息来源/).press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(lines(page).filter({ hasText: /登记事件 #4 .*；与 #1 判为不同/ })).toBeVisible()
})

test('coordinates in any spelling become a point; an impossible time or place gets a sentence', async ({
  consolePage: page,
}) => {
  await begin(page, '北纬26°28′50″ 东经116°18′38″', '村民')
  await expect(form(page)).toContainText('键入坐标 · 26.48056, 116.31056')
  await field(page, /^接报时间/).fill('25:10')
  await expect(form(page)).toContainText('小时只能是 0 到 23，请改正。')
  await field(page, /^地点/).fill('26.4805,216.3')
  await expect(form(page)).toContainText('经度不能超过 180°，请核对坐标。')
  await page.keyboard.press('Enter')
  await expect(form(page)).toBeVisible()
  await expect(field(page, /^信息来源/)).toHaveValue('村民')
  await field(page, /^接报时间/).fill('昨天 23:10')
  await expect(form(page)).toContainText('昨天 23:10')
  await field(page, /^地点/).fill('116.3105，26.4805')
  await page.keyboard.press('Enter')
  await expect(form(page)).toHaveCount(0)
})

test('a point is taken from the map, by click or with the keys', async ({ consolePage: page }) => {
  await begin(page, '', '村民')
  await page.keyboard.press('Alt+b')
  await expect(page.getByText(/请在图上点一下事件地点/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(field(page, /^地点/)).toHaveValue(/约\d+公里|附近/)
  await expect(form(page)).toContainText('图上点选 · 26.')
  await page.keyboard.press('Alt+b')
  await page.getByLabel(/^地图，方向键/).click({ position: { x: 420, y: 260 } })
  await expect(page.getByText(/请在图上点一下事件地点/)).toHaveCount(0)
  await field(page, /^信息来源/).press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(list(page).getByRole('option', { selected: true })).not.toContainText('位置仅到乡镇')
})

test('the reporter stands where the radio is', async ({ consolePage: page }) => {
  await begin(page, '', '')
  await page.keyboard.press('Alt+r')
  const radio = page.locator('.ant-select-item-option').filter({ hasText: /^森防01 · .+前 · 26\./ })
  await expect(async () => {
    // Positions come in by and by; the list is what was known when it was opened.
    if (!(await radio.isVisible())) {
      await page.keyboard.press('Alt+r')
      await page.keyboard.press('Alt+r')
    }
    await expect(radio).toBeVisible({ timeout: 1000 })
  }).toPass()
  await radio.click()
  await expect(field(page, /^信息来源/)).toHaveValue('森防01')
  await expect(form(page)).toContainText('报告人电台 · 26.')
})

test('a pasted picture and a photo with its place wait in the form and go with the incident', async ({
  consolePage: page,
}) => {
  await begin(page, '小松镇', '微信群 张某')
  await form(page).evaluate(
    (section, bytes) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }))
      const paste = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true })
      section.querySelector('textarea')?.dispatchEvent(paste)
    },
    [...png()],
  )
  await expect(form(page).getByText(/^粘贴图片 \d{6}\.png$/)).toBeVisible()
  await expect(form(page).getByRole('img', { name: /^粘贴图片/ })).toBeVisible()
  const taken = photo({ lat: [26, 28, 50], lon: [116, 18, 38], taken: '2026:04:05 14:02:30' })
  const file = { name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(taken) }
  await page.getByLabel('选择附件文件').setInputFiles(file)
  await form(page).getByRole('button', { name: '用作地点' }).click()
  await expect(form(page)).toContainText('照片坐标 · 26.48056, 116.31056')
  // They survive a crash of the page with the words.
  await expect(page.getByText(/已存草稿/)).toBeVisible()
  await page.reload()
  await expect(list(page)).toBeVisible()
  await page.keyboard.press('n')
  await expect(form(page).getByText('已恢复')).toBeVisible()
  await expect(form(page).locator('[data-attachment]')).toHaveCount(2)
  await field(page, /^信息来源/).press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(
    lines(page).filter({ hasText: /附件：照片 粘贴图片 .+；照片 IMG_2\.jpg/ }),
  ).toBeVisible()
})

test.describe('refused files', () => {
  // The browser itself notes every answer that is no success.
  test.use({ allowedReports: [/415/] })

  test('a photo that is no photo gets a sentence, and is kept only when a person says so', async ({
    consolePage: page,
  }) => {
    await begin(page, '小松镇', '村民')
    const file = { name: '现场.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('这不是照片') }
    await page.getByLabel('选择附件文件').setInputFiles(file)
    await expect(form(page).getByRole('alert')).toContainText('“现场.jpg”不是照片，没有保存。')
    await expect(form(page).locator('[data-attachment]')).toHaveCount(0)
    await expect(field(page, /^信息来源/)).toHaveValue('村民')
    await form(page).getByRole('button', { name: '按普通文件保存' }).click()
    await expect(form(page).locator('[data-attachment]')).toContainText('文件')
  })
})

test('twenty thousand pasted characters stay, get a sentence, and can be kept as a file', async ({
  consolePage: page,
}) => {
  await begin(page, '小松镇', '村民')
  const long = '山火蔓延'.repeat(5000)
  await field(page, /^内容/).focus()
  await page.keyboard.insertText(long)
  await expect(form(page)).toContainText('有 20000 字，最多 2000 字，请删减。文字都还在。')
  await page.keyboard.press('Enter')
  await expect(form(page)).toBeVisible()
  expect(await field(page, /^内容/).inputValue()).toBe(long)
  await expect(page.getByText(/已存草稿/)).toBeVisible()
  await page.reload()
  await expect(list(page)).toBeVisible()
  await page.keyboard.press('n')
  await expect(form(page).getByText('已恢复')).toBeVisible()
  expect(await field(page, /^内容/).inputValue()).toBe(long)
  await form(page).getByRole('button', { name: '全文存为附件' }).click()
  await form(page).getByRole('button', { name: '全文已存，正文只留开头' }).click()
  await expect(form(page).locator('[data-attachment]')).toContainText('报告内容')
  await field(page, /^信息来源/).press('Enter')
  await expect(form(page)).toHaveCount(0)
  await expect(lines(page).filter({ hasText: '（全文见附件）' })).toBeVisible()
})

test.describe('a telephone line', () => {
  test('a call rings without taking the focus; one key takes it and the form knows who it is', async ({
    consolePage: page,
    serialLine,
  }) => {
    const pair = await serialLine()
    const modem = phoneLine(pair.far)
    await expect(list(page)).toBeVisible()
    await page.keyboard.press('Alt+9')
    await page
      .getByRole('navigation', { name: '设置分类' })
      .getByRole('button', { name: /^网关/ })
      .click()
    await page.getByRole('button', { name: /^(?:新网关|添加网关|新增网关)/ }).click()
    await page.getByLabel(/^名称/).fill('值班电话')
    await page.getByLabel(/^驱动（/).click()
    await page.locator('.ant-select-item-option').filter({ hasText: '来电显示' }).click()
    await page.getByLabel(/^串口（/).fill(pair.near)
    await page.getByRole('button', { name: /^保存/ }).click()
    await expect(page.getByText('网关设置已存')).toBeVisible()
    await expect.poll(() => modem.connected).toBe(true)

    await page.keyboard.press('Alt+1')
    await begin(page, '', '')
    await page.keyboard.insertText('先打的字')
    modem.ring({ number: '13807971234', rings: 20 })
    const strip = page.getByRole('region', { name: '电话来电' })
    await expect(strip).toContainText('138 0797 1234')
    await expect(field(page, /^信息来源/)).toBeFocused()
    await expect(field(page, /^信息来源/)).toHaveValue('先打的字')
    await field(page, /^信息来源/).fill('')
    await page.keyboard.press('Escape')

    const keys = ['Alt+h']
    for (const key of keys) await page.keyboard.press(key)
    expect(keys.length).toBeLessThanOrEqual(2)
    await expect(field(page, /^回拨电话/)).toHaveValue('138 0797 1234')
    await expect(field(page, /^地点/)).toBeFocused()
    await page.keyboard.insertText('小松镇罗溪村')
    await field(page, /^信息来源/).fill('过路司机')
    await page.keyboard.press('Enter')
    await expect(form(page)).toHaveCount(0)
    await expect(strip).toHaveCount(0)

    // The next call from that number knows what was told before.
    await page.keyboard.press('n')
    await field(page, /^回拨电话/).fill('+8613807971234')
    await expect(page.getByRole('region', { name: '来电人' })).toContainText('过路司机')
    await expect(beside(page).getByRole('article').first()).toContainText('同一来电号码')
    await modem.stop()
  })
})
