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

export type TmpName = keyof typeof tmpTypes
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
function utf16le(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
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

/** Where the fixed part and the options lie; `undefined` when the option length does not fit. */
function partition(option: boolean, p: Uint8Array): { main: Uint8Array; options?: Uint8Array } | undefined {
  if (!option) return { main: p }
  const length = u16be(p, 0)
  if (p.length < 2 + length) return undefined
  return { main: p.subarray(2, p.length - length), options: p.subarray(p.length - length) }
}

/** `undefined` when the type is unknown or its payload is too short for its layout. */
export function readTmp(opcode: number, payload: Uint8Array): TmpBody | undefined {
  const name = names.get(opcode & 0xff)
  const option = (opcode & 0x4000) !== 0
  const parts = partition(option, payload)
  if (!name || !parts || parts.main.length < 8) return undefined
  const { main, options } = parts
  const head: TmpHead = {
    type: opcode & 0xff,
    flagBit7: (opcode & 0x8000) !== 0,
    option,
    requestId: u32be(main, 0),
    dest: readIp(main, 4),
    ...(options ? { optionBytes: options } : {}),
  }
  const hasSource = name !== 'group_text_ack' && name !== 'group_short_data_ack'
  const body = main.subarray(hasSource ? 12 : 8)
  if (main.length < (hasSource ? 12 : 8)) return undefined
  if (isAck(name)) {
    if (body.length < 1) return undefined
    return { name, ...head, ...(hasSource ? { src: readIp(main, 8) } : {}), result: body[0] ?? 0 }
  }
  const src = readIp(main, 8)
  if (name === 'private_text' || name === 'group_text') return { name, ...head, src, text: utf16le(body) }
  return { name, ...head, src, payload: body }
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

