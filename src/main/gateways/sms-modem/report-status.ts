/** What a status report says of a text (TP-ST, 3GPP TS 23.040 §9.2.3.15). */

export type ReportClass =
  | 'delivered'
  | 'forwarded'
  | 'temporary_still_trying'
  | 'permanent_failure'
  | 'temporary_given_up'

/** Only 00 is an arrival at the telephone. */
export function reportClass(status: number): ReportClass {
  if (status === 0) return 'delivered'
  if (status < 0x20) return 'forwarded'
  if (status < 0x40) return 'temporary_still_trying'
  if (status < 0x60) return 'permanent_failure'
  return 'temporary_given_up'
}

/** Causes of a text that did not arrive, by status; others are `report-failed`. */
const causes: ReadonlyMap<number, string> = new Map([
  [0x40, 'report-remote-error'],
  [0x41, 'report-incompatible'],
  [0x42, 'report-rejected'],
  [0x43, 'report-unobtainable'],
  [0x44, 'report-no-quality'],
  [0x45, 'report-no-interworking'],
  [0x46, 'report-expired'],
  [0x47, 'report-deleted'],
  [0x48, 'report-deleted'],
  [0x49, 'report-unknown-message'],
])

export const reportCause = (status: number): string =>
  status >= 0x60 ? 'report-given-up' : (causes.get(status) ?? 'report-failed')
