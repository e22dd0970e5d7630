/** A night shift handed over: one item returned, a crash in the middle, a late arrival, signatures. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { administrator, firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { furnish, openIncident, password, seatBeside } from './handover-desk.ts'
import { watchReports } from './reports.ts'
import { spawnHeadless } from './target-headless.ts'

onlyOn(['headless'], 'the console is killed and started again as a process of its own')
test.use({ actionTimeout: 15_000 })
test.setTimeout(180_000)

const titles = [
  '在办事件及下一步',
  '未办结的领导指示',
  '待报送事项及时限',
  '在岗带班领导',
  '预警与叫应',
  '雨水情 火险 天气',
  '队伍动态',
  '通信设备与点名',
  '借出未归装备',
  '电话 文件 钥匙清点',
  '系统与同步',
  '未处置和搁置的告警',
  '联络计时和待办',
  '未接来电和待发信息',
]

const rows = (page: Page) => page.getByRole('grid', { name: '交接事项' }).getByRole('row')
const row = (page: Page, title: string) =>
  rows(page).filter({ has: page.getByText(title, { exact: true }) })
const banner = (page: Page) => page.getByRole('status', { name: '交接中' })
const missing = (page: Page) => page.getByRole('list', { name: '还差什么' })
const signBox = (page: Page, word: string) => page.getByRole('region', { name: `${word}签名` })

async function openSheet(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('radiogroup', { name: '看什么' })).toBeVisible()
  await page.keyboard.press('3')
  await expect(row(page, '在办事件及下一步')).toBeVisible()
  await page.getByRole('grid', { name: '交接事项' }).focus()
}

/** Up to the row, by arrows alone: rows out of sight are not there before. */
async function choose(page: Page, title: string): Promise<void> {
  await page.getByRole('grid', { name: '交接事项' }).focus()
  await page.keyboard.press('Home')
  await expect(row(page, '在办事件及下一步')).toHaveAttribute('aria-selected', 'true')
  for (const each of titles) {
    await expect(row(page, each)).toHaveAttribute('aria-selected', 'true')
    if (each === title) return
    await page.keyboard.press('ArrowDown')
  }
}

async function accept(page: Page, title: string): Promise<void> {
  await choose(page, title)
  await page.keyboard.press('Enter')
  await expect(row(page, title)).toContainText(/王海燕 \d\d:\d\d$/)
}

async function say(page: Page, secret: string): Promise<void> {
  await page.keyboard.insertText(secret)
  await page.keyboard.press('Enter')
}

/** Pressed where the page is, not in a field. */
async function sign(page: Page, key: string, word: string, secret: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(signBox(page, word).getByRole('textbox')).toBeFocused()
  await say(page, secret)
}

async function killableDesk(browser: Browser, dataDir: string, reports: string[]) {
  let running = await spawnHeadless(dataDir)
  const pageAt = async () => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    watchReports(page, reports)
    await page.goto(running.address)
    return page
  }
  const leave = async () => {
    for (const context of browser.contexts()) await context.close()
  }
  return {
    page: await pageAt(),
    /** As if the power went: nothing is told, nothing is flushed. */
    async killAndRestart() {
      const ended = new Promise((resolve) => running.child.once('close', resolve))
      running.child.kill('SIGKILL')
      await ended
      await leave()
      running = await spawnHeadless(dataDir)
      return pageAt()
    },
    async close() {
      await leave()
      await running.stop()
    },
  }
}

