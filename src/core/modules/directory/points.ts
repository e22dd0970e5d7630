/** Every way to reach somebody: what the directory was told, and what teams, persons and offices are known by. */
import { phoneKey, phonesIn } from '../../county/phone.ts'
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { organizations, personRows } from '../people/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { ContactPoint } from './contract.ts'
import type { PointKind } from './kinds.ts'
import { userNumberOf } from './numbers.ts'
import { pointTable, type PointRow } from './tables.ts'

type Reading = Pick<CoreContext, 'db' | 'county'>

export interface PointFilter {
  readonly kinds?: readonly PointKind[] | undefined
  readonly unit?: string | undefined
  readonly place?: string | undefined
  readonly person?: string | undefined
  /** Also those out of use. */
  readonly disabled?: boolean | undefined
}

const bare = {
  aliases: [],
  unit: null,
  place: null,
  person: null,
  note: '',
  model: '',
  serial: '',
  disabled: false,
  disabledReason: null,
} as const

function kept(
  { county }: Reading,
  row: PointRow,
  unitOfRadio: ReadonlyMap<string, Unit>,
): ContactPoint {
  const { changedAt: _at, changedBy: _by, userNumber, ...fields } = row
  const unit = row.kind === 'radio' ? unitOfRadio.get(row.number) : undefined
  const dialled = userNumber ?? userNumberOf(county, row.kind, row.number)
  return {
    ...fields,
    id: `${row.kind}:${row.number}`,
    source: 'directory',
    ...(dialled === undefined ? {} : { userNumber: dialled }),
    unit: unit?.id ?? row.unit,
    place: row.place ?? unit?.base.township ?? null,
    holder: row.holder === '' ? (unit?.name ?? '') : row.holder,
    disabled: row.disabledReason !== null,
  }
}

function ofTeam({ county }: Reading, unit: Unit, known: ReadonlySet<string>): ContactPoint[] {
  const { id, name, callSign, leader, base, radios } = unit
  const common = { ...bare, source: 'team' as const, callSign, unit: id, place: base.township }
  const own = radios
    .filter((number) => !known.has(`radio:${number}`))
    .map((number) => {
      const userNumber = userNumberOf(county, 'radio', number)
      return {
        ...common,
        id: `radio:${number}`,
        kind: 'radio' as const,
        number,
        ...(userNumber === undefined ? {} : { userNumber }),
        holder: name,
      }
    })
  const phones = phonesIn(unit.phone ?? '', county.county.phoneAreaCode).map((number) => ({
    ...common,
    id: `team:${id}:${number}`,
    kind: 'phone' as const,
    number,
    holder: leader === null ? name : `${name} ${leader}`,
  }))
  return [...own, ...phones]
}

function ofPersons(reading: Reading, units: readonly Unit[]): ContactPoint[] {
  const { phoneAreaCode } = reading.county.county
  const houses = new Map(organizations(reading.db).map((house) => [house.id, house]))
  const unitOf = new Map(units.flatMap(({ id, members }) => members.map((one) => [one, id])))
  return personRows(reading.db)
    .filter(({ disabledReason }) => disabledReason === null)
    .flatMap(({ id, name, post, phones, callSign, organization }) => {
      const house = houses.get(organization ?? '')
      return phonesIn(phones, phoneAreaCode).map((number) => ({
        ...bare,
        id: `person:${id}:${number}`,
        source: 'person' as const,
        kind: 'phone' as const,
        number,
        callSign,
        holder: [house?.name ?? '', post, name].filter(Boolean).join(' '),
        unit: unitOf.get(id) ?? null,
        place: house?.township ?? null,
        person: id,
      }))
    })
}

function ofOrganizations({ db, county }: Reading): ContactPoint[] {
  return organizations(db).flatMap(({ id, name, dutyPhone, township }) =>
    phonesIn(dutyPhone, county.county.phoneAreaCode).map((number) => ({
      ...bare,
      id: `organization:${id}:${number}`,
      source: 'organization' as const,
      kind: 'phone' as const,
      number,
      callSign: '',
      holder: `${name} 值班电话`,
      place: township,
    })),
  )
}

/** Projections that `contactPoints` reads. */
export const pointTopics = ['directory.points', 'teams', 'people', 'people.organizations'] as const

/** Those kept in the directory first, then telephones of teams, persons and offices. */
export function contactPoints(context: Reading, filter: PointFilter = {}): ContactPoint[] {
  const units = unitList(context.db, context.county)
  const unitOfRadio = new Map(units.flatMap((unit) => unit.radios.map((one) => [one, unit])))
  const rows = context.db.tables
    .select()
    .from(pointTable)
    .orderBy(pointTable.kind, pointTable.number)
    .all()
  const known = new Set(rows.map(({ kind, number }) => `${kind}:${number}`))
  const all = [
    ...rows.map((row) => kept(context, row, unitOfRadio)),
    ...units.flatMap((unit) => ofTeam(context, unit, known)),
    ...ofPersons(context, units),
    ...ofOrganizations(context),
  ]
  const { kinds, unit, place, person, disabled = false } = filter
  return all.filter(
    (point) =>
      (disabled || !point.disabled) &&
      (kinds === undefined || kinds.includes(point.kind)) &&
      (unit === undefined || point.unit === unit) &&
      (place === undefined || point.place === place) &&
      (person === undefined || point.person === person),
  )
}

/** A telephone is found however it was written. */
export function pointOf(
  context: Reading,
  kind: PointKind,
  number: string,
): ContactPoint | undefined {
  const { phoneAreaCode } = context.county.county
  const isPhone = kind === 'phone' || kind === 'satphone'
  const key = (isPhone ? phoneKey(number, phoneAreaCode) : undefined) ?? number
  return contactPoints(context, { kinds: [kind], disabled: true }).find(
    (point) => point.number === key || point.number === number,
  )
}

export interface OwnName {
  readonly callSign: string
  readonly holder: string
}

/** What the directory itself was told, by `kind:number`. */
export function ownNames(context: Pick<CoreContext, 'db'>): ReadonlyMap<string, OwnName> {
  const rows = context.db
    .prepare<OwnName & { readonly key: string }>(
      `select kind || ':' || number key, coalesce(nullif(call_sign, ''), holder) callSign, holder
       from contact_point where disabled_reason is null and call_sign || holder <> ''`,
    )
    .all()
  return new Map(rows.map(({ key, callSign, holder }) => [key, { callSign, holder }]))
}

/** Numbers of one kind that the directory was told of and that are in use. */
export function numbersOfKind(context: Pick<CoreContext, 'db'>, kind: PointKind): string[] {
  return context.db
    .prepare<{ number: string }>(
      'select number from contact_point where kind = ? and disabled_reason is null order by number',
    )
    .all(kind)
    .map(({ number }) => number)
}

const mobile = /^1[3-9]\d{9}$/

const meansOfKind: Readonly<Record<Exclude<PointKind, 'phone'>, Means | undefined>> = {
  radio: 'radio370',
  group: 'radio370',
  satphone: 'satphone',
  beidou: 'beidou',
  amateur: 'amateur',
  // A terminal shows a text to its driver over the public net.
  vehicle: 'public',
}

/** Over which means a point is reached; a mobile is the public net, any other telephone a line. */
export function meansOf({
  kind,
  number,
}: Pick<ContactPoint, 'kind' | 'number'>): Means | undefined {
  if (kind !== 'phone') return meansOfKind[kind]
  return mobile.test(number) ? 'public' : 'landline'
}
