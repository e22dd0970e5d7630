/** Sorts what gateways say to the desks and the log. */
import { assertNever } from '../../kernel/assert-never.ts'
import type { CallKind, GatewayFix } from '../../gateway/events.ts'
import type { SupervisedEvent } from '../../gateway/supervisor.ts'
import type { CoreContext } from '../../module.ts'
import { purposeOf } from '../gateways/index.ts'
import { qualityOfFix } from '../positions/index.ts'
import { radioDesk, type RadioDesk } from './desks.ts'
import { isGroupCall } from './calls.ts'
import { takeDelivery } from './delivery.ts'
import { tellEnded, tellIncoming } from './incoming.ts'
import { takeDeviceAlarm, takeEmergency, takeRadioState, takeStatus, takeText } from './receive.ts'

function takeFix(
  context: CoreContext,
  { presence }: RadioDesk,
  gateway: string,
  fix: GatewayFix,
): void {
  if (fix.reason === 'own') return
  // Where it was, not where it is: the track's business.
  if (fix.late) return presence.heard(gateway, fix.radio)
  const at = fix.fixAt ?? context.world.clock.nowMs()
  presence.fix(gateway, fix, at, qualityOfFix(context, gateway, fix))
}

/** An emergency call goes to its group; a call to all says nothing about where somebody is. */
const saidToGroup = (type: CallKind): boolean => type === 'group' || type === 'emergency'

const callOf = ({ calls }: RadioDesk, gateway: string, call: string) =>
  calls.active.find((one) => one.gateway === gateway && one.call === call)

/** Whoever speaks in a call that came in waits for an answer. */
function tellCall(
  context: CoreContext,
  desk: RadioDesk,
  gateway: string,
  call: string,
  radio: string,
): void {
  const known = callOf(desk, gateway, call)
  if (known?.direction !== 'in') return
  const { entity, type, target } = known
  tellIncoming(context, {
    entity,
    gateway,
    radio,
    what: { kind: 'call', type },
    group: isGroupCall(type) ? target : null,
  })
}

function noteGroup(
  desk: RadioDesk,
  gateway: string,
  { call, radio }: Extract<SupervisedEvent, { kind: 'talker' }>,
): void {
  const known = callOf(desk, gateway, call)
  if (known && saidToGroup(known.type)) desk.presence.inGroup(gateway, radio, known.target)
}

function take(
  context: CoreContext,
  desk: RadioDesk,
  gateway: string,
  event: SupervisedEvent,
): void {
  const { calls, orders, presence, work } = desk
  // What stations write and complain of is no radio traffic.
  const ofStation = event.kind === 'text' || event.kind === 'deviceAlarm'
  if (ofStation && purposeOf(context, gateway) === 'sensor') return
  switch (event.kind) {
    case 'radioPresence':
      return presence.tell(gateway, event)
    case 'callStart':
      if (event.direction === 'in' && event.caller !== undefined) {
        presence.heard(gateway, event.caller)
        if (saidToGroup(event.type)) presence.inGroup(gateway, event.caller, event.target)
      }
      calls.start(gateway, event)
      if (event.caller !== undefined) tellCall(context, desk, gateway, event.call, event.caller)
      return
    case 'talker':
      presence.heard(gateway, event.radio)
      noteGroup(desk, gateway, event)
      calls.talker(gateway, event)
      return tellCall(context, desk, gateway, event.call, event.radio)
    case 'callEnd': {
      const known = callOf(desk, gateway, event.call)
      calls.end(gateway, event)
      if (known) tellEnded(context, known.entity)
      return
    }
    case 'text':
      presence.heard(gateway, event.from)
      if (event.group) presence.inGroup(gateway, event.from, event.to)
      return takeText(context, gateway, event)
    case 'status':
      presence.heard(gateway, event.from)
      return takeStatus(context, gateway, event)
    case 'emergency':
      presence.heard(gateway, event.from)
      return takeEmergency(context, gateway, event)
    case 'position':
      return takeFix(context, desk, gateway, event.fix)
    case 'rssi':
      if (event.radio !== undefined) presence.rssi(gateway, event.radio, event.level)
      else work.rssi(gateway, event.level)
      return
    case 'commandResult':
      work.result(gateway, event.result)
      return orders.take(gateway, event)
    case 'delivery':
      return takeDelivery(context, gateway, event)
    case 'radioState':
      return takeRadioState(context, gateway, event)
    case 'deviceAlarm':
      presence.heard(gateway, event.from)
      return takeDeviceAlarm(context, gateway, event)
    case 'channel':
      return work.channel(gateway, event)
    case 'device':
      return work.device(gateway, event)
    case 'lost':
    case 'back':
    case 'driverFault':
    case 'clockQuality':
    case 'phoneRing':
    case 'reading':
    case 'stationHeard':
      // Other modules' business.
      return
    default:
      assertNever(event)
  }
}

export function listenToRadios(context: CoreContext): () => void {
  const desk = radioDesk(context)
  const stop = context.gateways.onEvent((gateway, event) => take(context, desk, gateway, event))
  desk.calls.recover()
  desk.orders.recover()
  return () => {
    stop()
    desk.orders.close()
    desk.presence.close()
  }
}
