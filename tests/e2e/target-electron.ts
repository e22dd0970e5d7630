import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { watchReports } from './reports.ts'
import type { OpenedTarget, OpenOptions } from './targets.ts'

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
  app.on('window', (page) => watchReports(page, reports))
  const page = await app.firstWindow()
  return {
    page,
    origin: 'app://console',
    async crashCore() {
      await app.evaluate(({ app: electronApp }) => {
        const core = electronApp
          .getAppMetrics()
          .find((metric) => metric.serviceName === 'console-core')
        if (core) process.kill(core.pid, 'SIGKILL')
      })
    },
    async anotherPage() {
      const [opened] = await Promise.all([
        app.waitForEvent('window'),
        page.evaluate(() => void window.open('app://console/panel/map')),
      ])
      return opened
    },
    close: () => app.close(),
  }
}
