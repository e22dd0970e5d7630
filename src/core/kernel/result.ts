/** An expected refusal: a value, never an exception. `code` is stable, `data` explains it. */
export interface Refusal<Code extends string = string, Data = unknown> {
  readonly ok: false
  readonly code: Code
  readonly data: Data
}

export interface Accepted<T> {
  readonly ok: true
  readonly value: T
}

export type Result<T, R extends Refusal = Refusal> = Accepted<T> | R

export function accept<T>(value: T): Accepted<T> {
  return { ok: true, value }
}

export function refuse<Code extends string, Data = undefined>(
  code: Code,
  data?: Data,
): Refusal<Code, Data> {
  return { ok: false, code, data: data as Data }
}
