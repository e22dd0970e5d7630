/**
 * Which teams to send: ranked, with the reasons in words, and those left out with theirs. A
 * proposal only: nobody is sent by it.
 */
import type { CountyProfile } from '../../county/profile.ts'
import type { TeamType } from '../../county/profile-schema.ts'
import type { CoreContext } from '../../module.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import { latestPosition } from '../positions/index.ts'
import { ruleMs } from '../rules/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { RoadTime } from '../../roads/reach.ts'
import type { Candidate, Recommendation } from './contract.ts'
import { fitOf, type Fit } from './fit.ts'
import { seenIncident, type SeenIncident } from './incident-seen.ts'
import { nearnessOf, fixAge, roadsTo, type Fix, type Nearness } from './nearness.ts'
import { openRows } from './queries.ts'
import type { AssignmentRow } from './tables.ts'
import { dispatchMachine } from './words.ts'

/** Two or three are a suggestion; more are a list. */
const suggestedMost = 3

export interface Known {
  readonly county: CountyProfile
  readonly incident: SeenIncident
  readonly units: readonly Unit[]
  readonly open: readonly AssignmentRow[]
  readonly numberOf: (incident: string) => string
  readonly fixOf: (unit: string) => Fix | undefined
  readonly now: number
  readonly staleMs: number
  readonly roads: ReadonlyMap<string, RoadTime>
}

interface Judged {
  readonly unit: Unit
  readonly type: TeamType | undefined
  readonly fit: Fit
  readonly near: Nearness
  readonly orders: readonly AssignmentRow[]
  readonly people: number | null
  /** Why it is left out; empty where it is not. */
  readonly out: readonly string[]
}

const outWords: Readonly<Record<string, string>> = {
  emergency: '紧急求救',
  resting: '轮换休整',
  unavailable: '不可用',
  request_support: '正在请求支援',
}

/** Its books, else what such a team usually has. */
function peopleOf(unit: Unit, type: TeamType | undefined): number | null {
  return unit.strength ?? type?.strength ?? null
}

function shortOfPeople(unit: Unit, type: TeamType | undefined): string | undefined {
  const people = peopleOf(unit, type)
  if (people === null) return '人数不详'
  if (people === 0) return '人数不足（0 人）'
  const usual = type?.strength ?? null
  return usual !== null && people * 2 < usual
    ? `人数不足（${people} 人，应有 ${usual} 人）`
    : undefined
}

const homeward = new Set(['released', 'returning'])

function committed(known: Known, orders: readonly AssignmentRow[]): string[] {
  return orders
    .filter((row) => row.incident === known.incident.id || !homeward.has(row.state))
    .map((row) => {
      const word = stateWord(dispatchMachine, row.state)
      return row.incident === known.incident.id
        ? `已派本事件（${word}）`
        : `已在 ${known.numberOf(row.incident)}（${word}）`
    })
}

/** A state set by hand, without an order. */
function busyByHand(unit: Unit, orders: readonly AssignmentRow[]): string | undefined {
  if (outWords[unit.state.key] !== undefined) return outWords[unit.state.key]
  if (orders.length > 0 || unit.board !== 'moving') return undefined
  return unit.state.key === 'returning' ? undefined : `正在${unit.state.word}`
}

/** A team under way whose position is old could be anywhere; one at its base is there. */
function lost(known: Known, unit: Unit): string | undefined {
  const fix = known.fixOf(unit.id)
  if (unit.board !== 'moving' || !fix) return undefined
  const ageMs = known.now - fix.at
  return ageMs > known.staleMs ? fixAge(ageMs) : undefined
}

