/** A duty officer's shift at the desk, from the first start to the alarm nobody may lose. */
import type { Browser, Page } from '@playwright/test'
import { administrator, firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { watchReports } from './reports.ts'
import { newSeatAddress, spawnHeadless, type HeadlessProcess } from './target-headless.ts'

onlyOn(['headless'], 'the console is killed and started again as a process of its own')
test.use({ actionTimeout: 10_000 })

const screens = (page: Page) => page.getByRole('navigation', { name: '画面' })
const cards = (page: Page) => page.getByRole('listbox', { name: '事件' }).getByRole('option')
const lines = (page: Page) => page.locator('[data-entry]')
const entryRow = (page: Page) => page.getByRole('region', { name: '记一条' })
const words = (page: Page) => entryRow(page).getByLabel('内容', { exact: true })
const strip = (page: Page) => page.getByRole('region', { name: '告警', exact: true })

/** By keyboard alone: N, the place by pinyin, who told it, Enter. */
async function openIncident(page: Page): Promise<void> {
  await page.keyboard.press('n')
  await expect(page.getByLabel(/^地点/)).toBeFocused()
  await page.keyboard.type('luoyuan')
  await expect(page.getByRole('option').first()).toContainText('罗源村')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(/^地点/)).toHaveValue(/罗源村/)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel(/^信息来源/)).toBeFocused()
  await page.keyboard.insertText('村支书刘某')
  await page.keyboard.press('Enter')
  await expect(cards(page)).toHaveCount(1)
}

async function writeLine(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await expect(words(page)).toBeFocused()
  await page.keyboard.insertText(text)
  await page.keyboard.press('Enter')
  await expect(entryRow(page).getByText(/已存 中-\d+/)).toBeVisible()
  await expect(lines(page).filter({ hasText: text })).toHaveCount(1)
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel(/^口令/).fill(password)
  await page.keyboard.press('Enter')
}

/** A console that a test may kill, and a desk in front of it. */
async function openDesk(browser: Browser, dataDir: string, reports: string[]) {
  let running: HeadlessProcess = await spawnHeadless(dataDir)
  const deskAt = async (address: string) => {
    const page = await (await browser.newContext()).newPage()
    watchReports(page, reports)
    await page.goto(address)
    return page
  }
  return {
    page: await deskAt(running.address),
    /** As if the power went: nothing is told, nothing is flushed. */
    async killAndRestart(): Promise<Page> {
      const ended = new Promise((resolve) => running.child.once('close', resolve))
      running.child.kill('SIGKILL')
      await ended
      for (const context of browser.contexts()) await context.close()
      running = await spawnHeadless(dataDir)
      return deskAt(running.address)
    },
    async close() {
      for (const context of browser.contexts()) await context.close()
      await running.stop()
    },
  }
}

test('the first start makes the administrator, shows the recovery code and ends at the dispatch screen', async ({
  consolePage,
}) => {
  const code = await firstStart(consolePage)
  expect(code).toMatch(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$/)
  await expect(consolePage.getByRole('main', { name: '指挥' })).toBeVisible()
  await expect(consolePage.getByText('没有在办事件')).toBeVisible()
  await expect(consolePage.locator('output')).toHaveCount(0)
})

test('a second Enter before the page is drawn anew writes one line', async ({
  consolePage: page,
}) => {
  await firstStart(page)
  await page.keyboard.press('Control+Enter')
  await expect(words(page)).toBeFocused()
  await page.keyboard.insertText('只记一次')
  await words(page).evaluate((field) => {
    const enter = { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true }
    for (let times = 0; times < 2; times++) {
      field.dispatchEvent(new KeyboardEvent('keydown', enter))
    }
  })
  await expect(entryRow(page).getByText(/已存 中-\d+/)).toBeVisible()
  // What was sent before this line is in the log before it.
  await page.keyboard.press('Escape')
  await writeLine(page, '第二条')
  await expect(lines(page).filter({ hasText: '只记一次' })).toHaveCount(1)
})

