import type { Page } from '@playwright/test'
import { launchStandin, type StandinShell } from '../electron-standin/launch.ts'
import { watchReports } from './reports.ts'
import type { OpenedTarget, OpenOptions } from './targets.ts'

export interface OpenedStandin extends OpenedTarget {
  readonly standin: StandinShell
}

/** A window of the shell, not something a page opened by itself. */
async function windowAt(standin: StandinShell, url: string, withinMs = 20_000): Promise<Page> {
  const until = Date.now() + withinMs
  for (;;) {
    for (const page of standin.context.pages()) {
      if (page.url() === url && (await page.opener()) === null) return page
    }
    if (Date.now() > until) throw new Error(`no window at ${url} within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export async function openStandin({
  dataDir,
  demo,
  launchOptions,
  reports,
}: OpenOptions): Promise<OpenedStandin> {
  const standin = await launchStandin(
    ['--data', dataDir, ...(demo ? ['--demo'] : [])],
    launchOptions,
  )
  standin.context.on('page', (opened) => watchReports(opened, reports))
  const page = await windowAt(standin, 'http://console/')
  return {
    standin,
    page,
    origin: 'app://console',
    async crashCore() {
      standin.say({ kind: 'crash-core' })
    },
    async anotherPage() {
      await page.evaluate(() => void window.open('/panel/map'))
      return windowAt(standin, 'http://console/panel/map')
    },
    close: () => standin.close(),
  }
}
