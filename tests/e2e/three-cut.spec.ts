/**
 * A three-cut exercise from the first lost line to the daily report, in the exercise folder and
 * with real serial lines that are really pulled: the console suggests, people decide.
 */
import { spawnSync } from 'node:child_process'
import { startSimulator } from '../../src/main/tools/simulate/start.ts'
import { scenario } from '../../src/main/tools/simulate/scenario.ts'
import type { PtyPair } from '../support/pty-pair.ts'
import { addSerial, linkLight, printed, townshipRadios, type Township } from './comms-desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'the core and the page are the same in every shell')
const noReader = spawnSync('pdftotext', ['-v']).error !== undefined
test.skip(noReader, 'pdftotext is not installed (apt-get install poppler-utils)')
// A step that does not come is a finding, not a reason to wait for minutes.
test.use({ demo: true, actionTimeout: 15_000 })
test.setTimeout(240_000)

const townships: readonly Township[] = [
  { callSign: '丰山值班', radio: 1108 },
  { callSign: '龙岗值班', radio: 1110 },
]
/** Its radio has lost its power with the rest of the township. */
const dark = 1110

let radioLine: PtyPair
let modemLine: PtyPair
test.beforeEach(async ({ serialLine }) => {
  radioLine = await serialLine()
  modemLine = await serialLine()
})

function publicModem(path: string) {
  return startSimulator({
    protocol: 'sms',
    road: { kind: 'serial', path, baud: 115200 },
    scenario: scenario.parse({
      name: '公网',
      radios: [{ id: 1, name: '无', path: [[26.33, 116.335]] }],
      timeline: [],
    }),
  })
}

