/** How a version vector travels: CBOR `[1, [[origin, upTo, [[from, to] …]] …]]`. */
import { decode } from 'cborg'
import { accept, refuse, type Refusal, type Result } from '../kernel/result.ts'
import { encodeCanonical, isOriginName } from '../oplog/envelope.ts'
import type { OriginHolding, VersionVector } from '../oplog/types.ts'

const format = 1
/** About ten years of starts of a hundred consoles; more is not one of us. */
const maxHelloBytes = 16 * 1024 * 1024

export type BadHello = Refusal<'bad-hello', { readonly reason: string }>

export function encodeHello(vector: VersionVector): Uint8Array {
  const holdings = [...vector].map(([origin, { upTo, islands }]) => [origin, upTo, islands])
  return encodeCanonical([format, holdings])
}

/** Bytes of a stranger: a refusal, never a throw. */
export function decodeHello(bytes: Uint8Array): Result<VersionVector, BadHello> {
  if (bytes.length > maxHelloBytes) return bad('too long')
  let fields: unknown
  try {
    fields = decode(bytes, { strict: true, allowIndefinite: false, allowUndefined: false })
  } catch {
    // cborg throws for whatever it cannot read.
    return bad('not CBOR')
  }
  if (!Array.isArray(fields) || fields.length !== 2 || !Array.isArray(fields[1]))
    return bad('not a hello')
  if (fields[0] !== format) return bad('unknown format')
  const vector = new Map<string, OriginHolding>()
  for (const entry of fields[1] as unknown[]) {
    const read = readHolding(entry)
    if (!read || vector.has(read[0])) return bad('not a vector')
    vector.set(...read)
  }
  return accept(vector)
}

function bad(reason: string): BadHello {
  return refuse('bad-hello', { reason })
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function readHolding(entry: unknown): [string, OriginHolding] | undefined {
  if (!Array.isArray(entry) || entry.length !== 3) return undefined
  const [origin, upTo, ranges] = entry as unknown[]
  if (!isOriginName(origin) || !isCount(upTo) || !Array.isArray(ranges)) return undefined
  const islands: [number, number][] = []
  let last = upTo
  for (const range of ranges as unknown[]) {
    if (!Array.isArray(range) || range.length !== 2) return undefined
    const [from, to] = range as unknown[]
    // Ascending and apart: `upTo + 1` would not be a gap.
    if (!isCount(from) || !isCount(to) || from <= last + 1 || to < from) return undefined
    islands.push([from, to])
    last = to
  }
  return [origin, { upTo, islands }]
}
