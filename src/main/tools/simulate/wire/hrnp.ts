/** The simulator's own HRNP packets: 7E, version, block, opcode, source, destination, number, length, sum. */
export const hrnpOpcode = {
  connect: 0xfe,
  accept: 0xfd,
  reject: 0xfc,
  close: 0xfb,
  closeAck: 0xfa,
  data: 0x00,
  dataAck: 0x10,
} as const

const headerLength = 12
const longestPacket = 1500

export interface Hrnp {
  readonly version: number
  readonly opcode: number
  readonly source: number
  readonly destination: number
  readonly number: number
  readonly payload: Buffer
}

/** Sum of 16-bit words with end-around carry, inverted; the checksum field counts as zero. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (const [at, byte] of bytes.entries()) {
    if (at === 10 || at === 11) continue
    sum += at % 2 === 0 ? byte * 256 : byte
  }
  while (sum > 0xffff) sum = Math.floor(sum / 0x10000) + (sum & 0xffff)
  return ~sum & 0xffff
}

export function sealHrnp(packet: Hrnp): Buffer {
  const head = [0x7e, packet.version, 0, packet.opcode, packet.source, packet.destination]
  const bytes = Buffer.concat([Buffer.from(head), Buffer.alloc(6), packet.payload])
  bytes.writeUInt16BE(packet.number, 6)
  bytes.writeUInt16BE(bytes.length, 8)
  bytes.writeUInt16BE(checksum(bytes), 10)
  return bytes
}

function openHrnp(bytes: Buffer): Hrnp {
  return {
    version: bytes[1] ?? 0,
    opcode: bytes[3] ?? 0,
    source: bytes[4] ?? 0,
    destination: bytes[5] ?? 0,
    number: bytes.readUInt16BE(6),
    payload: bytes.subarray(headerLength),
  }
}

/** Takes bytes cut anywhere and gives whole packets; what does not fit is dropped byte by byte. */
export function hrnpReader(): (bytes: Uint8Array) => Hrnp[] {
  let held = Buffer.alloc(0)
  return (bytes) => {
    held = Buffer.concat([held, bytes])
    const found: Hrnp[] = []
    while (held.length >= headerLength) {
      const length = held.readUInt16BE(8)
      const possible = held[0] === 0x7e && length >= headerLength && length <= longestPacket
      if (possible && held.length < length) break
      const packet = held.subarray(0, length)
      if (possible && packet.readUInt16BE(10) === checksum(packet)) {
        found.push(openHrnp(Buffer.from(packet)))
        held = held.subarray(length)
      } else held = held.subarray(1)
    }
    return found
  }
}