test('three cuts: seen, suggested, decided by people, mended, and on the day’s report', async ({
  consolePage: page,
}) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  const radios = townshipRadios(radioLine.far, townships, [dark])
  const modem = publicModem(modemLine.far)
  await addSerial(page, { name: '中心', driver: 'HRNP', path: radioLine.near })
  await addSerial(page, { name: '公网短信', driver: '短信模块', path: modemLine.near })
  await expect(linkLight(page, '中心')).toHaveAccessibleName(/正常$/, { timeout: 30_000 })
  await expect(linkLight(page, '公网短信')).toHaveAccessibleName(/正常$/, { timeout: 30_000 })
  // The example's own SMS line is no part of the exercise. Its vehicle terminals stay on: they
  // are over the public net and reach nobody's telephone.
  await page.getByRole('grid', { name: '网关' }).getByText('短信网关', { exact: true }).click()
  await page.getByRole('button', { name: '停用', exact: true }).click()
  await expect(page.getByRole('button', { name: '启用', exact: true })).toBeVisible()

  await page.keyboard.press('Alt+4')
  const board = page.getByRole('table', { name: '联络保障' })
  const cell = (place: string, state: string) =>
    board.getByRole('button', { name: new RegExp(`^${place} 370M：${state}$`) })
  const detail = (place: string) => page.getByRole('region', { name: `${place} 370M` })
  const tryRadio = async (place: string) => {
    await board.getByRole('button', { name: new RegExp(`^${place} 370M：`) }).click()
    const gateways = detail(place).getByRole('combobox', { name: '试呼的网关' })
    if (await gateways.isVisible()) {
      await gateways.click()
      await page.locator('.ant-select-item-option:visible').filter({ hasText: '中心' }).click()
    }
    await detail(place)
      .getByRole('button', { name: /^在线检查/ })
      .click()
  }
  const title = page.locator('header').getByRole('button', { name: /^通信模式：/ })

  // First cut: the public net. The console sees it, says why, and changes nothing.
  await modemLine.unplug()
  await expect(
    page.getByText(/建议转为“公网降级”（由人决定）：.*公网网关「公网短信」中断/),
  ).toBeVisible({
    timeout: 30_000,
  })
  await expect(title).toHaveText('通信模式：正常，建议公网降级')
  await page.getByRole('button', { name: '按建议转为 公网降级' }).click()
  await page.getByLabel('变更原因').fill('电信机房停电')
  await page.keyboard.press('Enter')
  await expect(title).toHaveText('通信模式：公网降级')

  // Second and third: a township's road and power. Its radio does not answer any more.
  await tryRadio('丰山乡')
  await expect(cell('丰山乡', '\\d\\d:\\d\\d')).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  await tryRadio('龙岗乡')
  await expect(cell('龙岗乡', '不通')).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Escape')
  // Telephone and satellite are tried by hand.
  for (const means of ['固定电话', '天通']) {
    await board.getByRole('button', { name: new RegExp(`^龙岗乡 ${means}：`) }).click()
    const tried = page.getByRole('region', { name: `龙岗乡 ${means}` })
    await tried.getByRole('button', { name: /^不通/ }).click()
    await expect(board.getByRole('button', { name: `龙岗乡 ${means}：不通` })).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await expect(page.getByText(/建议转为“三断”/)).toBeVisible()
  await page.getByRole('button', { name: '按建议转为 三断' }).click()
  await page.getByLabel('变更原因').fill('龙岗乡断网断电断路')
  await page.keyboard.press('Enter')
  // The officer alone may not: a leader decides.
  await expect(title).toHaveText(/^通信模式：公网降级/)
  await page.getByRole('combobox', { name: '决定的领导' }).click()
  await page.locator('.ant-select-item-option:visible').first().click()
  await page.getByLabel('变更原因').press('Enter')
  await expect(title).toHaveText('通信模式：三断')

  // The alarm proposes, a person makes it a task.
  await expect(page.getByText('龙岗乡无可用手段')).toBeVisible()
  await page.getByRole('button', { name: '给龙岗乡建联络任务' }).click()
  await page.getByLabel('任务内容').fill('派通信员到龙岗乡，带北斗终端')
  await page.getByLabel('任务交给谁').fill('赖建平')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('任务交给谁')).toHaveCount(0)
  await page.keyboard.press('Alt+3')
  await page.keyboard.press('9')
  await expect(page.getByText(/联络任务（龙岗乡）给 赖建平/).first()).toBeVisible()

  // A word to the township does not get through, and waits for a person.
  await page.keyboard.press('Alt+4')
  const composer = page.getByRole('region', { name: '发短信' })
  const option = (words: string) =>
    page.locator('.ant-select-item-option:visible').filter({ hasText: words }).first()
  await composer.getByRole('combobox', { name: '经哪个网关' }).click()
  await option('中心').click()
  await composer.getByRole('combobox', { name: '发给' }).fill(String(dark))
  await option(String(dark)).click()
  await composer.getByLabel('短信内容').fill('请报灾情')
  await composer.getByLabel('短信内容').press('Enter')
  const toDark = composer.getByRole('button', { name: /龙岗值班 (?:未达|待定)/ })
  await expect(toDark).toBeVisible({ timeout: 60_000 })

  // The line is back: suggested again, and decided step by step.
  await modemLine.plug()
  await expect(page.getByText(/建议转为“恢复中”（由人决定）：中断的公网网关已经接通/)).toBeVisible({
    timeout: 60_000,
  })
  await page.getByRole('button', { name: '按建议转为 恢复中' }).click()
  await page.getByLabel('变更原因').fill('机房恢复供电')
  await page.keyboard.press('Enter')
  await expect(title).toHaveText(/^通信模式：恢复中/)
  // What waits is shown with the way to it; nothing of it goes out by itself.
  await expect(page.getByText('积压 1 条消息、1 个收信方未达或待定')).toBeVisible()
  await page.getByRole('button', { name: '到待定的收信方' }).click()
  await expect(toDark).toBeFocused()
  await page.keyboard.press('Enter')
  await composer.getByRole('button', { name: '撤回', exact: true }).click()
  await expect(page.getByText('积压：没有待人决定的消息')).toBeVisible()
  await page.keyboard.press('Alt+w')
  await page.getByLabel('变更原因').fill('各网关运行正常')
  await page.getByRole('combobox', { name: '转为什么模式' }).click()
  await page.locator('.ant-select-item-option:visible').filter({ hasText: '正常（' }).click()
  await page.getByLabel('变更原因').press('Enter')
  await expect(title.filter({ hasText: '恢复中' })).toHaveCount(0)

  const paper = await printed(page, '通信保障日报 PDF')
  expect(paper.name).toMatch(/^【演练】通信保障日报 \d{4}-\d\d-\d\d .*\.pdf$/)
  const words = paper.text.replaceAll(/\s/g, '')
  expect(words).toContain('【演练】通信保障日报')
  expect(words).toMatch(/网关「公网短信」中断/)
  expect(paper.text).toMatch(/\d+ (?:分 \d+ 秒|分|秒)/)
  for (const change of ['正常→公网降级', '公网降级→三断', '三断→恢复中', '恢复中→正常']) {
    expect(words).toContain(change)
  }
  expect(words).toContain('电信机房停电')
  expect(words).toContain('龙岗乡')
  await radios.stop()
  await modem.stop()
})
