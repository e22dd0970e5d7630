/** One line (and the PDU behind it) → everything it says. Pure; the session and the tools share it. */
import { fromHex, toHex, u16be } from '../../../core/gateway/frame-kit.ts'
import type { AtNote } from '../at/index.ts'
import { lipPid, readLip, type LipPdu } from './lip.ts'
import { peiNames, readPeiLine, type PeiLine, type SdsHeader } from './lines.ts'
import { readSds, type SdsPdu } from './sds-pdu.ts'
import { readStatus, type StatusMeaning } from './status-value.ts'

export type SdsContent =
  | { readonly kind: 'pdu'; readonly pdu: SdsPdu }
  | { readonly kind: 'lip'; readonly lip: LipPdu }
  | { readonly kind: 'status'; readonly meaning: StatusMeaning; readonly value: number }
  /** Types 1 to 3: two, four or eight bytes that only their users understand. */
  | { readonly kind: 'raw'; readonly bytes: Uint8Array }

export interface DecodedSds {
  readonly header: SdsHeader
  /** Absent: the PDU is missing, cut off, or no PDU. */
  readonly content?: SdsContent | undefined
}

export type Decoded =
  | { readonly kind: 'sds'; readonly sds: DecodedSds }
  | { readonly kind: 'line'; readonly line: Exclude<PeiLine, { kind: 'sds' }> }
  /** One of our names with fields that make no sense. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'unknown' }

const services = { text: 12, status: 13 } as const
const isHex = /^[0-9A-Fa-f]+$/

export const isPduLine = (line: string): boolean => isHex.test(line)

/** The bit count is an upper check only: the digits are often padded to a whole byte. */
export function pduBytes(hex: string, bits: number): Uint8Array | undefined {
  if (!isHex.test(hex) || hex.length * 4 < bits) return undefined
  const bytes = fromHex(hex.length % 2 === 1 ? `${hex}0` : hex)
  return bytes?.subarray(0, Math.ceil(bits / 8))
}

function contentOf(header: SdsHeader, bytes: Uint8Array): SdsContent | undefined {
  if (header.service === services.status) {
    if (bytes.length < 2) return undefined
    const value = u16be(bytes, 0)
    return { kind: 'status', meaning: readStatus(value), value }
  }
  if (header.service !== services.text) return { kind: 'raw', bytes }
  if (bytes[0] === lipPid) {
    const lip = readLip(bytes)
    return lip && { kind: 'lip', lip }
  }
  const pdu = readSds(bytes)
  return pdu && { kind: 'pdu', pdu }
}

function readSdsReport(header: SdsHeader, body: string | undefined): DecodedSds {
  const bytes = body === undefined ? undefined : pduBytes(body, header.bits)
  return { header, content: bytes && contentOf(header, bytes) }
}

export function decodeLine(text: string, body?: string): Decoded {
  const line = readPeiLine(text)
  if (!line) {
    const named = peiNames.some((name) => text.startsWith(`${name}:`))
    return { kind: named ? 'damaged' : 'unknown' }
  }
  if (line.kind !== 'sds') return { kind: 'line', line }
  return { kind: 'sds', sds: readSdsReport(line.header, body) }
}

function sdsKind({ header, content }: DecodedSds): string {
  if (!content) return `pei/sds ${header.service} damaged`
  switch (content.kind) {
    case 'pdu':
      return `pei/sds ${content.pdu.kind} ${toHex(Uint8Array.of(content.pdu.pid))}`
    case 'lip':
      return 'pei/sds lip'
    case 'status':
      return `pei/sds ${content.meaning.kind}`
    case 'raw':
      return `pei/sds type ${header.service - 8}`
  }
}

/** Bytes as hex: what is kept must be small and readable. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** How the ring of frames shows it. */
export function noteOf(decoded: Decoded): AtNote {
  switch (decoded.kind) {
    case 'sds': {
      const { header, content } = decoded.sds
      return {
        kind: sdsKind(decoded.sds),
        outcome: content ? 'ok' : 'damaged',
        // Only made when somebody looks.
        get decoded() {
          return plain({ ...header, ...content }) as Record<string, unknown>
        },
      }
    }
    case 'line':
      return { kind: `pei/${decoded.line.kind}`, decoded: { ...decoded.line } }
    case 'damaged':
      return { kind: 'pei/damaged', outcome: 'damaged' }
    case 'unknown':
      return { kind: 'pei/unknown', outcome: 'unknown' }
  }
}
