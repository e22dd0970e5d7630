/** What the running example begins with: invented teams, one gateway, three incidents. */
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { statusPrefix } from '../../core/documents/model.ts'
import type { Contract } from '../../core/api.ts'
import type { CoreContext, Seat } from '../../core/module.ts'
import type { AssignmentState } from '../../core/modules/dispatch/contract.ts'
import type { PlaceHit } from '../../core/modules/places/contract.ts'
import { seedHandover } from './seed-handover.ts'
import { seedContacts } from './contacts.ts'
import { personDirectory, rightsOf, seedAdministrator } from '../../core/modules/people/index.ts'
import { seedRoster } from './seed-roster.ts'
import { seedDuty } from './seed-duty.ts'

type Api = ContractRouterClient<Contract>

export const exampleOfficer = '演练值班员'
const exampleLeader = '演练带班领导'
/** Written on the sign-in screen's hint and in the README: it protects nothing. */
export const examplePassword = 'yanlian-2026'

/** The example's gateways: each on a line inside the process, with its other end played. */
export const exampleLines = [
  { name: '模拟电台', driver: 'hytera-hrnp', purpose: 'radio', protocol: 'hrnp', scenario: 'demo' },
  { name: '北斗指挥机', driver: 'beidou', purpose: 'radio', protocol: 'beidou', scenario: 'demo' },
  { name: '短信网关', driver: 'sms-modem', purpose: 'radio', protocol: 'sms', scenario: 'demo' },
  {
    name: '志愿者电台',
    driver: 'aprs-kiss',
    purpose: 'radio',
    protocol: 'aprs',
    scenario: 'demo-amateur',
  },
  {
    name: '车载终端',
    driver: 'jtt808',
    purpose: 'vehicle',
    protocol: 'jtt808',
    scenario: 'demo-vehicles',
  },
  { name: '水雨情测站', driver: 'sl651', purpose: 'sensor', protocol: 'sl651', scenario: 'demo' },
] as const

/** The line of one of them; the name is in its settings. */
export const exampleRoad = (name: string): string => `示例 ${name}`

const minuteMs = 60_000

export function exampleSeat(context: CoreContext): Seat {
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
  /** One team that is already at work there. */
  readonly order?: {
    readonly callSign: string
    readonly task: string
    readonly minutesAgo: number
    readonly steps: readonly (readonly [number, AssignmentState, string?])[]
    /** What it said last. */
    readonly heard: readonly [number, string]
  }
}

