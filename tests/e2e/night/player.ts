/** Plays one step of the story at the desk, the way an officer does it: by keys. */
import { expect, type Locator, type Page } from '@playwright/test'
import type { Simulator } from '../../../src/main/tools/simulate/start.ts'
import type { Hand } from './hand.ts'
import type { Night, NightStep } from './story.ts'

type Of<Kind extends NightStep['do']> = Extract<NightStep, { do: Kind }>

export interface Player {
  readonly hand: Hand
  readonly page: Page
  readonly night: Night
  readonly radio: Simulator
}

const log = (page: Page) => page.getByRole('grid', { name: '事件纪实' })
const lines = (page: Page) => page.locator('[data-entry]')
const panel = (page: Page, name: RegExp | string) =>
  page.getByRole('region', { name, exact: typeof name === 'string' })

function radioOf({ night }: Player, callSign: string): number {
  const team = night.teams.find((one) => one.callSign === callSign)
  if (!team) throw new Error(`no team ${callSign} in the story`)
  return team.radio
}

/** Enough to leave any field, so that letters are keys. */
async function atRest({ hand, page }: Player): Promise<void> {
  await hand.reach(log(page))
}

async function typePlace({ hand, page }: Player, typed: string, place: string): Promise<void> {
  const field = page.getByLabel('地点', { exact: true })
  await expect(field).toBeFocused()
  await page.keyboard.type(typed)
  await expect(page.locator('ul').getByRole('option').first()).toContainText(place)
  await hand.press('ArrowDown', 'Enter')
  await expect(field).toHaveValue(new RegExp(place))
}

interface Told {
  readonly typed: string
  readonly place: string
  readonly source: string
  readonly words: string
  readonly phone?: string
  readonly category?: string
}

/** The form as the caller tells it; not registered yet. */
async function fillIntake(player: Player, told: Told): Promise<Locator> {
  const { hand, page } = player
  await hand.press('Alt+1')
  await hand.reach(page.getByRole('region', { name: '地图' }))
  await hand.press('n')
  const form = panel(page, '接报登记')
  await typePlace(player, told.typed, told.place)
  await hand.fill(form.getByLabel(/^信息来源/), told.source)
  if (told.phone) await hand.fill(form.getByLabel(/^回拨电话/), told.phone)
  await hand.fill(form.getByLabel(/^内容/), told.words)
  if (told.category) await hand.choose(form.getByLabel(/^类别/), told.category, told.category)
  return form
}

async function intake(player: Player, step: Of<'intake'>): Promise<void> {
  const { hand } = player
  const form = await fillIntake(player, step)
  await hand.reach(form.getByLabel(/^信息来源/))
  await hand.press('Enter')
  await expect(form).toHaveCount(0)
  await openFirst(player, step.place)
}

/** To the incident's own page, by its list. */
async function openFirst({ hand, page }: Player, title: string): Promise<void> {
  await hand.press('Alt+1')
  const list = page.getByRole('listbox', { name: '事件' })
  await hand.row(list, title)
  await hand.press('Alt+2')
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(title) })).toBeVisible()
}

async function duplicate(player: Player, step: Of<'duplicate'>): Promise<void> {
  const { hand, page } = player
  const form = await fillIntake(player, step)
  const candidates = panel(page, '疑似重复')
  await expect(candidates.getByRole('article').first()).toBeVisible()
  await hand.press('Alt+j')
  await expect(form).toHaveCount(0)
  await openFirst(player, step.place)
}

async function falseAlarm(player: Player, step: Of<'false-alarm'>): Promise<void> {
  const { hand } = player
  const form = await fillIntake(player, step)
  await hand.reach(form.getByLabel(/^信息来源/))
  await hand.press('Enter')
  await expect(form).toHaveCount(0)
  await openFirst(player, step.place)
  await takeStep(player, '转为核实中')
  await takeStep(player, '判定误报', step.why)
}

