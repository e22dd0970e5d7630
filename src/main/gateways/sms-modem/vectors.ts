import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol, VectorRow } from '../../tools/vector-protocol.ts'
import { pduHeader } from './lines.ts'
import { readPdu, type Pdu } from './pdu.ts'
import { reportClass } from './report-status.ts'
import type { UserData } from './user-data.ts'

/** Their names of what a message says. */
function dataNames(data: UserData): Record<string, unknown> {
  const { coding, text, octets, part, ports, others } = data
  return {
    encoding: coding.alphabet,
    class: coding.class,
    text,
    data_hex: octets && toHex(octets),
    concat_ref: part?.ref,
    concat_total: part?.total,
    concat_seq: part?.seq,
    concat_bits: part?.bits,
    port_dst: ports?.to,
    port_src: ports?.from,
    other_ie: others.length === 0 ? undefined : others,
  }
}

function ownNames(pdu: Pdu): Record<string, unknown> {
  switch (pdu.type) {
    case 'deliver':
      return {
        from: pdu.from,
        pid: pdu.pid,
        dcs: pdu.dcs,
        timestamp: pdu.sentAt?.text,
        status_report_indication: pdu.reportWanted,
        ...dataNames(pdu.data),
      }
    case 'submit': {
      const { validity } = pdu
      return {
        message_ref: pdu.reference,
        to: pdu.to,
        pid: pdu.pid,
        dcs: pdu.dcs,
        status_report_request: pdu.reportWanted,
        validity_relative: validity && 'relative' in validity ? validity.relative : undefined,
        validity_absolute: validity && 'absolute' in validity ? validity.absolute.text : undefined,
        ...dataNames(pdu.data),
      }
    }
    case 'status_report':
      return {
        message_ref: pdu.reference,
        to: pdu.to,
        timestamp: pdu.sentAt?.text,
        discharge_time: pdu.dischargedAt?.text,
        status: pdu.status,
        status_class: reportClass(pdu.status),
      }
  }
}

function octetsOf({ hex, text }: VectorRow): {
  readonly octets: Uint8Array | undefined
  readonly announced: number | undefined
} {
  if (text === undefined) return { octets: fromHex(hex ?? ''), announced: undefined }
  const [line = '', pdu = ''] = text.split(/\r?\n/)
  return { octets: fromHex(pdu), announced: pduHeader(line)?.tpduLength }
}

/** Published messages; one that is cut short is read as far as it goes. */
export const smsVectors: VectorProtocol = {
  protocol: 'sms-pdu',
  decode(row) {
    const { octets, announced } = octetsOf(row)
    const pdu = octets && readPdu(octets)
    if (!pdu) return { decoded: undefined, damaged: true }
    const decoded = {
      smsc: pdu.smsc,
      tpdu_len: pdu.tpduLength,
      header_tpdu_len: announced,
      type: pdu.type,
      no_smsc_prefix: pdu.bare || undefined,
      ...ownNames(pdu),
    }
    const cut = pdu.type !== 'status_report' && pdu.data.truncated
    const wrongLength = announced !== undefined && announced !== pdu.tpduLength
    return { decoded, damaged: cut || wrongLength }
  },
}
