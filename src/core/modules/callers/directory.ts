/** Whose a number is: persons, organisations and teams of the directory. */
import { phoneKey, phonesIn, phoneShown } from '../../county/phone.ts'
import type { CoreContext } from '../../module.ts'
import { callsFromPhone, incidentRow, shownNumber } from '../incidents/index.ts'
import { organizations, personRows } from '../people/index.ts'
import { unitList } from '../teams/index.ts'
import type { Caller, EarlierCall, KnownCaller } from './contract.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

const mostEarlier = 5

function knownCallers({ db, county }: Reading, key: string): KnownCaller[] {
  const { phoneAreaCode } = county.county
  const isTheirs = (phones: string | null) =>
    phones !== null && phones !== '' && phonesIn(phones, phoneAreaCode).includes(key)
  const houses = organizations(db)
  const names = new Map(houses.map(({ id, name }) => [id, name]))
  const people = personRows(db)
    .filter(({ phones, disabledReason }) => disabledReason === null && isTheirs(phones))
    .map(({ id, name, post, organization }) => ({
      kind: 'person' as const,
      id,
      name,
      detail: [names.get(organization ?? '') ?? '', post].filter(Boolean).join(' '),
    }))
  const teams = unitList(db, county)
    .filter(({ phone }) => isTheirs(phone))
    .map(({ id, name, callSign, leader }) => ({
      kind: 'team' as const,
      id,
      name: leader ?? name,
      detail: `${name} ${callSign}`,
    }))
  const offices = houses
    .filter(({ dutyPhone, fax }) => isTheirs(dutyPhone) || isTheirs(fax))
    .map(({ id, name, kindWord, dutyPhone }) => ({
      kind: 'organization' as const,
      id,
      name,
      detail: isTheirs(dutyPhone) ? `${kindWord} 值班电话` : `${kindWord} 传真`,
    }))
  return [...people, ...teams, ...offices]
}

function earlierCalls(reading: Reading, key: string): EarlierCall[] {
  return callsFromPhone(reading, key, mostEarlier).flatMap((call) => {
    const row = incidentRow(reading.db, call.incident)
    if (!row) return []
    const { id, incident, at, source, text, opening } = call
    const number = shownNumber(reading.county, row.site, row.number)
    return [{ id, incident, number, title: row.title, at, source, text, opening }]
  })
}

/** By the first number in the text. */
export function lookUp(reading: Reading, typed: string): Caller {
  const { phoneAreaCode } = reading.county.county
  const [key] = phonesIn(typed, phoneAreaCode)
  if (key === undefined) return { shown: null, known: [], earlier: [] }
  return {
    shown: phoneShown(key, phoneAreaCode),
    known: knownCallers(reading, key),
    earlier: earlierCalls(reading, key),
  }
}

/** `小松镇政府 值班员 刘某`; the name of the last call where the directory has none. */
export function whoIs({ known: [first], earlier: [last] }: Caller): string | null {
  if (first) return first.detail === '' ? first.name : `${first.detail} ${first.name}`
  return last?.source ?? null
}

/** A number as it is shown and written into the form. */
export function numberShown({ county }: Reading, number: string): string {
  const { phoneAreaCode } = county.county
  const key = phoneKey(number, phoneAreaCode)
  return key === undefined ? number : phoneShown(key, phoneAreaCode)
}
