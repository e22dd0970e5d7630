/** Enumerations of the duty log (domain §3.3). */

export const directions = [
  ['in', '来'],
  ['out', '去'],
] as const
export type Direction = (typeof directions)[number][0]

export function directionWord(direction: string): string {
  return directions.find(([key]) => key === direction)?.[1] ?? direction
}

export const doneStates = [
  ['doing', '在办'],
  ['done', '办结'],
  ['passed', '转交'],
] as const
export type DoneState = (typeof doneStates)[number][0]

export function doneWord(state: string): string {
  return doneStates.find(([key]) => key === state)?.[1] ?? state
}
