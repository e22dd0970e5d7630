/** What the sentences are read against where a file says nothing else: the county's sample teams on three incidents. */
import { commandWordsOf } from '../../../core/command/county-words.ts'
import type { CommandContext, CountyWords, KnownTeam } from '../../../core/command/context.ts'
import type { CountyProfile } from '../../../core/county/profile.ts'

/** 2026-04-05 14:30 in Beijing. */
export const exampleNow = Date.UTC(2026, 3, 5, 6, 30)

/** Who is where: call sign, state, incident. */
const atWork: Readonly<Record<string, readonly [state: string, incident: string]>> = {
  森防01: ['en_route', 'i12'],
  森林大队: ['en_route', 'i12'],
  小松01: ['arrived', 'i12'],
  抢通01: ['working', 'i10'],
  蓝天02: ['arrived', 'i12'],
}

const unitState: Readonly<Record<string, string>> = {
  ordered: 'mustering',
  acknowledged: 'mustering',
}

export function knownTeam(
  profile: CountyProfile,
  team: {
    readonly name: string
    readonly callSign: string
    readonly type: string
    readonly radios: readonly string[]
  },
  work: readonly [state: string, incident: string] | undefined = atWork[team.callSign],
): KnownTeam {
  const type = profile.teamTypes.find(({ key }) => key === team.type)
  const group = type?.group ?? 'professional'
  const groupWord =
    profile.enums.get('team_group')?.rows.find(({ key }) => key === group)?.label ?? group
  return {
    id: `u:${team.callSign}`,
    name: team.name,
    callSign: team.callSign,
    aliases: [],
    group,
    groupWord,
    typeWord: type?.label ?? team.type,
    radios: team.radios,
    state: work ? (unitState[work[0]] ?? work[0]) : 'standby',
    incident: work ? work[1] : null,
    assignments: work ? [{ id: `a:${team.callSign}`, incident: work[1], state: work[0] }] : [],
  }
}

const extraTeams = [
  { name: '县专业森林消防大队', callSign: '森林大队', type: 'forest_pro', radios: ['1100'] },
  { name: '县消防救援大队', callSign: '消防01', type: 'fire_rescue', radios: ['1101'] },
]

export function exampleCounty(profile: CountyProfile): CountyWords {
  return commandWordsOf(profile, [], new Map())
}

export function exampleContext(profile: CountyProfile): CommandContext {
  const village = (name: string) => profile.villages.find((row) => row.name === name)
  const incident = (
    id: string,
    number: string,
    place: string,
    township: string,
    category: string,
    categoryName: string,
  ) => ({
    id,
    number,
    title: `${place}${categoryName}`,
    category,
    categoryName,
    place,
    township: profile.townships.find(({ name }) => name === township)?.code ?? null,
    village: village(place.replace(township, ''))?.code ?? null,
  })
  return {
    now: exampleNow,
    teams: [...profile.sampleTeams, ...extraTeams].map((team) => knownTeam(profile, team)),
    people: [
      { id: 'p1', name: '王海燕', post: '主班', phones: [] },
      { id: 'p2', name: '李文斌', post: '带班领导', phones: [] },
    ],
    incidents: [
      incident('i12', '#12', '小松镇罗源村', '小松镇', '11G01', '森林火灾'),
      incident('i11', '#11', '屏山镇长江村', '屏山镇', '12H01', '翻车'),
      incident('i10', '#10', '琴江镇丘坊村', '琴江镇', '11D01', '滑坡'),
    ],
    nets: [
      { number: '12', name: '森林防火组' },
      { number: '21', name: '乡镇网' },
      { number: '1', name: '指挥组' },
    ],
    selectedIncident: undefined,
    selectedUnit: undefined,
  }
}
