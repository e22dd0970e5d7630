/** Bytes → a record that a person or another program can read: frame ring, `decode` tool, vectors. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import { decodeHrnp, type HrnpPacket } from './hrnp.ts'
import { decodeHstrp, type HstrpPacket } from './hstrp.ts'
import { type HdapMessage, hexNumber, messageName, readMessage } from './message.ts'

export type Layer = 'hrnp' | 'hstrp' | 'hdap' | 'lp_without_service_byte'

export type DecodedRecord = Readonly<Record<string, unknown>>

export class HyteraDecoded {
  readonly layer: Layer
  /** `damaged`: any checksum in it is wrong. `unknown`: whole, but a message we have no layout for. */
  readonly outcome: 'ok' | 'damaged' | 'unknown'
  /** `hrnp/TMP private_text` */
  readonly kind: string
  readonly #makeRecord: () => DecodedRecord

  constructor(
    layer: Layer,
    outcome: HyteraDecoded['outcome'],
    kind: string,
    makeRecord: () => DecodedRecord,
  ) {
    this.layer = layer
    this.outcome = outcome
    this.kind = kind
    this.#makeRecord = makeRecord
  }

  /** Made when it is read, because most frames are never looked at. */
  get record(): DecodedRecord {
    return this.#makeRecord()
  }
}

/** Bytes become hex; everything else stays what it is. */
function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value)
  if (Array.isArray(value)) return value.map(readable)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]))
}

function messageRecord(message: HdapMessage): DecodedRecord {
  const { service, reliable, opcode, payload, checksumOk, trailing, body } = message
  // `label` is the published name where several messages share one layout.
  const { label: _label, ...fields } = { label: undefined, ...body }
  const bare = body ? fields : { payload }
  return {
    service,
    reliable,
    length: payload.length,
    opcode: hexNumber(opcode),
    ...(readable(bare) as DecodedRecord),
    ...(body && 'type' in body ? { type: hexNumber(body.type, 2) } : {}),
    ...(body?.name === 'delivery_state' ? { stateOpcode: hexNumber(body.stateOpcode) } : {}),
    name: messageName(message),
    checksumOk,
    ...(trailing ? { trailing: toHex(trailing) } : {}),
  }
}

function outcomeOf(message: HdapMessage | undefined, outerOk: boolean): HyteraDecoded['outcome'] {
  if (!outerOk || message?.checksumOk === false) return 'damaged'
  return message?.body ? 'ok' : 'unknown'
}

function kindOf(message: HdapMessage | undefined): string {
  return message ? `${message.service} ${messageName(message)}` : 'data without HDAP'
}

const inner = (message: HdapMessage | undefined, payload: Uint8Array): DecodedRecord =>
  message ? { hdap: messageRecord(message) } : { payload: toHex(payload) }

function hrnpRecord(packet: HrnpPacket, message: HdapMessage | undefined): DecodedRecord {
  const { payload, checksumOk, ...head } = packet
  const rest = packet.opcode === 'data' || payload.length > 0 ? inner(message, payload) : {}
  return { ...head, checksumOk, ...rest }
}

export function describeHrnp(packet: HrnpPacket, message: HdapMessage | undefined): HyteraDecoded {
  const isData = packet.opcode === 'data'
  const outcome = isData
    ? outcomeOf(message, packet.checksumOk)
    : packet.checksumOk
      ? 'ok'
      : 'damaged'
  const kind = isData ? `hrnp/${kindOf(message)}` : `hrnp/${packet.opcode}`
  return new HyteraDecoded('hrnp', outcome, kind, () => hrnpRecord(packet, message))
}

function hstrpRecord(packet: HstrpPacket, message: HdapMessage | undefined): DecodedRecord {
  const { payload, type, ...head } = packet
  return {
    ...head,
    type: hexNumber(type, 2),
    ...(payload.length > 0 ? inner(message, payload) : {}),
  }
}

export function describeHstrp(
  packet: HstrpPacket,
  message: HdapMessage | undefined,
): HyteraDecoded {
  const hasData = packet.payload.length > 0
  const control = packet.flags.filter((flag) => flag !== 'options').join('+') || 'empty'
  const outcome = hasData ? outcomeOf(message, true) : 'ok'
  const kind = `hstrp/${hasData ? kindOf(message) : control}`
  return new HyteraDecoded('hstrp', outcome, kind, () => hstrpRecord(packet, message))
}

function describeHdap(message: HdapMessage, layer: Layer): HyteraDecoded {
  const kind = layer === 'hdap' ? `hdap/${kindOf(message)}` : `lp_raw ${messageName(message)}`
  return new HyteraDecoded(layer, outcomeOf(message, true), kind, () => messageRecord(message))
}

/** Tells the layer by the first bytes: 7E, "2B", a known service; else a location body. */
export function guessLayer(bytes: Uint8Array): Layer {
  if (bytes[0] === 0x7e) return 'hrnp'
  if (bytes[0] === 0x32 && bytes[1] === 0x42) return 'hstrp'
  return (bytes[0] ?? 0) >= 0xa0 && readMessage(bytes, true) ? 'lp_without_service_byte' : 'hdap'
}

/** One whole frame. `undefined` when these bytes are no frame of that layer; never throws. */
export function decodeHytera(
  bytes: Uint8Array,
  layer: Layer = guessLayer(bytes),
): HyteraDecoded | undefined {
  if (layer === 'hrnp') {
    const packet = decodeHrnp(bytes)
    return packet && describeHrnp(packet, readMessage(packet.payload))
  }
  if (layer === 'hstrp') {
    const packet = decodeHstrp(bytes)
    return packet && describeHstrp(packet, readMessage(packet.payload))
  }
  const message = readMessage(bytes, layer === 'lp_without_service_byte')
  return message && describeHdap(message, layer)
}
