/** RCP, radio control: little endian throughout, radio ids without subnet (radio reference §3.8). */
import { bytes16le, bytes32le, u16le, u32le } from '../../../core/gateway/frame-kit.ts'
import { type RadioIp, readIp } from './address.ts'
import { encodeHdap } from './hdap.ts'
import {
  type CallType,
  callTypes,
  onAirServices,
  type OnAirService,
  radioReplyNames,
  radioRequestNames,
  rawNames,
  rcpOpcodes,
  type RepeaterState,
  repeaterStates,
  resultNames,
} from './rcp-names.ts'

export type RcpBody =
  | { readonly name: 'button_request'; readonly key: number; readonly pressed: boolean }
  | {
      readonly name: 'button_reply'
      readonly result: number
      readonly key: number
      readonly op: number
    }
  | { readonly name: 'call_request'; readonly callType: CallType; readonly target: number }
  | { readonly name: 'rcp_result'; readonly label: string; readonly result: number }
  | { readonly name: 'radio_request'; readonly label: string; readonly radioId: number }
  | {
      readonly name: 'radio_reply'
      readonly label: string
      readonly result: number
      readonly radioId: number
    }
  | { readonly name: 'remove_call_request' }
  | { readonly name: 'identification_reply'; readonly result: number; readonly deviceId: number }
  | { readonly name: 'radio_id_ip_request'; readonly target: 'id' | 'ip' }
  | {
      readonly name: 'radio_id_ip_reply'
      readonly result: number
      readonly target: 'id' | 'ip'
      readonly radioId: number
      readonly ip?: RadioIp
    }
  | {
      readonly name: 'channel_request'
      readonly op: number
      readonly zone: number
      readonly channel: number
    }
  | {
      readonly name: 'channel_reply'
      readonly result: number
      readonly op: number
      readonly zone: number
      readonly channel: number
    }
  | {
      readonly name: 'broadcast_message_config_request'
      readonly tmp: boolean
      readonly shortData: boolean
      readonly csbk: boolean
    }
  | {
      readonly name: 'broadcast_status_config_request'
      readonly config: readonly { readonly which: number; readonly enable: boolean }[]
    }
  | {
      readonly name: 'status_notify_config_request'
      readonly config: readonly { readonly target: number; readonly enable: boolean }[]
    }
  | {
      readonly name: 'broadcast_tx_status'
      readonly process: number
      readonly reason: number
      readonly callType: CallType
      readonly target: number
      readonly alias?: Uint8Array | undefined
    }
  | {
      readonly name: 'broadcast_rx_status'
      readonly status: number
      readonly callType: CallType
      readonly target: number
      readonly sender: number
      readonly alias?: Uint8Array | undefined
    }
  | {
      readonly name: 'repeater_broadcast_tx_status'
      readonly mode: number
      readonly status: RepeaterState
      readonly onAirService: OnAirService
      readonly callType: CallType
      readonly target: number
      readonly sender: number
    }
  | { readonly name: 'radio_status_report'; readonly target: number; readonly value: number }
  | { readonly name: 'rcp_raw'; readonly label: string; readonly payload: Uint8Array }

const callType = (value: number): CallType => callTypes[value] ?? 'unknown'

function onAir(value: number): OnAirService {
  return value === 0x1f ? 'phone' : (onAirServices[value] ?? 'unknown')
}

/** `n, n × (number u8, on u8)`; entries that run past the end are left out. */
function pairs(payload: Uint8Array): [number, boolean][] {
  const list: [number, boolean][] = []
  for (let at = 1; at + 1 < payload.length && list.length < (payload[0] ?? 0); at += 2) {
    list.push([payload[at] ?? 0, payload[at + 1] !== 0])
  }
  return list
}

const alias = (p: Uint8Array, from: number): { alias?: Uint8Array } =>
  p.length > from ? { alias: p.slice(from) } : {}

type Reader = readonly [minimum: number, read: (payload: Uint8Array) => RcpBody]

const readTx: Reader = [
  10,
  (p) => ({
    name: 'broadcast_tx_status',
    process: u16le(p, 0),
    reason: u16le(p, 2),
    callType: callType(u16le(p, 4)),
    target: u32le(p, 6),
    ...alias(p, 10),
  }),
]

const readRx: Reader = [
  12,
  (p) => ({
    name: 'broadcast_rx_status',
    status: u16le(p, 0),
    callType: callType(u16le(p, 2)),
    target: u32le(p, 4),
    sender: u32le(p, 8),
    ...alias(p, 12),
  }),
]

/** The id is little endian, the address big endian (§3.8). */
function readIdOrIp(p: Uint8Array): RcpBody {
  const result = p[0] ?? 0
  if (p[1] !== 1) {
    return { name: 'radio_id_ip_reply', result, target: 'id', radioId: u32le(p, 2) }
  }
  const ip = readIp(p, 2)
  return { name: 'radio_id_ip_reply', result, target: 'ip', radioId: ip.radioId, ip }
}

