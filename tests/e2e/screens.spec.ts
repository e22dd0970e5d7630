/** Every screen at both desks and in both looks: nothing cut off, covered, pale or foreign. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { administrator, chooseLook, type Look } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { audit } from './visual-audit.ts'

onlyOn(['headless'], 'the screens are the same in every shell')
// A step that does not come is a finding, not a reason to wait for minutes.
test.use({ actionTimeout: 10_000 })

const desks = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
] as const
const looks: readonly Look[] = ['dark', 'light']
const large = desks[0]

const teamsList = [
  '队伍名称,呼号,类型,人数,负责人,电话,颜色',
  '高田镇综合应急救援队,高田01,县专业森林消防大队,16,曾某,13800000001,红',
  '屏山镇综合应急救援队,屏山01,没有这种类型,12,温某,13800000002,蓝',
].join('\n')

/** Takes the picture and looks at it; the findings are reported together at the end. */
function watcher(page: Page, suffix: string, testInfo: TestInfo) {
  const pictures = join(testInfo.project.outputDir, 'screens')
  mkdirSync(pictures, { recursive: true })
  return async (name: string) => {
    await page.evaluate(() => document.fonts.ready)
    // Whatever is still being read shows its loading state: wait for the content.
    await expect(page.locator('[role="status"]', { hasText: '正在读取' })).toHaveCount(0)
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(pictures, `${name}-${suffix}.png`), animations: 'disabled' })
    const findings = (await audit(page)).map(
      ({ rule, what, where }) => `${rule}: ${what} — ${where}`,
    )
    expect.soft(findings, `${name} ${suffix}`).toEqual([])
  }
}

/** The incident that is shown goes on to its teams; its times, timeline, report, actions, relief. */
async function walkReview(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.keyboard.press('Alt+o')
  await page.getByRole('region', { name: '其他步骤' }).getByRole('button').first().waitFor()
  const early = page.getByRole('button', { name: '先调派后定级' })
  if (await early.isVisible()) await early.click()
  else await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: '用时' })).toBeVisible()
  await look('incident-review')
  await page.keyboard.press('Alt+r')
  const review = page.getByRole('region', { name: '复盘' })
  await expect(review.getByRole('grid', { name: '用时对照' })).toBeVisible()
  await look('review-times')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(review.locator('svg [data-mark]').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await look('review-timeline')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(review.getByRole('grid', { name: '九个部分' })).toBeVisible()
  await look('review-report')
  await page.keyboard.press('Alt+ArrowRight')
  await look('review-actions')
  await page.keyboard.press('Alt+ArrowRight')
  await expect(review.getByLabel(/^村组或安置点/)).toBeVisible()
  await look('review-relief')
  await page.keyboard.press('Alt+r')
}

/** A roll call with one who does not answer; what that leaves on the reach board and the mode. */
async function walkRollCall(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const part = (name: string) =>
    page.getByRole('radiogroup', { name: '点名：哪一页' }).getByText(name).click()
  await page.keyboard.press('Alt+d')
  await expect(page.getByRole('button', { name: /^开始点名/ })).toHaveAttribute(
    'aria-disabled',
    'false',
  )
  await page.keyboard.press('Alt+n')
  const sheet = page.getByRole('grid', { name: '点名表' })
  await expect(sheet.getByRole('row').nth(2)).toBeVisible()
  await page.keyboard.press('Alt+d')
  await expect(sheet).toBeFocused()
  await look('roll-call')
  await page.keyboard.press('Shift+Digit4')
  await expect(sheet.getByRole('row').nth(1)).toContainText('应答')
  await page.keyboard.press('4')
  await expect(sheet.getByRole('row').nth(2)).toContainText('未应答')
  await page.keyboard.press('Enter')
  await look('roll-call-answer')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+e')
  await page.getByLabel('不补点的原因').fill('演练，人员在途')
  await look('roll-call-summary')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^开始点名/ })).toBeVisible()
  for (const [name, picture] of [
    ['历史', 'history'],
    ['趋势', 'trend'],
    ['报修', 'repairs'],
    ['网与时间', 'nets'],
  ] as const) {
    await part(name)
    await look(`roll-call-${picture}`)
  }
  await page.getByRole('button', { name: '改 乡镇网' }).click()
  await look('roll-call-net')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '改 卫星北斗周测' }).click()
  await look('roll-call-schedule')
  await page.keyboard.press('Escape')
  const reach = page.getByRole('table', { name: '联络保障' })
  if (!(await reach.isVisible())) {
    await page.getByRole('radiogroup', { name: '右栏' }).getByText('联络').click()
  }
  await expect(reach.getByRole('button', { name: '小松镇 370M：不通' })).toBeVisible()
  await look('reach')
  await page.keyboard.press('Alt+k')
  await look('reach-task')
  await page.keyboard.press('Escape')
  await reach.getByRole('button', { name: '小松镇 370M：不通' }).click()
  await look('reach-cell')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+w')
  await expect(page.getByRole('region', { name: '变更通信模式' })).toBeVisible()
  await look('reach-mode')
  await page.keyboard.press('Escape')
}

