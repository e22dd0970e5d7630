/** LP, location: big endian (radio reference §3.6). Request ids are chosen by the console and echoed. */
import {
  bytes32be,
  fromLatin1,
  latin1,
  s16be,
  u16be,
  u32be,
} from '../../../core/gateway/frame-kit.ts'
import { ipBytes, type RadioIp, readIp } from './address.ts'
import { type Gps, readGps } from './gps.ts'
import { encodeHdap } from './hdap.ts'

interface Asked {
  readonly requestId: number
  readonly ip: RadioIp
}

export type LpBody =
  | ({ readonly name: 'standard_request'; readonly rest?: Uint8Array } & Asked)
  | ({
      readonly name:
        | 'standard_answer'
        | 'standard_answer_rssi'
        | 'standard_answer_beacon'
        | 'condition_report_rssi'
      readonly result: number
      readonly gps: Gps | null
      readonly rssi?: number
    } & Asked)
  | ({ readonly name: 'condition_report'; readonly gps: Gps } & Asked)
  | ({ readonly name: 'triggered_report'; readonly remaining: string; readonly gps: Gps } & Asked)
  | ({
      readonly name: 'triggered_request'
      readonly start: string
      readonly stop: string
      readonly interval: string
    } & Asked)
  | ({
      readonly name: 'condition_request'
      readonly trigger: number
      readonly distance: number
      readonly start: string
      readonly stop: string
      readonly interval: string
      readonly maxInterval: string
    } & Asked)
  | ({
      readonly name: 'condition_answer'
      readonly trigger: number
      readonly result: number
    } & Asked)
  | ({
      readonly name: 'triggered_answer' | 'triggered_stop_answer' | 'emergency_stop_answer'
      readonly result: number
    } & Asked)
  | ({ readonly name: 'triggered_stop' | 'emergency_stop' } & Asked)
  | {
      readonly name: 'emergency_report'
      readonly ip: RadioIp
      readonly emergencyType: number
      readonly gps: Gps
    }
  | ({ readonly name: 'lp_raw'; readonly label: string; readonly rest: Uint8Array } & Asked)

const rawLabels: Readonly<Record<number, string>> = {
  0xd011: 'quick_gps_request',
  0xd012: 'quick_gps_answer',
  0xe001: 'rssi_report_request',
  0xe002: 'rssi_report_answer',
}

const asked = (p: Uint8Array): Asked => ({ requestId: u32be(p, 0), ip: readIp(p, 4) })

/** A002, A003, A004, D004: an answer that failed may come without its 40 bytes. */
function answer(
  name:
    | 'standard_answer'
    | 'standard_answer_rssi'
    | 'standard_answer_beacon'
    | 'condition_report_rssi',
  p: Uint8Array,
): LpBody | undefined {
  const result = u16be(p, 8)
  const gps = readGps(p, 10)
  if (p.length < 10 || (!gps && result === 0)) return undefined
  const withRssi = name === 'standard_answer_rssi' || name === 'condition_report_rssi'
  const rssi = withRssi && p.length >= 52 ? { rssi: s16be(p, 50) } : {}
  return { name, ...asked(p), result, gps: gps ?? null, ...rssi }
}

function conditionRequest(p: Uint8Array): LpBody | undefined {
  if (p.length < 57) return undefined
  return {
    name: 'condition_request',
    ...asked(p),
    trigger: p[8] ?? 0,
    distance: u32be(p, 9),
    start: latin1(p, 13, 27),
    stop: latin1(p, 27, 41),
    interval: latin1(p, 41, 49),
    maxInterval: latin1(p, 49, 57),
  }
}

function report(p: Uint8Array): LpBody | undefined {
  const gps = readGps(p, 8)
  return gps && { name: 'condition_report', ...asked(p), gps }
}

function triggeredReport(p: Uint8Array): LpBody | undefined {
  const gps = readGps(p, 16)
  return gps && { name: 'triggered_report', ...asked(p), remaining: latin1(p, 8, 16), gps }
}

function triggeredRequest(p: Uint8Array): LpBody | undefined {
  if (p.length < 44) return undefined
  const [start, stop, interval] = [latin1(p, 8, 22), latin1(p, 22, 36), latin1(p, 36, 44)]
  return { name: 'triggered_request', ...asked(p), start, stop, interval }
}

