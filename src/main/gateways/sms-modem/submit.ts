/** Outgoing PDUs. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import { writeAddress } from './address.ts'
import type { Part } from './split.ts'

export interface Submission {
  /** For the command line; the field of the service centre is not counted. */
  readonly tpduLength: number
  /** With an empty service centre, so that the modem takes its stored one. */
  readonly hex: string
}

/** 5 minutes to 63 weeks, in the coarse steps of the standard; never longer than asked. */
export function relativeValidity(minutes: number): number {
  if (minutes <= 720) return Math.max(0, Math.floor(minutes / 5) - 1)
  if (minutes <= 1440) return 143 + Math.floor((minutes - 720) / 30)
  const days = Math.floor(minutes / 1440)
  if (days <= 30) return 166 + Math.max(1, days)
  return Math.min(255, 192 + Math.floor(days / 7))
}

export function writeSubmit(
  to: string,
  part: Part,
  options: { readonly report: boolean; readonly validityMinutes: number },
): Submission {
  const first = 0x01 | 0x10 | (options.report ? 0x20 : 0) | (part.hasHeader ? 0x40 : 0)
  const tpdu = Uint8Array.from([
    first,
    0,
    ...writeAddress(to),
    0,
    part.dcs,
    relativeValidity(options.validityMinutes),
    part.length,
    ...part.octets,
  ])
  return { tpduLength: tpdu.length, hex: `00${toHex(tpdu).toUpperCase()}` }
}