async function walkConsole(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const cards = page.getByRole('listbox', { name: '事件' }).getByRole('option')
  await page.keyboard.press('Alt+1')
  await cards.first().click()
  await expect(page.getByRole('grid', { name: '事件纪实' }).getByRole('row').nth(1)).toBeVisible()
  await look('dispatch')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('内容', { exact: true })).toBeFocused()
  await look('dispatch-writing')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+1')
  await page
    .locator('main')
    .getByRole('button', { name: /接报/ })
    .click()
  await expect(page.getByRole('region', { name: '接报登记' })).toBeVisible()
  await look('dispatch-intake')
  await page.keyboard.insertText('小松镇罗源村')
  await page.getByLabel('回拨电话').fill('138 0797 1234')
  await expect(page.getByRole('region', { name: '疑似重复' }).getByRole('article')).not.toHaveCount(
    0,
  )
  await expect(page.getByRole('region', { name: '来电人' })).toBeVisible()
  await look('dispatch-intake-duplicates')
  await page.getByRole('combobox', { name: '地点' }).fill('')
  await page.getByLabel('回拨电话').fill('')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: '接报登记' })).toHaveCount(0)
  await page.getByText('空闲', { exact: false }).first().click()
  await page.getByRole('grid', { name: '队伍状态' }).getByRole('row').nth(1).click()
  await expect(page.getByRole('group', { name: '设为' })).toBeVisible()
  await page.getByRole('button', { name: '图层' }).click()
  await look('dispatch-unit')
  await page.getByRole('button', { name: '图层' }).click()
  await page.getByText('值班日志', { exact: true }).click()
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText('烟')
  await expect(page.locator('mark').first()).toBeVisible()
  await look('dispatch-search')

  await page.keyboard.press('Alt+2')
  await page.keyboard.press('Alt+q')
  await expect(page.getByRole('grid', { name: '事件纪实' }).getByRole('row').nth(1)).toBeVisible()
  await look('incidents')
  await cards.nth(1).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('grid', { name: '事件纪实' }).getByRole('row').nth(1)).toBeVisible()
  await look('incident')
  await page.keyboard.press('u')
  await expect(page.getByRole('region', { name: '更新伤亡' })).toBeVisible()
  await look('incident-casualties')
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await expect(page.getByLabel('定级依据')).toBeFocused()
  await look('incident-grade')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '其他步骤' }).click()
  await expect(page.getByRole('region', { name: '其他步骤' })).toBeVisible()
  await look('incident-steps')
  await page.keyboard.press('Escape')
  await page
    .getByRole('grid', { name: '事件纪实' })
    .locator('[data-entry]')
    .last()
    .getByRole('row')
    .click()
  await look('incident-line')

  await page.keyboard.press('Alt+3')
  await page.keyboard.press('9')
  await page.getByRole('grid', { name: '待办' }).waitFor()
  await look('duty-open-items')
  await page.keyboard.press('0')
  const checks = page.getByRole('listbox', { name: '检查项目' })
  await checks.focus()
  await page.keyboard.press('y')
  await page.keyboard.press('x')
  await page.keyboard.insertText('音箱不响')
  await look('duty-check')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已记入值班日志')).toBeVisible()
  await look('duty-checked')
  await page.keyboard.press('Alt+0')
  await page.keyboard.press('3')
  await expect(page.getByRole('search')).toBeVisible()
  await look('alarms-history')

  await page.keyboard.press('Alt+4')
  await expect(page.getByRole('region', { name: '通联记录' })).toBeVisible()
  await look('radio')
  await walkRollCall(page, look)
  await page.locator('main').getByText('录音', { exact: true }).first().click()
  await expect(page.getByRole('search', { name: '查录音' })).toBeVisible()
  await look('radio-recordings')
  // The digits of a screen are its own, also when it is entered from one that owns all of them.
  await page.keyboard.press('Alt+3')
  await page.keyboard.press('9')
  await page.getByRole('grid', { name: '待办' }).waitFor()
  await page.keyboard.press('0')
  await expect(checks).toBeVisible()

  await page.keyboard.press('Alt+6')
  await page.getByRole('grid', { name: '队伍' }).getByRole('row').nth(1).click()
  await look('resources')
  await page.getByRole('button', { name: '登记队伍' }).click()
  await look('resources-form')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '从表格导入' }).click()
  await page.getByLabel('选择表格文件').setInputFiles({
    name: '队伍.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(teamsList),
  })
  await expect(page.getByRole('grid', { name: '导入预览' })).toBeVisible()
  await look('resources-import')
  await page.locator('main').getByText('电台号簿', { exact: true }).click()
  await page.getByRole('grid', { name: '电台号簿' }).getByRole('row').nth(1).click()
  await look('resources-numbers')
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByLabel(/^号码/).fill('16416769')
  await page.getByLabel('呼号').fill('森防 1')
  await expect(page.getByText(/空中容易混淆/)).toBeVisible()
  await look('resources-numbers-form')
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await look('resources-numbers-export')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+f')
  await page.getByRole('grid', { name: '通讯录' }).getByRole('row').nth(3).click()
  await look('resources-people')
  await page.keyboard.press('e')
  await look('resources-people-form')
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: '找谁' }).fill('小松 防汛')
  await expect(page.getByRole('grid', { name: '该打给谁' })).toContainText('小松镇防汛责任人')
  await look('resources-whom')
  for (const [part, name] of [
    ['单位', 'resources-organizations'],
    ['地点', 'resources-places'],
  ] as const) {
    await page.locator('main').getByText(part, { exact: true }).first().click()
    await look(name)
  }

  await page.keyboard.press('Alt+8')
  const due = page.getByRole('grid', { name: '应报' })
  await due.getByRole('row').nth(1).click()
  await expect(page.getByRole('table', { name: '报送时限' })).toBeVisible()
  await look('reports')
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: '时限规则' }).getByRole('row').nth(1)).toBeVisible()
  await look('reports-rules')
  await page.keyboard.press('1')
  await page.keyboard.press('Shift+W')
  await page.keyboard.press('2')
  await expect(page.getByRole('region', { name: /^首报 / })).toBeVisible()
  await look('reports-editor')

  await page.keyboard.press('Alt+9')
  const sections = page.getByRole('navigation', { name: '设置分类' })
  for (const [name, title] of [
    ['people', '人员'],
    ['gateways', '网关'],
    ['recording', '录音'],
    ['rules', '规则和时限'],
    ['machine', '本机'],
    ['forms', '表格与补录'],
    ['look', '外观'],
  ] as const) {
    await sections.getByRole('button', { name: title }).click()
    await look(`settings-${name}`)
    const firstRow = page.locator('main [role="grid"] [role="row"][data-index]').first()
    if (await firstRow.isVisible()) {
      await firstRow.click()
      await look(`settings-${name}-chosen`)
    }
    if (name === 'gateways') {
      await page.getByText('厂商协议文件', { exact: true }).click()
      await look('settings-gateways-vendors')
    }
  }
  await page.keyboard.press('Alt+2')
  await expect(page.getByRole('button', { name: /^打印/ })).toBeVisible()
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('dialog', { name: /打印与导出/ })).toBeVisible()
  await look('print')
  await page.keyboard.press('Escape')
  await walkReview(page, look)
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: '键位表' })).toBeVisible()
  await look('keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible()
  await look('locked')
}

