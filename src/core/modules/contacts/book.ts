/** Everybody and every organisation as the directory shows them, joined from what keeps each part. */
import { pinyin } from 'pinyin-pro'
import { phonesIn } from '../../county/phone.ts'
import type { CoreContext } from '../../module.ts'
import { keptUntil } from '../../kept-until.ts'
import { pointTopics } from '../directory/index.ts'
import { organizations, personDirectory } from '../people/index.ts'
import { ruleValue } from '../rules/index.ts'
import type { Contact, Office, Way } from './contract.ts'
import { pointWays } from './points.ts'
import { detailsTable, standingTable, type DetailsRow, type StandingRow } from './tables.ts'
import { keptWay, likelyPurpose, shownWay } from './ways.ts'
import { isTelephone, usualNets, verifyHowWord } from './words.ts'

const dayMs = 24 * 3_600_000

export interface Book {
  readonly people: readonly Contact[]
  readonly offices: readonly Office[]
}

/** What a person is on leave for, and until when. */
export type AwayOf = (person: string) => Contact['away']

/** Letters of one name; thousands are asked for again and again. */
const spelled = new Map<string, { readonly pinyin: string; readonly initials: string }>()

function spelling(text: string) {
  const known = spelled.get(text)
  if (known) return known
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true })
  const made = {
    pinyin: syllables.join('').toLowerCase(),
    initials: syllables
      .map((one) => one.slice(0, 1))
      .join('')
      .toLowerCase(),
  }
  if (spelled.size > 20_000) spelled.clear()
  spelled.set(text, made)
  return made
}

/** `overdue` is a matter of the moment: `atMoment`. */
function standingOf(row: StandingRow | undefined, names: ReadonlyMap<string, string>) {
  const name = (person: string | null) => names.get(person ?? '') ?? '—'
  const verifiedAt = row?.verifiedAt ?? null
  return {
    verifiedAt,
    verifiedBy:
      row === undefined || verifiedAt === null
        ? ''
        : `${name(row.verifiedBy)}（${verifyHowWord(row.verifiedHow ?? '')}）`,
    overdue: false,
    doubt:
      row?.doubt == null
        ? null
        : { reason: row.doubt, at: row.doubtAt ?? 0, by: name(row.doubtBy) },
  }
}

/** Telephones are facts of `people`; what each is for, and the other ways, are kept here. */
function waysOf(
  { county }: CoreContext,
  phones: readonly string[],
  details: DetailsRow | undefined,
  cards: readonly Way[],
): Way[] {
  const numbers = phonesIn(phones.join(' / '), county.county.phoneAreaCode)
  const told = (details?.ways ?? []).filter(
    ({ purpose, number }) => !isTelephone(purpose) || numbers.includes(number),
  )
  const known = new Set(told.map(({ number }) => number))
  const untold = numbers
    .filter((number) => !known.has(number))
    .map((number) => ({ purpose: likelyPurpose(number), number }))
  return [
    ...[...told, ...untold].map((way) => shownWay(county, way)),
    ...cards.filter(({ number }) => !known.has(number) && !numbers.includes(number)),
  ]
}

/** Names of townships and villages: `小松镇`, `小松镇罗源村`. */
export function areaNames({ county }: Pick<CoreContext, 'county'>): ReadonlyMap<string, string> {
  const towns = new Map(county.townships.map(({ code, name }) => [code, name]))
  return new Map([
    ...towns,
    ...county.villages.map(({ code, name, township }): [string, string] => [
      code,
      `${towns.get(township) ?? ''}${name}`,
    ]),
  ])
}

/** The township an area lies in. */
export const townshipOf = (area: string | null): string | null =>
  area === null ? null : area.slice(0, 9)

/** Two of one name are told apart by what differs. */
function labelsOf(people: readonly { id: string; name: string; where: string }[]) {
  const count = new Map<string, number>()
  for (const { name } of people) count.set(name, (count.get(name) ?? 0) + 1)
  return new Map(
    people.map(({ id, name, where }) => [
      id,
      (count.get(name) ?? 0) > 1 && where !== '' ? `${name}（${where}）` : name,
    ]),
  )
}

