/** A leader's instruction by keyboard: from the words as given to the answer reported back. */
import type { Locator, Page } from '@playwright/test'
import { missingProgram, runProgram } from '../peers/program.ts'
import { firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { seatBeside, type DeskSeat } from './handover-desk.ts'

onlyOn(['headless'], 'the screens are the same in every shell')
test.use({ viewport: { width: 1366, height: 768 }, actionTimeout: 15_000 })
const noReader = missingProgram('pdftotext', 'poppler-utils')
test.skip(noReader !== undefined, noReader ?? '')

const minuteMs = 60_000

const list = (page: Page) => page.getByRole('grid', { name: '领导批示', exact: true })
const row = (page: Page, words: string) => list(page).getByRole('row').filter({ hasText: words })
const unit = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const alarms = (page: Page) => page.getByRole('region', { name: '告警', exact: true })

/** The units of 登记批示. */
const chosen = (form: Locator) => form.locator('.ant-select-selection-item')

async function openInstructions(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('radiogroup', { name: '看什么' })).toBeVisible()
  await page.keyboard.press('6')
  await expect(list(page)).toBeVisible()
}

/** What the panel offers by a key: it is there when the panel has read what was done last. */
async function press(page: Page, key: string): Promise<void> {
  await expect(page.locator(`button[aria-keyshortcuts="${key}"]`)).toBeVisible()
  await page.keyboard.press(key.toLowerCase())
}

/** The form of a step, with the first of its fields taking what is typed. */
async function begin(page: Page, key: string, title: string, field: string): Promise<Locator> {
  await press(page, key)
  const form = page.getByRole('region', { name: title, exact: true })
  await expect(form.getByRole('textbox', { name: field })).toBeFocused()
  return form
}

/** From the field that has the focus on; an empty text leaves a field as it is. */
async function typeThrough(page: Page, texts: readonly string[]): Promise<void> {
  for (const [place, text] of texts.entries()) {
    if (place > 0) await page.keyboard.press('Tab')
    if (text !== '') await page.keyboard.insertText(text)
  }
}

async function submit(page: Page, form: Locator): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(form).toHaveCount(0)
}

