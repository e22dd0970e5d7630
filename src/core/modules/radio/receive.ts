/** What a gateway heard → facts, each with its log line in the same append. */
import type { GatewayEvent } from '../../gateway/events.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import { clearDrafts, raiseDrafts } from '../alarms/index.ts'
import { gatewayName, keptAppends } from '../gateways/index.ts'
import { latestOfRadio } from '../positions/index.ts'
import { causeWord } from './causes.ts'
import {
  deviceAlarmReported,
  emergencyCleared,
  emergencyRaised,
  radioStateReported,
  statusReceived,
  textReceived,
  type Emergency,
} from './facts.ts'
import { tellIncoming } from './incoming.ts'
import { trafficLine } from './lines.ts'
import { groupEnd, holderFields, radioEnd } from './names.ts'
import { radioEnabled, trafficRow } from './queries.ts'

type Of<Kind extends GatewayEvent['kind']> = Extract<GatewayEvent, { kind: Kind }>

const via = (context: CoreContext, gateway: string) => ({
  gateway,
  gatewayName: gatewayName(context, gateway),
})
const entityId = ({ world }: CoreContext) => newId(world.clock, world.random)

export function takeText(context: CoreContext, gateway: string, event: Of<'text'>): void {
  const { from, to, group, body, ref } = event
  const at = context.world.clock.nowMs()
  const holder = holderFields(context, from)
  // What the other end keeps until it is on record may come twice: it is known by its own name.
  const own = `text:${gateway}:${ref}`.slice(0, 64)
  const known = event.stored ? trafficRow(context.db, own) : undefined
  if (event.stored && known?.body === body && known.radio === from) return event.stored()
  const entity = event.stored && !known ? own : entityId(context)
  const fact = { ...via(context, gateway), ...holder, from, to, group, body, ref, at }
  const target = group ? `（发往${groupEnd(context, to).callSign}）` : ''
  const line = {
    ...holder,
    at,
    radio: from,
    text: `短信${target}：${body}`,
    ...(group ? { group: to } : {}),
  }
  keptAppends(context).put(
    gateway,
    () => [{ kind: textReceived.kind, entity, body: fact }, trafficLine(context, line)],
    event.stored,
  )
  tellIncoming(context, {
    entity,
    gateway,
    radio: from,
    what: { kind: 'text', body },
    group: group ? to : null,
  })
}

export function takeStatus(context: CoreContext, gateway: string, event: Of<'status'>): void {
  const { from, code } = event
  const at = context.world.clock.nowMs()
  const holder = holderFields(context, from)
  const entity = entityId(context)
  const fact = { ...via(context, gateway), ...holder, from, code, at }
  keptAppends(context).put(gateway, () => [
    { kind: statusReceived.kind, entity, body: fact },
    trafficLine(context, {
      ...holder,
      at,
      radio: from,
      kind: 'status',
      text: `电台状态码 ${code}`,
    }),
  ])
  tellIncoming(context, {
    entity,
    gateway,
    radio: from,
    what: { kind: 'status', code },
    group: null,
  })
}

/** What the net says about a radio, where it is news. */
export function takeRadioState(
  context: CoreContext,
  gateway: string,
  { radio, enabled }: Of<'radioState'>,
): void {
  if ((radioEnabled(context.db, radio) ?? true) === enabled) return
  const at = context.world.clock.nowMs()
  const holder = holderFields(context, radio)
  const name = radioEnd(context, radio).callSign
  const words = enabled ? '已可发射' : '已被遥晕，不能发射'
  const fact = { ...via(context, gateway), ...holder, radio, enabled, at }
  keptAppends(context).put(gateway, () => [
    { kind: radioStateReported.kind, entity: `radio-state:${radio}`, body: fact },
    trafficLine(context, { ...holder, at, radio, text: `${name} ${words}（网络报告）` }),
  ])
}

