/** The radio operator's seat: calls that wait, two seats, two persons, groups, an emergency. */
import type { Page } from '@playwright/test'
import type { Simulator } from '../../src/main/tools/simulate/start.ts'
import type { PtyPair } from '../support/pty-pair.ts'
import { administrator, firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { addGateway, simulatedRadio } from './radio-line.ts'

onlyOn(['headless'], 'further seats come over the network')
test.use({ actionTimeout: 15_000 })
test.describe.configure({ timeout: 180_000 })

const second = { name: '陈志远', password: '石城通信-2026' } as const

let pair: PtyPair
let radio: Simulator | undefined
test.beforeEach(async ({ serialLine }) => {
  pair = await serialLine()
})
test.afterEach(async () => {
  await radio?.stop()
  radio = undefined
})

/** A second person with the right, and a password on this console. */
async function enrolSecond(page: Page): Promise<void> {
  await page.keyboard.press('Alt+9')
  const sections = page.getByRole('navigation', { name: '设置分类' })
  await sections.getByRole('button', { name: '人员' }).click()
  await page.keyboard.press('n')
  await page.getByLabel(/^姓名/).fill(second.name)
  await page.getByRole('checkbox', { name: '主班' }).check()
  await page.getByLabel(/^姓名/).press('Enter')
  await page.getByRole('grid', { name: '人员' }).getByText(second.name).click()
  await page.getByLabel(/^设本机口令/).fill(second.password)
  await page.getByLabel(/^设本机口令/).press('Enter')
  await expect(page.getByText('口令已设')).toBeVisible()
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('option').filter({ hasText: second.name }).click()
  await page.getByLabel('口令', { exact: true }).fill(second.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '画面' })).toBeVisible()
}

/** One seat at its radio screen, with two radios on the air. */
async function desk(page: Page): Promise<Simulator> {
  await firstStart(page)
  await enrolSecond(page)
  const made = simulatedRadio(pair.far)
  await addGateway(page, pair.near)
  await page.keyboard.press('Alt+4')
  await page.getByText('电台', { exact: true }).click()
  const radios = page.getByRole('grid', { name: '电台' })
  await expect(radios.getByRole('row').filter({ hasText: '1001' })).toContainText('在线', {
    timeout: 30_000,
  })
  radio = made
  return made
}

const waiting = (page: Page, number: string) => page.locator(`[data-waiting="${number}"]`)
const rowOf = (page: Page, number: string) =>
  page.getByRole('grid', { name: '电台' }).getByRole('row').filter({ hasText: number }).first()

test('a call takes no focus; one seat answers, the other sees who; what was said is on the call', async ({
  consolePage: a,
  shell,
}) => {
  const field = await desk(a)
  const b = await shell.anotherPage()
  await signIn(b)
  await b.keyboard.press('Alt+4')

  const text = a.getByLabel('短信内容')
  await text.fill('各队注意')
  await expect(text).toBeFocused()
  field.perform({ kind: 'privateCall', radio: 1001, to: 1000, talkS: 1 })
  for (const page of [a, b]) await expect(waiting(page, '1001')).toContainText('接听')
  await expect(text).toBeFocused()
  await a.keyboard.type('退路')
  await expect(text).toHaveValue('各队注意退路')
  await text.blur()

  await a.keyboard.press('r')
  await expect(waiting(a, '1001')).toContainText(/我已认领 剩 \d+ 秒/)
  await expect(waiting(b, '1001')).toContainText(
    new RegExp(`${administrator.name} 认领 剩 \\d+ 秒`),
  )
  await expect(b.getByRole('button', { name: /^接听/ })).toHaveAttribute('aria-disabled', 'true')
  // Said, and not answered within twenty seconds: the other seat may.
  await expect(waiting(b, '1001')).toContainText('超时未接', { timeout: 40_000 })
  await b.keyboard.press('r')
  await expect(waiting(a, '1001')).toContainText(new RegExp(`${second.name} 认领`))
  const note = b.getByLabel('记录或回复')
  await expect(note).toBeVisible()
  await b.keyboard.press('n')
  await expect(note).toBeFocused()
  await b.keyboard.insertText('22 人到达，从西侧打隔离带')
  await b.keyboard.press('Enter')
  for (const page of [a, b]) {
    await expect(waiting(page, '1001')).toHaveCount(0)
    await expect(page.getByRole('grid', { name: '通联记录' })).toContainText(
      '22 人到达，从西侧打隔离带',
    )
  }
})

test('a call nobody takes is missed, and is called back', async ({ consolePage: page }) => {
  const field = await desk(page)
  field.perform({ kind: 'privateCall', radio: 1003, to: 1000, talkS: 1 })
  await expect(waiting(page, '1003')).toBeVisible()
  await expect(waiting(page, '1003')).toHaveCount(0, { timeout: 90_000 })
  await page.getByText('未接 1', { exact: true }).click()
  await expect(page.getByText('未应答 1')).toBeVisible()
  await page.getByRole('list', { name: '未接' }).getByRole('button', { name: '回呼' }).click()
  await expect(page.getByText('未接 0')).toBeVisible()
  const traffic = page.getByRole('grid', { name: '通联记录' })
  await expect(traffic.getByRole('row').filter({ hasText: '呼叫 · 回呼' })).toContainText('已完成')
})

