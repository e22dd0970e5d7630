/** Under which numbers a place, a team or a person is reached, each with its means. */
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { contactPoints, meansOf, type ContactPoint } from '../directory/index.ts'
import { organizations, personRows } from '../people/index.ts'
import { unitList } from '../teams/index.ts'
import { keyOf, type Whom } from './subjects.ts'

export interface Address {
  readonly means: Means
  readonly address: string
  /** A terminal in a vehicle, which only a gateway for vehicles reaches. */
  readonly vehicle: boolean
  /** Who answers there, in words. */
  readonly holder: string
}

type Reading = Pick<CoreContext, 'db' | 'county'>

/** `subject` → its addresses, in the order of the directory. */
export type AddressBook = ReadonlyMap<string, readonly Address[]>

const houseKinds = new Set(['township', 'village'])

interface Belonging {
  /** Offices that speak for their township or village. */
  readonly houses: ReadonlySet<string>
  readonly persons: ReadonlySet<string>
  /** Teams that do. */
  readonly units: ReadonlySet<string>
}

function belonging({ db, county }: Reading): Belonging {
  const houses = new Set(
    organizations(db)
      .filter(({ kind }) => houseKinds.has(kind))
      .map(({ id }) => id),
  )
  const persons = personRows(db).filter(({ organization }) => houses.has(organization ?? ''))
  const units = unitList(db, county).filter(({ group }) => houseKinds.has(group))
  return {
    houses,
    persons: new Set(persons.map(({ id }) => id)),
    units: new Set(units.map(({ id }) => id)),
  }
}

/** Everything based in the county seat has its township; only some of it speaks for the township. */
function speaksForPlace(point: ContactPoint, { houses, persons, units }: Belonging): boolean {
  switch (point.source) {
    case 'organization':
      return houses.has(point.id.split(':')[1] ?? '')
    case 'person':
      return persons.has(point.person ?? '')
    case 'team':
    case 'directory':
      return point.unit === null || units.has(point.unit)
  }
}

export function addressBook(context: Reading): AddressBook {
  const parts = belonging(context)
  const book = new Map<string, Address[]>()
  for (const point of contactPoints(context)) {
    const means = meansOf(point)
    if (means === undefined || point.kind === 'group') continue
    const { kind, number: address, holder, callSign, unit, place, person } = point
    const vehicle = kind === 'vehicle'
    const one = { means, address, vehicle, holder: holder === '' ? callSign : holder }
    const keys = [
      unit === null ? undefined : keyOf({ unit }),
      // The vehicle drives about: whoever is in it is not the township's duty room.
      place !== null && !vehicle && speaksForPlace(point, parts) ? keyOf({ place }) : undefined,
      person === null ? undefined : keyOf({ person }),
    ]
    for (const key of keys) {
      if (key === undefined) continue
      const known = book.get(key) ?? []
      if (!known.some((other) => other.means === means && other.address === address)) {
        book.set(key, [...known, one])
      }
    }
  }
  return book
}

/** Every address once, in the order of the directory. */
export function addressesOf(context: Reading, whom: Whom): readonly Address[] {
  const key = keyOf(whom)
  return key === undefined ? [] : (addressBook(context).get(key) ?? [])
}
