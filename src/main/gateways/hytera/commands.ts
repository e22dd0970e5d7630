/** Operator commands → messages. That two persons confirmed a stun is the core's business. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { u32be } from '../../../core/gateway/frame-kit.ts'
import { parseRadioId } from './address.ts'
import type { Exchange, Exchanges } from './exchanges.ts'
import type { Service } from './hdap.ts'
import { lpRequest } from './lp.ts'
import { rcpRequest } from './rcp.ts'
import { rcpOpcodes, replyTo } from './rcp-names.ts'
import { encodeCheck, rrsOpcodes } from './rrs.ts'
import type { Road } from './road.ts'
import type { ServiceSettings } from './settings.ts'
import { encodeText, tmpTypes } from './tmp.ts'

export const hyteraCommands = [
  'sendText',
  'locate',
  'check',
  'call',
  'ptt',
  'hangup',
  'selectChannel',
  'stun',
  'revive',
  'monitor',
] as const satisfies readonly GatewayCommand['kind'][]

interface CommandContext {
  readonly settings: ServiceSettings
  readonly io: DriverIo
  readonly road: Road
  readonly exchanges: Exchanges
  /** The gateway's own radio id, 0 while unknown. */
  readonly ownId: number
}

/** Random, so that after a restart no radio takes a new text for a repeat of an old one. */
const newRequestId = (io: DriverIo): number => u32be(io.random.bytes(4), 0)

type Request = Pick<Exchange, 'answer' | 'radio' | 'opcode'> & {
  readonly service: Service
  readonly message: Uint8Array
  readonly timeoutS: number
  readonly urgent?: boolean
}

function begin(context: CommandContext, command: string, request: Request): undefined {
  const { service, opcode, radio, answer, timeoutS, message, urgent } = request
  context.exchanges.begin(
    { command, service, opcode, radio, answer, timeoutMs: timeoutS * 1000 },
    (watch) => context.road.send(service, message, { watch, urgent }),
  )
}

function sendText(
  context: CommandContext,
  id: string,
  to: string,
  group: boolean,
  body: string,
): string | undefined {
  const { settings, io, road } = context
  const radioId = parseRadioId(to)
  if (radioId === undefined) return 'bad-number'
  if (body === '') return 'text-empty'
  if (body.length > settings.maxTextLength) return 'text-too-long'
  const requestId = newRequestId(io)
  const message = encodeText({
    group,
    requestId,
    dest: { subnet: group ? settings.groupSubnet : settings.subnet, radioId },
    src: { subnet: settings.subnet, radioId: settings.consoleRadioId ?? context.ownId },
    text: body,
    bit7: road.bit7,
  })
  return begin(context, id, {
    service: 'TMP',
    opcode: group ? tmpTypes.group_text : tmpTypes.private_text,
    radio: radioId,
    answer: `tmp:${requestId}`,
    timeoutS: settings.textTimeoutS,
    message,
  })
}

/** An interval of 0 stops periodic location. */
function locate(
  context: CommandContext,
  id: string,
  radio: string,
  intervalS?: number,
): string | undefined {
  const { settings, io } = context
  const radioId = parseRadioId(radio)
  if (radioId === undefined) return 'bad-number'
  const requestId = newRequestId(io)
  const ip = { subnet: settings.subnet, radioId }
  const byCondition = settings.locateBy === 'condition'
  const [opcode, message] =
    intervalS === undefined
      ? ([0xa001, lpRequest.once(requestId, ip)] as const)
      : intervalS === 0
        ? byCondition
          ? ([0xd001, lpRequest.conditionStop(requestId, ip)] as const)
          : ([0xc004, lpRequest.triggeredStop(requestId, ip)] as const)
        : byCondition
          ? ([0xd001, lpRequest.condition(requestId, ip, intervalS)] as const)
          : ([0xc001, lpRequest.triggered(requestId, ip, intervalS)] as const)
  return begin(context, id, {
    service: 'LP',
    opcode,
    radio: radioId,
    answer: `lp:${requestId}`,
    timeoutS: settings.locateTimeoutS,
    message,
  })
}