/** A fault that a terminal reports: an alarm until it says that it is over, or a person does. */
export function takeDeviceAlarm(
  context: CoreContext,
  gateway: string,
  { from, code, state, late = false }: Of<'deviceAlarm'>,
): void {
  const at = context.world.clock.nowMs()
  const holder = holderFields(context, from)
  const codeWord = causeWord(context, gateway, code)
  const name = radioEnd(context, from).callSign
  const entity = entityId(context)
  const body = { ...via(context, gateway), ...holder, radio: from, code, codeWord, state, late, at }
  const subject = `${from} ${code}`
  const over = state === 'cleared' ? '已恢复' : ''
  const words = `${name} ${codeWord}${over}${late ? '（补传）' : ''}`
  keptAppends(context).put(gateway, () => [
    { kind: deviceAlarmReported.kind, entity, body },
    ...(late
      ? []
      : state === 'cleared'
        ? clearDrafts(context, 'device-fault', subject, `${codeWord}已恢复`)
        : raiseDrafts(context, {
            kind: 'device-fault',
            subject,
            priority: 'normal',
            title: `${name} ${codeWord}`,
            detail: `终端 ${from}，经 ${body.gatewayName}`,
            at,
            ...(holder.unit === undefined ? {} : { unit: holder.unit }),
            ...(holder.incident === undefined ? {} : { incident: holder.incident }),
          })),
    trafficLine(context, { ...holder, at, radio: from, kind: 'alarm', text: words }),
  ])
}

/** Emergencies of one radio stand on one alarm, until a person has spoken with the team. */
export const emergencySubject = (radio: string): string => `radio:${radio}`

/** The radio an emergency alarm stands for; `undefined` where it is not one of a radio. */
export function emergencyRadioOf(subject: string): string | undefined {
  const head = emergencySubject('')
  return subject.startsWith(head) ? subject.slice(head.length) : undefined
}

function emergencyBody(
  context: CoreContext,
  gateway: string,
  { from, how }: Of<'emergency'>,
): Emergency {
  const position = latestOfRadio(context, gateway, from)
  return {
    ...via(context, gateway),
    ...holderFields(context, from),
    radio: from,
    how,
    howWord: causeWord(context, gateway, how),
    at: context.world.clock.nowMs(),
    ...(position ? { position: { lat: position.lat, lon: position.lon, at: position.at } } : {}),
  }
}

function placeWords({ position }: Emergency): string {
  if (!position) return '位置未知'
  return `位置 ${position.lat.toFixed(5)}，${position.lon.toFixed(5)}`
}

export function takeEmergency(context: CoreContext, gateway: string, event: Of<'emergency'>): void {
  const fact = emergencyBody(context, gateway, event)
  const { at, radio, howWord, unit, callSign, incident } = fact
  const name = radioEnd(context, radio).callSign
  const holder = {
    ...(unit === undefined ? {} : { unit }),
    ...(callSign === undefined ? {} : { callSign }),
    ...(incident === undefined ? {} : { incident }),
  }
  const entity = entityId(context)
  const place = placeWords(fact)
  if (event.state === 'cleared') {
    const text = `${name} 电台取消紧急（${howWord}），告警仍须人工联系后解除`
    return keptAppends(context).put(gateway, () => [
      { kind: emergencyCleared.kind, entity, body: fact },
      trafficLine(context, { ...holder, at, radio, kind: 'alarm', text }),
    ])
  }
  keptAppends(context).put(gateway, () => [
    { kind: emergencyRaised.kind, entity, body: fact },
    ...raiseDrafts(context, {
      kind: 'radio-emergency',
      subject: emergencySubject(radio),
      priority: 'emergency',
      title: `${name} 紧急求救`,
      detail: `${howWord}；电台 ${radio}；${place}`,
      at,
      ...(unit === undefined ? {} : { unit }),
      ...(incident === undefined ? {} : { incident }),
    }),
    trafficLine(context, {
      ...holder,
      at,
      radio,
      kind: 'alarm',
      text: `${name} 紧急求救：${howWord}；${place}`,
    }),
  ])
  tellIncoming(context, {
    entity,
    gateway,
    radio,
    what: { kind: 'emergency', how: howWord },
    group: null,
  })
}
