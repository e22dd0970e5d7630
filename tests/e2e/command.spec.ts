/** One sentence, one response: by keyboard alone, and with how many keys. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { chooseLook } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { audit } from './visual-audit.ts'

onlyOn(['headless'], 'the command line is the same in every shell')
test.use({ demo: true, actionTimeout: 10_000 })

const line = (page: Page) => page.locator('#command-line')
const panelName = '这句话将做什么'
const panel = (page: Page) => page.getByRole('region', { name: panelName })
const done = (page: Page) => page.getByRole('contentinfo').getByRole('status').first()
const log = (page: Page) => page.locator('[data-entry]')

/** Counts every key that is pressed. */
function hand(page: Page) {
  let keys = 0
  return {
    async press(key: string) {
      keys += 1
      await page.keyboard.press(key)
    },
    keys: () => keys,
  }
}

async function say(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await expect(line(page)).toBeFocused()
  await page.keyboard.insertText(text)
  await expect(line(page)).toHaveAttribute('data-read', 'read')
}

test.beforeEach(async ({ consolePage: page }) => {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await expect(
    page.getByRole('listbox', { name: '事件' }).getByRole('option').first(),
  ).toBeVisible()
  // The quick words are there a moment after the lists.
  await expect(
    page.getByRole('group', { name: '常用语' }).getByRole('button').first(),
  ).toBeVisible()
})

test('a routine entry takes at most four keys without and two with a caller ID', async ({
  consolePage: page,
}) => {
  test.setTimeout(150_000)
  // A digit begins with a unit that the console knows by then.
  await expect(page.getByRole('grid', { name: '队伍状态' }).getByRole('row').nth(1)).toBeVisible()
  const without = hand(page)
  await without.press('1')
  await expect(line(page)).toHaveValue(/^\S+ $/)
  const callSign = (await line(page).inputValue()).trim()
  await without.press('F7')
  await expect(panel(page)).toContainText(`将${callSign} 报平安`)
  await without.press('Enter')
  await expect(done(page)).toContainText(callSign)
  expect(without.keys()).toBeLessThanOrEqual(4)

  // The call is chosen: from then on it is known whose words they are.
  await page.keyboard.press('Escape')
  const traffic = page.getByRole('grid', { name: '通联记录' }).getByRole('row')
  // The example's radios begin to speak by themselves.
  await expect(traffic.nth(1)).toBeVisible({ timeout: 90_000 })
  await traffic.nth(1).click()
  const known = hand(page)
  await known.press('F8')
  await expect(line(page)).toHaveValue(/^\S+ 返回$/)
  const caller = (await line(page).inputValue()).split(' ')[0] ?? ''
  await expect(panel(page)).toContainText(`将${caller} → 返回`)
  await known.press('Enter')
  await expect(done(page)).toContainText(`${caller} → 返回`)
  expect(known.keys()).toBeLessThanOrEqual(2)
})

