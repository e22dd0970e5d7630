/** HRNP, the packet layer on a serial line (radio reference §3.2). All numbers big endian. */
import {
  bytes16be,
  createFramer,
  type Cut,
  type Framer,
  onesComplementSum,
  u16be,
} from '../../../core/gateway/frame-kit.ts'

const start = 0x7e
const headerLength = 12
/** The reference says "about 1500"; nothing longer was ever seen. */
export const maxHrnpFrame = 1500

const hrnpOpcodes = {
  connect: 0xfe,
  accept: 0xfd,
  reject: 0xfc,
  close: 0xfb,
  close_ack: 0xfa,
  data: 0x00,
  data_ack: 0x10,
  voice: 0x01,
} as const

export type HrnpOpcode = keyof typeof hrnpOpcodes

const opcodeNames = new Map<number, HrnpOpcode>(
  Object.entries(hrnpOpcodes).map(([name, value]) => [value, name as HrnpOpcode]),
)

export interface HrnpPacket {
  readonly version: number
  /** Fragment number; 0 in everything ever captured. */
  readonly block: number
  readonly opcode: HrnpOpcode
  readonly source: number
  readonly destination: number
  readonly packetNumber: number
  /** Whole packet including the 12-byte header. */
  readonly length: number
  readonly checksumOk: boolean
  readonly payload: Uint8Array
}

export interface HrnpHeader {
  readonly version: number
  readonly opcode: HrnpOpcode
  readonly source: number
  readonly destination: number
  readonly packetNumber: number
}

/** NOT of the ones' complement sum, the checksum field itself taken as zero. */
function checksumOf(packet: Uint8Array, length: number): number {
  const around = onesComplementSum(packet, 0, 10) + onesComplementSum(packet, headerLength, length)
  return ~(around > 0xffff ? around - 0xffff : around) & 0xffff
}

/** Payload at most 1488 bytes; longer is our mistake and throws. */
export function encodeHrnp(
  header: HrnpHeader,
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const length = headerLength + payload.length
  if (length > maxHrnpFrame) throw new Error(`HRNP payload of ${payload.length} bytes is too long`)
  const packet = new Uint8Array(length)
  packet.set([
    start,
    header.version,
    0,
    hrnpOpcodes[header.opcode],
    header.source,
    header.destination,
  ])
  packet.set(bytes16be(header.packetNumber), 6)
  packet.set(bytes16be(length), 8)
  packet.set(payload, headerLength)
  packet.set(bytes16be(checksumOf(packet, length)), 10)
  return packet
}

/** Says what begins at the first byte: start, version 00–04, a known opcode, length 12…1500, checksum. */
function findHrnp(bytes: Uint8Array): Cut {
  if (bytes[0] !== start) {
    const next = bytes.indexOf(start)
    return { kind: 'skip', count: next < 0 ? bytes.length : next }
  }
  const wrong = (bytes[1] ?? 0) > 4 || (bytes.length > 3 && !opcodeNames.has(bytes[3] ?? -1))
  if (wrong) return { kind: 'skip', count: 1 }
  if (bytes.length < 10) return { kind: 'need-more' }
  const length = u16be(bytes, 8)
  if (length < headerLength || length > maxHrnpFrame) return { kind: 'skip', count: 1 }
  if (bytes.length < length) return { kind: 'need-more', expected: length }
  const good = u16be(bytes, 10) === checksumOf(bytes, length)
  return good ? { kind: 'frame', length } : { kind: 'damaged', length }
}

/**
 * Holds at most 8192 bytes. A good packet comes out at the latest when 1500 bytes counted from
 * its first one have arrived, or when the line settles, whatever stood before it.
 */
export function createHrnpFramer(): Framer {
  return createFramer({ maxFrame: maxHrnpFrame, maxBuffer: 8192, find: findHrnp })
}

/** `undefined` when it is not a whole HRNP packet; a wrong checksum is said in `checksumOk`. */
export function decodeHrnp(bytes: Uint8Array): HrnpPacket | undefined {
  if (bytes.length < headerLength || bytes[0] !== start) return undefined
  const opcode = opcodeNames.get(bytes[3] ?? -1)
  const length = u16be(bytes, 8)
  if (!opcode || length < headerLength || length > bytes.length) return undefined
  return {
    version: bytes[1] ?? 0,
    block: bytes[2] ?? 0,
    opcode,
    source: bytes[4] ?? 0,
    destination: bytes[5] ?? 0,
    packetNumber: u16be(bytes, 6),
    length,
    checksumOk: u16be(bytes, 10) === checksumOf(bytes, length),
    payload: bytes.slice(headerLength, length),
  }
}
