/** What a number on the air is called: its unit, else its name in the directory, else the number. */
import type { CoreContext } from '../../module.ts'
import { nameOfAddress, nameOfNumber } from '../directory/index.ts'
import { holderOf } from '../positions/index.ts'
import { unitList } from '../teams/index.ts'

export interface End {
  readonly number: string
  readonly callSign: string
  readonly holder: string
  readonly unknown: boolean
  readonly unit: string | null
}

/** Who held the radio, as the facts keep it. */
export interface HolderFields {
  readonly unit?: string
  readonly callSign?: string
  readonly incident?: string
}

/** 仅本次: names given until this console stops, by `what:number`. */
export type PassingNames = Map<string, Name>

const passing = new WeakMap<CoreContext, PassingNames>()

export function passingNames(context: CoreContext): PassingNames {
  const known = passing.get(context) ?? new Map()
  passing.set(context, known)
  return known
}

interface Name {
  readonly callSign: string
  readonly holder: string
}

function nameOf(context: CoreContext, what: 'radio' | 'group', number: string): Name | undefined {
  return passingNames(context).get(`${what}:${number}`) ?? nameOfNumber(context, what, number)
}

/** `then`: what the record itself says; it outlives a change of holder. */
export function radioEnd(
  context: CoreContext,
  number: string,
  then: { readonly unit: string | null; readonly callSign: string | null } = {
    unit: null,
    callSign: null,
  },
): End {
  if (then.callSign !== null) {
    return { number, callSign: then.callSign, holder: '', unknown: false, unit: then.unit }
  }
  const unit = holderOf(context, number)
  if (unit)
    return { number, callSign: unit.callSign, holder: unit.name, unknown: false, unit: unit.id }
  const name = nameOf(context, 'radio', number)
  if (name)
    return { number, callSign: name.callSign, holder: name.holder, unknown: false, unit: null }
  // No radio: a telephone, a card, a call sign of another net.
  const address = nameOfAddress(context, number)
  if (address) return { number, ...address, unknown: false }
  return { number, callSign: number, holder: '', unknown: true, unit: null }
}

export function groupEnd(context: CoreContext, number: string): End {
  const name = nameOf(context, 'group', number)
  if (name)
    return { number, callSign: name.callSign, holder: name.holder, unknown: false, unit: null }
  return { number, callSign: `组 ${number}`, holder: '', unknown: true, unit: null }
}

/** The holder's fields of a fact about this radio, as of now. */
export function holderFields(context: CoreContext, number: string | undefined): HolderFields {
  if (number === undefined) return {}
  const unit = holderOf(context, number)
  if (unit) {
    const incident = unit.incident === undefined ? {} : { incident: unit.incident }
    return { unit: unit.id, callSign: unit.callSign, ...incident }
  }
  const name = nameOf(context, 'radio', number)
  if (name) return { callSign: name.callSign }
  const address = nameOfAddress(context, number)
  if (!address) return {}
  const { callSign, unit: id } = address
  const team =
    id === null ? undefined : unitList(context.db, context.county).find((one) => one.id === id)
  return {
    callSign,
    ...(team ? { unit: team.id } : {}),
    ...(team && team.incident !== null ? { incident: team.incident } : {}),
  }
}
