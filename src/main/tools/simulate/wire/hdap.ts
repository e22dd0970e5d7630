/**
 * The simulator's own HDAP envelope, written from the layout and sharing nothing with the driver
 * it talks to: two readings of one description find each other's mistakes.
 */
export const service = { rcp: 0x02, lp: 0x08, tmp: 0x09, rrs: 0x11, dds: 0x14 } as const

export interface Hdap {
  readonly service: number
  readonly opcode: number
  readonly payload: Buffer
}

const isLittle = (of: number): boolean => of === service.rcp

function sumOf(bytes: Buffer): number {
  const total = bytes.reduce((sum, byte) => sum + byte, 0)
  return (~total + 0x33) & 0xff
}

export function sealHdap({ service: of, opcode, payload }: Hdap): Buffer {
  const bytes = Buffer.alloc(payload.length + 7)
  bytes[0] = of
  if (isLittle(of)) {
    bytes.writeUInt16LE(opcode, 1)
    bytes.writeUInt16LE(payload.length, 3)
  } else {
    bytes.writeUInt16BE(opcode, 1)
    bytes.writeUInt16BE(payload.length, 3)
  }
  payload.copy(bytes, 5)
  bytes[5 + payload.length] = sumOf(bytes.subarray(1, 5 + payload.length))
  bytes[6 + payload.length] = 0x03
  return bytes
}

/** `undefined` for anything that is not one whole, correct message. */
export function openHdap(bytes: Buffer): Hdap | undefined {
  if (bytes.length < 7) return undefined
  const of = (bytes[0] ?? 0) & 0x7f
  const opcode = isLittle(of) ? bytes.readUInt16LE(1) : bytes.readUInt16BE(1)
  const length = isLittle(of) ? bytes.readUInt16LE(3) : bytes.readUInt16BE(3)
  if (bytes.length < length + 7 || bytes[6 + length] !== 0x03) return undefined
  if (bytes[5 + length] !== sumOf(bytes.subarray(1, 5 + length))) return undefined
  return { service: of, opcode, payload: bytes.subarray(5, 5 + length) }
}
