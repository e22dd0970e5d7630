/** Signing on for a shift that began without anybody, by keyboard alone at the small desk. */
import type { Page } from '@playwright/test'
import { administrator, firstStart } from './desk.ts'
import { expect, onlyOn, test } from './fixtures.ts'
import { password, person, publishRoster, seatBeside } from './handover-desk.ts'

onlyOn(['headless'], 'what is tested is the screen, which is the same in every shell')
test.use({ actionTimeout: 10_000 })
test.setTimeout(120_000)

const pin = '258036'
const lateMin = 25

const grid = (page: Page) => page.getByRole('grid', { name: '在岗' })
const row = (page: Page, name: string) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByText(name) })
const form = (page: Page, name: string) => page.getByRole('region', { name: `${name} 签到` })
const strip = (page: Page) => page.getByRole('region', { name: '告警', exact: true })

/** Four of a shift that began a while ago; the officer has a PIN and is signed in at another seat. */
async function furnish(dataDir: string) {
  const desk = await seatBeside(dataDir)
  const { api } = desk
  const chief = (await api.people.list()).find(({ name }) => name === administrator.name)?.id ?? ''
  const [leader, officer, standby] = [
    await person(api, '李文斌', 'duty_leader'),
    await person(api, '王海燕', 'duty_officer'),
    await person(api, '谢志强', 'standby'),
  ]
  const own = await seatBeside(dataDir, { name: '王海燕', password })
  await own.api.people.setPin({ pin })
  await publishRoster(api, lateMin, [
    { post: 'leader', yesterday: leader, today: leader },
    { post: 'chief', yesterday: chief, today: chief },
    { post: 'officer', yesterday: officer, today: officer },
    { post: 'standby', yesterday: standby, today: standby },
  ])
  return {
    api,
    close() {
      own.close()
      desk.close()
    },
  }
}

/** By the arrows, from the first row. */
async function choose(page: Page, names: readonly string[]): Promise<void> {
  await grid(page).focus()
  await page.keyboard.press('Home')
  for (const [place, name] of names.entries()) {
    if (place > 0) await page.keyboard.press('ArrowDown')
    await expect(row(page, name)).toHaveAttribute('aria-selected', 'true')
  }
}

test('who is late raises an alarm, and signs on by telephone, by their session, and by PIN', async ({
  consolePage: page,
  dataDir,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await firstStart(page)
  const desk = await furnish(dataDir)
  const standing = async () =>
    (await desk.api.alarms.open()).alarms
      .filter(({ kind, state }) => kind === 'duty-late' && state.startsWith('active'))
      .map(({ title }) => title)
      .toSorted()

  // Looked at every quarter of a minute; a standby waits at home and is not late.
  await expect(strip(page)).toContainText('未到岗', { timeout: 40_000 })
  await expect
    .poll(standing)
    .toEqual(['主班 温雅琴 未到岗', '副班 王海燕 未到岗', '带班领导 李文斌 未到岗'].toSorted())
  await expect(page.getByRole('banner')).toContainText('未到')

  await page.keyboard.press('Alt+3')
  await expect(page.getByRole('main', { name: '值班' })).toBeVisible()
  await page.keyboard.press('7')
  await expect(row(page, '李文斌')).toContainText(/未到 \d+ 分/)
  await expect(row(page, '谢志强')).toContainText('待命')

  // The leader is elsewhere: told by telephone, with where they are.
  await choose(page, ['李文斌'])
  await page.keyboard.press('s')
  await expect(form(page, '李文斌').getByRole('textbox', { name: '签到备注' })).toBeFocused()
  await page.keyboard.insertText('在县政府，打手机')
  await page.keyboard.press('Enter')
  await expect(row(page, '李文斌')).toContainText(/✓ \d\d:\d\d 电话\s*迟 \d+ 分/)
  await expect(page.getByText('备注：在县政府，打手机')).toBeVisible()

  // The chief is who is signed in here: nothing more is asked.
  await choose(page, ['李文斌', '温雅琴'])
  await page.keyboard.press('s')
  await expect(form(page, '温雅琴').getByRole('textbox', { name: '签到备注' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row(page, '温雅琴')).toContainText(/✓ \d\d:\d\d\s*迟 \d+ 分/)

  // The officer is called, comes, and proves it at this seat; a wrong PIN signs nobody on.
  await choose(page, ['李文斌', '温雅琴', '王海燕'])
  await page.keyboard.press('k')
  await expect(page.getByRole('textbox', { name: '说了什么' })).toBeFocused()
  await page.keyboard.insertText('五分钟后到')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/致电 王海燕：已接通，五分钟后到/)).toBeVisible()
  await grid(page).focus()
  await page.keyboard.press('s')
  const secret = form(page, '王海燕').getByRole('textbox', { name: '王海燕 的PIN 码' })
  await expect(secret).toBeFocused()
  await page.keyboard.insertText('0000')
  await page.keyboard.press('Enter')
  await expect(form(page, '王海燕').getByRole('alert')).toContainText('口令或 PIN 不对')
  await expect(row(page, '王海燕')).toContainText(/未到 \d+ 分/)
  await expect(page.getByText(/秒后可以再试/)).toBeHidden()
  await secret.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(pin)
  await page.keyboard.press('Enter')
  await expect(row(page, '王海燕')).toContainText(/✓ \d\d:\d\d\s*迟 \d+ 分/)

  // Nobody is missing any more, and the log says how each came.
  await expect.poll(standing).toEqual([])
  await expect(page.getByRole('banner')).not.toContainText('未到')
  const lines = (await desk.api.logbook.list({ limit: 100 })).entries.map(({ text }) => text)
  expect(lines.filter((text) => text.includes(' 签到'))).toEqual([
    expect.stringMatching(/^夜班 副班 王海燕 签到，迟到 \d+ 分钟$/),
    expect.stringMatching(/^夜班 主班 温雅琴 签到，迟到 \d+ 分钟$/),
    expect.stringMatching(
      /^夜班 带班领导 李文斌 签到（电话，温雅琴 记），迟到 \d+ 分钟；在县政府，打手机$/,
    ),
  ])
  desk.close()
})
