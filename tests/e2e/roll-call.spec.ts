/**
 * A roll call of twelve stations from start to paper, in the exercise folder: an automatic round
 * over real serial bytes, answers by voice with one key each, the second round, the summary with
 * the repair list, and the sheet read back from its PDF.
 */
import { spawnSync } from 'node:child_process'
import type { PtyPair } from '../support/pty-pair.ts'
import {
  addSerial,
  linkLight,
  printed,
  sheetRow,
  townshipRadios,
  type Township,
} from './comms-desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'the core and the page are the same in every shell')
const noReader = spawnSync('pdftotext', ['-v']).error !== undefined
test.skip(noReader, 'pdftotext is not installed (apt-get install poppler-utils)')
// A step that does not come is a finding, not a reason to wait for minutes.
test.use({ demo: true, actionTimeout: 15_000 })
test.setTimeout(180_000)

/** As the example has them: the duty radios of the townships, and two teams of theirs. */
const stations: readonly Township[] = [
  { callSign: '琴江值班', radio: 1101 },
  { callSign: '小松01', radio: 1003 },
  { callSign: '小松值班', radio: 1102 },
  { callSign: '屏山值班', radio: 1103 },
  { callSign: '横江值班', radio: 1104 },
  { callSign: '高田01', radio: 1004 },
  { callSign: '高田值班', radio: 1105 },
  { callSign: '赣江源值班', radio: 1106 },
  { callSign: '木兰值班', radio: 1107 },
  { callSign: '丰山值班', radio: 1108 },
  { callSign: '大由值班', radio: 1109 },
  { callSign: '龙岗值班', radio: 1110 },
]
/** 丰山值班 is found by voice in the second round, 龙岗值班 is not found at all. */
const silent = [1108, 1110]

let pair: PtyPair
test.beforeEach(async ({ serialLine }) => {
  pair = await serialLine()
})

test('twelve stations are called, called again, summed up and printed', async ({
  consolePage: page,
}) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  const radios = townshipRadios(pair.far, stations, silent)
  await addSerial(page, { name: '中心', driver: 'HRNP', path: pair.near })
  await expect(linkLight(page, '中心')).toHaveAccessibleName(/正常$/, { timeout: 30_000 })

  await page.keyboard.press('Alt+4')
  await page.keyboard.press('Alt+d')
  // The net as a person keeps it: without 珠坑, whose radio is in repair.
  const part = (name: string) =>
    page.getByRole('radiogroup', { name: '点名：哪一页' }).getByText(name).click()
  await part('网与时间')
  await page.getByRole('button', { name: '改 乡镇网' }).click()
  await page.getByLabel(/^台站 13/).press('Backspace')
  await expect(page.getByText('台站 12')).toBeVisible()
  await page.getByRole('button', { name: '保存' }).click()
  await part('点名')
  await expect(page.getByText('乡镇网 · 12 台')).toBeVisible()
  await page.keyboard.press('Alt+n')
  const sheet = page.getByRole('grid', { name: '点名表' })
  await expect(sheet.getByRole('row')).toHaveCount(13)
  await expect(page.getByText('应答 0/12')).toBeVisible()

  // The automatic round, started by a person, one radio after the other.
  await page.getByRole('combobox', { name: '自动点名的网关' }).click()
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '中心' }).click()
  await page.keyboard.press('Alt+o')
  await expect(page.getByText(/^自动点名（在线检查）：/)).toBeVisible()
  await expect(page.getByText(/^自动点名（在线检查）：/)).toHaveCount(0, { timeout: 120_000 })
  await expect(page.getByText('应答 10/12')).toBeVisible()
  await expect(sheetRow(page, '丰山值班')).toContainText('未应答')
  await expect(sheetRow(page, '小松01')).toContainText('自动')

  // What was heard besides is noted by one key, and over it everything the sheet has room for.
  await page.keyboard.press('Alt+d')
  await sheetRow(page, '屏山值班').click()
  await page.keyboard.press('Shift+Digit2')
  await expect(sheetRow(page, '屏山值班')).toContainText('质差')
  await sheetRow(page, '琴江值班').click()
  await page.keyboard.press('Enter')
  await page.getByLabel('应答人').fill('陈某')
  await page.getByLabel('位置、状态').fill('镇政府')
  await page.getByLabel('电源、电池').fill('电池 60%')
  await page.keyboard.press('Enter')
  await expect(sheetRow(page, '琴江值班')).toContainText('陈某')

  // The second round before its time asks why.
  await page.keyboard.press('Alt+b')
  await page.getByLabel('提前补点的原因').fill('演练，压缩时间')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/补点/).first()).toBeVisible()
  await page.keyboard.press('Alt+d')
  await expect(sheet.getByRole('row').nth(1)).toContainText(/丰山值班|龙岗值班/)
  await sheetRow(page, '丰山值班').click()
  await page.keyboard.press('Shift+Digit4')
  await expect(sheetRow(page, '丰山值班')).toContainText('补点应答')
  await sheetRow(page, '龙岗值班').click()
  await page.keyboard.press('4')
  await expect(page.getByText('应答 11/12')).toBeVisible()

  await page.keyboard.press('Alt+e')
  await page.getByLabel('已报带班领导').fill('李文斌')
  await page.getByLabel('龙岗值班 报修责任人').fill('赖建平')
  await page.getByLabel('已报带班领导').press('Enter')
  await expect(page.getByRole('button', { name: /^开始点名/ })).toBeVisible()
  await expect(page.getByText('报修 2')).toBeVisible()

  const paper = await printed(page, '登记表 PDF')
  expect(paper.name).toMatch(/^【演练】电台点名登记表 乡镇网 .*\.pdf$/)
  expect(paper.text).toContain('【演练】电台点名登记表')
  for (const { callSign } of stations) expect(paper.text).toContain(callSign)
  // The row of 琴江值班, whose narrow cells take two lines.
  expect(paper.text).toMatch(/陈某 +镇政府[^]{0,200}60%/)
  expect(paper.text.replaceAll(/\s/g, '')).toContain(
    '应到12，应答11（质差1），其中补点1，未应答1；应答率92%；未应答：龙岗值班',
  )
  expect(paper.text).toContain('李文斌')

  // The station that failed is an open item of the desk, and its township is out of reach.
  await page.keyboard.press('Alt+3')
  await page.keyboard.press('9')
  await expect(
    page.getByText('报修 龙岗值班（龙岗乡）：点名未应答，责任人 赖建平').first(),
  ).toBeVisible()
  await page.keyboard.press('Alt+4')
  const board = page.getByRole('table', { name: '联络保障' })
  await expect(board.getByRole('button', { name: '龙岗乡 370M：不通' })).toBeVisible()
  await expect(board.getByRole('button', { name: /^丰山乡 370M：\d\d:\d\d$/ })).toBeVisible()
  await page.reload()
  await expect(board.getByRole('button', { name: '龙岗乡 370M：不通' })).toBeVisible()
  await radios.stop()
})