function emergencyReport(p: Uint8Array): LpBody | undefined {
  const gps = readGps(p, 5)
  return gps && { name: 'emergency_report', ip: readIp(p, 0), emergencyType: p[4] ?? 0, gps }
}

function resultOnly(
  name: 'triggered_answer' | 'triggered_stop_answer' | 'emergency_stop_answer',
  p: Uint8Array,
): LpBody | undefined {
  return p.length < 10 ? undefined : { name, ...asked(p), result: u16be(p, 8) }
}

/** `undefined` when the opcode is unknown or its payload is too short for its layout. */
export function readLp(opcode: number, p: Uint8Array): LpBody | undefined {
  if (opcode === 0xb003) return emergencyReport(p)
  if (p.length < 8) return undefined
  switch (opcode) {
    case 0xa001:
      return {
        name: 'standard_request',
        ...asked(p),
        ...(p.length > 8 ? { rest: p.slice(8) } : {}),
      }
    case 0xa002:
      return answer('standard_answer', p)
    case 0xa003:
      return answer('standard_answer_rssi', p)
    case 0xa004:
      return answer('standard_answer_beacon', p)
    case 0xb001:
      return { name: 'emergency_stop', ...asked(p) }
    case 0xb002:
      return resultOnly('emergency_stop_answer', p)
    case 0xc001:
      return triggeredRequest(p)
    case 0xc002:
      return resultOnly('triggered_answer', p)
    case 0xc003:
      return triggeredReport(p)
    case 0xc004:
      return { name: 'triggered_stop', ...asked(p) }
    case 0xc005:
      return resultOnly('triggered_stop_answer', p)
    case 0xd001:
      return conditionRequest(p)
    case 0xd002:
      return p.length < 11
        ? undefined
        : { name: 'condition_answer', ...asked(p), trigger: p[8] ?? 0, result: u16be(p, 9) }
    case 0xd003:
      return report(p)
    case 0xd004:
      return answer('condition_report_rssi', p)
    default: {
      const label = rawLabels[opcode]
      return label === undefined
        ? undefined
        : { name: 'lp_raw', label, ...asked(p), rest: p.slice(8) }
    }
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Seconds → `ddhhmmss`, at most 99 days. */
export function intervalText(seconds: number): string {
  const whole = Math.min(Math.max(0, Math.floor(seconds)), 99 * 86_400)
  const [days, rest] = [Math.floor(whole / 86_400), whole % 86_400]
  return (
    two(days) + two(Math.floor(rest / 3600)) + two(Math.floor((rest % 3600) / 60)) + two(rest % 60)
  )
}

/** All zero means: from now on, without end (§3.6). */
const noLimit = '0'.repeat(14)

const lp = (opcode: number, requestId: number, ip: RadioIp, rest: readonly number[]): Uint8Array =>
  encodeHdap('LP', opcode, [...bytes32be(requestId), ...ipBytes(ip), ...rest])

export const lpRequest = {
  once: (requestId: number, ip: RadioIp): Uint8Array => lp(0xa001, requestId, ip, []),
  /** Trigger 2 = by time; distance 0; the longest interval equals the interval. */
  condition: (requestId: number, ip: RadioIp, intervalS: number): Uint8Array =>
    lp(0xd001, requestId, ip, [
      2,
      ...bytes32be(0),
      ...fromLatin1(noLimit + noLimit + intervalText(intervalS) + intervalText(intervalS)),
    ]),
  /** Trigger 0 = cancel. */
  conditionStop: (requestId: number, ip: RadioIp): Uint8Array =>
    lp(0xd001, requestId, ip, [
      0,
      ...bytes32be(0),
      ...fromLatin1(noLimit + noLimit + intervalText(0) + intervalText(0)),
    ]),
  triggered: (requestId: number, ip: RadioIp, intervalS: number): Uint8Array =>
    lp(0xc001, requestId, ip, [...fromLatin1(noLimit + noLimit + intervalText(intervalS))]),
  triggeredStop: (requestId: number, ip: RadioIp): Uint8Array => lp(0xc004, requestId, ip, []),
}
