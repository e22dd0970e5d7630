/** Numbers that stations report: `T#…`, and pairs of base 91 between bars in a comment. */
import { base91 } from './place.ts'

export interface TelemetryReport {
  readonly sequence?: number | undefined
  /** A channel without a value is `null`. */
  readonly values: readonly (number | null)[]
  /** Eight digits, the first channel first. */
  readonly bits?: string | undefined
}

const channels = 5
const number = /^-?(?:\d+|\d*\.\d+)$/

function padded(values: readonly number[]): (number | null)[] {
  return Array.from({ length: channels }, (_, n) => values[n] ?? null)
}

/** What follows `T`; `undefined` where a number is begun and none. */
export function readTelemetry(text: string): TelemetryReport | undefined {
  const [, sequence = '', rest = ''] = /^#(\d{1,3}),(.*)$/s.exec(text.trimEnd()) ?? []
  if (sequence === '') return undefined
  const fields = rest.split(',')
  const values: number[] = []
  for (const field of fields.slice(0, channels)) {
    if (number.test(field)) {
      values.push(Number(field))
      continue
    }
    if (/^[-\d.]/.test(field)) return undefined
    // Words follow: a comment.
    break
  }
  const [, bits] =
    /^([01]{8})/.exec(values.length === channels ? (fields[channels] ?? '') : '') ?? []
  return {
    sequence: Number(sequence),
    values: padded(values),
    ...(bits === undefined ? {} : { bits }),
  }
}

const commentPattern =
  /^(.*)\|([!-{]{2})([!-{]{2})([!-{]{2})?([!-{]{2})?([!-{]{2})?([!-{]{2})?([!-{]{2})?\|(.*)$/s

export function takeTelemetry(comment: string): { telemetry?: TelemetryReport; rest: string } {
  const match = commentPattern.exec(comment)
  if (!match) return { rest: comment }
  const [, before = '', sequence = '', ...groups] = match
  const after = groups.at(-1) ?? ''
  const values = groups
    .slice(0, channels)
    .flatMap((pair) => (pair === undefined ? [] : [base91(pair)]))
  const last = groups[channels]
  const bits =
    last === undefined
      ? {}
      : { bits: [...(base91(last) & 0xff).toString(2).padStart(8, '0')].toReversed().join('') }
  return {
    telemetry: { sequence: base91(sequence), values: padded(values), ...bits },
    rest: `${before}${after}`,
  }
}
