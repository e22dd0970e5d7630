/** Everybody who may be called for a matter in an area, with the reasons in words and how strong they are. */
import type { Unit } from '../../teams/index.ts'
import { townshipOf, type Book } from '../book.ts'
import type { Answer, Contact, Office, Way } from '../contract.ts'
import type { Hour } from './hour.ts'
import type { Matter } from './matters.ts'
import type { Area, Question } from './question.ts'

/** Who is on duty by the published roster at that moment. */
export interface OnDuty {
  readonly person: string
  /** 主班, 带班领导. */
  readonly word: string
  readonly isLeader: boolean
}

export interface Situation {
  readonly book: Book
  readonly units: readonly Unit[]
  readonly onDuty: readonly OnDuty[]
  readonly hour: Hour
  readonly isTripleCut: boolean
  readonly verifyDays: number
  readonly unitWays: (unit: Unit) => readonly Way[]
}

export interface Candidate {
  readonly kind: Answer['kind']
  readonly id: string
  readonly score: number
  readonly why: readonly string[]
  readonly insteadOf?: string
}

type Nearness = 'same' | 'covers' | 'within' | 'county' | 'elsewhere'

/** Where somebody's area lies, seen from the place that was asked for. */
export function nearness(area: string | null, asked: string): Nearness {
  if (area === null) return 'county'
  if (area === asked) return 'same'
  if (asked.startsWith(area)) return 'covers'
  if (area.startsWith(asked)) return 'within'
  return 'elsewhere'
}

const netScore: Readonly<Record<Nearness, number>> = {
  same: 100,
  covers: 88,
  within: 60,
  county: 50,
  elsewhere: 0,
}

function netCandidates(matter: Matter, area: Area | undefined, people: readonly Contact[]) {
  return people.flatMap((one): Candidate[] => {
    const held = one.nets.flatMap(({ net, area: own, areaName }) => {
      const order = matter.nets.indexOf(net)
      if (order < 0) return []
      // Without an area of its own a role is for the township somebody works in.
      const where = own ?? one.township
      const near =
        area === undefined ? (where === null ? 'same' : 'within') : nearness(where, area.code)
      const place = own === null && one.townshipName !== null ? one.townshipName : areaName
      return netScore[near] === 0 ? [] : [{ score: netScore[near] - order, why: `${place}${net}` }]
    })
    const best = held.toSorted((a, b) => b.score - a.score)[0]
    if (!best) return []
    const why = [best.why, ...held.filter((other) => other !== best).map(({ why }) => why)]
    return [{ kind: 'person', id: one.id, score: best.score, why: why.slice(0, 2) }]
  })
}

function postCandidates(matter: Matter, area: Area | undefined, people: readonly Contact[]) {
  const { posts } = matter
  if (!posts) return []
  return people.flatMap((one): Candidate[] => {
    if (!posts.test(one.post)) return []
    const why = [`职务：${[one.organizationName ?? '', one.post].filter(Boolean).join(' ')}`]
    const inTown = area !== undefined && one.township === townshipOf(area.code)
    if (area !== undefined && !inTown && one.township !== null) return []
    const isVillage = area?.code.length === 12
    const inVillage = isVillage && one.nets.some((held) => held.area === area.code)
    const score = inVillage ? 90 : inTown ? 72 : area === undefined ? 58 : 42
    return [{ kind: 'person', id: one.id, score, why }]
  })
}

function officeCandidates(
  matter: Matter | undefined,
  area: Area | undefined,
  offices: readonly Office[],
) {
  return offices.flatMap((one): Candidate[] => {
    const fits = matter?.offices?.test(one.name) ?? false
    const inTown = area !== undefined && one.township === townshipOf(area.code)
    if (inTown && one.kind === 'township') {
      const score = matter === undefined || matter.key === 'duty' ? 95 : 64
      return [
        {
          kind: 'organization',
          id: one.id,
          score,
          why: [`${one.townshipName ?? one.name}值班电话`],
        },
      ]
    }
    if (inTown && one.kind === 'village' && area.code.length === 12) {
      const village = area.name.slice(one.townshipName?.length ?? 0)
      return one.name.includes(village)
        ? [{ kind: 'organization', id: one.id, score: 80, why: [`${area.name}村委会`] }]
        : []
    }
    if (!fits || matter === undefined) return []
    const score = inTown ? 74 : area === undefined ? 84 : 46
    return [{ kind: 'organization', id: one.id, score, why: [`${matter.word}归口：${one.name}`] }]
  })
}

function unitCandidates(matter: Matter, area: Area | undefined, units: readonly Unit[]) {
  return units.flatMap((one): Candidate[] => {
    if (!matter.teams.includes(one.type)) return []
    const near = area !== undefined && one.base.township === townshipOf(area.code)
    const score = near ? 66 : area === undefined ? 62 : 40
    const base = one.base.townshipName === null ? '' : `驻${one.base.townshipName}`
    const why = [`${one.typeWord}${base === '' ? '' : `，${base}`}，${one.state.word}`]
    return [{ kind: 'unit', id: one.id, score, why }]
  })
}