/** What does not depend on the moment. */
function stillBook(context: CoreContext): Book {
  const details = new Map(
    context.db.tables
      .select()
      .from(detailsTable)
      .all()
      .map((row) => [row.person, row]),
  )
  const standings = new Map(
    context.db.tables
      .select()
      .from(standingTable)
      .all()
      .map((row) => [row.subject, row]),
  )
  const houses = organizations(context.db)
  const houseOf = new Map(houses.map((house) => [house.id, house]))
  const { ofPerson } = pointWays(context)
  const areas = areaNames(context)
  const all = personDirectory(context)
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const labels = labelsOf(
    all.map(({ id, name, post, organizationName }) => ({
      id,
      name,
      where: [organizationName ?? '', post].filter(Boolean).join(' '),
    })),
  )
  const refs = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [{ id, name, label: labels.get(id) ?? name }]
    })
  const covers = new Map<string, string[]>()
  for (const { person, deputies } of details.values()) {
    for (const deputy of deputies) covers.set(deputy, [...(covers.get(deputy) ?? []), person])
  }
  const people = all.map((person): Contact => {
    const own = details.get(person.id)
    const house = houseOf.get(person.organization ?? '')
    const nets = (own?.nets ?? []).map(({ net, area }) => ({
      net,
      area,
      areaName: area === null ? '全县' : (areas.get(area) ?? area),
    }))
    const towns = new Set(nets.map(({ area }) => townshipOf(area)))
    const [only] = towns
    const township = house?.township ?? (towns.size === 1 ? (only ?? null) : null)
    return {
      id: person.id,
      name: person.name,
      label: labels.get(person.id) ?? person.name,
      ...spelling(person.name),
      post: person.post,
      organization: person.organization,
      organizationName: person.organizationName,
      organizationKind: house?.kind ?? null,
      township,
      townshipName: areas.get(township ?? '') ?? null,
      callSign: person.callSign,
      ways: waysOf(context, person.phones, own, ofPerson.get(person.id) ?? []),
      nets,
      deputies: refs(own?.deputies ?? []),
      standsInFor: refs(covers.get(person.id) ?? []),
      roles: person.roles,
      note: own?.note ?? '',
      disabledReason: person.disabledReason,
      away: null,
      ...standingOf(standings.get(person.id), names),
    }
  })
  const counts = new Map<string, number>()
  for (const { organization, disabledReason } of people) {
    if (organization === null || disabledReason !== null) continue
    counts.set(organization, (counts.get(organization) ?? 0) + 1)
  }
  const offices = houses.map((house): Office => ({
    id: house.id,
    name: house.name,
    kind: house.kind,
    kindWord: house.kindWord,
    ways: officeWays(context, house.dutyPhone, house.fax),
    township: house.township,
    townshipName: areas.get(house.township ?? '') ?? null,
    superiorName: houseOf.get(house.superior ?? '')?.name ?? null,
    people: counts.get(house.id) ?? 0,
    ...spelling(house.name),
    ...standingOf(standings.get(house.id), names),
  }))
  return { people, offices }
}

/** Projections that the book is read from. */
export const bookTopics = [...pointTopics, 'contacts', 'contacts.standing'] as const

/** A search asks with every letter. */
export const keptBook = keptUntil(bookTopics, stillBook)

/**
 * Everybody and every organisation; the same object until something changes.
 * @param at UTC epoch milliseconds: what is overdue then
 * @param awayOf who is on leave then
 */
export function contactBook(context: CoreContext, at: number, awayOf: AwayOf): Book {
  const { people, offices } = keptBook(context)
  const verifyMs = verifyDays(context) * dayMs
  const overdue = (verifiedAt: number | null) => verifiedAt === null || at - verifiedAt > verifyMs
  return {
    people: people.map((one) => ({
      ...one,
      away: awayOf(one.id),
      overdue: overdue(one.verifiedAt),
    })),
    offices: offices.map((one) => ({ ...one, overdue: overdue(one.verifiedAt) })),
  }
}

function officeWays(context: CoreContext, dutyPhone: string, fax: string): Way[] {
  const { county } = context
  const duty = phonesIn(dutyPhone, county.county.phoneAreaCode).map((number) => ({
    purpose: 'duty' as const,
    number,
  }))
  const paper = keptWay(county, { purpose: 'fax', number: fax })
  return [...duty, ...(paper ? [paper] : [])].map((way) => shownWay(county, way))
}

/** Days after which an entry is to be verified again. */
export function verifyDays(context: CoreContext): number {
  return ruleValue(context, 'contact.verify')
}

/** Roles of the county's nets: the usual ones and those in use. */
export function netsInUse(context: CoreContext): string[] {
  const rows = context.db.tables.select().from(detailsTable).all()
  const used = rows.flatMap(({ nets }) => nets.map(({ net }) => net))
  return [...new Set<string>([...usualNets, ...used])]
}
