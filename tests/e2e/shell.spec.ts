import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { launchStandin } from '../electron-standin/launch.ts'
import { saveDraft } from '../../src/core/modules/drafts/index.ts'
import { spawnHeadless } from './target-headless.ts'
import type { OpenedStandin } from './target-standin.ts'
import type { OpenedTarget } from './targets.ts'

onlyOn(['standin', 'electron'], 'this is the desktop shell')

const connection = 'data-connection'

/** What only the stand-in can tell: dialogs, focus, error boxes. */
function standinOf(shell: OpenedTarget): OpenedStandin['standin'] {
  test.skip(!('standin' in shell), 'only the stand-in tells what was on the screen beside the page')
  return (shell as OpenedStandin).standin
}

test.describe('a core that crashes', () => {
  test('comes back by itself, and the window with it', async ({ shell, consolePage }) => {
    await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
    const startedAt = Date.now()
    await shell.crashCore()
    await expect(consolePage.locator('html')).toHaveAttribute(connection, 'reconnecting')
    await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live', {
      timeout: 40_000,
    })
    process.stdout.write(`core back after ${Date.now() - startedAt} ms\n`)
  })
})

test.describe('a hostile page', () => {
  // A refused request is told in the page's console.
  test.use({
    allowedReports: [
      /Not allowed to|Refused to|violates|ERR_|Failed to load|blocked|another machine was asked/i,
    ],
  })

  const targets = [
    'https://evil.example/',
    'http://127.0.0.1:1/',
    'http://console.evil.example/',
    'file:///etc/passwd',
    'data:text/html,<p>evil',
    'app://evil/',
    'chrome://settings/',
  ]
  for (const url of targets) {
    test(`stays where it is instead of going to ${url}`, async ({
      consolePage,
      shell,
      reports,
    }) => {
      const before = consolePage.url()
      await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
      await consolePage.evaluate((to) => {
        // The page names its window itself: a mark of our own tells a page that was loaded again.
        Object.assign(window, { stillHere: true })
        location.href = to
      }, url)
      // Refused by the shell's guard, or by Chromium before it came to that.
      const told = () => [...reports, ...(shell.shellSays ?? [])]
      await expect.poll(told).toContainEqual(expect.stringContaining(url))
      expect(consolePage.url()).toBe(before)
      expect(await consolePage.evaluate(() => 'stillHere' in window)).toBe(true)
    })
  }

  test('opens no window of its own, whatever the address', async ({ shell, consolePage }) => {
    const pages = () => consolePage.context().pages().length
    const before = pages()
    for (const url of [
      ...targets,
      '/panel/unknown',
      '/panel/map?x=1',
      '/assets/x.js',
      'about:blank',
    ]) {
      await consolePage.evaluate((to) => void window.open(to), url)
    }
    await consolePage.evaluate(() => {
      const link = document.createElement('a')
      Object.assign(link, { href: 'https://evil.example/', target: '_blank', rel: 'noopener' })
      document.body.append(link)
      link.click()
    })
    await expect.poll(pages, { timeout: 5000 }).toBe(before)
    expect(shell.origin).toBe('app://console')
  })

  test('gets neither devices nor places nor notifications', async ({ consolePage }) => {
    const states = await consolePage.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as const
      const asked = names.map(async (name) => (await navigator.permissions.query({ name })).state)
      return Promise.all(asked)
    })
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied'])
  })

  test('finds nothing of the preload or of Node in its world', async ({ consolePage }) => {
    const found = await consolePage.evaluate(() =>
      ['require', 'process', 'module', 'electron', 'ipcRenderer', 'Buffer'].filter(
        (name) => name in globalThis,
      ),
    )
    expect(found).toEqual([])
  })
})

test('the recorder page runs hidden from the start, on a seat of its own', async ({
  consolePage,
}) => {
  await firstStart(consolePage)
  await consolePage.keyboard.press('Alt+9')
  await consolePage
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: /^录音/ })
    .click()
  await expect(consolePage.getByText('在运行', { exact: true })).toBeVisible()
  await expect(consolePage.getByText('桌面程序自带录音页，自动运行')).toBeVisible()
})