test('an incident is opened and its log is written by keyboard alone', async ({
  consolePage: page,
}) => {
  await firstStart(page)
  await openIncident(page)
  await expect(cards(page).first()).toContainText('罗源村')
  await writeLine(page, '下坑组后山起火，无人被困')
  await page.keyboard.insertText('火线约二百米，向西北蔓延')
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: '火线约二百米' })).toHaveCount(1)

  // A correction keeps both lines, the first one struck through and pointing to the second.
  await page.getByRole('grid', { name: '事件纪实' }).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('c')
  await expect(page.getByLabel('更正后的内容')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('火线约三百米，向西北蔓延')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('更正原因')).toBeFocused()
  await page.keyboard.insertText('听错')
  await page.keyboard.press('Enter')
  await expect(page.locator('s', { hasText: '火线约二百米' })).toBeVisible()
  await expect(lines(page).filter({ hasText: '火线约三百米' })).toContainText(/更正 中-\d+/)

  // One character finds, a filter narrows.
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('坑')
  await expect(page.locator('mark', { hasText: '坑' })).toHaveCount(1)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('蔓延')
  await expect(lines(page)).toHaveCount(2)
  await page.getByRole('checkbox', { name: '显示划改' }).uncheck()
  await expect(lines(page)).toHaveCount(1)
  await expect(lines(page)).toContainText('三百米')
})

test('已存 is said only after the console has answered', async ({ consolePage: page }) => {
  await firstStart(page)
  await openIncident(page)
  let held: (() => void)[] | undefined
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (held) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  await page.reload()
  await expect(screens(page)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(words(page)).toBeFocused()
  await page.keyboard.insertText('电话核实，无人员伤亡')
  await expect(entryRow(page).getByText(/草稿/)).toBeVisible()
  held = []
  await page.keyboard.press('Enter')
  await expect(entryRow(page).getByText('正在保存')).toBeVisible()
  await expect.poll(() => held?.length).toBeGreaterThan(0)
  await expect(entryRow(page).getByText(/已存 中-/)).toHaveCount(0)
  await expect(words(page)).toHaveValue('电话核实，无人员伤亡')
  for (const send of held) send()
  held = undefined
  await expect(entryRow(page).getByText(/已存 中-\d+/)).toBeVisible()
  await expect(words(page)).toHaveValue('')
})

test('a draft and every saved line survive a console that is killed', async ({
  browser,
  dataDir,
  reports,
}) => {
  const desk = await openDesk(browser, dataDir, reports)
  let { page } = desk
  await firstStart(page)
  await openIncident(page)
  const written = ['一号线：村口已设警戒', '二号线：老人先转移', '三号线：水车到位']
  for (const text of written) await writeLine(page, text)
  await page.keyboard.insertText('没写完的一句：请求')
  await expect(entryRow(page).getByText(/草稿 .* 已存/)).toBeVisible()

  page = await desk.killAndRestart()
  await signIn(page, administrator.password)
  await expect(cards(page)).toHaveCount(1)
  await cards(page).first().click()
  for (const text of written) await expect(lines(page).filter({ hasText: text })).toHaveCount(1)
  await page.keyboard.press('Control+Enter')
  await expect(words(page)).toHaveValue('没写完的一句：请求')
  await expect(entryRow(page).getByText('已恢复')).toBeVisible()
  await desk.close()
})

test('a locked desk opens with the password; wrong ones wait longer each time', async ({
  consolePage: page,
}) => {
  await firstStart(page)
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible()
  await expect(screens(page)).toBeHidden()
  await expect(strip(page)).toBeVisible()
  const note = page.getByText(/秒后可以再试/)
  const waits: number[] = []
  for (let attempt = 0; attempt < 3; attempt++) {
    await signIn(page, `错口令 ${attempt}`)
    await expect(page.getByText('口令不对，请重新输入。')).toBeVisible()
    await expect(note).toBeVisible()
    waits.push(Number.parseInt((await note.textContent()) ?? '', 10))
    await expect(note).toBeHidden()
  }
  expect(waits[2]).toBeGreaterThan(waits[0] ?? Infinity)
  await signIn(page, administrator.password)
  await expect(screens(page)).toBeVisible()
})

test('a wrong password at sign-in is answered with a sentence', async ({ consolePage: page }) => {
  await firstStart(page)
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: '换人登录' }).click()
  await expect(page.getByRole('form', { name: '登录' })).toBeVisible()
  await signIn(page, '不是这个口令')
  await expect(page.getByText('口令不对，请重新输入。')).toBeVisible()
  await expect(page.getByText(/秒后可以再试/)).toBeHidden()
  await signIn(page, administrator.password)
  await expect(screens(page)).toBeVisible()
})