test('a night with two incidents is handed over through a return, a crash and a late arrival', async ({
  browser,
  dataDir,
  reports,
}) => {
  const desk = await killableDesk(browser, dataDir, reports)
  let { page } = desk
  await firstStart(page)
  const before = await seatBeside(dataDir)
  const { out, coming } = await furnish(before, 25)

  // The outgoing chief prepares: the sheet is there by itself, a note is added.
  await openSheet(page)
  await expect(row(page, '在办事件及下一步')).toContainText('罗源村')
  await expect(row(page, '在办事件及下一步')).toContainText('丘坊村')
  await expect(row(page, '未办结的领导指示')).toContainText('查明起因')
  await expect(banner(page)).toBeHidden()
  await page.keyboard.press('j')
  await say(page, '看守复燃，10:00 前不得撤。')
  await expect(row(page, '在办事件及下一步')).toContainText('看守复燃')

  // The relieving chief comes 25 minutes late and proves it; a wrong password is refused.
  await page.keyboard.press('k')
  const proof = page.getByRole('form', { name: /^王海燕/ }).getByRole('textbox')
  await expect(proof).toBeFocused()
  await say(page, '不是这个口令')
  await expect(page.getByRole('alert').filter({ hasText: '不对' })).toBeVisible()
  await expect(page.getByText(/秒后可以再试/)).toBeHidden({ timeout: 20_000 })
  await proof.focus()
  await say(page, password)
  await expect(banner(page)).toContainText('还有 14 项未接')
  await expect(banner(page)).toContainText(`交班 ${administrator.name}`)
  await expect(banner(page)).toContainText('接班 王海燕')
  await expect(page.getByText(/迟到 2[5-9] 分钟/)).toBeVisible()

  await accept(page, '在办事件及下一步')
  await accept(page, '未办结的领导指示')
  await choose(page, '待报送事项及时限')
  await page.keyboard.press('b')
  await say(page, '续报谁来写？')
  await expect(row(page, '待报送事项及时限')).toContainText('退回，等补充')
  await expect(banner(page)).toContainText('还有 12 项未接（退回 1 项）')

  // Work goes on: what comes in now is not handed over unseen.
  await openIncident(before.api, '小松镇桐江村')
  await expect(row(page, '在办事件及下一步')).toContainText('接收后有变化')
  before.close()

  page = await desk.killAndRestart()
  await page.getByRole('option', { name: new RegExp(administrator.name) }).click()
  await page.getByLabel(/^口令/).fill(administrator.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await expect(banner(page)).toContainText('还有 13 项未接（退回 1 项）')
  await openSheet(page)
  await expect(row(page, '未办结的领导指示')).toContainText('王海燕')
  await expect(row(page, '待报送事项及时限')).toContainText('续报谁来写？')

  // Nothing can be signed with an unaccepted item, neither here nor past the screen.
  await expect(page.getByRole('button', { name: '交班人签名' })).toBeHidden()
  const seat = await seatBeside(dataDir)
  await expect(
    seat.api.handovers.sign({
      role: 'out',
      person: out,
      with: 'password',
      secret: administrator.password,
    }),
  ).rejects.toMatchObject({ code: 'NOT_READY' })

  // After the restart the incoming chief says once more that it is they.
  await page.keyboard.press('k')
  await expect(page.getByRole('form', { name: /^王海燕/ }).getByRole('textbox')).toBeFocused()
  await say(page, password)
  await expect(page.getByRole('form', { name: /^王海燕/ })).toBeHidden()
  await expect(page.getByRole('button', { name: /在本席位接收/ })).toBeHidden()
  await choose(page, '待报送事项及时限')
  await page.keyboard.press('r')
  await say(page, '温雅琴 09:00 前写好送审。')
  await expect(row(page, '待报送事项及时限')).toContainText('已补充，待接')
  for (const title of titles) await accept(page, title)
  await expect(missing(page)).not.toContainText('未接')

  await page.getByRole('radio', { name: '在现场' }).focus()
  await page.keyboard.press('Space')
  await expect(missing(page)).toHaveText('还差签名：交班人、接班人、监交人。')
  await page.getByRole('grid', { name: '交接事项' }).focus()
  await sign(page, 'u', '交班人', administrator.password)
  await expect(signBox(page, '交班人')).toContainText('已签')
  await page.getByRole('grid', { name: '交接事项' }).focus()
  await sign(page, 'i', '接班人', password)
  await expect(signBox(page, '接班人')).toContainText('已签')
  await expect(banner(page)).toContainText('还差 1 个签名')
  await page.getByRole('grid', { name: '交接事项' }).focus()
  await sign(page, 'o', '监交人', password)
  await expect(banner(page)).toBeHidden()

  // What is still open comes back to the next handover.
  await expect(row(page, '在办事件及下一步')).toContainText('第 2 次交接')

  // The signed sheet verifies: on the screen, on paper, and by the tool on the folder.
  await page.keyboard.press('Shift+P')
  const proofs = page.getByRole('list', { name: '查验' }).getByRole('listitem')
  await expect(proofs).toHaveCount(4)
  for (const words of await proofs.allTextContents()) expect(words).toMatch(/^✓/)
  const [signed] = await seat.api.handovers.history({})
  expect(signed).toMatchObject({ outgoing: administrator.name, incoming: '王海燕', returned: 1 })
  const offer = await seat.api.documents.print({
    kind: 'handover_sheet',
    subject: signed?.id ?? '',
    format: 'pdf',
  })
  const paper = paperText(await seat.get(offer.path))
  for (const words of ['交接班记录', '看守复燃', '续报谁来写', '桐江村', '监交人', '李文斌'])
    expect(paper).toContain(words)
  // Nothing to hand over is a word, not an empty cell; the other one is the note's.
  expect(paper).toContain('队伍动态0无无')
  expect(paper).toContain(`交接单摘要 ${signed?.hash.slice(0, 32)}`.replaceAll(/\s/g, ''))
  expect(coming).not.toBe(out)
  seat.close()
  await desk.close()
  const said = execFileSync(
    process.execPath,
    [join(import.meta.dirname, '../../src/main/tools/index.ts'), 'verify', dataDir],
    { encoding: 'utf8' },
  )
  expect(said).toContain('1 signed handovers')
  expect(said).toContain('Everything verifies.')
})

/** Without blanks: where a line breaks is the layout's business. */
function paperText(pdf: Uint8Array): string {
  const dir = mkdtempSync(join(tmpdir(), 'handover-'))
  try {
    const file = join(dir, 'sheet.pdf')
    writeFileSync(file, pdf)
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(
      /\s/g,
      '',
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