/** A part of 值班, and what its keys open and show: each is looked at and left again. */
const dutyParts: readonly (readonly [
  digit: string,
  title: string,
  picture: string,
  opens: readonly (readonly [keys: string, picture: string, shows: string | RegExp])[],
])[] = [
  ['1', '首页', 'home', []],
  ['2', '值班日志', 'log', [['W', 'conditions', '天气与小结']]],
  ['3', '交接班', 'handover', [['K', 'begin', '接班到岗']]],
  [
    '4',
    '值班表',
    'roster',
    [
      ['Shift+G', 'generate', '自动排班'],
      ['Shift+I', 'import', '导入值班表'],
      ['Shift+E', 'export', /^打印导出/],
      ['Shift+T', 'shift', '改班次'],
      ['Shift+S', 'settings', '排班设置'],
    ],
  ],
  ['5', '换班请假', 'requests', [['N', 'swap', '申请换班']]],
  [
    '6',
    '批示办理',
    'instructions',
    [
      ['N', 'receive', '登记批示'],
      ['F', 'feed-back', '记反馈'],
      ['U', 'chase', '催办'],
      ['A', 'unit', '加承办单位'],
      ['E', 'amend', '更正'],
    ],
  ],
  [
    '7',
    '在岗与查岗',
    'presence',
    [
      ['G', 'spot-check', '开始查岗'],
      ['U', 'township-report', '乡镇报告'],
      ['E', 'township-times', '每日零报告'],
    ],
  ],
  ['8', '要情', 'briefs', [['N', 'compose', '起草要情']]],
]

