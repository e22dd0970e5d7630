/** What a radio technician does with a gateway that puzzles him: filter, keep, export, replay, ask, detect. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { startSimulator } from '../../src/main/tools/simulate/start.ts'
import { readScenario } from '../../src/main/tools/simulate/scenario.ts'
import { expect, onlyOn, test } from './fixtures.ts'

onlyOn(['headless'], 'what the page does is the same in every shell; lines are opened by the host')
test.use({ demo: true })

const tabs = (page: Page) => page.getByRole('radiogroup', { name: '看什么' })

async function openGateways(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+9')
  await page
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: '网关' })
    .click()
  await page.getByRole('grid', { name: '网关' }).getByText('北斗指挥机').first().click()
}

async function show(page: Page, view: string): Promise<void> {
  await tabs(page).getByText(view, { exact: true }).click()
}

/** How often the words stand in what came by radio. */
async function countReceived(page: Page, words: string): Promise<number> {
  await page.keyboard.press('Alt+4')
  const traffic = page.getByRole('grid', { name: '通联记录' })
  await expect(traffic.getByText(words).first()).toBeVisible()
  return traffic.getByText(words).count()
}

test('frames are filtered, kept with a note, exported, and replayed without anything being recorded', async ({
  consolePage: page,
}, testInfo) => {
  const words = '洋和村断路断网'
  await openGateways(page)
  await show(page, '原始数据')
  const frames = page.getByRole('grid', { name: '原始数据' })
  // The text came: from here on its frame is in the ring.
  await expect(frames.getByText('rdss/BDTXR')).toBeVisible({ timeout: 60_000 })
  await expect(frames.getByText('rdss/CCICA')).toBeVisible()
  await page.getByLabel('查内容或十六进制').fill('24 42 44 54 58 52')
  await expect(frames.getByText('rdss/CCICA')).toBeHidden()
  await expect(page.getByText(/^筛选隐藏 \d+ 帧$/)).toBeVisible()

  // By keyboard: the note, Enter.
  await page.getByRole('button', { name: /^收藏筛选出的 1 帧/ }).press('Enter')
  await page.getByLabel('备注').fill('夜里来的一条，请厂商看')
  await page.keyboard.press('Enter')
  await expect(page.getByText('已收藏 1 帧')).toBeVisible()
  await frames.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel(/^字节，通道/)).toContainText('$BDTXR,1,')

  await show(page, '收藏')
  await expect(page.getByRole('grid', { name: '收藏' })).toContainText('夜里来的一条')
  await expect(frames).toContainText('rdss/BDTXR')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出这条' }).press('Enter')
  const path = testInfo.outputPath('kept.tsv')
  await (await download).saveAs(path)
  expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(1)

  const before = await countReceived(page, words)
  await openGateways(page)
  await show(page, '离线回放')
  await page.keyboard.press('Alt+r')
  await expect(page.getByRole('alert').filter({ hasText: '请先选一个' })).toBeVisible()
  await page.getByLabel('导出文件').setInputFiles(path)
  await expect(page.getByText('kept.tsv', { exact: true })).toBeVisible()
  await page.keyboard.press('Alt+r')
  const events = page.getByRole('grid', { name: '回放的事件' })
  await expect(events.getByRole('row').filter({ hasText: '短信' })).toContainText(words)
  await expect(page.getByText('没有写入记录，也没有发到线路上')).toBeVisible()
  await page.getByText(/^帧 \d+$/).click()
  await expect(frames).toContainText('rdss/BDTXR')
  expect(await countReceived(page, words)).toBe(before)
})

test('the doctor says a sentence about a gateway that works and one that is stopped', async ({
  consolePage: page,
}) => {
  await openGateways(page)
  await show(page, '诊断')
  const found = page.getByRole('list', { name: '诊断结果' })
  await expect(found).toContainText('没有发现问题')
  await expect(found).toContainText(/最近 \d+ 帧都对/)
  await page.getByRole('button', { name: '停用' }).press('Enter')
  await expect(found).toContainText('网关已停用')
  await expect(found).toContainText('要用它就点「启用」')
})

test('a port that is not there, and one nobody has named, are told in words', async ({
  consolePage: page,
  serialLine,
}) => {
  await openGateways(page)
  await page.getByRole('grid', { name: '网关' }).focus()
  await page.keyboard.press('d')
  const result = page.getByRole('region', { name: '识别结果' })
  await page.keyboard.press('Alt+r')
  await expect(page.getByRole('alert').filter({ hasText: '请选一个串口' })).toBeVisible()
  const port = page.getByRole('combobox', { name: '串口' })
  await port.fill('/dev/no-such-port')
  await page.keyboard.press('Alt+r')
  await expect(result).toContainText('端口打不开：找不到端口或主机')
  await expect(result).toContainText('插好 USB 串口线')

  const line = await serialLine()
  const scenario = await readScenario('resources/scenarios/demo.json')
  const road = { kind: 'serial', path: line.far, baud: 9600 } as const
  const simulator = startSimulator({ protocol: 'nmea', road, scenario })
  await port.fill(line.near)
  await page.keyboard.press('Alt+r')
  await expect(result).toContainText('卫星定位接收机', { timeout: 60_000 })
  await page.getByRole('button', { name: '按此添加…' }).first().press('Enter')
  // The form for a new gateway, filled in; only a name is missing.
  await expect(page.getByRole('combobox', { name: /^串口/ })).toHaveValue(line.near)
  await expect(page.getByLabel(/^名称/)).toHaveValue('')
  await simulator.stop()
})