test('a panel opens in a window of its own, once', async ({ shell, consolePage }) => {
  await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
  const panel = await shell.anotherPage()
  await expect(panel.locator('html')).toHaveAttribute(connection, 'live')
  const before = consolePage.context().pages().length
  await consolePage.evaluate(() => void window.open('/panel/map'))
  await expect.poll(() => consolePage.context().pages().length).toBe(before)
})

test('a second start raises the first and leaves', async ({ shell, consolePage }) => {
  await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
  const standin = standinOf(shell)
  expect(await standin.startAgain()).toBe(0)
  await expect
    .poll(
      () => standin.told.filter((told) => told.kind === 'called' && told.what === 'focus').length,
    )
    .toBe(1)
})

test('a page that crashes is loaded again', async ({ shell, consolePage, reports }) => {
  const standin = standinOf(shell)
  await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
  const next = standin.context.waitForEvent('page')
  const cdp = await standin.context.newCDPSession(consolePage)
  // The answer never comes: the page is gone.
  cdp.send('Page.crash').catch(() => undefined)
  const again = await next
  await expect(again.locator('html')).toHaveAttribute(connection, 'live')
  expect(reports).toContain('the page crashed')
  reports.length = 0
})

test('nothing to lose: closing the window ends the console in order', async ({
  shell,
  consolePage,
}) => {
  const standin = standinOf(shell)
  await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
  const ended = new Promise<number | null>((resolve) => standin.process.once('exit', resolve))
  standin.say({ kind: 'close-window', url: 'app://console/' })
  expect(await ended).toBe(0)
  expect(standin.told.filter((told) => told.kind === 'dialog')).toEqual([])
})

test('unsent words are named before the window closes, and 返回 keeps it', async ({
  shell,
  consolePage,
  dataDir,
}) => {
  const standin = standinOf(shell)
  await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
  const local = openDatabase(join(dataDir, 'local.sqlite'), { synchronous: 'FULL' })
  saveDraft(local, 'p1', { key: 'line', body: '请森林大队出动', savedAt: 1 })
  local.close()
  const dialogs = () =>
    standin.told.filter((told) => told.kind === 'dialog').map(({ text }) => text)
  standin.say({ kind: 'dialog-answer', response: 0 })
  standin.say({ kind: 'close-window', url: 'app://console/' })
  await expect.poll(dialogs).toEqual([expect.stringContaining('未保存的文字：请森林大队出动')])
  await expect(consolePage.locator('html')).toHaveAttribute(connection, 'live')
  const ended = new Promise<number | null>((resolve) => standin.process.once('exit', resolve))
  standin.say({ kind: 'dialog-answer', response: 1 })
  standin.say({ kind: 'close-window', url: 'app://console/' })
  expect(await ended).toBe(0)
})

test('a folder another console holds is told in a box, and the shell leaves', async ({
  target,
  dataDir,
  launchOptions,
}) => {
  test.skip(target !== 'standin', 'only the stand-in tells what was on the screen beside the page')
  const holder = await spawnHeadless(dataDir)
  const standin = await launchStandin(['--data', dataDir], launchOptions)
  const ended = new Promise<number | null>((resolve) => standin.process.once('exit', resolve))
  expect(await ended).toBe(1)
  const texts = standin.told.filter((told) => told.kind === 'error-box').map(({ text }) => text)
  expect(texts).toEqual([expect.stringContaining(`进程 ${holder.child.pid}`)])
  await standin.close()
  await holder.stop()
})

test('a data folder that cannot be is told in a box, and the shell leaves', async ({
  target,
  dataDir,
  launchOptions,
}) => {
  test.skip(target !== 'standin', 'only the stand-in tells what was on the screen beside the page')
  const file = join(dataDir, 'file')
  writeFileSync(file, '')
  const standin = await launchStandin(['--data', file], launchOptions)
  const ended = new Promise<number | null>((resolve) => standin.process.once('exit', resolve))
  expect(await ended).toBe(1)
  const texts = standin.told.filter((told) => told.kind === 'error-box').map(({ text }) => text)
  expect(texts).toEqual([expect.stringContaining('不能写入')])
  await standin.close()
})
