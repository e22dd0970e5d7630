/** Something to hand over: two instructions, a loan, a count, and somebody who can take over. */
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../core/api.ts'

type Api = Pick<ContractRouterClient<Contract>, 'handovers' | 'instructions' | 'people'>

const exampleRelief = '演练接班员'
const minuteMs = 60_000
const hourMs = 60 * minuteMs

async function seedInstructions(api: Api, leader: string, now: number): Promise<void> {
  const { id: instruction } = await api.instructions.receive({
    from: { name: leader, post: '副县长' },
    givenAt: now - 80 * minuteMs,
    channel: 'mobile',
    text: '查明罗源村起火原因，控制火源责任人，情况及时报我。',
    assignees: [{ name: '县林业局' }, { name: '小松镇人民政府' }],
    due: now + 3 * hourMs,
  })
  const { assignees } = await api.instructions.show({ instruction })
  for (const { key, name } of assignees) {
    await api.instructions.convey({
      instruction,
      assignee: key,
      receiver: `${name}值班员`,
      means: 'landline',
      toldAt: now - 70 * minuteMs,
      readback: '查明起因，控制责任人，三小时内报',
    })
  }
  await api.instructions.begin({ instruction })
  await api.instructions.receive({
    from: { name: leader, post: '副县长' },
    givenAt: now - 12 * minuteMs,
    channel: 'f2f',
    text: '今晚有雷阵雨，通知各乡镇值班员在岗，山塘水库加密巡查。',
    assignees: [{ name: '县水利局' }],
  })
}

export async function seedHandover(
  api: Api,
  { leader, password, now }: Record<'leader' | 'password', string> & { readonly now: number },
): Promise<void> {
  const { id } = await api.people.register({
    name: exampleRelief,
    post: '主班',
    roles: ['shift_chief'],
  })
  await api.people.enrol({ person: id, password })
  await seedInstructions(api, leader, now)
  await api.handovers.noteLoan({
    what: '风力灭火机 12 台',
    borrower: '森林消防大队',
    since: now - 26 * hourMs,
    due: now + 20 * hourMs,
  })
  await api.handovers.count({
    entries: [
      { name: '值班电话', count: 3, note: '' },
      { name: '传真机', count: 1, note: '' },
      { name: '值班手机', count: 2, note: '' },
      { name: '钥匙', count: 7, note: '' },
      { name: '印章', count: 1, note: '在保险柜' },
    ],
  })
  await api.handovers.setNote({ item: 'incidents', text: '看守罗源村火场复燃，10:00 前不得撤。' })
}