const stories: readonly Story[] = [
  {
    minutesAgo: 31,
    source: '村支书电话',
    query: '罗源',
    category: '11G01',
    narrative: '下坑组后山起火，无人被困，风向东南。',
    lines: [
      [28, '已通知森防01、小松01做好出动准备，带足风力灭火机。'],
      [20, '小松镇值班员报：镇干部已到场，组织村民开设隔离带。'],
    ],
  },
  {
    minutesAgo: 98,
    source: '公路站',
    query: '丘坊',
    category: '11D01',
    narrative: '县道塌方约四十米，交通中断，无人员伤亡。',
    lines: [[96, '已请交警在丘坊路口设卡分流。']],
    order: {
      callSign: '抢通01',
      task: '清理塌方，抢通单车道',
      minutesAgo: 95,
      steps: [
        [93, 'acknowledged', '去丘坊清理塌方，抢通单车道'],
        [88, 'dispatched'],
        [61, 'arrived'],
        [58, 'working'],
      ],
      heard: [3, '已清出约二十米，边坡稳定'],
    },
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

/** As the officer would have recorded it on the way, with the times of then. */
async function seedOrder(
  api: Api,
  incident: string,
  place: string,
  { callSign, task, minutesAgo, steps, heard }: NonNullable<Story['order']>,
  now: number,
): Promise<void> {
  const unit = (await api.teams.list()).find((team) => team.callSign === callSign)
  // Another county's sample teams may not have it.
  if (!unit) return
  await api.incidents.setStatus({ incident, to: 'responding', at: now - minutesAgo * minuteMs })
  await api.dispatch.order({
    incident,
    units: [unit.id],
    task,
    place,
    channel: 'G102',
    at: now - minutesAgo * minuteMs,
  })
  const [assignment] = await api.dispatch.ofIncident({ incident })
  if (!assignment) return
  for (const [ago, to, readBack] of steps) {
    const at = now - ago * minuteMs
    await api.dispatch.advance({
      assignment: assignment.id,
      to,
      at,
      ...(readBack === undefined ? {} : { readBack, people: 14, vehicles: 2 }),
    })
  }
  const [ago, text] = heard
  await api.dispatch.noteContact({ unit: unit.id, at: now - ago * minuteMs, text })
}

async function seedIncidents(api: Api, context: CoreContext): Promise<void> {
  const now = context.world.clock.nowMs()
  const mark = statusPrefix(context.status)
  const categories = await api.incidents.categories({})
  for (const { minutesAgo, source, query, category, narrative, lines, order } of stories) {
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
    if (order) await seedOrder(api, id, place.text, order, now)
  }
}

/** Invented, like everything here. */
const groups = [
  ['101', '森林火灾现场'],
  ['102', '县应急主呼'],
  ['103', '乡镇应急网'],
] as const

const points = [
  ['vehicle', '2001', '物资车01', '物资运输车'],
  ['vehicle', '2002', '救护车01', '医疗救护车'],
  ['vehicle', '2003', '泵车01', '排涝泵车'],
  ['amateur', 'BY5ZZ-1', '志愿台01', '志愿者通信组'],
  ['amateur', 'BY5ZZ-9', '志愿台02', '志愿者通信车'],
  ['beidou', '0247801', '洋和村北斗', '洋和村'],
] as const

/** Every township has an office telephone and a radio, a few a satellite telephone or a BeiDou card. */
async function seedTownships(api: Api, context: CoreContext): Promise<void> {
  for (const [n, { code, name }] of context.county.townships.entries()) {
    const numbers = [
      ['phone', `0797570${String(n + 10).padStart(4, '0')}`],
      ['radio', String(1101 + n)],
      ...(n % 5 === 0 ? ([['satphone', `17400010${String(n).padStart(3, '0')}`]] as const) : []),
      ...(n % 5 === 1 ? ([['beidou', String(247_811 + n).padStart(7, '0')]] as const) : []),
    ] as const
    for (const [kind, number] of numbers) {
      const set = { callSign: `${name.slice(0, -1)}值班`, holder: `${name}值班室`, place: code }
      await api.directory.save({ kind, number, how: 'add', set })
    }
  }
}

async function seedNumbers(api: Api, context: CoreContext): Promise<void> {
  for (const [number, callSign] of groups) {
    await api.directory.save({ kind: 'group', number, how: 'add', set: { callSign } })
  }
  for (const [kind, number, callSign, holder] of points) {
    await api.directory.save({ kind, number, how: 'add', set: { callSign, holder } })
  }
  await seedTownships(api, context)
}

/** Fills an empty example folder; one that was used before is left as it is. */
export async function seedExample(router: AnyRouter, context: CoreContext): Promise<void> {
  if (personDirectory(context).length > 0) return
  await seedAdministrator(context, { name: exampleOfficer, password: examplePassword })
  const api = createRouterClient(router, {
    context: { seat: exampleSeat(context) },
  }) as unknown as Api
  // Somebody who may be named where a leader decides.
  const { id: leader } = await api.people.register({
    name: exampleLeader,
    post: '副县长',
    roles: ['duty_leader'],
  })
  await seedTeams(api, context)
  for (const { name, driver, purpose } of exampleLines) {
    const link = { kind: 'memory', name: exampleRoad(name) } as const
    await api.gateways.add({ name, driver, purpose, link })
  }
  await seedNumbers(api, context)
  await seedContacts(api, context)
  await seedIncidents(api, context)
  const officer = personDirectory(context).find(({ name }) => name === exampleOfficer)?.id
  if (officer !== undefined) await seedRoster(api, context, { officer, leader })
  await seedDuty(api, context)
  await seedHandover(api, {
    leader: exampleLeader,
    password: examplePassword,
    now: context.world.clock.nowMs(),
  })
}
