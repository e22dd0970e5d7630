/** How the published rows of `tetra-pei.json` name what we decode. */
import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol, VectorRow } from '../../tools/vector-protocol.ts'
import { readFinal } from '../at/index.ts'
import { decodeLine, type DecodedSds, type SdsContent } from './decode.ts'
import { readIdentity } from './identity.ts'
import { readPeiLine, readSdsHeader, type PeiLine, type SdsHeader } from './lines.ts'
import { isShortReport, readLip, type LipPdu } from './lip.ts'
import { readSds, type SdsPdu } from './sds-pdu.ts'
import { peiSettings } from './settings.ts'
import type { TimeStamp } from './time-stamp.ts'

type Fields = Record<string, unknown>

const two = (value: number) => String(value).padStart(2, '0')
const stampText = ({ month, day, hour, minute }: TimeStamp) =>
  `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`

function identityFields(digits: string): Fields | undefined {
  const identity = readIdentity(digits)
  return identity && { mcc: identity.mcc, mnc: identity.mnc, issi: identity.ssi }
}

function headerFields({ service, from, to, bits, endToEnd }: SdsHeader): Fields {
  return { ai_service: service, from, to, bits, e2ee: endToEnd }
}

function pduFields(pdu: SdsPdu): Fields {
  const { pid } = pdu
  switch (pdu.kind) {
    case 'simple-text':
      return { pid, immediate: pid === 0x09, coding: pdu.coding, text: pdu.text }
    case 'report':
      return {
        pid,
        msg_type: 'report',
        delivery_status: pdu.deliveryStatus,
        ref: pdu.ref,
        ack_required: pdu.ackRequired,
      }
    case 'ack':
      return { pid, msg_type: 'ack', delivery_status: pdu.deliveryStatus, ref: pdu.ref }
    case 'other':
      return { pid }
    case 'transfer': {
      const { body, storeForward } = pdu
      return {
        pid,
        msg_type: 'transfer',
        delivery_report: pdu.report,
        short_form_report_allowed: pdu.shortReportAllowed,
        ref: pdu.ref,
        store_forward: storeForward && {
          validity_s: storeForward.validityS,
          forward_ssi_bytes: toHex(storeForward.address),
        },
        coding: body?.coding,
        text: body?.text,
        timestamp: body?.stamp && stampText(body.stamp),
        timestamp_frame: body?.stamp?.frame,
        udh: body?.part,
      }
    }
  }
}

function lipFields(lip: LipPdu): Fields {
  if (!isShortReport(lip)) return { pid: 0x0a, pdu_type: lip.pduType }
  return {
    pid: 0x0a,
    pdu_type: lip.pduType,
    time_elapsed: lip.timeElapsed,
    lon: lip.lon,
    lat: lip.lat,
    position_error_m: lip.positionErrorM,
    speed_kmh: lip.speedKmh,
    direction_deg: lip.directionDeg,
    additional_type: lip.additionalType,
    reason_or_user: lip.reasonOrUser,
  }
}

function contentFields(content: SdsContent): Fields {
  switch (content.kind) {
    case 'pdu':
      return pduFields(content.pdu)
    case 'lip':
      return lipFields(content.lip)
    case 'raw':
      return { bytes: toHex(content.bytes) }
    case 'status': {
      const { meaning, value } = content
      const hex = value.toString(16).toUpperCase().padStart(4, '0')
      if (meaning.kind !== 'short-report') return { status_hex: hex }
      return { short_report: meaning.type, ref: meaning.ref }
    }
  }
}

const callFields: Readonly<Record<string, string>> = {
  call: 'cc_instance',
  status: 'call_status',
  service: 'ai_service',
  callerType: 'caller_type',
  simplex: 'simplex_duplex',
  endToEnd: 'e2ee',
  comms: 'comms_type',
  calledType: 'called_type',
  grant: 'tx_grant',
  permission: 'tx_request_permission',
  idType: 'id_type',
  cause: 'disconnect_cause',
}
const grantWords = ['granted', 'not granted', 'queued', 'granted to another']
const sentWords: Readonly<Record<number, string>> = { 4: 'sent', 5: 'failed' }
/** The rows' English words, of which this file has two. */
const causeWords: Readonly<Record<number, string>> = { 13: 'timer expiry' }
const dmWords: Readonly<Record<number, string>> = { 2: 'DMO via repeater' }

