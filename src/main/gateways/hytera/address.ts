/** Radio addresses (radio reference §3.1): one subnet byte and the 24-bit radio id, big endian. */
import { bytes32be } from '../../../core/gateway/frame-kit.ts'

export interface RadioIp {
  readonly subnet: number
  readonly radioId: number
}

export const maxRadioId = 0xffffff

/** The caller has checked that four bytes are there. */
export function readIp(bytes: Uint8Array, at: number): RadioIp {
  const radioId = ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  return { subnet: bytes[at] ?? 0, radioId }
}

export function ipBytes(ip: RadioIp): [number, number, number, number] {
  return bytes32be(ip.subnet * 0x1000000 + ip.radioId)
}

/** A radio or group number as an operator writes it: 1…16777215 in decimal; otherwise `undefined`. */
export function parseRadioId(text: string): number | undefined {
  if (!/^\d{1,8}$/.test(text)) return undefined
  const id = Number(text)
  return id >= 1 && id <= maxRadioId ? id : undefined
}
