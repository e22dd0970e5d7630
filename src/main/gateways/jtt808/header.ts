/** The header of a message (reference §2.2), read and written. */
import { bytes16be, fromHex, u16be } from '../../../core/gateway/frame-kit.ts'
import { openFrame, encodeFrame } from './frame.ts'

/** How a terminal writes its header: answers go out in the same edition with the same digits. */
export interface Identity {
  readonly version2019: boolean
  readonly protocolVersion?: number | undefined
  /** As sent; BCD, so digits, but some products put other half bytes there. */
  readonly phone: string
}

export interface Header extends Identity {
  readonly messageId: number
  readonly bodyLength: number
  /** 0 none, 1 RSA. */
  readonly encryption: number
  readonly packaged: boolean
  readonly serial: number
  /** Of a message in parts; `index` from 1. */
  readonly total?: number | undefined
  readonly index?: number | undefined
}

export interface Message {
  readonly header: Header
  readonly body: Uint8Array
  readonly check: number
  readonly checkOk: boolean
  /** The header says how long the body is; frames that disagree were published. */
  readonly lengthOk: boolean
}

const versionBit = 1 << 14
const packagedBit = 1 << 13
export const maxBody = 1023

/** The number people know: without the zeros in front. */
export const numberOf = (phone: string): string => phone.replace(/^0+(?=.)/, '').toUpperCase()

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** As `toHex`, for what is read in every message. */
function halfBytes(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += pairs[bytes[at] ?? 0] ?? ''
  return text
}

/** Where the body begins. */
function bodyStart(attributes: number): number {
  return (attributes & versionBit ? 17 : 12) + (attributes & packagedBit ? 4 : 0)
}

/** Whether the header's length is the body's; of the content between the flags, without the check. */
export function lengthAgrees(content: Uint8Array): boolean {
  const attributes = u16be(content, 2)
  return content.length === bodyStart(attributes) + (attributes & 0x3ff)
}

export function readMessage(bytes: Uint8Array): Message | undefined {
  const opened = openFrame(bytes)
  if (opened === undefined) return undefined
  const { content, check, checkOk } = opened
  const attributes = u16be(content, 2)
  const version2019 = (attributes & versionBit) !== 0
  const packaged = (attributes & packagedBit) !== 0
  const phoneAt = version2019 ? 5 : 4
  const serialAt = phoneAt + (version2019 ? 10 : 6)
  const bodyAt = bodyStart(attributes)
  if (content.length < bodyAt) return undefined
  const bodyLength = attributes & 0x3ff
  const body = content.slice(bodyAt)
  return {
    header: {
      messageId: u16be(content, 0),
      version2019,
      bodyLength,
      encryption: (attributes >>> 10) & 7,
      packaged,
      ...(version2019 ? { protocolVersion: content[4] ?? 0 } : {}),
      phone: halfBytes(content, phoneAt, serialAt),
      serial: u16be(content, serialAt),
      ...(packaged
        ? { total: u16be(content, serialAt + 2), index: u16be(content, serialAt + 4) }
        : {}),
    },
    body,
    check,
    checkOk,
    lengthOk: body.length === bodyLength,
  }
}

/** A whole message of the platform. @throws when the body is longer than one message can be */
export function encodeMessage(
  { version2019, protocolVersion = 1, phone }: Identity,
  messageId: number,
  serial: number,
  body: Uint8Array | readonly number[],
): Uint8Array {
  if (body.length > maxBody) throw new Error(`a body of ${body.length} octets`)
  return encodeFrame(
    Uint8Array.from([
      ...bytes16be(messageId),
      ...bytes16be(body.length | (version2019 ? versionBit : 0)),
      ...(version2019 ? [protocolVersion] : []),
      ...(fromHex(phone) ?? []),
      ...bytes16be(serial),
      ...body,
    ]),
  )
}
