/** Validity period of a stored message: five bits ⇄ seconds (radio reference §4.2). */

const minute = 60
const hour = 3600
const day = 24 * hour

/** Seconds of code n; 0 is no period. */
const seconds: readonly number[] = [
  0,
  ...[1, 2, 3, 4, 5, 6].map((n) => n * 10),
  ...[2, 3, 4, 5].map((n) => n * minute),
  ...[1, 2, 3, 4, 5, 6].map((n) => n * 10 * minute),
  ...[2, 3, 4, 5, 6].map((n) => n * hour),
  ...[12, 18, 24].map((n) => n * hour),
  ...[2, 4, 6, 8, 10, 12].map((n) => n * day),
]

export const infiniteCode = 31

/** `Infinity` for a message kept for ever. */
export const validitySeconds = (code: number): number => seconds[code] ?? Infinity

/** The shortest period that is not shorter than asked. */
export function validityCode(wantedS: number): number {
  const code = seconds.findIndex((period) => period >= wantedS)
  return code === -1 ? infiniteCode : code
}
