/** Under which numbers a place, a team or a person is reached, each with its means. */
import { phoneKey, phonesIn } from '../../county/phone.ts'
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { organizations, phonesOf } from '../people/index.ts'
import { unitList } from '../teams/index.ts'
import type { Whom } from './subjects.ts'

export interface Address {
  readonly means: Means
  readonly address: string
}

type Reading = Pick<CoreContext, 'db' | 'county'>

const mobile = /^1[3-9]\d{9}$/
/** Numbers of 天通 (1740) that look like mobiles. */
const tiantong = /^1740\d{7}$/

/** A telephone number's means by its own shape. */
export function meansOfPhone({ county }: Reading, phone: string): Means {
  const key = phoneKey(phone, county.county.phoneAreaCode) ?? phone
  if (tiantong.test(key)) return 'satphone'
  return mobile.test(key) ? 'public' : 'landline'
}

function phoneAddresses(reading: Reading, texts: readonly (string | null)[]): Address[] {
  const { phoneAreaCode } = reading.county.county
  return texts
    .flatMap((text) => (text === null ? [] : phonesIn(text, phoneAreaCode)))
    .map((address) => ({ means: meansOfPhone(reading, address), address }))
}

function ofUnit(context: Reading, unit: string): Address[] {
  const team = unitList(context.db, context.county).find(({ id }) => id === unit)
  if (!team) return []
  return [
    ...team.radios.map((address) => ({ means: 'radio370' as const, address })),
    ...phoneAddresses(context, [team.phone]),
  ]
}

function ofPlace(context: Reading, place: string): Address[] {
  const offices = organizations(context.db).filter(
    ({ kind, township }) => township === place && (kind === 'township' || kind === 'village'),
  )
  return phoneAddresses(
    context,
    offices.map(({ dutyPhone }) => dutyPhone),
  )
}

/** Every address once, in the order the directories name them. */
export function addressesOf(context: Reading, { unit, place, person }: Whom): Address[] {
  const found = [
    ...(unit === undefined ? [] : ofUnit(context, unit)),
    ...(place === undefined ? [] : ofPlace(context, place)),
    ...(person === undefined ? [] : phoneAddresses(context, phonesOf(context.db, person))),
  ]
  const seen = new Set<string>()
  return found.filter(({ means, address }) => {
    const key = `${means}:${address}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
