/** By which means a recipient is tried, first to last; a person sees it before sending. */
import type { Means } from '../../gateway/means.ts'
import type { CoreContext } from '../../module.ts'
import { contactPoints, meansOf } from '../directory/index.ts'
import { presenceOf, groupEnd, radioEnd, senders, type Sender } from '../radio/index.ts'
import { bestMeans, meansGateways } from '../reach/index.ts'
import { placeName } from './place-name.ts'
import { unitList } from '../teams/index.ts'
import { personRows } from '../people/index.ts'
import type { Recipient, Rung } from './facts.ts'

/** Whom a person chose: a team, a place, a person, a number or a group. */
export type Whom =
  | { readonly kind: 'unit' | 'place' | 'person'; readonly id: string }
  | { readonly kind: 'number' | 'group'; readonly number: string }

export interface ShownRung extends Rung {
  /** Why it stands where it stands, in Chinese. */
  readonly reason: string
  /** Characters of one text; null: told by a person. */
  readonly maxText: number | null
}

export interface Ladder extends Omit<Recipient, 'key' | 'ladder'> {
  readonly ladder: readonly ShownRung[]
}

/** Means over which a person can speak. */
const spoken: ReadonlySet<Means> = new Set(['public', 'landline', 'satphone'])
const mostByHand = 2

function textSenders(context: CoreContext): Map<string, Sender> {
  return new Map(
    senders(context)
      .filter(({ commands }) => commands.includes('sendText'))
      .map((sender) => [sender.gateway, sender]),
  )
}

/** What the console sends comes first, then what a person tells. */
function rungsOf(context: CoreContext, whom: Parameters<typeof bestMeans>[1]): ShownRung[] {
  const able = textSenders(context)
  const choices = bestMeans(context, whom)
  const sent = choices.flatMap(({ means, gateway, address, reason }): ShownRung[] => {
    const sender = gateway === null ? undefined : able.get(gateway)
    if (!sender || address === null) return []
    const { gatewayName, maxText } = sender
    return [{ means, gateway: sender.gateway, gatewayName, address, group: false, reason, maxText }]
  })
  const told = choices
    .filter(({ means, address }) => spoken.has(means) && address !== null)
    .slice(0, mostByHand)
    .map(({ means, address, reason }) => ({
      means,
      address: address ?? '',
      group: false,
      reason,
      maxText: null,
    }))
  return [...sent, ...told]
}

/** The gateway asked for, the one that heard the number last, else the only one of its means. */
function senderOf(context: CoreContext, means: Means, number: string, wanted?: string) {
  const able = textSenders(context)
  if (wanted !== undefined) return able.get(wanted)
  const heard = presenceOf(context).find((one) => one.number === number)?.gateway
  const vehicle = pointWith(context, number)?.kind === 'vehicle'
  const own = meansGateways(context).filter(
    (one) => one.means === means && one.vehicle === vehicle && able.has(one.id),
  )
  const working = own.filter(({ ready }) => ready)
  const last = working.find(({ id }) => id === heard)
  // Two nets and no sign which one the number is in: a person chooses.
  const choice = last ?? (working.length > 1 ? undefined : (working[0] ?? own[0]))
  return choice && able.get(choice.id)
}

const pointWith = (context: CoreContext, number: string) =>
  contactPoints(context).find((one) => one.number === number && one.kind !== 'group')

function meansOfNumber(context: CoreContext, number: string): Means {
  const point = pointWith(context, number)
  if (point) return meansOf(point) ?? 'radio370'
  if (/^\+?\d{11,}$/.test(number)) return 'public'
  return /[A-Z]/.test(number) ? 'amateur' : 'radio370'
}

function numberLadder(
  context: CoreContext,
  number: string,
  group: boolean,
  gateway: string | undefined,
): ShownRung[] {
  const means = group ? 'radio370' : meansOfNumber(context, number)
  const sender = senderOf(context, means, number, gateway)
  if (!sender) return []
  const { gatewayName, maxText } = sender
  const reason = gateway === undefined ? '按号码发出' : '指定网关'
  return [{ means, gateway: sender.gateway, gatewayName, address: number, group, reason, maxText }]
}

/** `gateway`: chosen by the person for the first attempt. */
export function ladderFor(context: CoreContext, whom: Whom, gateway?: string): Ladder | undefined {
  switch (whom.kind) {
    case 'group':
      return {
        name: groupEnd(context, whom.number).callSign,
        ladder: numberLadder(context, whom.number, true, gateway),
      }
    case 'number': {
      const end = radioEnd(context, whom.number)
      const first = numberLadder(context, whom.number, false, gateway)
      const more = end.unit === null ? [] : rungsOf(context, { unit: end.unit })
      const rest = more.filter(
        ({ address, gateway: other }) =>
          !first.some((one) => one.address === address && one.gateway === other),
      )
      return {
        name: end.callSign,
        ladder: [...first, ...rest],
        ...(end.unit === null ? {} : { unit: end.unit }),
      }
    }
    case 'unit': {
      const unit = unitList(context.db, context.county).find(({ id }) => id === whom.id)
      if (!unit) return undefined
      return { name: unit.callSign, unit: unit.id, ladder: rungsOf(context, { unit: unit.id }) }
    }
    case 'place': {
      const name = placeName(context, whom.id)
      if (name === undefined) return undefined
      return { name, place: whom.id, ladder: rungsOf(context, { place: whom.id }) }
    }
    case 'person': {
      const person = personRows(context.db).find(({ id }) => id === whom.id)
      if (!person) return undefined
      return {
        name: person.name,
        person: person.id,
        ladder: rungsOf(context, { person: person.id }),
      }
    }
  }
}
