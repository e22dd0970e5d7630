/** Whom a message can go to besides radios and groups. */
import type { CoreContext } from '../../module.ts'
import { addressesOf } from '../reach/index.ts'
import { personRows } from '../people/index.ts'
import { unitList } from '../teams/index.ts'
import type { WhomInput } from './contract.ts'

interface Choice {
  readonly whom: WhomInput
  readonly name: string
  /** What the search looks in. */
  readonly words: string
}

/** Teams without a radio of their own, townships, and persons with a telephone. */
export function peopleToWrite(context: CoreContext): Choice[] {
  const { db, county } = context
  const units = unitList(db, county)
    .filter(({ radios }) => radios.length === 0)
    .map(({ id, callSign, name }): Choice => ({
      whom: { kind: 'unit', id },
      name: callSign,
      words: `${callSign} ${name} 队伍`,
    }))
  const places = county.townships
    .filter(({ code }) => addressesOf(context, { place: code }).length > 0)
    .map(({ code, name }): Choice => ({
      whom: { kind: 'place', id: code },
      name,
      words: `${name} 乡镇`,
    }))
  const persons = personRows(db)
    .filter(({ disabledReason, phones }) => disabledReason === null && phones !== '')
    .map(({ id, name, post, phones }): Choice => ({
      whom: { kind: 'person', id },
      name,
      words: `${name} ${post} ${phones}`,
    }))
  return [...units, ...places, ...persons]
}