test('a sentence opens an incident that shows what was understood and keeps what was not', async ({
  consolePage: page,
}) => {
  await say(page, '屏山镇胜利村 塌方 往下掉石块 无人被困 村支书刘某报')
  await expect(panel(page)).toContainText('登记新事件 · 滑坡 · 屏山镇胜利村')
  await expect(panel(page)).toContainText('未识别“往下掉石块”，原样记下，不会丢。')
  await expect(panel(page).getByLabel('信息来源')).toHaveValue('村支书刘某')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(panel(page).getByLabel('地点')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(done(page)).toContainText('已登记 #4')
  await expect(line(page)).toHaveValue('')
  await expect(page.getByRole('listbox', { name: '事件' }).getByRole('option')).toHaveCount(4)
  await expect(log(page).filter({ hasText: '往下掉石块' }).first()).toBeVisible()
})

test('what stayed is taken back by Ctrl+Z, and what is unsure says so before Enter', async ({
  consolePage: page,
}) => {
  await say(page, '水利01 集结')
  await expect(panel(page)).toContainText('将水利01 → 集结')
  await page.keyboard.press('Enter')
  await expect(done(page)).toContainText('水利01 → 集结')
  await page.keyboard.press('Control+z')
  await expect(done(page)).toContainText('已撤消')

  await page.keyboard.insertText('森防 到达')
  await expect(panel(page)).toContainText('2 支队伍')
  await expect(panel(page).getByRole('button', { name: /森防02/ })).toBeVisible()
  await page.keyboard.press('Alt+z')
  await expect(panel(page)).toContainText('森防02')
  await page.keyboard.press('Escape')
  await expect(panel(page)).toHaveCount(0)
  await expect(line(page)).toHaveValue('森防 到达')
})

test('an unknown call sign is asked once and remembered', async ({ consolePage: page }) => {
  await say(page, '红星队 集结')
  await panel(page)
    .getByRole('combobox', { name: /红星队/ })
    .click()
  await page.keyboard.type('gt01')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+x')
  await expect(panel(page)).toContainText('将高田01 → 集结')
  await page.keyboard.press('Enter')
  await expect(done(page)).toContainText('高田01 → 集结')
  await page.keyboard.insertText('红星队 待命')
  await expect(panel(page)).toContainText('将高田01 → 待命')
})

test('a text says who will get it, asks twice for two nets, and the words stay when it is refused', async ({
  consolePage: page,
}) => {
  await say(page, '/发 G8811,G8812 请各队报位置')
  await expect(panel(page)).toContainText('不止一个网，要按两次 Enter。')
  await page.keyboard.press('Enter')
  await expect(panel(page)).toContainText('再按一次 Enter 才发出')
  await expect(line(page)).toHaveValue('/发 G8811,G8812 请各队报位置')
  await page.keyboard.press('Escape')
  await say(page, '水利01 复诵')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('contentinfo').getByRole('alert')).toContainText('没有在办的命令')
  await expect(line(page)).toHaveValue('水利01 复诵')
})

test('a call sign is completed, history comes back, and `、` begins a command', async ({
  consolePage: page,
}) => {
  await say(page, '医')
  await expect(page.getByRole('contentinfo')).toContainText('医疗01')
  await page.keyboard.press('Tab')
  await expect(line(page)).toHaveValue('医疗01 ')
  await page.keyboard.insertText('一切正常')
  await expect(panel(page)).toContainText('医疗01 报平安')
  await page.keyboard.press('Enter')
  await expect(line(page)).toHaveValue('')
  await page.keyboard.press('ArrowUp')
  await expect(line(page)).toHaveValue('医疗01 一切正常')
  await page.keyboard.press('Escape')
  // The key that a Chinese input method makes of the slash.
  await page.evaluate(() => {
    const key = { key: '、', code: 'Slash', bubbles: true, cancelable: true }
    document.body.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await expect(line(page)).toBeFocused()
  await page.keyboard.insertText('、点名 乡镇')
  await expect(panel(page)).toContainText('开始点名')
})

for (const desk of [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
]) {
  test.describe(`${desk.width} × ${desk.height}`, () => {
    test.use({ viewport: desk })
    for (const look of ['dark', 'light'] as const) {
      test(`the proposal can be read in ${look}`, async ({ consolePage: page }, testInfo) => {
        const pictures = join(testInfo.project.outputDir, 'screens')
        mkdirSync(pictures, { recursive: true })
        // Only the large desk has the button for it.
        await page.setViewportSize({ width: 1920, height: 1080 })
        await chooseLook(page, look)
        await page.setViewportSize(desk)
        for (const [name, text] of [
          ['open', '14:00 小松镇罗源村 山火 往山背烧 无人被困 过路司机陈某报'],
          ['doubt', '森防 到达 二十几人受伤'],
          ['unknown', '红星队 到达'],
          ['send', '/发 G8811,G8812 请各队报位置'],
        ] as const) {
          await page.keyboard.press('Control+k')
          await page.keyboard.press('Control+a')
          await page.keyboard.insertText(text)
          await expect(line(page)).toHaveAttribute('data-read', 'read')
          await expect(panel(page)).toBeVisible()
          await page.mouse.move(0, 0)
          const path = join(pictures, `command-${name}-${look}-${desk.width}.png`)
          await page.screenshot({ path, animations: 'disabled' })
          // It lies over the screen; what is beneath is audited where it is not covered.
          const findings = (await audit(page))
            .map(({ rule, what, where }) => `${rule}: ${what} — ${where}`)
            .filter((finding) => !finding.startsWith('overlap') || !finding.includes(panelName))
            .filter((finding) => !finding.includes('[告警]'))
          expect.soft(findings, name).toEqual([])
        }
      })
    }
  })
}