/** Pressed when the button that prints the key is there; what it opens is there before it is looked at. */
async function openByKey(page: Page, keys: string, shows: string | RegExp): Promise<void> {
  await page.locator(`[aria-keyshortcuts="${keys}"]`).first().waitFor()
  await page.keyboard.press(keys)
  await expect(page.getByLabel(shows).first()).toBeVisible()
}

async function walkDuty(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('navigation', { name: '画面' }).waitFor()
  await page.keyboard.press('Alt+3')
  const tabs = page.getByRole('radiogroup', { name: '看什么' })
  await expect(tabs).toBeVisible()
  for (const [digit, title, picture, opens] of dutyParts) {
    await page.keyboard.press(digit)
    const tab = tabs.getByRole('radio', { name: new RegExp(`^${title}`) })
    await expect(tab).toBeChecked()
    // What is read within a moment shows nothing until then.
    await page.getByRole('main').locator('section').first().waitFor()
    await look(`duty-${picture}`)
    for (const [keys, opened, shows] of opens) {
      await openByKey(page, keys, shows)
      await look(`duty-${picture}-${opened}`)
      await page.keyboard.press('Escape')
    }
  }
  await page.keyboard.press('Control+j')
  await expect(page.getByRole('dialog', { name: '记值班日志' })).toBeVisible()
  await look('duty-log-entry')
  await page.keyboard.press('Escape')
  await page.keyboard.press('7')
  // Who stands last has not signed on yet.
  await page.getByRole('grid', { name: '在岗' }).getByRole('row').last().click()
  await openByKey(page, 'S', /签到$/)
  await look('duty-presence-sign-on')
  await page.keyboard.press('Escape')
  await openByKey(page, 'K', '记呼叫')
  await look('duty-presence-call')
  await page.keyboard.press('Escape')
  await page.keyboard.press('4')
  for (const [side, shown] of [
    [/^人员/, 'people'],
    [/^均衡/, 'balance'],
    [/^改动/, 'changes'],
  ] as const) {
    await page.locator('main').getByText(side).first().click()
    await look(`duty-roster-${shown}`)
  }
  await openByKey(page, 'Shift+S', '排班设置')
  for (const [section, shown] of [
    ['岗位', 'posts'],
    ['班制', 'patterns'],
    ['规则', 'rules'],
    ['节假日和调休', 'calendar'],
  ] as const) {
    const choice = page.getByRole('radiogroup', { name: '设置什么' })
    await choice.getByText(section, { exact: true }).click()
    await expect(choice.getByRole('radio', { name: section, exact: true })).toBeChecked()
    await look(`duty-roster-settings-${shown}`)
  }
  await page.keyboard.press('Escape')
  for (const [digit, keys, shows, shown] of [
    ['3', 'Shift+Q', '借出未归', 'handover-stores'],
    ['3', 'Shift+P', '历次交接', 'handover-past'],
    ['5', 'Shift+L', '请假', 'requests-leave'],
    ['5', 'Shift+Y', '值班意愿', 'requests-wishes'],
  ] as const) {
    await page.keyboard.press(digit)
    await tabs.waitFor()
    await page.keyboard.press(keys)
    await expect(page.getByRole('region', { name: shows, exact: true })).toBeVisible()
    await look(`duty-${shown}`)
  }
}

