/** Steps and looks of the recording specs: a console of its own, its recorder page, its stored rows. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { readRunningNote } from '../../src/main/adapters/http-server-note.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { expect } from './fixtures.ts'
import { watchReports } from './reports.ts'

export interface StoredRecording {
  readonly id: string
  readonly call: string
  readonly entry: string
  readonly at: number
  readonly durationMs: number | null
  readonly sha256: string | null
  readonly removedAt: number | null
  readonly gaps: string
  readonly callAt: number
  readonly callMs: number
}

/** Oldest first, each beside its call as the traffic list has it. */
export function storedRecordings(dataDir: string): StoredRecording[] {
  const db = openDatabase(join(dataDir, 'console.sqlite'), { synchronous: 'FULL' })
  try {
    return db
      .prepare<StoredRecording>(
        `select r.id, r.call, r.entry, r.at, r.duration_ms durationMs, r.sha256,
           r.removed_at removedAt, r.gaps, t.at callAt, t.duration_ms callMs
         from recording r join radio_traffic t on t.id = r.call order by r.call_at`,
      )
      .all()
  } finally {
    db.close()
  }
}

export function logLineOf(dataDir: string, entry: string): string | undefined {
  const db = openDatabase(join(dataDir, 'console.sqlite'), { synchronous: 'FULL' })
  try {
    return db.prepare<{ text: string }>('select text from log_entry where id = ?').get(entry)?.text
  } finally {
    db.close()
  }
}

export const soundFile = (dataDir: string, id: string): Buffer =>
  readFileSync(join(dataDir, 'recordings', `${id}.webm`))

/** What `seat-link --recorder` does, opened in a browser of its own cookie. */
export async function openRecorder(
  browser: Browser,
  dataDir: string,
  reports: string[],
): Promise<Page> {
  const note = readRunningNote(dataDir)
  if (!note) throw new Error('no console is running in this folder')
  const url = `${note.origin}/control/seat-link?name=${encodeURIComponent('录音页')}&kind=recorder`
  const headers = { authorization: `Bearer ${note.secret}` }
  const address = (await (await fetch(url, { method: 'POST', headers })).text()).trim()
  const page = await (await browser.newContext()).newPage()
  watchReports(page, reports)
  // When the browser gave the microphone: from then on its file plays.
  await page.addInitScript(() => {
    if (!('mediaDevices' in navigator)) return
    const give = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await give(wanted)
      Object.assign(window, { openedAt: Date.now() })
      return stream
    }
  })
  await page.goto(address)
  return page
}

export const openedAt = (recorder: Page): Promise<number> =>
  recorder.evaluate(() => (window as unknown as { openedAt: number }).openedAt)

export async function openSettings(page: Page, section: RegExp): Promise<void> {
  await page.keyboard.press('Alt+9')
  await page
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: section })
    .click()
}

export async function addGateway(page: Page, path: string): Promise<void> {
  await openSettings(page, /^网关/)
  await page.getByLabel(/^名称/).fill('中心')
  await page.getByLabel(/^驱动（/).click()
  await page.locator('.ant-select-item-option').filter({ hasText: 'HRNP' }).click()
  await page.getByLabel(/^串口（/).fill(path)
  await page.getByRole('button', { name: /^保存/ }).click()
  await expect(page.getByText('网关设置已存')).toBeVisible()
}

/** Chooses the browser's first fake microphone for the gateway and waits until it is open. */
export async function recordGateway(page: Page): Promise<void> {
  await openSettings(page, /^录音/)
  const one = page.getByRole('region', { name: '录音 中心' })
  await one.getByLabel('声卡输入').click()
  await page.locator('.ant-select-item-option:visible').first().click()
  await one.getByRole('button', { name: /^保存录音设置/ }).click()
  await expect(one).toContainText('待录音')
}

/** Seconds of sound in the file: from when to when it is loud, as a browser decodes it. */
export function loudFromTo(
  page: Page,
  bytes: Buffer,
): Promise<{ readonly fromS: number; readonly toS: number; readonly lengthS: number }> {
  return page.evaluate(async (text) => {
    const binary = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(binary.buffer)
    const samples = sound.getChannelData(0)
    const step = sound.sampleRate / 50
    const loud: number[] = []
    for (let at = 0; at + step <= samples.length; at += step) {
      let sum = 0
      for (const sample of samples.subarray(at, at + step)) sum += sample * sample
      if (Math.sqrt(sum / step) > 0.1) loud.push(at / sound.sampleRate)
    }
    return { fromS: loud[0] ?? -1, toS: (loud.at(-1) ?? -1) + 0.02, lengthS: sound.duration }
  }, bytes.toString('base64'))
}
