/** The HDAP envelope around every service's messages (radio reference §3.3). */
import { byteSum, bytes16be, bytes16le, u16be, u16le } from '../../../core/gateway/frame-kit.ts'

const services = {
  RCP: 0x02,
  LP: 0x08,
  TMP: 0x09,
  RRS: 0x11,
  TP: 0x12,
  DTP: 0x13,
  DDS: 0x14,
} as const

export type Service = keyof typeof services

const serviceNames = new Map<number, Service>(
  Object.entries(services).map(([name, value]) => [value, name as Service]),
)

const reliableBit = 0x80
const envelopeEnd = 0x03

export interface HdapEnvelope {
  readonly service: Service
  readonly reliable: boolean
  readonly opcode: number
  readonly payload: Uint8Array
  readonly checksumOk: boolean
  /** Bytes after the end mark: seen once in a capture, harmless. */
  readonly trailing?: Uint8Array | undefined
}

/** Opcode, length and payload are summed; the service byte is not. */
function checksumOf(bytes: Uint8Array, from: number, to: number): number {
  return (~byteSum(bytes, from, to) + 0x33) & 0xff
}

/** RCP is little endian including its opcode and length; every other service is big endian. */
export function encodeHdap(
  service: Service,
  opcode: number,
  payload: Uint8Array | readonly number[],
  reliable = false,
): Uint8Array {
  const number = service === 'RCP' ? bytes16le : bytes16be
  const bytes = Uint8Array.from([
    services[service] | (reliable ? reliableBit : 0),
    ...number(opcode),
    ...number(payload.length),
    ...payload,
    0,
    envelopeEnd,
  ])
  bytes[bytes.length - 2] = checksumOf(bytes, 1, bytes.length - 2)
  return bytes
}

/**
 * `at` is the place of the opcode. Pieces are copied, not viewed: a view makes the engine move a
 * small array out of its heap, which costs more than everything else here (seen in a profile).
 */
function readBody(
  service: Service,
  reliable: boolean,
  bytes: Uint8Array,
  at: number,
): HdapEnvelope | undefined {
  const little = service === 'RCP'
  const end = at + 4 + (little ? u16le(bytes, at + 2) : u16be(bytes, at + 2))
  if (end + 2 > bytes.length) return undefined
  return {
    service,
    reliable,
    opcode: little ? u16le(bytes, at) : u16be(bytes, at),
    payload: bytes.slice(at + 4, end),
    checksumOk: bytes[end] === checksumOf(bytes, at, end) && bytes[end + 1] === envelopeEnd,
    trailing: end + 2 < bytes.length ? bytes.slice(end + 2) : undefined,
  }
}

/** `undefined` when the service is unknown or the message is cut off; a bad sum is `checksumOk: false`. */
export function openHdap(bytes: Uint8Array): HdapEnvelope | undefined {
  const first = bytes[0] ?? 0
  const service = serviceNames.get(first & 0x7f)
  return service && readBody(service, (first & reliableBit) !== 0, bytes, 1)
}

/** Location messages as one library stores them, without the service byte. */
export function openBareLp(bytes: Uint8Array): HdapEnvelope | undefined {
  return readBody('LP', false, bytes, 0)
}
