/** Payloads of the messages the simulated radios send; layouts as in the radio reference §3.5–3.8. */
import type { Standing } from './motion.ts'
import { gps40 } from './wire/gps40.ts'
import { service, type Hdap } from './wire/hdap.ts'

export type Address = number

/** Radios live in subnet 10, groups in 0; the low 24 bits are the id. */
export const radioAddress = (id: number): Address => 0x0a000000 + id
export const groupAddress = (id: number): Address => id
export const idOf = (address: Address): number => address & 0xffffff

function be16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value & 0xffff)
  return bytes
}
function be32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}
function le16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value & 0xffff)
  return bytes
}
function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
const u8 = (value: number): Buffer => Buffer.from([value])

const message = (of: number, opcode: number, parts: readonly Buffer[]): Hdap => ({
  service: of,
  opcode,
  payload: Buffer.concat(parts),
})

export const rrs = {
  register: (radio: number) => message(service.rrs, 0x0003, [be32(radioAddress(radio))]),
  leave: (radio: number) => message(service.rrs, 0x0001, [be32(radioAddress(radio))]),
  checked: (address: Address, online: boolean) =>
    message(service.rrs, 0x0082, [be32(address), u8(online ? 0 : 1)]),
}

export const lp = {
  answer: (request: number, address: Address, place: Standing, atMs: number) =>
    message(service.lp, 0xa002, [be32(request), be32(address), be16(0), gps40(place, atMs)]),
  noFix: (request: number, address: Address) =>
    // The 40 bytes of the position are there, and empty: status V, the rest NUL.
    message(service.lp, 0xa002, [
      be32(request),
      be32(address),
      be16(6),
      Buffer.from('V'.padEnd(40, '\0'), 'latin1'),
    ]),
  report: (request: number, radio: number, place: Standing, atMs: number) =>
    message(service.lp, 0xd003, [be32(request), be32(radioAddress(radio)), gps40(place, atMs)]),
  conditionTaken: (request: number, address: Address, trigger: number) =>
    message(service.lp, 0xd002, [be32(request), be32(address), u8(trigger), be16(0)]),
  triggerTaken: (opcode: number, request: number, address: Address) =>
    message(service.lp, opcode, [be32(request), be32(address), be16(0)]),
  triggered: (request: number, radio: number, place: Standing, atMs: number) =>
    message(service.lp, 0xc003, [
      be32(request),
      be32(radioAddress(radio)),
      Buffer.from('00000000'),
      gps40(place, atMs),
    ]),
  /** The one report without a request number. */
  emergency: (radio: number, place: Standing, atMs: number) =>
    message(service.lp, 0xb003, [be32(radioAddress(radio)), u8(0), gps40(place, atMs)]),
  emergencyStopped: (request: number, address: Address) =>
    message(service.lp, 0xb002, [be32(request), be32(address), be16(0)]),
}

/** `bit7` is set on HRNP and clear on HSTRP, as captured. */
export const tmp = {
  text: (bit7: boolean, group: boolean, request: number, to: Address, from: number, body: string) =>
    message(service.tmp, (bit7 ? 0x8000 : 0) | (group ? 0xb1 : 0xa1), [
      be32(request),
      be32(to),
      be32(radioAddress(from)),
      Buffer.from(body, 'utf16le'),
    ]),
  privateResult: (
    bit7: boolean,
    type: number,
    request: number,
    to: Address,
    from: Address,
    result: number,
  ) =>
    message(service.tmp, (bit7 ? 0x8000 : 0) | type, [
      be32(request),
      be32(to),
      be32(from),
      u8(result),
    ]),
  groupResult: (bit7: boolean, type: number, request: number, to: Address, result: number) =>
    message(service.tmp, (bit7 ? 0x8000 : 0) | type, [be32(request), be32(to), u8(result)]),
}

/** Nobody answered on the air: delivery state of the message with this opcode. */
export function undelivered(of: number, opcode: number, address: Address): Hdap {
  return message(service.dds, of, [be32(address), be16(opcode), u8(5)])
}

export const rcp = {
  result: (opcode: number, result: number) => message(service.rcp, opcode, [u8(result)]),
  radioResult: (opcode: number, result: number, radio: number) =>
    message(service.rcp, opcode, [u8(result), le32(radio)]),
  ownId: (id: number) => message(service.rcp, 0x8452, [u8(0), u8(0), le32(id)]),
  ownIp: (id: number) => message(service.rcp, 0x8452, [u8(0), u8(1), be32(radioAddress(id))]),
  channel: (op: number, zone: number, channel: number) =>
    message(service.rcp, 0x80c4, [le32(0), le32(op), le16(zone), le16(channel)]),
  button: (key: number, op: number) => message(service.rcp, 0x8041, [le32(0), le32(key), le32(op)]),
  transmit: (process: number, type: number, target: number) =>
    message(service.rcp, 0xb843, [le16(process), le16(0), le16(type), le32(target)]),
  receive: (status: number, type: number, target: number, sender: number) =>
    message(service.rcp, 0xb844, [le16(status), le16(type), le32(target), le32(sender)]),
  repeater: (status: number, type: number, target: number, sender: number) =>
    message(service.rcp, 0xb845, [
      le16(0),
      le16(status),
      le16(status < 4 ? 1 : 0),
      le16(type),
      le32(target),
      le32(sender),
    ]),
  status: (target: number, value: number) =>
    message(service.rcp, 0xb0c8, [u8(target), le16(value)]),
}