test('an instruction is written down, told, chased, answered, sent back and reported', async ({
  consolePage: page,
}) => {
  await firstStart(page)
  await openInstructions(page)
  await expect(list(page)).toContainText('没有未办结的批示')

  // A time that is none says so; nothing is stored and nothing typed is lost.
  await press(page, 'N')
  const receive = page.getByRole('region', { name: '登记批示' })
  await expect(receive.getByRole('combobox', { name: '批示人' })).toBeFocused()
  await typeThrough(page, ['李文斌', '', '查明罗源村起火原因，今晚报我。', '县林业局'])
  await page.keyboard.press('Enter')
  await expect(chosen(receive)).toHaveText(['县林业局'])
  await page.keyboard.insertText('小松镇人民政府')
  await page.keyboard.press('Enter')
  await expect(chosen(receive)).toHaveText(['县林业局', '小松镇人民政府'])
  await typeThrough(page, ['', '25:99'])
  await expect(receive.getByRole('textbox', { name: '批示时间' })).toBeFocused()
  await expect(chosen(receive)).toHaveText(['县林业局', '小松镇人民政府'])
  await page.keyboard.press('Enter')
  await expect(receive).toContainText('批示时间写成 14:02')
  await expect(receive.getByRole('textbox', { name: '批示时间' })).toHaveValue('25:99')
  await expect(list(page)).toContainText('没有未办结的批示')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await submit(page, receive)
  const one = row(page, '查明罗源村起火原因')
  await expect(one).toContainText(/批〔\d{4}〕1号/)
  await expect(one).toContainText('县林业局、小松镇人民政府')
  await expect(one).toContainText('已接收')
  await expect(one).toContainText('待传达')

  // Put right: the words as they were stay readable.
  const amend = await begin(page, 'E', '更正', '原文')
  await page.keyboard.press('Control+End')
  await typeThrough(page, ['责任人先控制住。', '漏记一句'])
  await submit(page, amend)
  await expect(
    page.getByText(/原文原为：查明罗源村起火原因，今晚报我。（.*：漏记一句）/),
  ).toBeVisible()

  // Told is only who said it back.
  const convey = await begin(page, 'C', '传达承办单位', '接受传达的人')
  await typeThrough(page, ['县林业局 赖主任'])
  await page.keyboard.press('Enter')
  await expect(convey).toContainText('请填对方复诵的内容')
  await typeThrough(page, ['', '', '查明起因，今晚报'])
  await submit(page, convey)
  await expect(unit(page, '县林业局')).toContainText('传达 县林业局 赖主任，复诵：查明起因，今晚报')
  await expect(unit(page, '小松镇人民政府')).toContainText('未传达')
  // The county's two hours run from the first who was told.
  await expect(one).toContainText(/\d\d-\d\d \d\d:\d\d/)
  const second = await begin(page, 'C', '传达承办单位', '接受传达的人')
  await typeThrough(page, ['刘镇长', '', '控制责任人，今晚报'])
  await submit(page, second)
  await expect(unit(page, '小松镇人民政府')).toContainText('已传达')
  await expect(one).toContainText('已传达')

  const chase = await begin(page, 'U', '催办', '找的人')
  await typeThrough(page, ['赖主任', '', '正在现场，一小时内报'])
  await submit(page, chase)
  await expect(one).toContainText('1 次')
  await press(page, 'B')
  await expect(one).toContainText('办理中')

  const first = await begin(page, 'F', '记反馈', '反馈人')
  await typeThrough(page, ['赖主任', '', '电线短路起火', '现场照片 3 张'])
  await submit(page, first)
  await expect(unit(page, '县林业局')).toContainText('电线短路起火（佐证：现场照片 3 张）')
  await expect(one).toContainText('办理中')
  const other = await begin(page, 'F', '记反馈', '反馈人')
  await typeThrough(page, ['刘镇长', '', '责任人已控制'])
  await submit(page, other)
  await expect(one).toContainText('已反馈')

  // The leader wants more: what was answered stays with a line through it.
  const back = await begin(page, 'T', '退回重办', '领导要求补什么')
  await typeThrough(page, ['哪一段线路要写明'])
  await submit(page, back)
  await expect(one).toContainText('办理中')
  for (const [who, words] of [
    ['赖主任', '村口 10 千伏支线，已停电'],
    ['刘镇长', '责任人笔录已做'],
  ] as const) {
    const again = await begin(page, 'F', '记反馈', '反馈人')
    await typeThrough(page, [who, '', words])
    await submit(page, again)
    await expect(page.getByText(words)).toHaveCount(2)
  }
  await expect(one).toContainText('已反馈')

  // Reported to who gave it: it leaves the list, and stays on the page to be printed.
  const close = await begin(page, 'H', '向批示领导回报', '向谁回报')
  await expect(close.getByRole('textbox', { name: '向谁回报' })).toHaveValue('李文斌')
  await typeThrough(page, ['', '', '知道了'])
  await submit(page, close)
  await expect(one).toHaveCount(0)
  await expect(page.getByText('向 李文斌 回报：知道了', { exact: true })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Control+p'),
  ])
  expect(download.suggestedFilename()).toMatch(/^领导批示办理单 批〔\d{4}〕1号.*\.pdf$/)
  const paper = runProgram('pdftotext', ['-layout', await download.path(), '-'])
  const slip = paper.out.replaceAll(/\s/g, '')
  for (const words of [
    '领导批示办理单',
    '查明罗源村起火原因，今晚报我。责任人先控制住。',
    '漏记一句',
    '复诵：查明起因，今晚报',
    '复诵：控制责任人，今晚报',
    '正在现场，一小时内报',
    '佐证：现场照片3张',
    '村口10千伏支线，已停电',
    '知道了',
  ])
    expect(slip).toContain(words)

  await page.getByRole('radiogroup', { name: '看哪些' }).getByRole('radio').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(one).toContainText('办结')
})

