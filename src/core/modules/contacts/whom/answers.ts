/** Puts those who can be called in order, with the number to ring now and what to mind. */
import { beijingDateTime } from '../../../kernel/beijing-time.ts'
import type { Unit } from '../../teams/index.ts'
import type { Answer, Contact, Office, Way } from '../contract.ts'
import { isTelephone } from '../words.ts'
import { candidatesOf, type Candidate, type Situation } from './candidates.ts'
import { inTurn } from './hour.ts'
import type { Question } from './question.ts'

const day = (at: number) => beijingDateTime(at).slice(5, 16)

function trustWords({ doubt, overdue, verifiedAt }: Contact | Office, days: number): string[] {
  if (doubt !== null) return [`存疑：${doubt.reason}（${day(doubt.at)} ${doubt.by}）`]
  if (verifiedAt === null) return ['从未核对']
  return overdue ? [`超过 ${days} 天没有核对`] : []
}

function split(ways: readonly Way[], { hour, isTripleCut }: Situation) {
  const ordered = inTurn(ways, hour, isTripleCut)
  const call = ordered.find(({ purpose }) => isTelephone(purpose)) ?? null
  return { call, others: ordered.filter((way) => way !== call) }
}

type Ranked = Answer & { readonly score: number }

function personAnswer(candidate: Candidate, person: Contact, situation: Situation): Ranked {
  const { call, others } = split(person.ways, situation)
  const { hour, onDuty, verifyDays } = situation
  const duty = onDuty.find((one) => one.person === person.id)
  const isShut = call?.purpose === 'office' && !hour.isOfficeHour
  const away = person.away
  const mind = [
    ...(away ? [`${away.word}至 ${day(away.until)}`] : []),
    ...(call === null ? [person.callSign === '' ? '没有电话' : '没有电话，用电台叫'] : []),
    ...(isShut ? [`只有办公电话，${hour.word}可能无人接`] : []),
    ...trustWords(person, verifyDays),
  ]
  const minus = (call === null ? 20 : 0) + (isShut ? 10 : 0) + (person.doubt ? 12 : 0)
  const why = [...candidate.why, ...(duty ? [`县值班表：${duty.word}`] : [])]
  return {
    key: `person:${person.id}`,
    kind: 'person',
    id: person.id,
    name: person.name,
    who: [person.organizationName ?? person.townshipName ?? '', person.post]
      .filter(Boolean)
      .join(' '),
    call,
    others,
    callSign: person.callSign,
    why,
    mind,
    insteadOf: candidate.insteadOf ?? null,
    score: candidate.score - minus + (duty ? 5 : 0),
  }
}

function officeAnswer(candidate: Candidate, office: Office, situation: Situation): Ranked {
  const { call, others } = split(office.ways, situation)
  return {
    key: `organization:${office.id}`,
    kind: 'organization',
    id: office.id,
    name: office.name,
    who: office.kindWord,
    call,
    others,
    callSign: '',
    why: [...candidate.why],
    mind: [
      ...(call === null ? ['没有登记值班电话'] : []),
      ...trustWords(office, situation.verifyDays),
    ],
    insteadOf: null,
    score: candidate.score - (call === null ? 40 : 0) - (office.doubt ? 12 : 0),
  }
}

function unitAnswer(candidate: Candidate, unit: Unit, situation: Situation): Ranked {
  const { call, others } = split(situation.unitWays(unit), situation)
  return {
    key: `unit:${unit.id}`,
    kind: 'unit',
    id: unit.id,
    name: unit.name,
    who: [unit.groupWord, unit.leader ?? ''].filter(Boolean).join(' '),
    call,
    others,
    callSign: unit.callSign,
    why: [...candidate.why],
    mind: call === null ? ['没有电话，用电台叫'] : [],
    insteadOf: null,
    score: candidate.score - (call === null && !situation.isTripleCut ? 6 : 0),
  }
}

/** Best first, at most `limit`. */
export function rankAnswers(question: Question, situation: Situation, limit: number): Answer[] {
  const people = new Map(situation.book.people.map((one) => [one.id, one]))
  const offices = new Map(situation.book.offices.map((one) => [one.id, one]))
  const units = new Map(situation.units.map((one) => [one.id, one]))
  const ranked = candidatesOf(question, situation).flatMap((one): Ranked[] => {
    const [person, office, unit] = [people.get(one.id), offices.get(one.id), units.get(one.id)]
    if (one.kind === 'person' && person && person.disabledReason === null) {
      return [personAnswer(one, person, situation)]
    }
    if (one.kind === 'organization' && office) return [officeAnswer(one, office, situation)]
    return one.kind === 'unit' && unit ? [unitAnswer(one, unit, situation)] : []
  })
  return ranked
    .toSorted((one, other) => other.score - one.score || (one.name < other.name ? -1 : 1))
    .slice(0, limit)
    .map(({ score: _score, ...answer }) => answer)
}
