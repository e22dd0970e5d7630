/** What the sixteen bits of a status mean (radio reference §4.2). */

const shortReports = ['not-supported', 'memory-full', 'received', 'consumed'] as const

export type StatusMeaning =
  | { readonly kind: 'emergency' }
  /**
   * Delivery report in two bytes. `reserved: false`: outside of the range the standard keeps for
   * it; one implementation accepts it, so it counts only where a text with this number waits.
   */
  | {
      readonly kind: 'short-report'
      readonly type: (typeof shortReports)[number]
      readonly ref: number
      readonly reserved: boolean
    }
  | { readonly kind: 'status'; readonly value: number }

export function readStatus(value: number): StatusMeaning {
  if (value === 0) return { kind: 'emergency' }
  const top = value >> 10
  if (top === 0b011111 || top === 0b011110) {
    const type = shortReports[(value >> 8) & 3] ?? 'received'
    return { kind: 'short-report', type, ref: value & 0xff, reserved: top === 0b011111 }
  }
  return { kind: 'status', value }
}

/** The net and its radios use these themselves; nobody may send them as a status. */
export const isReservedStatus = (value: number): boolean =>
  value === 0 || (value >= 0x7800 && value <= 0x7fff)
