/** What the duty desk of the running example has written so far. */
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/api.ts'
import { statusPrefix } from '../../core/documents/model.ts'
import type { CoreContext } from '../../core/module.ts'
import { beijingDate } from '../../core/kernel/beijing-time.ts'

type Api = ContractRouterClient<Contract>

const minuteMs = 60_000

const entries = [
  {
    minutesAgo: 140,
    direction: 'in',
    unit: '县气象局',
    person: '值班室 曾工',
    contact: '0797-5700121',
    channel: 'landline',
    content: '未来 24 小时多云，偏南风 2 到 3 级，森林火险气象等级三级。',
    handling: '已记入天气栏',
    done: 'done',
    told: ['演练带班领导'],
  },
  {
    minutesAgo: 76,
    direction: 'in',
    unit: '小松镇政府',
    person: '刘镇长',
    contact: '0797-5700011',
    channel: 'mobile',
    content: '罗源村山火，镇干部 12 人已到场，请求派森林消防队增援。',
    handling: '已通知森防01 集结',
    done: 'doing',
    told: ['演练带班领导', '县林业局'],
  },
  {
    minutesAgo: 40,
    direction: 'out',
    unit: '县公安局',
    person: '指挥中心 李警官',
    contact: '0797-5700110',
    channel: 'landline',
    content: '丘坊塌方路段请派警力设卡，社会车辆绕行。',
    handling: '对方答复 15 分钟到位',
    done: 'done',
    told: [],
  },
] as const

async function seedEntries(api: Api, now: number, mark: string): Promise<void> {
  for (const { minutesAgo, content, told, ...entry } of entries) {
    const at = now - minutesAgo * minuteMs
    await api.dutyLog.write({
      ...entry,
      content: `${mark}${content}`,
      at,
      notices: told.map((whom) => ({ whom, at: at + 3 * minuteMs, channel: 'mobile' as const })),
    })
  }
}

/** All of them have reported: the example rings for nothing that nobody can mend. */
async function seedReports(api: Api, context: CoreContext, now: number): Promise<void> {
  await api.townshipReports.setSlot({
    id: 'zero-evening',
    kind: 'zero',
    word: '每日零报告',
    time: '17:00',
    enabled: true,
  })
  for (const { code } of context.county.townships) {
    await api.townshipReports.receive({
      day: beijingDate(now),
      slot: 'zero-evening',
      township: code,
      nothing: true,
      reporter: '值班员',
      channel: 'landline',
    })
  }
}

async function seedCheck(api: Api, now: number): Promise<void> {
  const { id } = await api.spotChecks.begin({
    unit: { id: null, name: '丰山乡政府' },
    method: 'phone',
    contact: '0797-5700017',
    at: now - 55 * minuteMs,
  })
  await api.spotChecks.conclude({ check: id, result: 'ok', answeredBy: '值班员 黄某' })
}

export async function seedDuty(api: Api, context: CoreContext): Promise<void> {
  const now = context.world.clock.nowMs()
  await seedEntries(api, now, statusPrefix(context.status))
  const { page } = await api.dutyLog.page({})
  await api.dutyLog.setConditions({
    page,
    weather: '多云，12～19 度，偏南风 2 到 3 级',
    rain: '近 24 小时无明显降水',
    fireDanger: '三级',
  })
  await seedReports(api, context, now)
  await seedCheck(api, now)
}
