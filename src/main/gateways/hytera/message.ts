/** One HDAP message of any service, read from its envelope. */
import { type DdsBody, readDds } from './dds.ts'
import { type HdapEnvelope, openBareLp, openHdap } from './hdap.ts'
import { type LpBody, readLp } from './lp.ts'
import { type RcpBody, readRcp } from './rcp.ts'
import { readRrs, type RrsBody } from './rrs.ts'
import { readTmp, type TmpBody } from './tmp.ts'
import { type OpaqueBody, readDtp, readTp } from './tp.ts'

type HdapBody = RcpBody | LpBody | TmpBody | RrsBody | DdsBody | OpaqueBody

export interface HdapMessage extends HdapEnvelope {
  /** Absent: the opcode is unknown, or the payload does not fit its layout. */
  readonly body?: HdapBody | undefined
}

function readBody(envelope: HdapEnvelope): HdapBody | undefined {
  const { opcode, payload } = envelope
  switch (envelope.service) {
    case 'RCP':
      return readRcp(opcode, payload)
    case 'LP':
      return readLp(opcode, payload)
    case 'TMP':
      return readTmp(opcode, payload)
    case 'RRS':
      return readRrs(opcode, payload)
    case 'DDS':
      return readDds(opcode, payload)
    case 'TP':
      return readTp(opcode, payload)
    case 'DTP':
      return readDtp(opcode, payload)
  }
}

/** `undefined` when there is no envelope; a wrong sum is `checksumOk: false` and still read. */
export function readMessage(bytes: Uint8Array, bareLp = false): HdapMessage | undefined {
  const envelope = bareLp ? openBareLp(bytes) : openHdap(bytes)
  if (!envelope) return undefined
  const { service, reliable, opcode, payload, checksumOk, trailing } = envelope
  return { service, reliable, opcode, payload, checksumOk, trailing, body: readBody(envelope) }
}

/** The name of the message, as published decoders call it. */
export function messageName(message: HdapMessage): string {
  const { body } = message
  if (!body) return `unknown ${hexNumber(message.opcode)}`
  return 'label' in body ? body.label : body.name
}

export function hexNumber(value: number, digits = 4): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`
}
