/**
 * What every spec starts with:
 *
 *   import { expect, onlyOn, test } from './fixtures.ts'
 *   test('…', async ({ consolePage, shell, dataDir }) => { … })
 *
 * `consolePage` shows a console on an empty data folder of its own, through the shell of the
 * running project; `test.use({ demo: true })` starts the running example. A report of the
 * Content-Security-Policy, an uncaught error or an error line in the page's console fails the
 * test; a test that provokes one says so with `test.use({ allowedReports: [/…/] })`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { ptyPair, socatMissing, type PtyPair } from '../support/pty-pair.ts'
import { asked } from './reports.ts'
import { targets as allTargets, type OpenedTarget, type TargetName } from './targets.ts'

export { expect } from '@playwright/test'

export interface TargetOptions {
  readonly target: TargetName
}

interface Options {
  demo: boolean
  allowedReports: readonly RegExp[]
}

interface Fixtures extends Options {
  dataDir: string
  /** Everything the pages complained about so far. */
  reports: string[]
  shell: OpenedTarget
  consolePage: Page
  /** Joined pseudo-terminals that go with the test; it is skipped with the reason where none can be made. */
  serialLine: () => Promise<PtyPair>
}

export const test = base.extend<Fixtures, TargetOptions>({
  target: ['headless', { option: true, scope: 'worker' }],
  demo: [false, { option: true }],
  allowedReports: [[], { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern's names
  dataDir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'console-e2e-'))
    await use(dir)
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  reports: async ({}, use) => {
    await use([])
  },
  shell: async (
    { target, dataDir, demo, browser, launchOptions, reports, allowedReports },
    use,
    testInfo,
  ) => {
    const chosen = allTargets[target]
    const missing = chosen.unavailable()
    testInfo.skip(missing !== undefined, missing ?? '')
    const before = { ...asked }
    const opened = await chosen.open({ dataDir, demo, browser, launchOptions, reports })
    await use(opened)
    await opened.close()
    const [here, elsewhere] = [asked.here - before.here, asked.elsewhere - before.elsewhere]
    testInfo.annotations.push({ type: 'requests', description: `${here} ${elsewhere}` })
    const unexpected = reports.filter(
      (report) => !allowedReports.some((allowed) => allowed.test(report)),
    )
    expect(unexpected, 'the page complained').toEqual([])
  },
  consolePage: async ({ shell }, use) => {
    await use(shell.page)
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  serialLine: async ({}, use, testInfo) => {
    const made: PtyPair[] = []
    await use(async () => {
      const missing = socatMissing()
      testInfo.skip(missing !== undefined, missing ?? '')
      const pair = await ptyPair()
      made.push(pair)
      return pair
    })
    for (const pair of made) await pair.remove()
  },
})

/** For what only some shells have: the others skip with the reason. */
export function onlyOn(names: readonly TargetName[], why: string): void {
  test.beforeEach(({ target }, testInfo) => {
    testInfo.skip(!names.includes(target), `${why} (${names.join(', ')} only)`)
  })
}

/** For screens that are the same in every shell: the others walk them in `npm run test:long`. */
export function otherShellsWhenLong(): void {
  test.beforeEach(({ target }, testInfo) => {
    const long = process.env['LONG'] === '1'
    testInfo.skip(target !== 'headless' && !long, 'the other shells run it in npm run test:long')
  })
}