/** Every tool of the dispatch map, opened and closed by its button. */
async function walkMap(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('listbox', { name: '事件' }).getByRole('option').first().waitFor()
  await page.keyboard.press('Alt+1')
  const tools = page.getByRole('toolbar', { name: '地图工具' }).locator('button[aria-pressed]')
  await tools.first().waitFor()
  const count = await tools.count()
  expect(count).toBeGreaterThan(10)
  for (let at = 0; at < count; at++) {
    const tool = tools.nth(at)
    await tool.click()
    await expect(tool).toHaveAttribute('aria-pressed', 'true')
    await look(`map-tool-${String(at + 1).padStart(2, '0')}`)
    await tool.click()
    await expect(tool).toHaveAttribute('aria-pressed', 'false')
  }
}

/** What makes a desk busy: a gateway nobody answers on, a team sent out, texts on the air. */
async function makeBusy(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
  await page.keyboard.press('Alt+9')
  await page
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: '网关' })
    .click()
  await page.getByRole('button', { name: /^添加网关/ }).click()
  await page.getByLabel(/^名称/).fill('高田中继')
  await page.getByLabel(/^驱动（/).click()
  await page.getByRole('option').first().waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await page.getByText('串口服务器（TCP）', { exact: true }).click()
  await page.getByLabel(/^对端地址/).fill('127.0.0.1')
  // The discard port: nothing listens there.
  await page.getByLabel(/^端口/).fill('9')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid', { name: '网关' }).getByText('高田中继')).toBeVisible()

  await page.keyboard.press('Alt+1')
  // The small desk shows one list at a time; the fire waits.
  await page
    .getByText(/^等待 \d+$/)
    .first()
    .click()
  const fire = page
    .getByRole('listbox', { name: '事件' })
    .getByRole('option')
    .filter({ hasText: '森林火灾' })
  await fire.click()
  const board = page.getByRole('grid', { name: '队伍状态' })
  for (const [team, state] of [
    ['森防01', '处置中'],
    ['小松01', '途中'],
  ] as const) {
    await page.getByText(/^空闲 \d+$/).click()
    await board.getByText(team, { exact: true }).click()
    await page.getByRole('group', { name: '设为' }).getByRole('button', { name: state }).click()
    await expect(page.getByText(`${team} 状态已存`)).toBeVisible()
  }
  // What the board knows the incident's card knows too.
  await expect(fire).toContainText('队伍 2')
  await page.getByText(/^在动 \d+$/).click()
  await page.keyboard.press('Escape')
  const texts = [
    '请报现场位置和人员情况',
    '各队注意：14 时 30 分转东北风，退路改走石田村，到达后报一次平安',
  ]
  await page.getByLabel('发给').click()
  await page.keyboard.type('1001')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  for (const text of texts) {
    await page.getByLabel('短信内容').fill(text)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('grid', { name: '通联记录' }).getByText(text)).toBeVisible()
  }
  // A station's extra report may take the strip first: it is acknowledged.
  const strip = page.getByRole('region', { name: '告警', exact: true })
  const gatewayTold = async () => {
    const said = (await strip.textContent()) ?? ''
    if (said.includes('加报')) await page.keyboard.press('Alt+a')
    return said.includes('高田中继')
  }
  await expect.poll(gatewayTold, { timeout: 30_000 }).toBe(true)
}

