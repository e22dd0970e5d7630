/** What a gateway heard → facts, each with its log line in the same append. */
import type { GatewayEvent } from '../../gateway/events.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import { raiseDrafts } from '../alarms/index.ts'
import { gatewayName, keptAppends } from '../gateways/index.ts'
import { latestOfRadio } from '../positions/index.ts'
import { causeWord } from './causes.ts'
import {
  emergencyCleared,
  emergencyRaised,
  statusReceived,
  textReceived,
  type Emergency,
} from './facts.ts'
import { trafficLine } from './lines.ts'
import { groupEnd, holderFields, radioEnd } from './names.ts'

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
  const entity = entityId(context)
  const fact = { ...via(context, gateway), ...holder, from, to, group, body, ref, at }
  const target = group ? `（发往${groupEnd(context, to).callSign}）` : ''
  const line = {
    ...holder,
    at,
    radio: from,
    text: `短信${target}：${body}`,
    ...(group ? { group: to } : {}),
  }
  keptAppends(context).put(gateway, () => [
    { kind: textReceived.kind, entity, body: fact },
    trafficLine(context, line),
  ])
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
}

/** Emergencies of one radio stand on one alarm, until a person has spoken with the team. */
export const emergencySubject = (radio: string): string => `radio:${radio}`

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
}
