/** The talk key of a gateway's transmitter: nothing of it is kept, and it never stays down. */
import type { CoreContext, Seat } from '../../module.ts'
import { requireRight } from '../../seat-log.ts'
import { senderFor } from './commands.ts'
import { longestPttMs } from './contract.ts'
import { radioDesk } from './desks.ts'
import type { Sender } from './gateway-choice.ts'
import type { PassingResult } from './orders.ts'

interface TalkTarget {
  readonly number: string
  readonly group: boolean
}

export interface Talk {
  readonly gateway?: string | undefined
  readonly pressed: boolean
  readonly to?: TalkTarget | undefined
}

interface Held {
  readonly cancel: () => void
}

const keysDown = new WeakMap<CoreContext, Map<string, Held>>()

function keysOf(context: CoreContext): Map<string, Held> {
  const known = keysDown.get(context) ?? new Map<string, Held>()
  keysDown.set(context, known)
  return known
}

/** A key that nobody lets go (page gone, machine frozen) is let go here. */
function hold(context: CoreContext, gateway: string): Held {
  const keys = keysOf(context)
  keys.get(gateway)?.cancel()
  const release = () => {
    keys.delete(gateway)
    context.logger.warn('ptt.released', { gateway })
    context.gateways.command(gateway, { kind: 'ptt', pressed: false })
  }
  const held = { cancel: context.world.timers.after(longestPttMs, release) }
  keys.set(gateway, held)
  return held
}

function letGo(context: CoreContext, gateway: string): void {
  const keys = keysOf(context)
  keys.get(gateway)?.cancel()
  keys.delete(gateway)
}

/** The group or radio that shall hear it is set up first, where the gateway can do that. */
function reach(
  context: CoreContext,
  { gateway, commands }: Sender,
  to: TalkTarget,
): Promise<PassingResult> | undefined {
  const { orders, work, calls } = radioDesk(context)
  const { number, group } = to
  if (group && commands.includes('selectGroup')) {
    if (work.of(gateway).group === number) return undefined
    return orders.pass(gateway, { kind: 'selectGroup', group: number })
  }
  const going = calls.active.some(
    (call) => call.gateway === gateway && call.target === number && call.direction === 'out',
  )
  if (going || !commands.includes('call')) return undefined
  const type = group ? 'group' : 'private'
  return orders.pass(gateway, { kind: 'call', type, target: number })
}

const isGood = ({ outcome }: PassingResult) => outcome === 'confirmed' || outcome === 'accepted'

/** @throws ORPCError of the contract */
export async function pushToTalk(
  context: CoreContext,
  seat: Seat,
  { gateway, pressed, to }: Talk,
): Promise<PassingResult> {
  requireRight(seat, 'radio.send')
  const sender = senderFor(context, { gateway, command: 'ptt' })
  const { orders } = radioDesk(context)
  if (!pressed) {
    letGo(context, sender.gateway)
    return orders.pass(sender.gateway, { kind: 'ptt', pressed })
  }
  const held = hold(context, sender.gateway)
  const set = to ? reach(context, sender, to) : undefined
  if (set) {
    const done = await set
    // Let go meanwhile: the transmitter must not go on now.
    if (keysOf(context).get(sender.gateway) !== held) return { outcome: 'confirmed', cause: '' }
    if (!isGood(done)) {
      letGo(context, sender.gateway)
      return done
    }
  }
  return orders.pass(sender.gateway, { kind: 'ptt', pressed })
}