/** Numbers of the lines on the page that hold all these words. */
async function numbersOf(page: Page, ...words: readonly string[]): Promise<string[]> {
  const found = words.reduce((rows, hasText) => rows.filter({ hasText }), lines(page))
  return found.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-entry') ?? ''))
}

/** Lines of these words that were not there before `act`. */
async function newLine(
  { page }: Player,
  words: readonly string[],
  act: () => unknown,
): Promise<void> {
  const before = new Set(await numbersOf(page, ...words))
  await act()
  await expect
    .poll(async () => (await numbersOf(page, ...words)).some((number) => !before.has(number)), {
      timeout: 20_000,
    })
    .toBe(true)
}

/** On the air first, over the serial line; then what was said, in the officer's words. */
async function call(player: Player, { team, words }: Of<'call'>): Promise<void> {
  const { radio, night } = player
  const at = radioOf(player, team)
  await newLine(player, ['组呼', team], () =>
    radio.perform({ kind: 'groupCall', radio: at, group: night.group, talkS: 0.3 }),
  )
  await write(player, words, team)
}

async function text(player: Player, { team, words }: Of<'text'>): Promise<void> {
  const { radio } = player
  await newLine(player, [words], () =>
    radio.perform({ kind: 'text', radio: radioOf(player, team), body: words }),
  )
}

async function write(player: Player, words: string, source?: string): Promise<void> {
  const { hand, page } = player
  const form = panel(page, '记一条')
  await hand.press('Control+Enter')
  await expect(form.getByLabel('内容', { exact: true })).toBeFocused()
  if (source !== undefined) await hand.fill(form.getByLabel('来源'), source)
  await hand.fill(form.getByLabel('内容', { exact: true }), words)
  await hand.press('Enter')
  await expect(form.getByText(/已存 中-\d+/)).toBeVisible()
  await expect(lines(page).filter({ hasText: words }).first()).toBeVisible()
}

async function order(player: Player, { team, task, channel }: Of<'order'>): Promise<void> {
  const { hand, page } = player
  const teams = panel(page, /^队伍/)
  await hand.push(teams.getByRole('button', { name: /^调派/ }))
  const form = panel(page, '调派')
  const candidate = form.locator(`[data-unit="${team}"]`)
  await expect(candidate).toHaveCount(1)
  if (!(await candidate.isVisible())) {
    const fold = form.locator('details').filter({ has: candidate }).locator('summary')
    await hand.push(fold)
  }
  await hand.tick(candidate.getByRole('checkbox'))
  await hand.fill(form.getByLabel(/^信道/), channel)
  await hand.fill(form.getByLabel(/^任务/), task)
  await hand.press('Enter')
  await expect(form).toHaveCount(0)
  await expect(page.getByRole('listbox', { name: '已派队伍' })).toContainText(team)
}

async function team(player: Player, { team: callSign, to, words }: Of<'team'>): Promise<void> {
  const { hand, page } = player
  await hand.row(page.getByRole('listbox', { name: '已派队伍' }), callSign)
  const keys = page.getByRole('group', { name: `${callSign} 下一步` })
  await hand.push(keys.getByRole('button', { name: new RegExp(to) }))
  const form = page.getByRole('region', { name: new RegExp(`^${callSign} .`) }).filter({
    has: page.getByRole('button', { name: /^记录/ }),
  })
  if (words !== undefined) await hand.fill(form.getByLabel(/^(复诵内容|原因)/), words)
  await hand.reach(form.getByLabel(/^时间/))
  await hand.press('Enter')
  await expect(form).toHaveCount(0)
  await expect(page.getByRole('listbox', { name: '已派队伍' })).toContainText(to)
}

/** The step with this word, by its own key or from the list of other steps, with what it asks. */
async function takeStep(player: Player, action: string, reason?: string): Promise<void> {
  const { hand, page } = player
  const head = page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) })
  await atRest(player)
  const usual = head.getByRole('button', { name: action })
  if ((await usual.count()) === 0) {
    await hand.press('Alt+o')
    await hand.push(panel(page, '其他步骤').getByRole('button', { name: action }))
  } else {
    await hand.push(usual.first())
  }
  const form = panel(page, action)
  if (reason !== undefined) {
    await hand.fill(form.getByLabel(/^(原因|说明)/), reason)
    await hand.press('Enter')
  }
  await expect(form).toHaveCount(0)
  await expect(head.getByRole('button', { name: action })).toHaveCount(0)
}