const leads = /书记|镇长|乡长|主任|支书|[局站所院队]长/

/** The township's own people, where only the township was named. */
function townspeople(area: Area, people: readonly Contact[]) {
  return people.flatMap((one): Candidate[] => {
    const held = one.nets.find((net) => nearness(net.area, area.code) === 'same')
    if (held) {
      const why = [`${held.areaName}${held.net}`]
      return [{ kind: 'person', id: one.id, score: 70, why }]
    }
    if (one.township !== townshipOf(area.code)) return []
    const why = [[one.organizationName ?? '', one.post].filter(Boolean).join(' ') || '本乡镇']
    return [{ kind: 'person', id: one.id, score: leads.test(one.post) ? 66 : 45, why }]
  })
}

function dutyCandidates(question: Question, { onDuty }: Situation) {
  const asked = question.matter?.key
  return onDuty.map((one, at): Candidate => {
    const first = (asked === 'duty' || (asked === 'leader' && one.isLeader)) && !question.area
    const score = (first ? 90 : asked === 'leader' && one.isLeader ? 44 : 30) - at / 10
    // That somebody is on duty is said of everybody who is, however they were found.
    return { kind: 'person', id: one.person, score, why: [] }
  })
}

function directCandidates(question: Question, situation: Situation): Candidate[] {
  const { book, units } = situation
  const { matter, area, names } = question
  const people = book.people.filter(({ disabledReason }) => disabledReason === null)
  const named = names.map(({ value, penalty }): Candidate => {
    const nearby = area === undefined || isOf(value.id, area, book)
    return {
      kind: value.kind,
      id: value.id,
      score: (nearby ? 110 : 60) - penalty,
      why: ['按名字找到'],
    }
  })
  // A name that was found is the answer; the township's desk may still know where they are.
  if (names.length > 0) {
    const [first] = names
    const house = first?.value.kind === 'organization' ? first.value : undefined
    const staff = people.flatMap((one): Candidate[] =>
      house && one.organization === house.id
        ? [
            {
              kind: 'person',
              id: one.id,
              score: 110 - (first?.penalty ?? 0) - (leads.test(one.post) ? 4 : 16),
              why: [`${house.name} ${one.post}`.trim()],
            },
          ]
        : [],
    )
    return [...named, ...staff, ...(area ? officeCandidates(undefined, area, book.offices) : [])]
  }
  return [
    ...(matter ? netCandidates(matter, area, people) : []),
    ...(matter ? postCandidates(matter, area, people) : []),
    ...(matter || area ? officeCandidates(matter, area, book.offices) : []),
    ...(matter ? unitCandidates(matter, area, units) : []),
    ...(area && !matter ? townspeople(area, people) : []),
    ...(matter || area ? dutyCandidates(question, situation) : []),
  ]
}

function isOf(id: string, area: Area, { people, offices }: Book): boolean {
  const found = people.find((one) => one.id === id) ?? offices.find((one) => one.id === id)
  return found?.township === townshipOf(area.code)
}

/** One line for each holder: the best score, every reason. */
function merged(candidates: readonly Candidate[]): Candidate[] {
  const byKey = new Map<string, Candidate>()
  for (const one of candidates.toSorted((a, b) => b.score - a.score)) {
    const key = `${one.kind}:${one.id}`
    const before = byKey.get(key)
    byKey.set(
      key,
      before ? { ...before, why: [...new Set([...before.why, ...one.why])].slice(0, 3) } : one,
    )
  }
  return [...byKey.values()]
}

/** What leave takes from how strong a reason is. */
const away = 40

/** Before somebody who is away stand the deputies, with the reasons of the one they stand in for. */
function withDeputies(candidates: readonly Candidate[], people: ReadonlyMap<string, Contact>) {
  return candidates.flatMap((one): Candidate[] => {
    const person = one.kind === 'person' ? people.get(one.id) : undefined
    if (!person?.away) return [one]
    const deputies = person.deputies.map(({ id }, at): Candidate => {
      const isAway = people.get(id)?.away != null
      return {
        kind: 'person',
        id,
        score: one.score - at - (isAway ? away : 0),
        why: [`${person.name}的代班人`, ...one.why],
        insteadOf: person.name,
      }
    })
    return [...deputies, { ...one, score: one.score - away }]
  })
}

/** One for each holder, deputies of those who are away before them. */
export function candidatesOf(question: Question, situation: Situation): readonly Candidate[] {
  const people = new Map(situation.book.people.map((one) => [one.id, one]))
  return merged(withDeputies(merged(directCandidates(question, situation)), people))
}
