/** Service centre time stamps (3GPP TS 23.040 §9.2.3.11): local time and its zone. */
import type { EpochMs } from '../../../core/kernel/world.ts'

export interface Timestamp {
  /** `2026-07-01T12:00:00+08:00`, as the centre meant it. */
  readonly text: string
  readonly ms: EpochMs
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `undefined`: no such day, or half octets that are no digits. */
export function readTimestamp(octets: Uint8Array): Timestamp | undefined {
  if (octets.length < 7) return undefined
  const swapped = Array.from(octets.subarray(0, 6), (octet) => [octet & 15, octet >> 4] as const)
  if (swapped.some(([tens, ones]) => tens > 9 || ones > 9)) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = swapped.map(
    ([tens, ones]) => tens * 10 + ones,
  )
  const zone = octets[6] ?? 0
  // The sign is bit 3 of the first half octet as it stands in the PDU.
  const quarters = (zone & 7) * 10 + (zone >> 4)
  const west = (zone & 8) !== 0
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return undefined
  // Two digits: the century of the standard's own life.
  const fullYear = year >= 90 ? 1900 + year : 2000 + year
  const local = Date.UTC(fullYear, month - 1, day, hour, minute, second)
  if (new Date(local).getUTCDate() !== day) return undefined
  const offset = `${west && quarters > 0 ? '-' : '+'}${two(quarters >> 2)}:${two((quarters & 3) * 15)}`
  const date = `${fullYear}-${two(month)}-${two(day)}`
  return {
    text: `${date}T${two(hour)}:${two(minute)}:${two(second)}${offset}`,
    ms: local - (west ? -1 : 1) * quarters * 15 * 60_000,
  }
}
