/** Invented officers of the example, and their roster of this month and the next. */
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/api.ts'
import { beijingDate } from '../../core/kernel/beijing-time.ts'
import type { CoreContext } from '../../core/module.ts'

type Api = ContractRouterClient<Contract>

const staff = [
  ['钟国平', '应急管理局局长', 'duty_leader'],
  ['赖建华', '应急管理局副局长', 'duty_leader'],
  ['黄志明', '应急管理局副局长', 'duty_leader'],
  ['邓海波', '应急指挥中心主任', 'shift_chief'],
  ['许文辉', '应急指挥中心副主任', 'shift_chief'],
  ['陈晓东', '防汛抗旱股股长', 'shift_chief'],
  ['罗丽萍', '森林防火股股长', 'shift_chief'],
  ['谢小军', '应急指挥中心科员', 'duty_officer'],
  ['肖美华', '应急指挥中心科员', 'duty_officer'],
  ['郑少峰', '防汛抗旱股科员', 'duty_officer'],
  ['董燕', '办公室科员', 'duty_officer'],
  ['雷鸣', '通信保障组组长', 'comms_officer'],
  ['胡志强', '通信保障组组员', 'comms_officer'],
  ['邹勇', '综合股科员', 'standby'],
  ['熊伟', '综合股科员', 'standby'],
] as const

const dayMs = 86_400_000
const askAgainMs = 50

async function generated(api: Api): Promise<string | undefined> {
  for (;;) {
    const made = await api.rosters.generation({})
    if (!made || made.state !== 'running') return made?.result ? made.job : undefined
    await new Promise((resolve) => setTimeout(resolve, askAgainMs))
  }
}

/**
 * @param officer whoever opens the example: on the roster like the others
 * @param leader on whose word the example's roster is issued
 */
export async function seedRoster(
  api: Api,
  context: CoreContext,
  { officer, leader }: { readonly officer: string; readonly leader: string },
): Promise<void> {
  const known = await api.people.organizations()
  const house =
    known.find(({ name }) => name.includes('应急管理局'))?.id ??
    (
      await api.people.registerOrganization({
        name: `${context.county.county.name}应急管理局`,
        kind: 'department',
        dutyPhone: `${context.county.county.phoneAreaCode}-5700119`,
        fax: `${context.county.county.phoneAreaCode}-5700120`,
      })
    ).id
  for (const [at, [name, post, role]] of staff.entries()) {
    const phones = [`1380797${String(1001 + at)}`]
    await api.people.register({ name, post, roles: [role], phones, organization: house })
  }
  const posts = ['chief', 'officer']
  await api.rosters.setPerson({ person: officer, serves: true, posts, share: 1 })
  const now = context.world.clock.nowMs()
  const from = beijingDate(now).slice(0, 7)
  const to = beijingDate(Date.parse(`${from}-15T00:00:00Z`) + 30 * dayMs).slice(0, 7)
  await api.rosters.generate({ from, to })
  const job = await generated(api)
  if (job === undefined) return
  await api.rosters.takeGeneration({ job })
  const authority = { person: leader, how: 'phone' as const }
  for (const month of [from, to]) {
    const { seen, violations } = await api.rosters.month({ month })
    const overrides = violations
      .filter(({ hard }) => !hard)
      .map(({ key }) => ({ key, reason: '演练人员有限' }))
    await api.rosters.publish({ month, seen, authority, overrides })
  }
}
