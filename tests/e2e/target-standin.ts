import { launchStandin, type StandinShell } from '../electron-standin/launch.ts'
import { watchReports } from './reports.ts'
import type { OpenedTarget, OpenOptions } from './targets.ts'
import { windowAt } from './window-at.ts'

export interface OpenedStandin extends OpenedTarget {
  readonly standin: StandinShell
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
  const pages = () => standin.context.pages()
  const page = await windowAt(pages, 'http://console/')
  return {
    standin,
    page,
    origin: 'app://console',
    shellSays: standin.says,
    async crashCore() {
      standin.say({ kind: 'crash-core' })
    },
    async anotherPage() {
      await page.evaluate(() => void window.open('/panel/map'))
      return windowAt(pages, 'http://console/panel/map')
    },
    close: () => standin.close(),
  }
}
