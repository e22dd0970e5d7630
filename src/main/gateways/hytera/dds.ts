/** DDS, delivery state of a message sent before (radio reference §3.8, end). */
import { u16be } from '../../../core/gateway/frame-kit.ts'
import { type RadioIp, readIp } from './address.ts'

export interface DdsBody {
  readonly name: 'delivery_state'
  /** Service of the message this is about. */
  readonly stateOf: string
  readonly ip: RadioIp
  readonly radioId: number
  readonly stateOpcode: number
  readonly result: number
}

/** The low byte of the opcode is the number of the service. */
const stateOf: Readonly<Record<number, string>> = {
  0x08: 'LP',
  0x09: 'TMP',
  0x11: 'RRS',
  0x12: 'TP',
  0x13: 'DTP',
}

/** The first address byte was 0 instead of the subnet in the one sample there is. */
export function readDds(opcode: number, p: Uint8Array): DdsBody | undefined {
  const service = stateOf[opcode & 0xff]
  if (!service || p.length < 7) return undefined
  const ip = readIp(p, 0)
  return {
    name: 'delivery_state',
    stateOf: service,
    ip,
    radioId: ip.radioId,
    stateOpcode: u16be(p, 4),
    result: p[6] ?? 0,
  }
}
