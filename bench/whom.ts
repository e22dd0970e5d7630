/** 找谁 in a county's whole directory: one more letter typed, without the wire. */
import { openBench } from '../tests/support/module-bench.ts'
import { alarmsModule } from '../src/core/modules/alarms/index.ts'
import { contactsModule } from '../src/core/modules/contacts/index.ts'
import { directoryModule } from '../src/core/modules/directory/index.ts'
import { importingModule } from '../src/core/modules/importing/index.ts'
import { logbookModule } from '../src/core/modules/logbook/index.ts'
import { peopleModule } from '../src/core/modules/people/index.ts'
import { placesModule } from '../src/core/modules/places/index.ts'
import { reachModule } from '../src/core/modules/reach/index.ts'
import { rostersModule } from '../src/core/modules/rosters/index.ts'
import { rulesModule } from '../src/core/modules/rules/index.ts'
import { teamsModule } from '../src/core/modules/teams/index.ts'
import { ms, p50, p99, type Benchmark } from './support/benchmark.ts'

const peopleCount = 4900
const departments = 200
const teams = 60
const rounds = 10
const goals = { letterMs: 50, againMs: 500 } as const

const surnames = Array.from('王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高')
const given = Array.from('建国志强秀英海燕文斌丽华永福水生春兰伟芳军敏杰涛明超')
const posts = ['书记', '副镇长', '水利站站长', '林业站站长', '民政办主任', '科员', '支书', '网格员']
const nets = ['防汛责任人', '地灾责任人', '灾害信息员', '护林员', '群测群防员', '网格员']

const pick = (words: readonly string[], at: number): string => words[at % words.length] ?? ''

/** As somebody types: every beginning of each question. */
const questions = [
  '小松 防汛',
  '小松镇罗源村滑坡找谁',
  'xiaosong fangxun',
  'xsfx',
  '屏山镇灾害信息员',
  '水利局7 王建国',
  'zhangwei',
  '值班',
  '13907970001',
  '呜哩哇啦咕噜咕噜',
]

function desk() {
  return openBench([
    alarmsModule,
    contactsModule,
    directoryModule,
    importingModule,
    logbookModule,
    peopleModule,
    placesModule,
    reachModule,
    rostersModule,
    rulesModule,
    teamsModule,
  ])
}
type Desk = ReturnType<typeof desk>

/** By the road a county takes: its own lists, read and taken over. */
async function fill({ api, context }: Desk): Promise<number> {
  const take = async (kind: 'people' | 'organizations', lines: readonly string[]) => {
    const content = Buffer.from(lines.join('\n')).toString('base64url')
    const { token, counts } = await api.importing.preview({ kind, fileName: 'list.csv', content })
    if (counts.problem > 0) throw new Error(`${counts.problem} lines of the list are refused`)
    await api.importing.commit({ token })
  }
  const { townships, villages } = context.county
  const offices = [
    ...townships.map(({ name }) => `${name}人民政府`),
    ...Array.from({ length: departments }, (_, at) => `水利局${at}`),
  ]
  await take('organizations', [
    '单位名称,值班电话',
    ...offices.map((name, at) => `${name},07975${700_000 + at}`),
  ])
  const town = new Map(townships.map(({ code, name }) => [code, name]))
  const people = Array.from({ length: peopleCount }, (_, at) => {
    const village = villages[at % villages.length]
    const area = `${town.get(village?.township ?? '') ?? ''}${village?.name ?? ''}`
    const name = `${pick(surnames, at)}${pick(given, at * 7)}${pick(given, Math.floor(at / 20))}`
    const phone = 13_907_970_000 + at
    return `${name},${pick(offices, at)},${pick(posts, at)}${at},${phone},${pick(nets, at)},${area}`
  })
  const from = performance.now()
  await take('people', ['姓名,单位,职务,手机,身份,负责区域', ...people])
  const importedMs = performance.now() - from
  for (let at = 0; at < teams; at++) {
    const callSign = `队${at + 1}`
    await api.teams.register({
      name: callSign,
      callSign,
      group: 'township',
      type: 'fire',
      radios: [],
    })
  }
  return importedMs
}

export const benchmark: Benchmark = {
  name: 'whom',
  async run() {
    const bench = desk()
    const { api } = bench
    const importedMs = await fill(bench)
    const from = performance.now()
    await api.contacts.whom({ query: '小松' })
    const firstMs = performance.now() - from
    const typed = questions.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)))
    const times = new Map<string, number[]>(typed.map((query) => [query, []]))
    const looks: number[] = []
    const { people } = await api.contacts.list()
    let found = 0
    for (let round = 0; round <= rounds; round++) {
      for (const [query, taken] of times) {
        const began = performance.now()
        await api.contacts.whom({ query })
        const answered = performance.now()
        for (const { name } of people) if (name.includes(query)) found += 1
        // The first round compiles.
        if (round > 0) taken.push(answered - began)
        looks.push(performance.now() - answered)
      }
    }
    const [one] = people
    if (!one) throw new Error('nobody was imported')
    const again: number[] = []
    for (let round = 0; round < rounds; round++) {
      await api.contacts.verify({ subjects: [{ kind: 'person', id: one.id }], how: 'phone' })
      const began = performance.now()
      await api.contacts.whom({ query: '小松 防汛' })
      again.push(performance.now() - began)
    }
    bench.stop()
    const all = [...times.values()].flat()
    const slowest = Math.max(...[...times.values()].map(p50))
    const middle = p50(looks)
    return [
      {
        what: `whom to call, one more letter typed among ${people.length} people and ${departments} offices (${times.size} questions)`,
        value: `p50 ${ms(p50(all))}, the slowest question ${ms(slowest)}, p99 with what interrupted it ${ms(p99(all))}`,
        against: `looking once for the letters in every name: ${ms(middle)}, ${(p50(all) / middle).toFixed(0)} × (${found / (rounds + 1)} found); the list was imported in ${ms(importedMs)}`,
        goal: `< ${goals.letterMs} ms`,
        held: slowest < goals.letterMs,
      },
      {
        what: 'whom to call, the first letter after an entry changed',
        value: `p50 ${ms(p50(again))}, the first one ever ${ms(firstMs)}`,
        against: `a question with nothing changed ${ms(p50(all))}`,
        goal: `< ${goals.againMs} ms`,
        held: p50(again) < goals.againMs,
      },
    ]
  },
}