function judge(known: Known, unit: Unit): Judged {
  const type = known.county.teamTypes.find(({ key }) => key === unit.type)
  const fit = fitOf(type, known.incident.category)
  const orders = known.open.filter((row) => row.unit === unit.id)
  const out = [
    ...committed(known, orders),
    busyByHand(unit, orders),
    fit === 'none' ? '不合灾种' : undefined,
    shortOfPeople(unit, type),
    lost(known, unit),
  ].filter((reason) => reason !== undefined)
  return {
    unit,
    type,
    fit,
    near: nearnessOf(known, unit, known.fixOf(unit.id)),
    orders,
    people: peopleOf(unit, type),
    out,
  }
}

/** Its own kind of event first, free before homeward, then the nearest, then the most people. */
function rank(a: Judged, b: Judged): number {
  const fit = Number(a.fit === 'any') - Number(b.fit === 'any')
  if (fit !== 0) return fit
  const free = Number(a.unit.board !== 'free') - Number(b.unit.board !== 'free')
  if (free !== 0) return free
  if (a.near.roughM !== b.near.roughM) return a.near.roughM - b.near.roughM
  const people = (b.people ?? 0) - (a.people ?? 0)
  return people !== 0 ? people : a.unit.callSign < b.unit.callSign ? -1 : 1
}

function peopleWords({ unit, people }: Judged): string {
  return unit.strength === null ? `编制 ${people ?? 0} 人，实到待核` : `${people ?? 0} 人`
}

function reasonsOf({ incident }: Known, judged: Judged): string[] {
  const { unit, fit, near, orders } = judged
  const suits = incident.category === null ? [] : [fit === 'own' ? '专长相符' : '通用队伍']
  const where = unit.board === 'free' ? unit.state.word : `${unit.state.word}途中可转派`
  return [...suits, where, near.words, peopleWords(judged), `${orders.length} 任务`]
}

function candidate(judged: Judged, reasons: readonly string[]): Candidate {
  const { unit, near, people, orders } = judged
  const { digit, word, token } = unit.state
  return {
    unit: unit.id,
    callSign: unit.callSign,
    name: unit.name,
    typeWord: unit.typeWord,
    state: { digit, word, token },
    people,
    distanceM: near.metres,
    fixAgeMs: near.fixAgeMs,
    tasks: orders.length,
    radio: unit.radios[0] ?? null,
    reasons: [...reasons],
  }
}

function notesOf({ incident }: Known): string[] {
  return [
    incident.category === null ? '事件类别待定，未按灾种筛选' : undefined,
    incident.point === null && incident.township === null
      ? '事件地点不明，未按远近排序'
      : incident.point === null
        ? '事件只知道乡镇，按乡镇就近，距离未知'
        : undefined,
  ].filter((note) => note !== undefined)
}

/** Pure: the same teams, positions and orders always give the same list. */
export function rankUnits(known: Known): Recommendation {
  const judged = known.units.map((unit) => judge(known, unit))
  const fitting = judged.filter(({ out }) => out.length === 0).sort(rank)
  const left = judged.filter(({ out }) => out.length > 0).sort(rank)
  return {
    candidates: fitting.map((one) => candidate(one, reasonsOf(known, one))),
    suggested: Math.min(suggestedMost, fitting.length),
    excluded: left.map((one) => candidate(one, one.out)),
    notes: notesOf(known),
  }
}

/** `undefined` where there is no such incident. */
export async function recommend(
  context: CoreContext,
  incident: string,
): Promise<Recommendation | undefined> {
  const seen = seenIncident(context, incident)
  if (!seen) return undefined
  const units = unitList(context.db, context.county)
  const fixOf = (unit: string) => latestPosition(context, `unit:${unit}`)
  const when = {
    incident: seen,
    now: context.world.clock.nowMs(),
    staleMs: ruleMs(context, 'dispatch.staleFix'),
  }
  const roads = await roadsTo(context, when, units, fixOf)
  return rankUnits({
    ...when,
    county: context.county,
    units,
    open: openRows(context.db),
    numberOf: (id) => seenIncident(context, id)?.number ?? '另一事件',
    fixOf,
    roads,
  })
}
