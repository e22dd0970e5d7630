/** Steps of the communications officer that more than one spec takes. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { scenario } from '../../src/main/tools/simulate/scenario.ts'
import { startSimulator, type Simulator } from '../../src/main/tools/simulate/start.ts'
import { expect } from './fixtures.ts'

export interface Township {
  readonly callSign: string
  readonly radio: number
}

/** In 设置 › 网关; `driver` as the list shows it. */
export async function addSerial(
  page: Page,
  { name, driver, path }: { readonly name: string; readonly driver: string; readonly path: string },
): Promise<void> {
  await page.keyboard.press('Alt+9')
  await page
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: /^网关/ })
    .click()
  await page.getByRole('button', { name: /^添加网关/ }).click()
  await expect(page.getByRole('region', { name: '添加网关' })).toBeVisible()
  await page.getByLabel(/^名称/).fill(name)
  await page.getByLabel(/^驱动（/).fill(driver)
  await page.locator('.ant-select-item-option:visible').filter({ hasText: driver }).first().click()
  await page.getByLabel(/^串口（/).fill(path)
  await page.getByRole('button', { name: /^保存/ }).click()
  // The word of an earlier one may still stand.
  await expect(page.getByRole('region', { name: '添加网关' })).toHaveCount(0)
  await expect(page.getByText('网关设置已存').first()).toBeVisible()
}

/** Township radios on a real serial line; those in `silent` exist and never answer. */
export function townshipRadios(
  path: string,
  townships: readonly Township[],
  silent: readonly number[] = [],
): Simulator {
  const heard = townships.filter(({ radio }) => !silent.includes(radio))
  return startSimulator({
    protocol: 'hrnp',
    road: { kind: 'serial', path, baud: 115200 },
    scenario: scenario.parse({
      name: '乡镇网',
      gateway: { radioId: 1000, zone: 1, channel: 3 },
      radios: heard.map(({ radio, callSign }) => ({
        id: radio,
        name: callSign,
        path: [[26.33, 116.335]],
        registerAtS: 0.2,
      })),
      unreachable: [...silent],
      timeline: [],
    }),
  })
}

export const linkLight = (page: Page, name: string) =>
  page.locator('header').getByRole('img', { name: new RegExp(`^${name}：`) })

export const sheetRow = (page: Page, callSign: string) =>
  page.getByRole('grid', { name: '点名表' }).getByRole('row').filter({ hasText: callSign })

/** Presses the button and reads the paper that comes, as a reader of it would. */
export async function printed(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  const download = await waiting
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  const file = join(folder, 'paper.pdf')
  writeFileSync(file, readFileSync(await download.path()))
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return { name: download.suggestedFilename(), text }
}
