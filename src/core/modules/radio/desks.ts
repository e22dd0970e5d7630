/** The live state of one console's radio work, made once per console. */
import type { CoreContext } from '../../module.ts'
import { openCallDesk, type CallDesk } from './calls.ts'
import { openGatewayWork, type GatewayWorkDesk } from './gateway-work.ts'
import { openOrderDesk, type OrderDesk } from './orders.ts'
import { openPresenceDesk, type PresenceDesk } from './presence.ts'

export interface RadioDesk {
  readonly calls: CallDesk
  readonly orders: OrderDesk
  readonly presence: PresenceDesk
  readonly work: GatewayWorkDesk
}

const desks = new WeakMap<CoreContext, RadioDesk>()

export function radioDesk(context: CoreContext): RadioDesk {
  const known = desks.get(context) ?? {
    calls: openCallDesk(context),
    orders: openOrderDesk(context),
    presence: openPresenceDesk(context),
    work: openGatewayWork(context),
  }
  desks.set(context, known)
  return known
}
