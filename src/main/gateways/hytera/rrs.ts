/** RRS, registration: big endian (radio reference §3.5). */
import { bytes32be, u32be } from '../../../core/gateway/frame-kit.ts'
import { ipBytes, type RadioIp, readIp } from './address.ts'
import { encodeHdap } from './hdap.ts'

export const rrsOpcodes = {
  deregister: 0x0001,
  check: 0x0002,
  register: 0x0003,
  register_ack: 0x0080,
  check_ack: 0x0082,
} as const

export type RrsBody =
  | { readonly name: 'deregister' | 'check' | 'register'; readonly ip: RadioIp }
  | {
      readonly name: 'register_ack'
      readonly ip: RadioIp
      readonly result: number
      readonly validityS: number
    }
  | { readonly name: 'check_ack'; readonly ip: RadioIp; readonly online: boolean }

/** `undefined` when the opcode is unknown or its payload is too short for its layout. */
export function readRrs(opcode: number, p: Uint8Array): RrsBody | undefined {
  if (p.length < 4) return undefined
  const ip = readIp(p, 0)
  if (opcode === rrsOpcodes.register) return { name: 'register', ip }
  if (opcode === rrsOpcodes.deregister) return { name: 'deregister', ip }
  if (opcode === rrsOpcodes.check) return { name: 'check', ip }
  if (opcode === rrsOpcodes.check_ack && p.length >= 5) {
    return { name: 'check_ack', ip, online: p[4] === 0 }
  }
  if (opcode === rrsOpcodes.register_ack && p.length >= 9) {
    return { name: 'register_ack', ip, result: p[4] ?? 0, validityS: u32be(p, 5) }
  }
  return undefined
}

/** Result 0 = accepted; validity 1…65534 s. */
export function encodeRegisterAck(ip: RadioIp, validityS: number): Uint8Array {
  return encodeHdap('RRS', rrsOpcodes.register_ack, [...ipBytes(ip), 0, ...bytes32be(validityS)])
}

export function encodeCheck(ip: RadioIp): Uint8Array {
  return encodeHdap('RRS', rrsOpcodes.check, ipBytes(ip))
}