for (const desk of desks) {
  for (const theme of looks) {
    test.describe(`${desk.width} × ${desk.height} ${theme}`, () => {
      test.use({ viewport: desk })
      test.describe.configure({ timeout: 180_000 })
      const suffix = `${theme}-${desk.width}`

      test.describe('with the example', () => {
        test.use({ demo: true })
        test('every screen can be read and used', async ({ consolePage }, testInfo) => {
          const look = watcher(consolePage, suffix, testInfo)
          await consolePage.setViewportSize(large)
          await chooseLook(consolePage, theme)
          await consolePage.setViewportSize(desk)
          await walkConsole(consolePage, look)
          await consolePage.getByRole('button', { name: '换人登录' }).click()
          await expect(consolePage.getByRole('form', { name: '登录' })).toBeVisible()
          await look('sign-in')
          await consolePage.keyboard.press('F10')
          await expect(consolePage.getByRole('form', { name: '应急登录' })).toBeVisible()
          await look('sign-in-sealed-code')
        })

        test('everything of the duty desk can be read and used', async ({
          consolePage,
        }, testInfo) => {
          const look = watcher(consolePage, suffix, testInfo)
          await consolePage.setViewportSize(large)
          await chooseLook(consolePage, theme)
          await consolePage.setViewportSize(desk)
          await walkDuty(consolePage, look)
        })

        test('every tool of the map can be read and used', async ({ consolePage }, testInfo) => {
          const look = watcher(consolePage, suffix, testInfo)
          await consolePage.setViewportSize(large)
          await chooseLook(consolePage, theme)
          await consolePage.setViewportSize(desk)
          await walkMap(consolePage, look)
        })

        test('a busy desk can still be read and used', async ({ consolePage }, testInfo) => {
          const look = watcher(consolePage, suffix, testInfo)
          await consolePage.setViewportSize(large)
          await chooseLook(consolePage, theme)
          await consolePage.setViewportSize(desk)
          await makeBusy(consolePage)
          await look('busy-dispatch')
          await consolePage.keyboard.press('Alt+l')
          await look('busy-alarms')
          await consolePage.keyboard.press('s')
          await expect(consolePage.getByRole('form', { name: '搁置告警' })).toBeVisible()
          await look('busy-alarms-shelve')
          await consolePage.keyboard.press('Escape')
          await consolePage.keyboard.press('Alt+a')
          await consolePage.keyboard.press('Alt+2')
          await look('busy-incident')
          await consolePage.keyboard.press('Alt+4')
          await look('busy-radio')
          await consolePage.keyboard.press('Alt+9')
          await look('busy-settings')
        })
      })

      test('first start can be read and used', async ({ consolePage }, testInfo) => {
        const look = watcher(consolePage, suffix, testInfo)
        await consolePage.setViewportSize(large)
        await expect(consolePage.getByRole('heading', { name: '首次启动' })).toBeVisible()
        await chooseLook(consolePage, theme)
        await consolePage.setViewportSize(desk)
        await look('first-start-1')
        // The focus may be on the button that changed the look: Enter would press that one.
        await consolePage.getByRole('button', { name: /^下一步/ }).click()
        await consolePage.getByLabel('姓名').fill(administrator.name)
        await consolePage.getByLabel(/^口令/).fill(administrator.password)
        await consolePage.getByLabel('再输一次口令').fill(`${administrator.password}？`)
        await look('first-start-2')
        await consolePage.getByLabel('再输一次口令').fill(administrator.password)
        await consolePage.keyboard.press('Enter')
        await expect(consolePage.locator('output')).toBeVisible()
        for (let step = 3; step <= 6; step++) {
          await look(`first-start-${step}`)
          await consolePage.keyboard.press('Enter')
        }
        await expect(consolePage.getByRole('navigation', { name: '画面' })).toBeVisible()
        await look('dispatch-empty')
      })
    })
  }
}

test('what is wrong with a screen is found', async ({ page }) => {
  await page.setContent(`
    <body style="margin: 0; background: #fff; color: #000">
      <p id="overflow" style="width: 4000px; background: #fff">太宽的一行</p>
      <p style="width: 40px; overflow: hidden; white-space: nowrap">被切掉的一句话</p>
      <p style="width: 40px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis" title="有全文的一句话">有全文的一句话</p>
      <p style="color: #999">太淡的字</p>
      <p>Settings</p>
      <div style="position: relative; height: 60px">
        <button style="position: absolute; left: 0; width: 80px">上面</button>
        <button style="position: absolute; left: 40px; width: 80px">下面</button>
      </div>
      <input placeholder="放不下的提示文字" style="width: 30px" />
    </body>`)
  const found = await audit(page)
  const of = (rule: string) =>
    found.filter((finding) => finding.rule === rule).map(({ what }) => what)
  expect(of('overflow')).toHaveLength(1)
  expect(of('clipped')).toEqual([
    expect.stringContaining('被切掉的'),
    expect.stringContaining('放不下的'),
  ])
  expect(of('contrast')).toContainEqual(expect.stringContaining('太淡的字'))
  expect(of('words')).toEqual([expect.stringContaining('Settings')])
  expect(of('overlap')).toHaveLength(1)
})