async function state(player: Player, { action, reason }: Of<'state'>): Promise<void> {
  await takeStep(player, action, reason)
}

async function fillGrade(player: Player, within: Locator, grade: string, basis: string) {
  const { hand } = player
  await hand.choose(within.getByLabel('级别', { exact: true }), grade)
  await hand.fill(within.getByLabel('定级依据'), basis)
  await hand.press('Enter')
}

/** 核实中 → 已初判 asks for the grade in the same form. */
async function assess(player: Player, { grade, basis }: Of<'assess'>): Promise<void> {
  const { hand, page } = player
  await atRest(player)
  await hand.press('Alt+s')
  const form = panel(page, '转为已初判')
  await fillGrade(player, form, grade, basis)
  await expect(form).toHaveCount(0)
}

async function decideGrade(player: Player, { grade, basis }: Of<'grade'>): Promise<void> {
  const { hand, page } = player
  const part = panel(page, '级别')
  await hand.push(part.getByRole('button', { name: /^定级/ }))
  await fillGrade(player, part, grade, basis)
  await expect(part.getByLabel('定级依据')).toHaveCount(0)
}

async function casualties(player: Player, step: Of<'casualties'>): Promise<void> {
  const { hand, page } = player
  await hand.push(panel(page, '伤亡情况').getByRole('button', { name: /^更新/ }))
  const form = panel(page, '更新伤亡')
  for (const [label, figure] of Object.entries(step.figures)) {
    await hand.fill(form.getByLabel(label, { exact: true }), String(figure))
  }
  await hand.fill(form.getByLabel('来源'), step.source)
  await hand.press('Enter')
  await expect(form).toHaveCount(0)
}

async function burnt(player: Player, { mu, source }: Of<'burnt'>): Promise<void> {
  const { hand, page } = player
  await hand.push(panel(page, '伤亡情况').getByRole('button', { name: '报损失' }))
  const form = panel(page, '报损失')
  await hand.fill(form.getByLabel('受害森林面积', { exact: true }), String(mu))
  await hand.fill(form.getByLabel('来源'), source)
  await hand.press('Enter')
  await expect(form).toHaveCount(0)
}

/** Written, reviewed, signed, sent, and back at the incident. */
async function report(player: Player, step: Of<'report'>): Promise<void> {
  const { hand, page } = player
  const reports = panel(page, '信息报告')
  const usual = reports.getByRole('button', { name: `起草${step.kind}` })
  if ((await usual.count()) === 0) {
    await hand.push(reports.getByRole('button', { name: '起草其他种类' }))
    const kinds = page.getByRole('group', { name: '起草哪一种' })
    await hand.push(kinds.getByRole('button', { name: step.kind }))
  } else {
    await hand.push(usual)
  }
  const steps = page.getByRole('group', { name: '办理' })
  await expect(steps).toBeVisible()
  await hand.push(steps.getByRole('button', { name: /送审|提交审核/ }))
  await hand.push(steps.getByRole('button', { name: /^(签发|审核签发)/ }))
  const sign = panel(page, '签发')
  await hand.reach(sign.getByLabel(/^审核人/))
  await hand.press('Enter')
  await expect(sign).toHaveCount(0)
  await hand.push(steps.getByRole('button', { name: /^报送/ }))
  const send = panel(page, '报送')
  await hand.choose(send.getByLabel(/^方式/), step.means)
  await hand.fill(send.getByLabel(/^报送单位/), step.to)
  await hand.fill(send.getByLabel(/^接收人/), step.receiver)
  await hand.press('Enter')
  await expect(send).toHaveCount(0)
  await hand.press('Alt+i')
  await expect(log(page)).toBeVisible()
}