function lineFields(line: PeiLine): Fields {
  switch (line.kind) {
    case 'own-number':
      return { num_type: line.type, tsi: identityFields(line.number) }
    case 'group-name':
      return { gtsi: line.group, name: line.name }
    case 'group-range':
      return { kind: line.list, min: line.min, max: line.max }
    case 'model':
      return { model: line.model, hw: line.hardware, fw: line.firmware }
    case 'own-position':
      return { ...line }
    case 'sent':
      return {
        sds_instance: line.instance,
        sds_status: line.status,
        status_text: line.status === undefined ? undefined : sentWords[line.status],
        ref: line.ref,
      }
    case 'neighbour':
      return {
        dm_comm_type: line.type,
        dm_comm_text: dmWords[line.type],
        issi: Number(line.address),
        mni: line.network,
        presence: line.presence,
      }
    case 'sds':
      return headerFields(line.header)
    case 'incoming-call':
    case 'outgoing-call':
    case 'connected':
    case 'grant':
    case 'ceased':
    case 'released':
    case 'group':
    case 'mode':
    case 'registration':
    case 'signal':
    case 'battery':
    case 'maker':
    case 'send-limits': {
      const renamed = Object.entries(line).map(([key, value]) => [callFields[key] ?? key, value])
      const fields = Object.fromEntries(renamed) as Fields
      if (line.kind === 'incoming-call') {
        return {
          ...fields,
          caller: identityFields(line.caller),
          called: identityFields(line.called),
        }
      }
      if (line.kind === 'grant') {
        const speaker = line.speaker === undefined ? undefined : identityFields(line.speaker)
        return { ...fields, speaker, tx_grant_text: grantWords[line.grant] }
      }
      if (line.kind === 'ceased') return { ...fields, event: 'transmission ceased' }
      if (line.kind === 'released') return { ...fields, cause_text: causeWords[line.cause] }
      return fields
    }
  }
}

/** `AT+CMGS=1234567,32` and its PDU, as the console writes them. */
function sendFields(text: string): Fields | undefined {
  const [, to, bits, hex] = /^AT\+CMGS=(\d+),(\d+)\r\n([0-9A-F]+)/.exec(text) ?? []
  const bytes = fromHex(hex ?? '')
  const pdu = bytes && readSds(bytes)
  if (!pdu || !text.endsWith(String.fromCharCode(0x1a))) return undefined
  return {
    dest: to,
    bits: Number(bits),
    ...pduFields(pdu),
    precede_with: peiSettings.parse({}).commands.textService,
  }
}

function responseFields(text: string): Fields | undefined {
  const final = readFinal(text, false)
  if (final?.kind === 'failed' && final.failure.kind === 'cme') {
    const { code } = final.failure
    return { error: code, meaning: `PEI/TE error ${code}` }
  }
  const line = readPeiLine(text)
  return line && lineFields(line)
}

function sdsFields(text: string): { sds?: DecodedSds; damaged: boolean } {
  const [line = '', body] = text.split('\r\n')
  const decoded = decodeLine(line, body === '' ? undefined : body)
  return decoded.kind === 'sds'
    ? { sds: decoded.sds, damaged: !decoded.sds.content }
    : { damaged: true }
}

function fieldsOf(row: VectorRow): { decoded: Fields | undefined; damaged: boolean } {
  const text = row.text ?? ''
  const bytes = fromHex(text)
  switch (row.kind ?? 'response') {
    case 'ctsdsr':
    case 'ctsdsr_lip': {
      const { sds, damaged } = sdsFields(text)
      const content = sds?.content && contentFields(sds.content)
      return { decoded: sds && { ...headerFields(sds.header), ...content }, damaged }
    }
    case 'ctsdsr_header': {
      const header = readSdsHeader(text)
      return { decoded: header && headerFields(header), damaged: !header }
    }
    case 'lip': {
      const lip = bytes && readLip(bytes)
      return { decoded: lip && lipFields(lip), damaged: !lip }
    }
    case 'pdu': {
      const pdu = bytes && readSds(bytes)
      return {
        decoded: pdu && { ...pduFields(pdu), bits: (bytes?.length ?? 0) * 8 },
        damaged: !pdu,
      }
    }
    case 'send':
      return { decoded: sendFields(text), damaged: false }
    default:
      return { decoded: responseFields(text), damaged: false }
  }
}

/** A row's remark for people is no field of the frame. */
export const peiVectors: VectorProtocol = {
  protocol: 'tetra-pei',
  decode(row) {
    const { decoded, damaged } = fieldsOf(row)
    const { note } = (row.decoded ?? {}) as { note?: unknown }
    return { decoded: decoded && { ...decoded, note }, damaged }
  },
}
