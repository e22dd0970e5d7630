/** Which gateway an order goes out on. */
import type { GatewayCommand } from '../../gateway/events.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext } from '../../module.ts'
import { storedGateways } from '../gateways/index.ts'
import type { HeldPresence } from './presence.ts'

export interface Sender {
  readonly gateway: string
  readonly gatewayName: string
  readonly ready: boolean
  readonly commands: readonly GatewayCommand['kind'][]
  /** Characters of one text. */
  readonly maxText: number
}

export type ChoiceRefusal = Refusal<'no-gateway' | 'choose-gateway' | 'unsupported'>

const usualMaxText = 200

/** Gateways that can be ordered anything; the console's own position receiver is none. */
export function senders(context: CoreContext): Sender[] {
  const stored = new Map(storedGateways(context.local).map((settings) => [settings.id, settings]))
  return context.gateways.list().flatMap(({ id, name, commands, health }) => {
    if (commands.length === 0) return []
    const limit = stored.get(id)?.driverSettings['maxTextLength']
    const maxText = typeof limit === 'number' ? limit : usualMaxText
    return [{ gateway: id, gatewayName: name, ready: health.state === 'ready', commands, maxText }]
  })
}

export interface Wanted {
  readonly gateway: string | undefined
  readonly command: GatewayCommand['kind']
  /** The radio addressed: the gateway that heard it last is taken. */
  readonly radio?: string | undefined
}

/** The one asked for, else the one that heard the radio last, else the only one there is. */
export function chooseGateway(
  context: CoreContext,
  presence: readonly HeldPresence[],
  { gateway, command, radio }: Wanted,
): Result<Sender, ChoiceRefusal> {
  const all = senders(context)
  const asked = all.find((sender) => sender.gateway === gateway)
  if (gateway !== undefined) {
    if (!asked) return refuse('no-gateway')
    return asked.commands.includes(command) ? accept(asked) : refuse('unsupported')
  }
  const able = all.filter((sender) => sender.commands.includes(command))
  if (able.length === 0 && all.length > 0) return refuse('unsupported')
  const ready = able.filter((sender) => sender.ready)
  const heardBy = presence
    .filter((one) => one.radio === radio)
    .toSorted((a, b) => b.lastHeardAt - a.lastHeardAt)
    .map((one) => ready.find((sender) => sender.gateway === one.gateway))
    .find((sender) => sender !== undefined)
  if (heardBy) return accept(heardBy)
  const [only, second] = ready
  if (!only) return refuse('no-gateway')
  return second ? refuse('choose-gateway') : accept(only)
}
