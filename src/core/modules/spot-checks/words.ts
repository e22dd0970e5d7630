/** Enumerations of spot checks (domain §11 SpotCheck, duty_rules.json spot_check_method). */

/** With the key that chooses it. */
export const checkMethods = [
  ['phone', '电话抽查'],
  ['video', '视频点名'],
  ['radio', '电台点名'],
  ['onsite', '现场查岗'],
] as const
export type CheckMethod = (typeof checkMethods)[number][0]

export function methodWord(method: string): string {
  return checkMethods.find(([key]) => key === method)?.[1] ?? method
}

/** Somebody is called and the seconds to the answer are measured; on site one walks in. */
export const isMeasured = (method: string): boolean => method !== 'onsite'

export const spotResults = [
  ['ok', '在岗'],
  ['late', '应答过慢'],
  ['absent', '脱岗'],
] as const
export type SpotResult = (typeof spotResults)[number][0]

export function spotResultWord(result: string): string {
  return spotResults.find(([key]) => key === result)?.[1] ?? result
}