const readers: Readonly<Record<number, Reader>> = {
  0x0041: [2, (p) => ({ name: 'button_request', key: p[0] ?? 0, pressed: p[1] !== 0 })],
  0x8041: [
    12,
    (p) => ({ name: 'button_reply', result: u32le(p, 0), key: u32le(p, 4), op: u32le(p, 8) }),
  ],
  0x0841: [
    5,
    (p) => ({ name: 'call_request', callType: callType(p[0] ?? 0), target: u32le(p, 1) }),
  ],
  0x0842: [0, () => ({ name: 'remove_call_request' })],
  0x8004: [5, (p) => ({ name: 'identification_reply', result: p[0] ?? 0, deviceId: u32le(p, 1) })],
  0x0452: [1, (p) => ({ name: 'radio_id_ip_request', target: p[0] === 1 ? 'ip' : 'id' })],
  0x8452: [6, readIdOrIp],
  0x00c4: [
    5,
    (p) => ({ name: 'channel_request', op: p[0] ?? 0, zone: u16le(p, 1), channel: u16le(p, 3) }),
  ],
  0x80c4: [
    12,
    (p) => ({
      name: 'channel_reply',
      result: u32le(p, 0),
      op: u32le(p, 4),
      zone: u16le(p, 8),
      channel: u16le(p, 10),
    }),
  ],
  0x1847: [
    4,
    (p) => ({
      name: 'broadcast_message_config_request',
      tmp: (u32le(p, 0) & 1) !== 0,
      shortData: (u32le(p, 0) & 2) !== 0,
      csbk: (u32le(p, 0) & 4) !== 0,
    }),
  ],
  0x10c9: [
    1,
    (p) => ({
      name: 'broadcast_status_config_request',
      config: pairs(p).map(([which, enable]) => ({ which, enable })),
    }),
  ],
  0x10c7: [
    1,
    (p) => ({
      name: 'status_notify_config_request',
      config: pairs(p).map(([target, enable]) => ({ target, enable })),
    }),
  ],
  0xb843: readTx,
  0xb84d: readTx,
  0xb844: readRx,
  0xb84e: readRx,
  0xb845: [
    16,
    (p) => ({
      name: 'repeater_broadcast_tx_status',
      mode: u16le(p, 0),
      status: repeaterStates[u16le(p, 2)] ?? 'unknown',
      onAirService: onAir(u16le(p, 4)),
      callType: callType(u16le(p, 6)),
      target: u32le(p, 8),
      sender: u32le(p, 12),
    }),
  ],
  0xb0c8: [3, (p) => ({ name: 'radio_status_report', target: p[0] ?? 0, value: u16le(p, 1) })],
}

/** `undefined` when the opcode is unknown or its payload is too short for its layout. */
export function readRcp(opcode: number, payload: Uint8Array): RcpBody | undefined {
  const reader = readers[opcode]
  if (reader) return payload.length < reader[0] ? undefined : reader[1](payload)
  const result = resultNames[opcode]
  if (result) {
    return payload.length < 1
      ? undefined
      : { name: 'rcp_result', label: result, result: payload[0] ?? 0 }
  }
  const request = radioRequestNames[opcode]
  if (request) {
    return payload.length < 4
      ? undefined
      : { name: 'radio_request', label: request, radioId: u32le(payload, 0) }
  }
  const reply = radioReplyNames[opcode]
  if (reply) {
    return payload.length < 5
      ? undefined
      : { name: 'radio_reply', label: reply, result: payload[0] ?? 0, radioId: u32le(payload, 1) }
  }
  const raw = rawNames[opcode]
  return raw ? { name: 'rcp_raw', label: raw, payload } : undefined
}

const rcp = (opcode: number, payload: readonly number[]): Uint8Array =>
  encodeHdap('RCP', opcode, payload)

export const rcpRequest = {
  /** 0452: which id the gateway's own radio has. */
  ownId: (): Uint8Array => rcp(rcpOpcodes.idOrIp, [0]),
  /** 00C4, op 1: read zone and channel. Changes nothing, so it also serves as a line probe. */
  readChannel: (): Uint8Array => rcp(rcpOpcodes.channel, [1, 0, 0, 0, 0]),
  /** 1847: 1 text + 2 short data + 4 CSBK. */
  subscribeMessages: (): Uint8Array =>
    rcp(rcpOpcodes.messageSubscription, [...bytes32le(7), ...bytes32le(0)]),
  /** 10C9: 0 own TX, 1 RX, 2 repeater TX. */
  subscribeCalls: (which: readonly number[]): Uint8Array =>
    rcp(rcpOpcodes.callSubscription, [which.length, ...which.flatMap((one) => [one, 1])]),
  /** 10C7 with the targets of `statusTargets`. */
  subscribeStatus: (targets: readonly number[]): Uint8Array =>
    rcp(rcpOpcodes.statusSubscription, [targets.length, ...targets.flatMap((one) => [one, 1])]),
  call: (type: 'private' | 'group' | 'all', target: number): Uint8Array =>
    rcp(rcpOpcodes.call, [callTypes.indexOf(type), ...bytes32le(target)]),
  hangup: (): Uint8Array => rcp(rcpOpcodes.hangup, []),
  button: (key: number, pressed: boolean): Uint8Array =>
    rcp(rcpOpcodes.button, [key & 0xff, pressed ? 1 : 0]),
  check: (radioId: number): Uint8Array => rcp(rcpOpcodes.check, bytes32le(radioId)),
  /** 0834, 0849, 084A: one radio, by its id. */
  ofRadio: (what: 'monitor' | 'disable' | 'enable', radioId: number): Uint8Array =>
    rcp(rcpOpcodes[what], bytes32le(radioId)),
  /** 00C4, op 0. */
  setChannel: (zone: number, channel: number): Uint8Array =>
    rcp(rcpOpcodes.channel, [0, ...bytes16le(zone), ...bytes16le(channel)]),
}
