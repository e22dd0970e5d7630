/** TMP, text messages and short data: big endian, texts in UTF-16LE (radio reference §3.7). */
import { bytes32be, u16be, u32be } from '../../../core/gateway/frame-kit.ts'
import { ipBytes, type RadioIp, readIp } from './address.ts'
import { encodeHdap } from './hdap.ts'

export const tmpTypes = {
  private_text: 0xa1,
  private_text_ack: 0xa2,
  group_text: 0xb1,
  group_text_ack: 0xb2,
  private_short_data: 0xae,
  private_short_data_ack: 0xaf,
  group_short_data: 0xbe,
  group_short_data_ack: 0xbf,
  work_order_create: 0xaa,
  work_order_create_ack: 0xab,
  work_order_update: 0xac,
  work_order_update_ack: 0xad,
} as const

type TmpName = keyof typeof tmpTypes
type TextName = 'private_text' | 'group_text'
type AckName = Extract<TmpName, `${string}_ack`>

interface TmpHead {
  readonly type: number
  /** Its meaning is disputed: mobiles over HRNP set it always, repeaters over HSTRP never. */
  readonly flagBit7: boolean
  readonly option: boolean
  readonly optionBytes?: Uint8Array
  readonly requestId: number
  readonly dest: RadioIp
}

export type TmpBody =
  | (TmpHead & { readonly name: TextName; readonly src: RadioIp; readonly text: string })
  | (TmpHead & { readonly name: AckName; readonly src?: RadioIp; readonly result: number })
  | (TmpHead & {
      readonly name: Exclude<TmpName, TextName | AckName>
      readonly src: RadioIp
      readonly payload: Uint8Array
    })

const names = new Map<number, TmpName>(
  Object.entries(tmpTypes).map(([name, value]) => [value, name as TmpName]),
)

const isAck = (name: TmpName): name is AckName => name.endsWith('_ack')

/** An odd last byte is no character and is left out. */
function utf16le(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at + 1 < to; at += 2) {
    text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8))
  }
  return text
}

function utf16leBytes(text: string): number[] {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    bytes.push(unit & 0xff, unit >>> 8)
  }
  return bytes
}

/**
 * The option length stands before everything, the option bytes after everything.
 * `undefined` when the type is unknown or the payload is too short for its layout.
 */
export function readTmp(opcode: number, p: Uint8Array): TmpBody | undefined {
  const name = names.get(opcode & 0xff)
  const option = (opcode & 0x4000) !== 0
  const start = option ? 2 : 0
  const end = p.length - (option ? u16be(p, 0) : 0)
  const hasSource = name !== 'group_text_ack' && name !== 'group_short_data_ack'
  const from = start + (hasSource ? 12 : 8)
  if (!name || from > end) return undefined
  const head: TmpHead = {
    type: opcode & 0xff,
    flagBit7: (opcode & 0x8000) !== 0,
    option,
    requestId: u32be(p, start),
    dest: readIp(p, start + 4),
    ...(option ? { optionBytes: p.slice(end) } : {}),
  }
  if (isAck(name)) {
    if (from === end) return undefined
    return {
      name,
      ...head,
      ...(hasSource ? { src: readIp(p, start + 8) } : {}),
      result: p[from] ?? 0,
    }
  }
  const src = readIp(p, start + 8)
  if (name === 'private_text' || name === 'group_text') {
    return { name, ...head, src, text: utf16le(p, from, end) }
  }
  return { name, ...head, src, payload: p.slice(from, end) }
}

export interface OutgoingText {
  readonly group: boolean
  readonly requestId: number
  readonly dest: RadioIp
  readonly src: RadioIp
  readonly text: string
  /** Set on HRNP, clear on HSTRP (§3.7). */
  readonly bit7: boolean
}

const opcodeOf = (type: number, bit7: boolean): number => (bit7 ? 0x8000 : 0) | type

export function encodeText(message: OutgoingText): Uint8Array {
  const type = message.group ? tmpTypes.group_text : tmpTypes.private_text
  return encodeHdap('TMP', opcodeOf(type, message.bit7), [
    ...bytes32be(message.requestId),
    ...ipBytes(message.dest),
    ...ipBytes(message.src),
    ...utf16leBytes(message.text),
  ])
}

/**
 * The answer to a text that came in. Published acks carry the addresses of the text in the
 * text's own places, so they are echoed; a group ack has no source.
 */
export function encodeTextAck(
  text: { readonly requestId: number; readonly dest: RadioIp; readonly src: RadioIp },
  group: boolean,
  bit7: boolean,
): Uint8Array {
  const type = group ? tmpTypes.group_text_ack : tmpTypes.private_text_ack
  return encodeHdap('TMP', opcodeOf(type, bit7), [
    ...bytes32be(text.requestId),
    ...ipBytes(text.dest),
    ...(group ? [] : ipBytes(text.src)),
    0,
  ])
}