/** Enter and a letter as an input method sends them while a word is being chosen. */
async function composeOn(page: Page, key: string): Promise<void> {
  await page.evaluate((pressed) => {
    const at = document.activeElement ?? document.body
    at.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, data: 'huo' }))
    for (const keyCode of [0, 229]) {
      at.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: pressed,
          code: pressed === 'Enter' ? 'Enter' : `Key${pressed.toUpperCase()}`,
          keyCode,
          isComposing: keyCode === 0,
          bubbles: true,
          cancelable: true,
        }),
      )
    }
    at.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '火' }))
  }, key)
}

test('nothing acts while the input method is choosing a word', async ({ consolePage: page }) => {
  await firstStart(page)
  // On the page itself: N would open the intake form.
  await composeOn(page, 'n')
  await expect(page.getByRole('region', { name: '接报登记' })).toBeHidden()
  await page.keyboard.press('n')
  await page.keyboard.insertText('小松镇')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('过路司机')
  await composeOn(page, 'Enter')
  await page.keyboard.insertText('陈某')
  await page.keyboard.press('Enter')
  await expect(cards(page)).toHaveCount(1)

  await page.keyboard.press('Control+Enter')
  await expect(words(page)).toBeFocused()
  await page.keyboard.insertText('浓')
  await composeOn(page, 'Enter')
  await page.keyboard.insertText('烟')
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: '浓烟' })).toHaveCount(1)

  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('风')
  await composeOn(page, 'Enter')
  await page.keyboard.insertText('向东南')
  await page.keyboard.press('Enter')
  await expect(lines(page).filter({ hasText: '风向东南' })).toHaveCount(1)
  // Each was saved once, and whole: what was recorded of the opening, two lines typed.
  await expect(lines(page).filter({ hasText: /^(?!.*(浓烟|风向东南)).*(浓|风)/ })).toHaveCount(0)
  await expect(page.getByText('过路司机陈某').first()).toBeVisible()
})

test.describe('with the example', () => {
  test.use({ demo: true })

  test('every control of the dispatch screen is reached with Tab and shows where the focus is', async ({
    consolePage: page,
  }) => {
    // The ring would otherwise fade in while it is looked at.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await expect(cards(page)).toHaveCount(3)
    await cards(page).first().click()
    await expect(lines(page).first()).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    const walk = await walkWithTab(page)
    expect(walk.withoutRing, 'focused, and nothing shows it').toEqual([])
    expect(walk.missed, 'never reached').toEqual([])
    expect(walk.steps).toBeGreaterThan(25)
  })

  test('the page asks nobody but its own console', async ({
    consolePage: page,
    shell,
    reports,
  }) => {
    const outside: string[] = []
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url())
      if (origin !== shell.origin && !['data:', 'blob:'].includes(protocol))
        outside.push(request.url())
    })
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).host !== new URL(shell.origin).host) outside.push(socket.url())
    })
    await page.reload()
    await expect(screens(page)).toBeVisible()
    for (const key of ['Alt+2', 'Alt+4', 'Alt+6', 'Alt+9', 'Alt+1']) {
      await page.keyboard.press(key)
      await expect(page.locator('nav [aria-current="page"]').first()).toContainText(key)
    }
    await expect(page.locator('canvas').first()).toBeVisible()
    expect(outside).toEqual([])
    // A page that tried would have been stopped by its policy, and that is reported.
    expect(reports).toEqual([])
  })
})