const receive = ({ api }: DeskSeat, text: string, unitName: string, due: number) =>
  api.instructions.receive({
    from: { name: '李文斌', post: '副县长' },
    givenAt: Date.now() - 180 * minuteMs,
    channel: 'mobile',
    text,
    assignees: [{ name: unitName }],
    due,
  })

test('an overdue instruction stands first and rings until it is answered; who writes keeps theirs', async ({
  consolePage: page,
  dataDir,
}) => {
  await firstStart(page)
  const seat = await seatBeside(dataDir)
  await receive(seat, '加密巡查山塘水库。', '县水利局', Date.now() + 60 * minuteMs)
  await openInstructions(page)
  await expect(row(page, '山塘水库')).toContainText('已接收')
  const dams = await begin(page, 'C', '传达承办单位', '接受传达的人')
  await typeThrough(page, ['黄科长', '', '加密巡查'])

  // Another becomes overdue meanwhile: it moves above, not under the hands of who writes.
  await receive(seat, '查明罗源村起火原因。', '县林业局', Date.now() - 30 * minuteMs)
  await expect(list(page).getByRole('row').nth(1)).toContainText('查明罗源村起火原因')
  await expect(row(page, '罗源村')).toContainText('超期未反馈')
  await expect(alarms(page)).toContainText('超期未反馈')
  await expect(dams.getByRole('textbox', { name: '对方复诵的内容' })).toHaveValue('加密巡查')
  await submit(page, dams)
  await expect(row(page, '山塘水库')).toContainText('已传达')

  // One more unit has to be told first; the leader moves the limit, the old one stays readable.
  const more = page.getByRole('region', { name: '加承办单位', exact: true })
  await press(page, 'A')
  await expect(more.getByRole('combobox', { name: '承办单位' })).toBeFocused()
  await page.keyboard.insertText('县水利局')
  await page.keyboard.press('Enter')
  await expect(more.getByRole('alert')).toContainText('这个承办单位已经在列')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('小松镇人民政府')
  await submit(page, more)
  await expect(unit(page, '小松镇人民政府')).toContainText('未传达')
  await expect(row(page, '山塘水库')).toContainText('已接收')
  const amend = await begin(page, 'E', '更正', '原文')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(amend.getByRole('textbox', { name: '时限' })).toHaveValue(/^\d\d-\d\d \d\d:\d\d$/)
  await page.keyboard.press('Tab')
  await expect(amend.getByRole('textbox', { name: '时限' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await typeThrough(page, ['明天 12:00', '县长同意延期'])
  await submit(page, amend)
  await expect(page.getByText(/^时限原为：.*县长同意延期）$/)).toBeVisible()
  await expect(row(page, '山塘水库')).toContainText('12:00')

  // Told and chased it is still overdue; the answer ends it, and the alarm with it.
  await list(page).focus()
  await page.keyboard.press('Home')
  await expect(row(page, '罗源村')).toHaveAttribute('aria-selected', 'true')
  await expect(unit(page, '县林业局')).toBeVisible()
  const convey = await begin(page, 'C', '传达承办单位', '接受传达的人')
  await typeThrough(page, ['赖主任', '', '查明起因'])
  await submit(page, convey)
  await expect(unit(page, '县林业局')).toContainText('已传达')
  const chase = await begin(page, 'U', '催办', '找的人')
  await typeThrough(page, ['赖主任', '', '马上报'])
  await submit(page, chase)
  await expect(row(page, '罗源村')).toContainText('1 次')
  await expect(row(page, '罗源村')).toContainText('超期未反馈')
  const answer = await begin(page, 'F', '记反馈', '反馈人')
  await typeThrough(page, ['赖主任', '', '电线短路起火'])
  await submit(page, answer)
  await expect(row(page, '罗源村')).toContainText('已反馈')
  await expect(list(page)).not.toContainText('超期未反馈')
  await expect(alarms(page)).toContainText(/已恢复，未确认.*超期未反馈/)
  await page.keyboard.press('Alt+A')
  await expect(alarms(page).filter({ hasText: '超期未反馈' })).toHaveCount(0)
  seat.close()
})
