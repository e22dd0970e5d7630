/** Before the night: the desk, its people, its radio and its teams, all by keyboard. */
import { expect, type Page } from '@playwright/test'
import type { Hand } from './hand.ts'
import type { NightPeople, NightTeam } from './story.ts'

const screens = (page: Page) => page.getByRole('navigation', { name: '画面' })

/** The whole first start; the administrator is the officer of this night. */
export async function startShift(hand: Hand, { name, password }: NightPeople['officer']) {
  const { page } = hand
  await expect(page.getByRole('heading', { name: '首次启动' })).toBeVisible()
  const step = page.locator('li[aria-current="step"]')
  while (!(await screens(page).isVisible())) {
    const title = await step.textContent()
    if (await page.getByLabel(/^再输一次口令/).isVisible()) {
      await hand.fill(page.getByLabel(/^姓名/), name)
      await hand.fill(page.getByLabel(/^口令/), password)
      await hand.fill(page.getByLabel(/^再输一次口令/), password)
    }
    await hand.press('Enter')
    await expect
      .poll(async () => (await screens(page).isVisible()) || (await step.textContent()) !== title, {
        timeout: 20_000,
      })
      .toBe(true)
  }
}

async function settings(hand: Hand, section: string): Promise<void> {
  await hand.press('Alt+9')
  const sections = hand.page.getByRole('navigation', { name: '设置分类' })
  await hand.push(sections.getByRole('button', { name: new RegExp(`^${section}`) }))
}

/** The officer also leads this shift: what only a leader decides is decided at this desk. */
export async function leadShift(hand: Hand, name: string): Promise<void> {
  const { page } = hand
  await settings(hand, '人员')
  await hand.row(page.getByRole('grid', { name: '人员' }), name)
  const box = page.getByRole('group', { name: '岗位' }).getByRole('checkbox', { name: '带班领导' })
  await hand.tick(box)
  await expect(page.getByRole('grid', { name: '人员' })).toContainText('带班领导')
}

export async function addRadioGateway(hand: Hand, path: string): Promise<void> {
  const { page } = hand
  await settings(hand, '网关')
  await hand.fill(page.getByLabel(/^名称/), '中心')
  await hand.choose(page.getByLabel(/^驱动（/), 'HRNP')
  await hand.fill(page.getByLabel(/^串口（/), path)
  await hand.press('Enter')
  await expect(page.getByText('网关设置已存')).toBeVisible()
  await expect(page.locator('header').getByRole('img', { name: /^中心：/ })).toHaveAccessibleName(
    /正常$/,
    { timeout: 30_000 },
  )
}

export async function registerTeams(hand: Hand, teams: readonly NightTeam[]): Promise<void> {
  const { page } = hand
  await hand.press('Alt+6')
  const list = page.getByRole('grid', { name: '队伍', exact: true })
  for (const team of teams) {
    // Letters are keys only outside of a text field.
    await hand.reach(list)
    await hand.press('n')
    const form = page.getByRole('region', { name: '登记队伍' })
    await expect(form.getByLabel(/^队伍名称/)).toBeFocused()
    await hand.fill(form.getByLabel(/^队伍名称/), team.name)
    await hand.fill(form.getByLabel(/^呼号/), team.callSign)
    await hand.choose(form.getByLabel(/^类型/), team.type)
    if (team.township) await hand.choose(form.getByLabel(/^驻地乡镇/), team.township)
    await hand.fill(form.getByLabel(/^人数/), String(team.strength))
    await hand.fill(form.getByLabel(/^负责人/), team.leader)
    await hand.fill(form.getByLabel(/^电台号/), String(team.radio))
    await hand.press('Enter')
    await expect(form).toHaveCount(0)
    await expect(list.getByRole('row').filter({ hasText: team.name })).toBeVisible()
  }
}