interface Walk {
  readonly steps: number
  readonly withoutRing: string[]
  readonly missed: string[]
}

/** Presses Tab until the focus comes round, noting what was reached and how it looked. */
async function walkWithTab(page: Page): Promise<Walk> {
  const withoutRing: string[] = []
  let steps = 0
  for (; steps < 150; steps++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const at = document.activeElement
      // After the last control the focus leaves the page and enters it again at the top.
      if (!(at instanceof HTMLElement) || at === document.body) return ''
      if (at.dataset['walked'] === 'yes') return 'round'
      at.dataset['walked'] = 'yes'
      // The ring may be on the box that looks like the control: a field in its frame, a tab's label.
      const wears = (element: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (
          (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) ||
          /\b[2-9]px\b/.test(boxShadow)
        )
      }
      const boxes = [at, at.parentElement, at.parentElement?.parentElement, at.nextElementSibling]
      const frame = at.closest(
        '.ant-select, .ant-input-affix-wrapper, .ant-segmented, .ant-splitter-bar',
      )
      const shown = [...boxes, frame].some((box) => box != null && wears(box))
      const name = at.getAttribute('aria-label') ?? at.innerText.slice(0, 20)
      return shown ? '' : `${at.tagName.toLowerCase()} ${at.className} ${name}`
    })
    if (seen === 'round') break
    if (seen !== '') withoutRing.push(seen)
  }
  const missed = await page.evaluate(() => {
    const controls =
      'button, input, textarea, select, a[href], [role="grid"], [role="listbox"], [tabindex="0"]'
    return [...document.querySelectorAll(controls)].flatMap((element) => {
      if (!(element instanceof HTMLElement) || element.dataset['walked'] === 'yes') return []
      if (element.closest('[aria-hidden="true"]') || element.matches(':disabled, datalist *'))
        return []
      const { width, height } = element.getBoundingClientRect()
      if (width === 0 || height === 0 || getComputedStyle(element).visibility === 'hidden')
        return []
      // The arrows move within a group of tabs; Tab reaches the group.
      const group = element.closest('.ant-segmented')
      if (group?.querySelector('[data-walked="yes"]')) return []
      // Cleared with the keyboard by emptying the field.
      if (element.closest('.ant-input-clear-icon, .ant-select-clear')) return []
      return [
        `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.innerText.slice(0, 20)}`,
      ]
    })
  })
  return { steps, withoutRing, missed }
}

test('an acknowledged alarm is still acknowledged after the console was killed', async ({
  browser,
  dataDir,
  reports,
}) => {
  const desk = await openDesk(browser, dataDir, reports)
  let { page } = desk
  const code = await firstStart(page)
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: '换人登录' }).click()
  await expect(page.getByRole('form', { name: '登录' })).toBeVisible()
  await page.keyboard.press('F10')
  await page.getByLabel(/^本人姓名/).fill('李文斌')
  await page.getByLabel(/^恢复码/).fill(code)
  await page.keyboard.press('Enter')
  await expect(screens(page)).toBeVisible()
  await expect(strip(page)).toContainText('未确认')
  await expect(strip(page)).toContainText('应急登录')
  await page.keyboard.press('Alt+a')
  await expect(strip(page)).toContainText('已确认')
  await expect(strip(page)).not.toContainText('未确认')

  page = await desk.killAndRestart()
  await expect(strip(page)).toContainText('应急登录')
  await expect(strip(page)).toContainText('已确认')
  await signIn(page, administrator.password)
  await expect(screens(page)).toBeVisible()
  await expect(strip(page)).toContainText('已确认')
  await expect(strip(page)).not.toContainText('未确认')
  // The address of a second seat works beside it, and sees the same.
  const second = await (await browser.newContext()).newPage()
  await second.goto(await newSeatAddress(dataDir))
  await expect(strip(second)).toContainText('已确认')
  await desk.close()
})
