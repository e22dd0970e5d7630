/** Calls in progress; each becomes one fact when it ends, also when this console stopped meanwhile. */
import { z } from 'zod'
import type { GatewayEvent } from '../../gateway/events.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import { durationWords, gatewayName, keptAppends } from '../gateways/index.ts'
import type { EntryId } from '../logbook/index.ts'
import { callListeners } from './call-listeners.ts'
import { causeWord } from './causes.ts'
import { callLogged, type CallLogged } from './facts.ts'
import { trafficLine } from './lines.ts'
import { groupEnd, holderFields, radioEnd } from './names.ts'
import { callKindWord, callKinds } from './words.ts'

type Of<Kind extends GatewayEvent['kind']> = Extract<GatewayEvent, { kind: Kind }>

const liveCall = z.object({
  entity: z.string(),
  /** The log line it gets at its end; absent in what an older version kept. */
  entry: z.string().optional(),
  gateway: z.string(),
  call: z.string(),
  direction: z.enum(['in', 'out']),
  type: z.enum(callKinds),
  target: z.string(),
  caller: z.string().optional(),
  channel: z.string().optional(),
  startAt: z.number(),
  /** Newest sign of life. */
  seenAt: z.number(),
  talkers: z.array(z.object({ radio: z.string(), at: z.number() })),
})
export type LiveCall = z.infer<typeof liveCall>

/** One call cannot collect talkers without end. */
const maxTalkers = 500

export interface CallDesk {
  start(gateway: string, event: Of<'callStart'>): void
  talker(gateway: string, event: Of<'talker'>): void
  end(gateway: string, event: Of<'callEnd'>): void
  readonly active: readonly LiveCall[]
  /** Logs the calls that were going on when the console stopped. */
  recover(): void
}

export function isGroupCall(type: LiveCall['type']): boolean {
  return type !== 'private' && type !== 'phone'
}

function loggedOf(context: CoreContext, call: LiveCall, endAt: number, cause: string): CallLogged {
  const { gateway, type, direction, target, caller, channel, startAt } = call
  const about = caller ?? call.talkers[0]?.radio ?? (isGroupCall(type) ? undefined : target)
  return {
    gateway,
    gatewayName: gatewayName(context, gateway),
    ...holderFields(context, about),
    call: call.call,
    direction,
    type,
    target,
    ...(channel === undefined ? {} : { channel }),
    ...(caller === undefined ? {} : { caller }),
    startAt,
    endAt,
    talkers: call.talkers.map((talker) => ({ ...talker, ...holderFields(context, talker.radio) })),
    cause,
    causeWord: causeWord(context, gateway, cause),
  }
}

function lineText(context: CoreContext, logged: CallLogged): string {
  const { type, target, startAt, endAt, cause, talkers } = logged
  const to = isGroupCall(type)
    ? groupEnd(context, target).callSign
    : radioEnd(context, target).callSign
  const names = [...new Set(talkers.map(({ callSign, radio }) => callSign ?? radio))]
  const spoke = names.length === 0 ? '' : `，讲话 ${names.join('、')}`
  const why = cause === 'ended' ? '' : `，${logged.causeWord}`
  return `${callKindWord(type)} ${to}，${durationWords(endAt - startAt)}${spoke}${why}`
}

export function openCallDesk(context: CoreContext): CallDesk {
  const active = new Map<string, LiveCall>()
  const { live, world } = context
  const keyOf = (gateway: string, call: string) => `${gateway} ${call}`

  function keep(call: LiveCall): void {
    active.set(keyOf(call.gateway, call.call), call)
    try {
      live
        .prepare('insert or replace into radio_call (entity, call) values (?, ?)')
        .run(call.entity, JSON.stringify(call))
    } catch (error) {
      // The call goes on in memory; only a crash before its end would lose it.
      context.logger.warn('call.not-kept', { error: String(error) })
    }
    context.changed('radio.calls', [])
  }
  const forget = (entity: string) =>
    void live.prepare('delete from radio_call where entity = ?').run(entity)

  function log(call: LiveCall, endAt: number, cause: string): void {
    const body = loggedOf(context, call, endAt, cause)
    const radio = body.caller ?? body.talkers[0]?.radio
    const { unit, callSign, incident } = body
    keptAppends(context).put(
      call.gateway,
      () => [
        { kind: callLogged.kind, entity: call.entity, body },
        trafficLine(context, {
          ...(call.entry === undefined ? {} : { id: call.entry as EntryId }),
          at: call.startAt,
          text: lineText(context, body),
          radio,
          ...(isGroupCall(call.type) ? { group: call.target } : {}),
          ...(unit === undefined ? {} : { unit }),
          ...(callSign === undefined ? {} : { callSign }),
          ...(incident === undefined ? {} : { incident }),
        }),
      ],
      () => forget(call.entity),
    )
  }
  return {
    get active() {
      return [...active.values()]
    },
    start(gateway, { call, direction, type, target, caller, channel }) {
      if (active.has(keyOf(gateway, call))) return
      const now = world.clock.nowMs()
      const started: LiveCall = {
        entity: newId(world.clock, world.random),
        entry: newId(world.clock, world.random),
        gateway,
        call,
        direction,
        type,
        target,
        caller,
        channel,
        startAt: now,
        seenAt: now,
        talkers: [],
      }
      keep(started)
      for (const listener of callListeners(context)) listener.started(started)
    },
    talker(gateway, { call, radio }) {
      const known = active.get(keyOf(gateway, call))
      if (!known || known.talkers.length >= maxTalkers) return
      const at = world.clock.nowMs()
      keep({ ...known, seenAt: at, talkers: [...known.talkers, { radio, at }] })
    },
    end(gateway, { call, cause }) {
      const known = active.get(keyOf(gateway, call))
      if (!known) return
      active.delete(keyOf(gateway, call))
      const endAt = world.clock.nowMs()
      for (const listener of callListeners(context)) listener.ended(known, endAt)
      log(known, endAt, cause)
      context.changed('radio.calls', [])
    },
    recover() {
      for (const row of live.prepare<{ call: string }>('select call from radio_call').all()) {
        const parsed = liveCall.safeParse(JSON.parse(row.call))
        if (!parsed.success) continue
        const { entity, seenAt } = parsed.data
        // Logged already, and stopped before the row here was taken away.
        if (context.log.factsOf(entity).length > 0) forget(entity)
        else log(parsed.data, seenAt, 'console-stopped')
      }
    },
  }
}