function check(context: CommandContext, id: string, radio: string): string | undefined {
  const { settings } = context
  const radioId = parseRadioId(radio)
  if (radioId === undefined) return 'bad-number'
  const timeoutS = settings.replyTimeoutS
  if (settings.checkBy === 'rcp') {
    const message = rcpRequest.check(radioId)
    const answer = `check:${radioId}`
    return begin(context, id, {
      service: 'RCP',
      opcode: rcpOpcodes.check,
      radio: radioId,
      answer,
      timeoutS,
      message,
    })
  }
  const message = encodeCheck({ subnet: settings.subnet, radioId })
  const answer = `rrs:${radioId}`
  return begin(context, id, {
    service: 'RRS',
    opcode: rrsOpcodes.check,
    radio: radioId,
    answer,
    timeoutS,
    message,
  })
}

const restraints = { stun: 'disable', revive: 'enable', monitor: 'monitor' } as const

function restrain(
  context: CommandContext,
  id: string,
  kind: keyof typeof restraints,
  radio: string,
): string | undefined {
  const radioId = parseRadioId(radio)
  if (radioId === undefined) return 'bad-number'
  const what = restraints[kind]
  return begin(context, id, {
    service: 'RCP',
    opcode: rcpOpcodes[what],
    radio: radioId,
    answer: `${what}:${radioId}`,
    timeoutS: context.settings.locateTimeoutS,
    message: rcpRequest.ofRadio(what, radioId),
  })
}

/** `zone/channel`, both from 1 to 65535, as the gateway itself counts them. */
function selectChannel(context: CommandContext, id: string, channel: string): string | undefined {
  const [zone, number] = (/^(\d{1,5})\/(\d{1,5})$/.exec(channel) ?? []).slice(1).map(Number)
  if (zone === undefined || number === undefined || zone > 0xffff || number > 0xffff)
    return 'bad-channel'
  return control(context, id, rcpOpcodes.channel, rcpRequest.setChannel(zone, number), {
    answer: 'channel:0',
  })
}

function control(
  context: CommandContext,
  id: string,
  opcode: number,
  message: Uint8Array,
  options: { readonly answer?: string; readonly urgent?: boolean } = {},
): undefined {
  const { answer = `rcp:${replyTo(opcode)}`, urgent = false } = options
  const timeoutS = context.settings.replyTimeoutS
  return begin(context, id, { service: 'RCP', opcode, answer, timeoutS, message, urgent })
}

/** Starts a command; the cause when it is refused at once, else its result comes as an event. */
export function runCommand(
  context: CommandContext,
  id: string,
  command: GatewayCommand,
): string | undefined {
  switch (command.kind) {
    case 'sendText':
      return sendText(context, id, command.to, command.group, command.body)
    case 'locate':
      return locate(context, id, command.radio, command.intervalS)
    case 'check':
      return check(context, id, command.radio)
    case 'call': {
      const all = command.type === 'all'
      const target = parseRadioId(command.target) ?? (all ? 0xffffff : undefined)
      if (target === undefined) return 'bad-number'
      return control(context, id, rcpOpcodes.call, rcpRequest.call(command.type, target))
    }
    case 'ptt': {
      const message = rcpRequest.button(context.settings.pttKey, command.pressed)
      const answer = `key:${command.pressed ? 1 : 0}`
      return control(context, id, rcpOpcodes.button, message, { answer, urgent: true })
    }
    case 'hangup':
      return control(context, id, rcpOpcodes.hangup, rcpRequest.hangup(), { urgent: true })
    case 'stun':
    case 'revive':
    case 'monitor':
      return restrain(context, id, command.kind, command.radio)
    case 'selectChannel':
      return selectChannel(context, id, command.channel)
    case 'sendStatus':
    case 'ackEmergency':
    case 'selectGroup':
    case 'inspect':
    case 'queryStation':
    case 'setStationClock':
    case 'placeObject':
      return 'unsupported'
  }
}