test('a radio goes off the air only after another person confirmed, here or at another seat', async ({
  consolePage: a,
  shell,
}) => {
  const field = await desk(a)
  const b = await shell.anotherPage()
  await signIn(b)
  await b.keyboard.press('Alt+4')
  const ask = async (word: string, reason: string) => {
    await rowOf(a, '1001').click()
    await a.getByRole('button', { name: `${word}…` }).click()
    const form = a.getByRole('form', { name: `申请${word}` })
    await form.getByLabel('理由').fill(reason)
    await form.getByLabel('理由').press('Enter')
  }
  await ask('遥晕', '电台丢失，有人乱呼')
  const pending = (page: Page) => page.getByRole('region', { name: '待双人确认' })
  await expect(pending(a)).toContainText('等另一席位的人确认')
  await expect(pending(a).getByRole('button', { name: '我确认遥晕' })).toHaveCount(0)
  await expect(pending(b)).toContainText('电台丢失，有人乱呼')
  await expect(pending(b)).toContainText('不能发话')
  await expect(rowOf(a, '1001')).not.toContainText('已遥晕')
  await pending(b).getByRole('button', { name: '我确认遥晕' }).click()
  await expect(rowOf(a, '1001')).toContainText('已遥晕')
  await expect(pending(a)).toHaveCount(0)
  // The radio no longer calls; the other one does.
  field.perform({ kind: 'text', radio: 1001, body: '【测试】乱呼' })
  field.perform({ kind: 'text', radio: 1003, body: '【测试】正常' })
  await expect(a.getByRole('grid', { name: '通联记录' })).toContainText('【测试】正常')
  await expect(a.getByRole('grid', { name: '通联记录' })).not.toContainText('【测试】乱呼')

  await ask('复活', '电台已找回')
  await pending(a).getByRole('button', { name: '在本席确认…' }).click()
  await a.getByLabel('第二人', { exact: true }).click()
  await a.locator('.ant-select-item-option').filter({ hasText: second.name }).click()
  const secret = a.getByLabel('第二人的口令')
  await secret.fill('不是这个口令')
  await secret.press('Enter')
  await expect(a.getByRole('form', { name: '第二人确认' })).toContainText('口令或 PIN 不对')
  await expect(rowOf(a, '1001')).toContainText('已遥晕')
  await expect(async () => {
    await secret.fill(second.password)
    await secret.press('Enter')
    await expect(pending(a)).toHaveCount(0, { timeout: 3000 })
  }).toPass({ timeout: 30_000 })
  await expect(rowOf(a, '1001')).not.toContainText('已遥晕')
})

test('an emergency is red, says where and who is near, and ends only with words about the contact', async ({
  consolePage: page,
}) => {
  const field = await desk(page)
  field.perform({ kind: 'emergency', radio: 1001, group: 101, clearAfterS: 3600 })
  const red = page.getByRole('region', { name: '紧急求救' })
  await expect(red).toContainText('1001 紧急求救')
  await expect(red).toContainText('政府')
  await expect(rowOf(page, '1001')).toContainText('紧急')
  await page.keyboard.press('Alt+z')
  await expect(red).toContainText(`${administrator.name} 处理中`)
  await expect(page.locator('[data-group="101"]')).toContainText('紧急')
  await red.getByRole('button', { name: '已联系，解除…' }).click()
  const form = page.getByRole('form', { name: '解除告警' })
  await form.getByLabel('解除原因').fill('误触')
  await form.getByLabel('解除原因').press('Enter')
  await expect(form.getByRole('alert')).toContainText('联系')
  // Another screen in between loses nothing of what was typed.
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('Alt+4')
  await red.getByRole('button', { name: '已联系，解除…' }).click()
  await expect(form.getByLabel('解除原因')).toHaveValue('误触')
  await form.getByLabel('联系情况').fill('与持机人通话，人员安全')
  await form.getByLabel('联系情况').press('Enter')
  await expect(red).toHaveCount(0)
})

test('a digit selects the group, the talk key names it, and it is let go with the focus', async ({
  consolePage: page,
}) => {
  const field = await desk(page)
  field.perform({ kind: 'groupCall', radio: 1001, group: 101, talkS: 2 })
  const group = page.locator('[data-group="101"]')
  await expect(group).toContainText('接收 1001')
  await expect(group).toContainText('在组 1 台')
  await page.locator('main').press('1')
  await expect(group).toContainText('主守')
  const key = page.locator('[data-talk="key"]')
  await expect(key).toContainText('按住发话 · 组 101')
  await page.keyboard.down('Space')
  await expect(key).toContainText('正在发话 · 组 101')
  await expect(page.getByRole('status', { name: '正在通话' })).toContainText('组 101')
  await page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await expect(key).toContainText('按住发话')
  await page.keyboard.up('Space')
  // In a field the space is a space.
  const text = page.getByLabel('短信内容')
  await text.fill('a')
  await page.keyboard.press('Space')
  await expect(text).toHaveValue('a ')
  await expect(key).toContainText('按住发话')
  await group.getByRole('button', { name: /^静音/ }).click()
  await expect(group).toContainText('已静音')
})
