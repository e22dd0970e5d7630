/**
 * One op as bytes: the deterministic CBOR array (RFC 8949 §4.2.1)
 * `[fmt, origin, seq, hlc, kind, kver, actor, seat, status, entity, base, body, sealed]`,
 * where `base` is null or a list of `[origin, seq]` and `sealed` is null or `[record, cipher]`.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import { accept, refuse, type Refusal, type Result } from '../kernel/result.ts'
import type { OpRef, OpStatus } from './types.ts'

export interface Envelope extends OpRef {
  readonly hlc: bigint
  readonly kind: string
  readonly version: number
  readonly actor: string
  readonly seat: string
  readonly status: OpStatus
  readonly entity: string
  readonly base: readonly OpRef[]
  readonly body: unknown
  readonly sealed?: { readonly record: string; readonly cipher: Uint8Array } | undefined
}

export type Malformed = Refusal<'malformed', { readonly reason: string }>

const format = 1
/** An op is a fact, not an attachment. */
export const maxOpBytes = 1024 * 1024
/** Beyond any body of ours; keeps every console's verdict on nested bytes the same. */
const maxDepth = 32
const maxText = 512
const originPattern = /^[0-9A-HJKMNP-TV-Z]{16}$/
const statuses: readonly unknown[] = ['actual', 'exercise', 'test'] satisfies OpStatus[]

const encodeOptions = { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true }
const decodeOptions = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  rejectDuplicateMapKeys: true,
}

/** Deterministic CBOR of plain values; `undefined` properties are left out. */
export function encodeCanonical(value: unknown): Uint8Array {
  return encode(value, encodeOptions)
}

/** @throws what we ourselves must never write: a value that CBOR or the limits cannot carry. */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  const { sealed } = envelope
  return encodeCanonical([
    format,
    envelope.origin,
    envelope.seq,
    envelope.hlc,
    envelope.kind,
    envelope.version,
    envelope.actor,
    envelope.seat,
    envelope.status,
    envelope.entity,
    envelope.base.length > 0 ? envelope.base.map((ref) => [ref.origin, ref.seq]) : null,
    envelope.body,
    sealed ? [sealed.record, sealed.cipher] : null,
  ])
}

/** Bytes from anywhere. Whatever is not exactly one canonical op is a refusal, never a throw. */
export function decodeEnvelope(bytes: Uint8Array): Result<Envelope, Malformed> {
  if (bytes.length > maxOpBytes) return malformed('too long')
  try {
    const fields: unknown = decode(bytes, decodeOptions)
    const read = readFields(fields)
    if (!read.ok) return read
    return sameBytes(encodeCanonical(fields), bytes) ? read : malformed('not canonical')
  } catch {
    // cborg throws for everything it cannot read; nothing else can fail on these few lines.
    return malformed('not CBOR')
  }
}

/** For bytes that were checked when they were stored. @throws when they were not ops after all. */
export function decodeStored(bytes: Uint8Array): Envelope {
  const read = readFields(decode(bytes, decodeOptions))
  if (!read.ok) throw new Error(`a stored op does not decode: ${read.data.reason}`)
  return read.value
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

export function isOriginName(value: unknown): value is string {
  return typeof value === 'string' && originPattern.test(value)
}

function malformed(reason: string): Malformed {
  return refuse('malformed', { reason })
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= maxText
}

function isStatus(value: unknown): value is OpStatus {
  return statuses.includes(value)
}

function readHlc(value: unknown): bigint | undefined {
  // cborg gives a number up to 2^53 and a BigInt above.
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  if (typeof value === 'bigint' && value >= 0n && value < 1n << 63n) return value
  return undefined
}

function readBase(value: unknown): readonly OpRef[] | undefined {
  if (value === null) return []
  if (!Array.isArray(value) || value.length === 0) return undefined
  const refs: OpRef[] = []
  for (const pair of value as unknown[]) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined
    const [origin, seq] = pair as unknown[]
    if (!isOriginName(origin) || !isSeq(seq)) return undefined
    refs.push({ origin, seq })
  }
  return refs
}

function readSealed(value: unknown): Envelope['sealed'] | null {
  if (value === null) return undefined
  if (!Array.isArray(value) || value.length !== 2) return null
  const [record, cipher] = value as unknown[]
  return isText(record) && cipher instanceof Uint8Array ? { record, cipher } : null
}

function depthOf(value: unknown): number {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return 0
  let deepest = 0
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner))
  return deepest + 1
}

function readFields(fields: unknown): Result<Envelope, Malformed> {
  if (!Array.isArray(fields) || fields.length !== 13) return malformed('not an op')
  const [
    fmt,
    origin,
    seq,
    hlcField,
    kind,
    version,
    actor,
    seat,
    status,
    entity,
    baseField,
    body,
    sealedField,
  ] = fields as unknown[]
  if (fmt !== format) return malformed('unknown format')
  if (!isOriginName(origin)) return malformed('origin')
  if (!isSeq(seq)) return malformed('seq')
  const hlc = readHlc(hlcField)
  if (hlc === undefined) return malformed('hlc')
  if (!isText(kind) || !isSeq(version)) return malformed('kind')
  if (!isText(actor) || !isText(seat)) return malformed('actor')
  if (!isStatus(status)) return malformed('status')
  if (!isText(entity)) return malformed('entity')
  const base = readBase(baseField)
  if (!base) return malformed('base')
  const sealed = readSealed(sealedField)
  if (sealed === null) return malformed('sealed')
  if (depthOf(body) > maxDepth) return malformed('too deep')
  return accept({
    origin,
    seq,
    hlc,
    kind,
    version,
    actor,
    seat,
    status,
    entity,
    base,
    body,
    sealed,
  })
}
