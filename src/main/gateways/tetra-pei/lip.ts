/** Location information protocol, short report (TS 100 392-18-1; radio reference §4.3). */
import { bitReader } from './bits.ts'

export const lipPid = 0x0a

/** Time between the fix and the sending of the report. */
const elapsedTimes = ['<5s', '<5min', '<30min', 'unknown'] as const

export interface LipShortReport {
  readonly pduType: 0
  readonly timeElapsed: (typeof elapsedTimes)[number]
  readonly lat: number
  readonly lon: number
  /** The receiver's own limit of its error; `null` where it does not know. */
  readonly positionErrorM: number | null
  readonly speedKmh: number | null
  readonly directionDeg: number
  /** 0: `reasonOrUser` is the reason for sending; 1: the user's own eight bits. */
  readonly additionalType: number
  readonly reasonOrUser: number
}

export type LipPdu =
  | LipShortReport
  /** Long and extended kinds (type 1), whose layouts the reference does not hold. */
  | { readonly pduType: number; readonly extension: number }

export const isShortReport = (pdu: LipPdu): pdu is LipShortReport => 'lat' in pdu

/** Reasons for sending that mean something to the console. */
export const lipReasons = { powerOn: 0, powerOff: 1, emergency: 2, lowBattery: 12 } as const

const shortBits = 76
const unknownError = 7
const unknownSpeed = 127

/** Linear up to 28 km/h, then 3.8 % a step. */
function speedOf(code: number): number | null {
  if (code === unknownSpeed) return null
  return code <= 28 ? code : 16 * 1.038 ** (code - 13)
}

/** `pdu` begins with the protocol id 0A. `undefined`: too short to be one. */
export function readLip(pdu: Uint8Array): LipPdu | undefined {
  const bits = bitReader(pdu, 1)
  if (pdu[0] !== lipPid || bits.left < 8) return undefined
  const pduType = bits.unsigned(2)
  if (pduType !== 0) return { pduType, extension: bits.unsigned(4) }
  // 84 bits in all; the last two or four digits may be padding.
  if (bits.left < shortBits - 2) return undefined
  const timeElapsed = elapsedTimes[bits.unsigned(2)] ?? 'unknown'
  const lon = (bits.signed(25) * 360) / 2 ** 25
  const lat = (bits.signed(24) * 180) / 2 ** 24
  const error = bits.unsigned(3)
  const speedKmh = speedOf(bits.unsigned(7))
  const directionDeg = bits.unsigned(4) * 22.5
  return {
    pduType,
    timeElapsed,
    lat,
    lon,
    positionErrorM: error === unknownError ? null : 2 * 10 ** error,
    speedKmh,
    directionDeg,
    additionalType: bits.unsigned(1),
    reasonOrUser: bits.unsigned(8),
  }
}
