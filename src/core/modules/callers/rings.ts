/** Rings of a gateway → facts. What rings now is live; that it rang is for ever. */
import type { GatewayEvent } from '../../gateway/events.ts'
import { newId } from '../../kernel/id.ts'
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { gatewayName, keptAppends } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'
import { lookUp, numberShown, whoIs } from './directory.ts'
import { callArrived, callEnded } from './facts.ts'

type PhoneRing = Extract<GatewayEvent, { kind: 'phoneRing' }>

/** A ring comes before its number: wait this long for it, then write down that it rang. */
const waitForNumberMs = 4000
/** The gateway went while it rang: nobody will say that it ended. */
const forgottenAfterMs = 60_000

interface Live {
  readonly id: string
  readonly gateway: string
  readonly at: number
  number?: string | undefined
  name?: string | undefined
  withheld?: PhoneRing['withheld']
  recorded: boolean
  cancel: CancelTimer
  cancelForget: CancelTimer
}

export interface RingDesk {
  take(gateway: string, event: PhoneRing): void
  isRinging(id: string): boolean
  /** Rings that are too young to be in the log. */
  unrecorded(): readonly Live[]
  /** Before a person acts on it, it must be in the log. */
  record(id: string): void
  close(): void
}

const withheldWords = { private: '号码保密', unavailable: '号码未知' } as const

/** `138 0797 1234`, or why there is no number. */
export function shownCaller(
  context: Pick<CoreContext, 'db' | 'county'>,
  call: {
    readonly number?: string | null | undefined
    readonly withheld?: PhoneRing['withheld'] | null
  },
): string {
  if (call.number) return numberShown(context, call.number)
  return withheldWords[call.withheld ?? 'unavailable']
}

export function openRingDesk(context: CoreContext): RingDesk {
  const { clock, timers, random } = context.world
  const live = new Map<string, Live>()
  const told = (call: Live) => context.changed('callers', [call.id])

  function arrival(call: Live): void {
    if (call.recorded) return
    call.recorded = true
    call.cancel()
    const { id, gateway, at, number, name, withheld } = call
    const who = number === undefined ? null : whoIs(lookUp(context, number))
    const shown = shownCaller(context, call)
    const body = {
      gateway,
      gatewayName: gatewayName(context, gateway),
      at,
      ...(number === undefined ? {} : { number }),
      ...(name === undefined ? {} : { name }),
      ...(withheld === undefined ? {} : { withheld }),
    }
    keptAppends(context).put(gateway, () => [
      { kind: callArrived.kind, entity: id, body },
      logLines(context)({
        kind: 'call',
        channel: 'landline',
        source: { kind: 'text', text: who ?? shown },
        heardAt: at,
        text: `来电 ${shown}${who === null ? '' : `（${who}）`}，${body.gatewayName}`,
      }),
    ])
  }
  function end(key: string, call: Live): void {
    arrival(call)
    call.cancelForget()
    live.delete(key)
    const at = clock.nowMs()
    keptAppends(context).put(call.gateway, () => [
      { kind: callEnded.kind, entity: call.id, body: { at } },
    ])
    told(call)
  }
  function begin(key: string, gateway: string): Live {
    const id = newId(clock, random)
    const call: Live = {
      id,
      gateway,
      at: clock.nowMs(),
      recorded: false,
      cancel: timers.after(waitForNumberMs, () => arrival(call)),
      cancelForget: () => {},
    }
    live.set(key, call)
    return call
  }
  return {
    take(gateway, event) {
      const key = `${gateway} ${event.call}`
      const known = live.get(key)
      if (event.state === 'ended') {
        if (known) end(key, known)
        return
      }
      const call = known ?? begin(key, gateway)
      call.cancelForget()
      call.cancelForget = timers.after(forgottenAfterMs, () => end(key, call))
      call.number ??= event.number
      call.name ??= event.name
      call.withheld = call.number === undefined ? event.withheld : undefined
      if (call.number !== undefined || call.withheld !== undefined) arrival(call)
      if (!known || !call.recorded || event.number !== undefined) told(call)
    },
    isRinging: (id) => [...live.values()].some((call) => call.id === id),
    unrecorded: () => [...live.values()].filter(({ recorded }) => !recorded),
    record(id) {
      const call = [...live.values()].find((one) => one.id === id)
      if (call) arrival(call)
    },
    close() {
      for (const call of live.values()) {
        arrival(call)
        call.cancelForget()
      }
      live.clear()
    },
  }
}

const desks = new WeakMap<CoreContext, RingDesk>()

export function ringDesk(context: CoreContext): RingDesk {
  const known = desks.get(context) ?? openRingDesk(context)
  desks.set(context, known)
  return known
}
