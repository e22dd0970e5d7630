/** PDUs the console sends (radio reference §4.2). */
import type { PartHeader } from './sds-pdu.ts'
import { codings } from './text-coding.ts'
import { timeStampBytes } from './time-stamp.ts'
import { validityCode } from './validity.ts'

export interface OutgoingText {
  readonly pid: number
  readonly ref: number
  /** The receiver shall say that it has the text. */
  readonly wantsReport: boolean
  readonly coding: 'latin1' | 'ucs2'
  readonly textBytes: Uint8Array
  readonly sentAtMs?: number | undefined
  readonly part?: PartHeader | undefined
  /** The net keeps the text this long for a radio that is away; 0: it does not. */
  readonly validityS: number
}

const noAddress = 7
const stampFlag = 0x80
const notShort = 0x02

export function encodeTransfer(text: OutgoingText): Uint8Array {
  const { pid, ref, wantsReport, coding, textBytes, sentAtMs, part, validityS } = text
  const stored = validityS > 0
  const flags = (wantsReport ? 0x04 : 0) | notShort | (stored ? 1 : 0)
  return Uint8Array.from([
    pid,
    flags,
    ref,
    ...(stored ? [(validityCode(validityS) << 3) | noAddress] : []),
    codings[coding] | (sentAtMs === undefined ? 0 : stampFlag),
    ...(sentAtMs === undefined ? [] : timeStampBytes(sentAtMs)),
    ...(part ? [5, 0, 3, part.ref, part.total, part.seq] : []),
    ...textBytes,
  ])
}

/** Bytes of a transfer besides its text. */
export function transferOverhead(options: {
  readonly stamped: boolean
  readonly stored: boolean
  readonly inParts: boolean
}): number {
  return 4 + (options.stamped ? 3 : 0) + (options.stored ? 1 : 0) + (options.inParts ? 6 : 0)
}

/** "Received": never "consumed", because nobody here knows whether a person has read it. */
export function encodeReport(pid: number, ref: number, ackRequired = false): Uint8Array {
  return Uint8Array.of(pid, 0x10 | (ackRequired ? 8 : 0), 0x00, ref)
}

/** Answer to a report that wants to be acknowledged. */
export function encodeReportAck(pid: number, ref: number): Uint8Array {
  return Uint8Array.of(pid, 0x20, 0x01, ref)
}

export const encodeStatus = (value: number): Uint8Array =>
  Uint8Array.of((value >> 8) & 0xff, value & 0xff)
