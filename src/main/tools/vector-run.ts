import type { VectorProtocol, VectorRow } from './vector-protocol.ts'

/** Numbers that are not whole may differ by this much; everything else is equal or wrong. */
const tolerance = 1e-6

export interface RowFailure {
  readonly row: number
  /** Where in `decoded`, `hdap.gps.lat`; or what else was wrong. */
  readonly key: string
  readonly detail: string
}

export interface VectorReport {
  readonly protocol: string
  readonly total: number
  readonly passed: number
  readonly failures: readonly RowFailure[]
  /** Rows that differ as they must, because what was published for them is wrong; `detail` is why. */
  readonly disputed: readonly RowFailure[]
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing'

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sameNumber(expected: number, actual: number): boolean {
  if (Number.isInteger(expected)) return actual === expected
  return Math.abs(actual - expected) <= tolerance
}

/**
 * The first place where `actual` does not say what `expected` says: every key of `expected` must
 * be there, extra keys are allowed, `null` is the same as absent, lists have the same length.
 */
export function firstDifference(
  expected: unknown,
  actual: unknown,
  path = '',
): { key: string; detail: string } | undefined {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      return { key: path, detail: `expected ${show(expected)}, got ${show(actual)}` }
    }
    return firstOf(expected.entries(), actual, path)
  }
  if (isObject(expected)) {
    if (!isObject(actual))
      return { key: path, detail: `expected ${show(expected)}, got ${show(actual)}` }
    return firstOf(Object.entries(expected), actual, path)
  }
  const same =
    typeof expected === 'number' && typeof actual === 'number'
      ? sameNumber(expected, actual)
      : (expected ?? null) === (actual ?? null)
  return same ? undefined : { key: path, detail: `expected ${show(expected)}, got ${show(actual)}` }
}

function firstOf(
  pairs: Iterable<[string | number, unknown]>,
  actual: object,
  path: string,
): { key: string; detail: string } | undefined {
  for (const [key, value] of pairs) {
    const inner: unknown = Object.hasOwn(actual, key) ? Reflect.get(actual, key) : undefined
    const found = firstDifference(value, inner, path === '' ? String(key) : `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Judges one row. A frame whose published checksum (where there is none: length) is wrong must be
 * reported as damaged and, where the row says what it reads, must still be read so: support looks at
 * damaged frames, too. Every other frame must not be called damaged.
 */
function judge(
  protocol: VectorProtocol,
  row: VectorRow,
): { key: string; detail: string } | undefined {
  let answer: ReturnType<VectorProtocol['decode']>
  try {
    answer = protocol.decode(row)
  } catch (error) {
    return { key: '(threw)', detail: String(error) }
  }
  // Where a protocol has no checksum, its length is the check.
  const shouldBeDamaged = (row.checksum_ok ?? row['length_ok']) === false
  if (answer.damaged !== shouldBeDamaged) {
    return {
      key: '(damaged)',
      detail: shouldBeDamaged ? 'not reported as damaged' : 'reported as damaged',
    }
  }
  if (answer.decoded === undefined || answer.decoded === null) {
    return { key: '(undecoded)', detail: `kind ${show(row.kind)} was not decoded` }
  }
  return firstDifference(row.decoded ?? {}, answer.decoded)
}

export function runVectors(protocol: VectorProtocol, rows: readonly VectorRow[]): VectorReport {
  const failures: RowFailure[] = []
  const disputed: RowFailure[] = []
  for (const [row, content] of rows.entries()) {
    const wrong = judge(protocol, content)
    const dispute = protocol.disputed?.(content)
    if (dispute !== undefined && wrong !== undefined) {
      disputed.push({ row, key: wrong.key, detail: dispute })
    } else if (dispute !== undefined) {
      failures.push({ row, key: '(disputed)', detail: 'passes: the dispute is out of date' })
    } else if (wrong !== undefined) failures.push({ row, ...wrong })
  }
  const total = rows.length
  const passed = total - failures.length - disputed.length
  return { protocol: protocol.protocol, total, passed, failures, disputed }
}
