/** What the running example begins with: invented teams, one gateway, three incidents. */
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { statusPrefix } from '../../core/documents/model.ts'
import type { Contract } from '../../core/api.ts'
import type { CoreContext, Seat } from '../../core/module.ts'
import type { PlaceHit } from '../../core/modules/places/contract.ts'
import { personDirectory, rightsOf, seedAdministrator } from '../../core/modules/people/index.ts'

type Api = ContractRouterClient<Contract>

export const exampleOfficer = '演练值班员'
const exampleLeader = '演练带班领导'
/** Written on the sign-in screen's hint and in the README: it protects nothing. */
export const examplePassword = 'yanlian-2026'
export const exampleRoad = '示例'

const minuteMs = 60_000

function exampleSeat(context: CoreContext): Seat {
  const person =
    personDirectory(context).find(({ name }) => name === exampleOfficer)?.id ?? 'example'
  const rights = rightsOf(['administrator'])
  const signedInAt = context.world.clock.nowMs()
  return {
    id: 'example',
    name: '示例',
    session: { person, name: exampleOfficer, rights, signedInAt },
  }
}

async function seedTeams(api: Api, context: CoreContext): Promise<void> {
  for (const team of context.county.sampleTeams) {
    const type = context.county.teamTypes.find(({ key }) => key === team.type)
    const { name, callSign, township, strength } = team
    await api.teams.register({
      name,
      callSign,
      type: team.type,
      group: type?.group ?? 'professional',
      township,
      strength,
      radios: [...team.radios],
    })
  }
}

interface Story {
  readonly minutesAgo: number
  readonly source: string
  readonly query: string
  readonly category: string | null
  readonly narrative: string
  readonly lines: readonly (readonly [number, string])[]
}

const stories: readonly Story[] = [
  {
    minutesAgo: 31,
    source: '村支书电话',
    query: '罗源',
    category: '11G01',
    narrative: '下坑组后山起火，无人被困，风向东南。',
    lines: [
      [28, '命令森防01、小松01出动，带足风力灭火机。'],
      [20, '小松01到达，从西侧开设隔离带。'],
    ],
  },
  {
    minutesAgo: 98,
    source: '公路站',
    query: '丘坊',
    category: '11D01',
    narrative: '县道塌方约四十米，交通中断，无人员伤亡。',
    lines: [[90, '抢通01出动挖机一台。']],
  },
  {
    minutesAgo: 4,
    source: '过路司机',
    query: '小松镇',
    category: null,
    narrative: '罗溪方向远处冒烟，情况不明，待核实。',
    lines: [],
  },
]

function placeOf(query: string, hit: PlaceHit | undefined) {
  if (!hit) return { text: query, precision: 'unknown' as const }
  return {
    text: hit.label,
    precision: hit.precision,
    ...(hit.township ? { township: hit.township.code } : {}),
    ...(hit.kind === 'village' || hit.kind === 'residents' ? { village: hit.id } : {}),
    ...hit.point,
  }
}

async function seedIncidents(api: Api, context: CoreContext): Promise<void> {
  const now = context.world.clock.nowMs()
  const mark = statusPrefix(context.status)
  const categories = await api.incidents.categories({})
  for (const { minutesAgo, source, query, category, narrative, lines } of stories) {
    const [hit] = await api.places.search({ query, limit: 1 })
    const place = placeOf(query, hit)
    const known = categories.some(({ code }) => code === category)
    const { id } = await api.incidents.open({
      receivedAt: now - minutesAgo * minuteMs,
      source,
      place,
      category: known ? category : null,
      narrative: `${mark}${narrative}`,
    })
    for (const [ago, text] of lines) {
      const heardAt = now - ago * minuteMs
      await api.logbook.write({
        incident: id,
        heardAt,
        kind: 'action',
        source: { kind: 'text', text: '示例' },
        channel: 'radio370',
        text: `${mark}${text}`,
      })
    }
  }
}

/** Fills an empty example folder; one that was used before is left as it is. */
export async function seedExample(router: AnyRouter, context: CoreContext): Promise<void> {
  if (personDirectory(context).length > 0) return
  await seedAdministrator(context, { name: exampleOfficer, password: examplePassword })
  const api = createRouterClient(router, {
    context: { seat: exampleSeat(context) },
  }) as unknown as Api
  // Somebody who may be named where a leader decides.
  await api.people.register({ name: exampleLeader, post: '副县长', roles: ['duty_leader'] })
  await seedTeams(api, context)
  await api.gateways.add({
    name: '模拟电台',
    driver: 'hytera-hrnp',
    link: { kind: 'memory', name: exampleRoad },
  })
  await seedIncidents(api, context)
}
