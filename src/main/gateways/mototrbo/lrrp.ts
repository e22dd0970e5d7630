/** Location service, UDP 4001: documents of Motorola's binary XML (radio reference §5). */
import { latin1, toHex, u32be } from '../../../core/gateway/frame-kit.ts'
import { infoTime, reader, uintBytes, type Reader } from './numbers.ts'

/** By the even id; the odd one is the same without a constant table in front. */
const documents: Readonly<Record<number, string>> = {
  0x04: 'immediate_request',
  0x06: 'immediate_report',
  0x08: 'triggered_request',
  0x0a: 'triggered_answer',
  0x0c: 'triggered_report',
  0x0e: 'triggered_stop_request',
  0x10: 'triggered_stop_answer',
  0x12: 'unsolicited_report',
  0x14: 'version',
}

export interface Lrrp {
  readonly doc: string
  readonly docId: number
  /** Constant table of an even document. */
  readonly cdt?: string
  readonly requestId?: string
  readonly retInfo?: readonly string[]
  readonly wantSpeed?: true
  readonly wantAltitude?: true
  readonly wantDirection?: true
  readonly trigger?: 'periodic' | 'one-shot' | 'on'
  readonly intervalS?: number
  /** Epoch milliseconds. */
  readonly time?: number
  readonly lat?: number
  readonly lon?: number
  readonly radiusM?: number
  readonly altitudeM?: number
  readonly directionDeg?: number
  readonly speedMps?: number
  readonly verticalSpeedMps?: number
  readonly confidence?: number
  readonly token6b?: number
  readonly version?: number
  /** 0 is success. */
  readonly result?: number
  readonly resultText?: string
  /** A token we do not know: what stands behind it cannot be read. */
  readonly unreadFrom?: number
}

type Fields = { -readonly [Key in keyof Lrrp]?: Lrrp[Key] }
type Token = (from: Reader, into: Fields) => void

const latUnit = 180 / 2 ** 32
const lonUnit = 360 / 2 ** 32

function point(from: Reader, into: Fields): void {
  const bytes = from.take(8)
  into.lat = (u32be(bytes, 0) | 0) * latUnit
  into.lon = (u32be(bytes, 4) | 0) * lonUnit
}

function requestId(from: Reader, into: Fields, length: number): void {
  into.requestId = toHex(from.take(length))
}

const shared: Readonly<Record<number, Token>> = {
  0x22: (from, into) => requestId(from, into, from.byte()),
  0x23: (from, into) => requestId(from, into, 1),
  0x36: (from, into) => (into.version = from.uint()),
}

const inRequests: Readonly<Record<number, Token>> = {
  ...shared,
  0x31: (from, into) => (into.intervalS = from.uint()),
  0x33: (_from, into) => (into.trigger = 'one-shot'),
  0x34: (_from, into) => (into.trigger = 'periodic'),
  0x4a: (from, into) => {
    into.trigger = 'on'
    from.uint()
  },
  0x40: (from) => void from.uint(),
  0x41: (from) => void from.uint(),
  0x42: (from) => void from.uint(),
  0x50: (_from, into) => (into.retInfo = ['accuracy']),
  0x51: (_from, into) => (into.retInfo = ['accuracy', 'time']),
  0x52: (_from, into) => (into.retInfo = ['time']),
  0x53: (_from, into) => (into.retInfo = []),
  0x54: (_from, into) => (into.wantAltitude = true),
  0x57: (_from, into) => (into.wantDirection = true),
  0x62: (_from, into) => (into.wantSpeed = true),
}

const inReports: Readonly<Record<number, Token>> = {
  ...shared,
  0x34: (from, into) => {
    const at = infoTime(from.take(5))
    if (at !== undefined) into.time = at
  },
  0x66: point,
  0x69: (from, into) => {
    point(from, into)
    into.altitudeM = from.sfloat()
  },
  0x51: (from, into) => {
    point(from, into)
    into.radiusM = from.ufloat()
  },
  0x55: (from, into) => {
    point(from, into)
    into.radiusM = from.ufloat()
    into.altitudeM = from.sfloat()
  },
  0x56: (from, into) => (into.directionDeg = from.byte() * 2),
  0x65: (from, into) => (into.confidence = from.byte()),
  0x6b: (from, into) => (into.token6b = from.byte()),
  0x6c: (from, into) => (into.speedMps = from.ufloat()),
  0x70: (from, into) => (into.verticalSpeedMps = from.sfloat()),
  0x37: (from, into) => (into.result = from.uint()),
  0x38: (_from, into) => (into.result = 0),
  0x39: (from, into) => {
    into.result = from.uint()
    into.resultText = latin1(from.take(from.byte()))
  },
}

const requests: ReadonlySet<number> = new Set([0x04, 0x08, 0x0e])

/** `undefined` when the length is wrong or a token ends in the middle. */
export function readLrrp(datagram: Uint8Array): Lrrp | undefined {
  const outer = reader(datagram)
  const docId = outer.byte()
  const length = outer.uint()
  // One pad byte at most, as in the other services.
  if (outer.over || outer.left < length || outer.left > length + 1) return undefined
  const even = docId & ~1
  const fields: Fields = {}
  const body = reader(outer.take(length))
  // Documents 13 and 15 are the odd ones of 12 and 14.
  if (docId === even) fields.cdt = latin1(body.take(body.byte()))
  const tokens = requests.has(even) ? inRequests : inReports
  while (body.left > 0 && !body.over) {
    const token = body.byte()
    const read = tokens[token]
    if (read === undefined) {
      fields.unreadFrom = token
      break
    }
    read(body, fields)
  }
  if (body.over) return undefined
  return { ...fields, doc: documents[even] ?? `document_${docId}`, docId }
}

function document(docId: number, id: number, tokens: readonly number[]): Uint8Array {
  const body = [
    0x22,
    4,
    (id >>> 24) & 255,
    (id >>> 16) & 255,
    (id >>> 8) & 255,
    id & 255,
    ...tokens,
  ]
  return Uint8Array.of(docId, ...uintBytes(body.length), ...body)
}

/** Place with its accuracy and time, and the speed. */
const wanted = [0x51, 0x62]

export const lrrpRequest = {
  once: (id: number) => document(0x05, id, wanted),
  periodic: (id: number, intervalS: number) =>
    document(0x09, id, [...wanted, 0x34, 0x31, ...uintBytes(intervalS)]),
  stop: (id: number) => document(0x0f, id, []),
}
