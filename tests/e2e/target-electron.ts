import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { collectLines } from '../electron-standin/launch.ts'
import { watchReports } from './reports.ts'
import type { OpenedTarget, OpenOptions } from './targets.ts'
import { windowAt } from './window-at.ts'

const root = join(import.meta.dirname, '../..')
const pathFile = join(root, 'node_modules/electron/path.txt')

export function electronUnavailable(): string | undefined {
  return existsSync(pathFile) ? undefined : 'the Electron runtime is not installed on this machine'
}

export async function openElectron({ dataDir, demo, reports }: OpenOptions): Promise<OpenedTarget> {
  const app = await _electron.launch({
    cwd: root,
    args: ['.', '--no-sandbox', '--data', dataDir, ...(demo ? ['--demo'] : [])],
  })
  const shellSays: string[] = []
  collectLines(app.process().stderr, shellSays)
  app.on('window', (page) => watchReports(page, reports))
  // The recorder has a hidden window of its own.
  const page = await windowAt(() => app.windows(), 'app://console/')
  return {
    page,
    origin: 'app://console',
    shellSays,
    async crashCore() {
      await app.evaluate(({ app: electronApp }) => {
        const core = electronApp
          .getAppMetrics()
          .find((metric) => metric.serviceName === 'console-core')
        if (core) process.kill(core.pid, 'SIGKILL')
      })
    },
    async anotherPage() {
      await page.evaluate(() => void window.open('app://console/panel/map'))
      return windowAt(() => app.windows(), 'app://console/panel/map')
    },
    close: () => app.close(),
  }
}
