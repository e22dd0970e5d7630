/** Whom the title bar and the wall name as on duty. */
import { useQuery } from '@tanstack/react-query'
import type { PeopleState } from '../../../core/modules/people/contract.ts'
import type { DutyPerson, OnDutyNow } from '../../../core/modules/onduty/contract.ts'
import { queries } from '../../client.ts'

export interface NamedOnDuty {
  readonly word: string
  readonly name: string
  /** Of the tip: seat, signed on, late. */
  readonly note: string
  readonly missing: boolean
}

/** A shift starts and somebody gets late by the clock alone. */
const askedAgainMs = 30_000

function note({ signedOnAt, lateByMin, phone }: DutyPerson): string {
  const state =
    signedOnAt !== null
      ? '已签到'
      : lateByMin !== null && lateByMin > 0
        ? `未到 ${lateByMin} 分`
        : '未签到'
  return phone === '' ? state : `${state}，${phone}`
}

/** Who the roster has here; a standby is at home, and one who was replaced is not here. */
function onRoster(people: readonly DutyPerson[]): NamedOnDuty[] {
  const replaced = new Set(people.flatMap(({ standsForPerson }) => standsForPerson ?? []))
  return people
    .filter(
      ({ post, person, signedOffAt, standsFor }) =>
        (post !== 'standby' || standsFor !== null) && signedOffAt === null && !replaced.has(person),
    )
    .map((one) => ({
      word: one.word === '带班领导' ? '带班' : one.word,
      name: one.name,
      note: note(one),
      missing: one.signedOnAt === null && (one.lateByMin ?? 0) > 0,
    }))
}

export interface DutyGroup {
  /** 交班 and 接班 while one hands over to the other; else empty. */
  readonly word: string
  readonly names: readonly NamedOnDuty[]
}

function groups(
  duty: OnDutyNow | undefined,
  signedIn: PeopleState['onDuty'],
): readonly DutyGroup[] {
  if (!duty || duty.source === 'seats') {
    const names = signedIn.map(({ word, name, seat }) => ({
      word,
      name,
      note: seat,
      missing: false,
    }))
    return [{ word: '', names }]
  }
  return duty.relieving
    ? [
        { word: '交班', names: onRoster(duty.people) },
        { word: '接班', names: onRoster(duty.coming) },
      ]
    : [{ word: '', names: onRoster(duty.people) }]
}

/** Of the published roster, both shifts while handing over; without one who is signed in. */
export function useDutyNames(signedIn: PeopleState['onDuty']): readonly DutyGroup[] {
  const duty = useQuery({
    ...queries.onduty.now.queryOptions(),
    refetchInterval: askedAgainMs,
  }).data
  return groups(duty, signedIn).filter(({ names }) => names.length > 0)
}
