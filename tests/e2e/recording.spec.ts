/** The line of a gateway, recorded by a real browser whose microphone is a file of three bursts. */
import { writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { startConsole } from '../../src/main/console.ts'
import { realWorld } from '../../src/main/adapters/world.ts'
import { burstWav, type Burst } from '../support/burst-wav.ts'
import type { PtyPair } from '../support/pty-pair.ts'
import { administrator, firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { simulatedRadio } from './radio-line.ts'
import {
  addGateway,
  loudFromTo,
  logLineOf,
  openedAt,
  openRecorder,
  openSettings,
  recordGateway,
  soundFile,
  storedRecordings,
} from './recording-desk.ts'
import { spawnHeadless } from './target-headless.ts'

onlyOn(['headless'], 'the recorder page is a page of the headless host here')

/** Told apart by their length; after them a tone without end, for the call that loses its page. */
const bursts: readonly Burst[] = [
  { fromS: 12, toS: 14 },
  { fromS: 18, toS: 21 },
  { fromS: 25, toS: 26.5 },
]
const toneFrom = 30
const lengthS = 90
const wav = join(tmpdir(), `bursts-${process.pid}.wav`)
const withinMs = 500

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    writeFileSync(wav, burstWav(lengthS, [...bursts, { fromS: toneFrom, toS: lengthS }]))
    const args = [
      ...(launchOptions.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${wav}`,
    ]
    await use({ ...launchOptions, args })
  },
})

let pair: PtyPair
test.beforeEach(async ({ serialLine }) => {
  pair = await serialLine()
})

const until = (atMs: number) =>
  expect.poll(() => Date.now() >= atMs, { timeout: 60_000, intervals: [10] }).toBe(true)

async function seat(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(address)
  return page
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('option', { name: administrator.name }).click()
  await page
    .getByRole('form', { name: '登录' })
    .getByLabel(/^口令/)
    .fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
}

const traffic = (page: Page) => page.getByRole('grid', { name: '通联记录' })

test('three calls in step with three bursts are three recordings, found and played after a restart; a killed page loses at most a second; the rule deletes the sound', async ({
  browser,
  dataDir,
  reports,
}) => {
  test.setTimeout(240_000)
  let running = await spawnHeadless(dataDir)
  let page = await seat(browser, running.address)
  await firstStart(page)
  await addGateway(page, pair.near)
  const radio = simulatedRadio(pair.far)
  await expect(page.locator('header').getByRole('img', { name: /^中心：正常/ })).toBeVisible({
    timeout: 30_000,
  })
  let recorder = await openRecorder(browser, dataDir, reports)
  await recordGateway(page)
  await expect(recorder.getByRole('status')).toHaveText('待录音')
  const opened = await openedAt(recorder)

  for (const { fromS, toS } of bursts) {
    await until(opened + fromS * 1000)
    radio.perform({ kind: 'groupCall', radio: 1001, group: 101, talkS: toS - fromS })
  }
  const finished = () =>
    storedRecordings(dataDir).filter(({ durationMs }) => durationMs !== null).length
  await expect.poll(finished, { timeout: 30_000 }).toBe(3)

  for (const [index, recording] of storedRecordings(dataDir).entries()) {
    const burst = bursts[index]
    if (!burst) throw new Error('more recordings than bursts')
    const bytes = soundFile(dataDir, recording.id)
    const loud = await loudFromTo(page, bytes)
    const startOff = recording.at - recording.callAt
    const lengthOff = (recording.durationMs ?? 0) - recording.callMs
    const burstOff = recording.at + loud.fromS * 1000 - (opened + burst.fromS * 1000)
    const burstMs = (loud.toS - loud.fromS) * 1000
    console.log(
      `  seen: call ${index + 1}: start ${startOff} ms, length ${lengthOff} ms off the call; ` +
        `burst ${Math.round(burstOff)} ms off, ${Math.round(burstMs)} ms long`,
    )
    expect(Math.abs(startOff)).toBeLessThanOrEqual(withinMs)
    expect(Math.abs(lengthOff)).toBeLessThanOrEqual(withinMs)
    expect(Math.abs(loud.lengthS * 1000 - (recording.durationMs ?? 0))).toBeLessThan(100)
    expect(Math.abs(burstOff)).toBeLessThanOrEqual(withinMs)
    expect(Math.abs(burstMs - (burst.toS - burst.fromS) * 1000)).toBeLessThanOrEqual(withinMs)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(recording.sha256)
    expect(logLineOf(dataDir, recording.entry)).toContain('组呼 组 101')
    expect(JSON.parse(recording.gaps)).toEqual([])
  }

  // The recorder page is killed in the middle of a call.
  await until(opened + (toneFrom + 1) * 1000)
  radio.perform({ kind: 'groupCall', radio: 1003, group: 102, talkS: 12 })
  await expect(recorder.getByRole('status')).toHaveText('正在录音 1 路')
  const begun = Date.now()
  await until(begun + 3000)
  const killed = Date.now()
  await recorder.close()
  await until(killed + 2000)
  recorder = await openRecorder(browser, dataDir, reports)
  await expect.poll(finished, { timeout: 60_000 }).toBe(4)
  const broken = storedRecordings(dataDir)[3]
  if (!broken) throw new Error('the fourth recording is missing')
  const [gap] = JSON.parse(broken.gaps) as { from: number; to: number; cause: string }[]
  if (!gap) throw new Error('the gap is not marked')
  console.log(
    `  seen: page killed: ${killed - gap.from} ms lost before it, gap of ${gap.to - gap.from} ms`,
  )
  expect(gap.cause).toBe('recorder-lost')
  expect(killed - gap.from).toBeLessThanOrEqual(1000)
  expect(Math.abs((broken.durationMs ?? 0) - broken.callMs)).toBeLessThanOrEqual(withinMs)
  const [first] = storedRecordings(dataDir)
  if (!first) throw new Error('the first recording is missing')

  // After a restart of the console: found by radio, group and time, played from list and log.
  await radio.stop()
  for (const context of browser.contexts()) await context.close()
  await running.stop()
  running = await spawnHeadless(dataDir)
  page = await seat(browser, running.address)
  await signIn(page)
  await page.keyboard.press('Alt+4')
  await expect(traffic(page).getByRole('button', { name: /^播放录音/ })).toHaveCount(4)
  await page.getByText('录音', { exact: true }).first().click()
  const found = page.getByRole('grid', { name: '录音' })
  await expect(found.getByRole('button', { name: /^播放录音/ })).toHaveCount(4)
  const search = page.getByRole('search', { name: '查录音' })
  await search.getByLabel('电台号').fill('1003')
  await expect(found.getByRole('button', { name: /^播放录音/ })).toHaveCount(1)
  await expect(found.getByRole('button', { name: /录音页停止/ })).toBeVisible()
  await search.getByLabel('电台号').fill('1001')
  await expect(found.getByRole('button', { name: /^播放录音/ })).toHaveCount(3)
  await search.getByLabel('组号').fill('102')
  await expect(page.getByText('没有符合条件的录音')).toBeVisible()
  await search.getByLabel('组号').fill('')

  await found.getByRole('row').nth(1).click()
  const detail = page.getByRole('region', { name: '录音详情' })
  await page.keyboard.press('P')
  await expect(detail.getByRole('button', { name: '暂停录音' })).toBeVisible()
  await expect(detail.getByRole('list', { name: '收听和导出记录' })).toContainText('收听')
  await expect(detail.getByRole('button', { name: '播放录音' })).toBeVisible()
  await expect(detail).toContainText(/0:0[1-3] \/ 0:0[23]/)

  await page.keyboard.press('Alt+1')
  const log = page.getByRole('grid', { name: '值班日志' })
  const line = log.getByRole('row').filter({ hasText: '组呼 组 102' }).first()
  // The line says that it has a sound before it is opened.
  await expect(line.getByRole('button', { name: /^播放录音/ })).toBeVisible()
  await line.getByRole('gridcell').first().click()
  const bar = log.getByRole('group', { name: '录音' })
  await expect(bar).toContainText('录音页停止')
  await page.keyboard.press('P')
  await expect(bar.getByRole('button', { name: '暂停录音' })).toBeVisible()
  await running.stop()

  // A hundred days later the rule deletes the sound; the lines and the facts stay.
  const later = 100 * 86_400_000
  const { clock } = realWorld
  const aged = await startConsole({
    dataDir,
    world: {
      clock: { nowMs: () => clock.nowMs() + later, monotonicMs: () => clock.monotonicMs() },
    },
  })
  await aged.close()
  expect(storedRecordings(dataDir).map(({ removedAt }) => removedAt !== null)).toEqual(
    Array.from({ length: 4 }, () => true),
  )
  expect(() => soundFile(dataDir, first.id)).toThrow('ENOENT')
  expect(logLineOf(dataDir, first.entry)).toContain('组呼 组 101')
})

test('without a sound device the console says so, and works on', async ({
  browser,
  dataDir,
  reports,
  launchOptions,
}) => {
  test.setTimeout(120_000)
  const running = await spawnHeadless(dataDir)
  const page = await seat(browser, running.address)
  await firstStart(page)
  await addGateway(page, pair.near)
  const radio = simulatedRadio(pair.far)
  const recorder = await openRecorder(browser, dataDir, reports)
  await recordGateway(page)
  await recorder.close()

  const args = (launchOptions.args ?? []).filter(
    (arg) => !arg.includes('fake-device') && !arg.includes('fake-audio'),
  )
  const silent = await chromium.launch({ ...launchOptions, args })
  const without = await openRecorder(silent, dataDir, reports)
  await expect(without.getByRole('list', { name: '输入' })).toContainText('找不到')
  const one = page.getByRole('region', { name: '录音 中心' })
  await expect(one).toContainText('找不到所选声卡输入')
  await page.keyboard.press('Alt+4')
  await expect(page.getByText('录音：找不到所选声卡输入')).toBeVisible()
  radio.perform({ kind: 'groupCall', radio: 1001, group: 101, talkS: 1 })
  await expect(traffic(page).getByText('未录音')).toBeVisible()
  await page.keyboard.press('Alt+1')
  const log = page.getByRole('grid', { name: '值班日志' })
  const told = log.getByRole('row').filter({ hasText: '不能录音：找不到所选声卡输入' })
  await expect(told).toHaveCount(1)
  await expect(log.getByRole('row').filter({ hasText: '组呼 组 101' })).toHaveCount(1)
  await openSettings(page, /^录音/)
  await expect(one).toContainText('请检查声卡连线')
  await silent.close()
  await radio.stop()
  for (const context of browser.contexts()) await context.close()
  await running.stop()
})