async function correct(player: Player, { old, words, why }: Of<'correct'>): Promise<void> {
  const { hand, page } = player
  await hand.row(log(page), old)
  await hand.press('c')
  await expect(page.getByLabel('更正后的内容')).toBeFocused()
  await hand.fill(page.getByLabel('更正后的内容'), words)
  await hand.fill(page.getByLabel('更正原因'), why)
  await hand.press('Enter')
  await expect(page.locator('s', { hasText: old })).toBeVisible()
}

const reviewTab = (page: Page) => page.getByRole('region', { name: '复盘' })

async function relief(player: Player, { settlement, what }: Of<'relief'>): Promise<void> {
  const { hand, page } = player
  await atRest(player)
  await hand.press('Alt+r', 'Alt+ArrowLeft')
  const review = reviewTab(page)
  await hand.fill(review.getByLabel(/^村组或安置点/), settlement)
  await hand.fill(review.getByLabel(/^送到什么/), what)
  await hand.press('Enter')
  await expect(review.getByRole('grid', { name: '救助' })).toContainText(settlement)
  await hand.press('Alt+r')
  await expect(log(page)).toBeVisible()
}

async function review(player: Player, step: Of<'review'>): Promise<void> {
  const { hand, page } = player
  await atRest(player)
  await hand.press('Alt+r')
  const shown = reviewTab(page)
  await expect(shown.getByRole('grid', { name: '用时对照' })).toContainText('接报 → 首次下令')
  await hand.push(shown.getByRole('button', { name: /^开始复盘/ }))
  await hand.press('Alt+ArrowRight')
  await expect(shown.locator('svg [data-mark]').first()).toBeVisible()
  await hand.press('Alt+ArrowRight')
  await hand.row(shown.getByRole('grid', { name: '九个部分' }), '经验教训')
  await hand.press('Enter')
  await hand.fill(shown.getByLabel('经验教训'), step.lessons)
  await hand.press('Control+Enter')
  await expect(shown.getByText('已存', { exact: true })).toBeVisible()
  await hand.press('Alt+ArrowRight')
  await hand.press('Alt+n')
  const { problem, measure, owner, due } = step.action
  await hand.fill(shown.getByLabel(/^问题/), problem)
  await hand.fill(shown.getByLabel(/^整改措施/), measure)
  await hand.fill(shown.getByLabel(/^责任单位/), owner)
  await hand.fill(shown.getByLabel(/^期限/), due)
  await hand.press('Enter')
  await expect(shown.getByRole('grid', { name: '整改' })).toContainText(problem)
  await hand.push(shown.getByRole('button', { name: /^提交复盘会/ }))
  await hand.push(shown.getByRole('button', { name: /^定稿签发/ }))
  const signing = shown.getByRole('group', { name: '定稿签发' })
  await hand.reach(signing.getByLabel('说明'))
  await hand.press('Enter')
  await expect(shown.getByText('已签发').first()).toBeVisible()
  await hand.press('Alt+r')
  await expect(log(page)).toBeVisible()
}

export async function play(player: Player, step: NightStep): Promise<void> {
  switch (step.do) {
    case 'intake':
      return intake(player, step)
    case 'duplicate':
      return duplicate(player, step)
    case 'false-alarm':
      return falseAlarm(player, step)
    case 'call':
      return call(player, step)
    case 'text':
      return text(player, step)
    case 'note':
      return write(player, step.words)
    case 'order':
      return order(player, step)
    case 'team':
      return team(player, step)
    case 'state':
      return state(player, step)
    case 'assess':
      return assess(player, step)
    case 'grade':
      return decideGrade(player, step)
    case 'casualties':
      return casualties(player, step)
    case 'burnt':
      return burnt(player, step)
    case 'report':
      return report(player, step)
    case 'correct':
      return correct(player, step)
    case 'relief':
      return relief(player, step)
    case 'review':
      return review(player, step)
    case 'back':
      return openFirst(player, step.to)
  }
}
