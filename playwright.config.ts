import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import type { TargetOptions } from './tests/e2e/fixtures.ts'

/** Debian's browser where Playwright's own cannot be had; `undefined` means Playwright's own. */
function chromium(): string | undefined {
  const named = process.env['PLAYWRIGHT_CHROMIUM']
  if (named) return named
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined
}

const executablePath = chromium()

export default defineConfig<TargetOptions>({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/global-setup.ts',
  reporter: [['list'], ['./tests/e2e/totals-reporter.ts']],
  workers: process.env['CI'] ? 2 : 1,
  retries: process.env['CI'] ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1920, height: 1080 },
    trace: 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // The same specs on every shell; what only one shell has says so with `targets(...)`.
  projects: [
    { name: 'headless', use: { target: 'headless' } },
    { name: 'standin', use: { target: 'standin' } },
    { name: 'electron', use: { target: 'electron' } },
  ],
})
