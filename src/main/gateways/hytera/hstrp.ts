/** HSTRP, the packet layer of repeaters over UDP (radio reference §3.4). One datagram is one packet. */
import { bytes16be, bytes32be, u16be, u32be } from '../../../core/gateway/frame-kit.ts'

/** In the order the bits stand in the type byte, highest first. */
const hstrpFlags = {
  options: 0x20,
  reject: 0x10,
  close: 0x08,
  connect: 0x04,
  heartbeat: 0x02,
  ack: 0x01,
} as const

type HstrpFlag = keyof typeof hstrpFlags

const flagList = Object.entries(hstrpFlags) as [HstrpFlag, number][]
const moreOptions = 0x80

interface HstrpOptions {
  readonly deviceId?: number
  /** The repeater's slot, 1 or 2; 0 seen from a mobile. */
  readonly channel?: number
  readonly site?: string
  readonly index?: string
  readonly channelType?: string
  readonly realTime?: string
}

export interface HstrpPacket {
  readonly version: number
  readonly type: number
  readonly flags: readonly HstrpFlag[]
  readonly sequence: number
  readonly options?: HstrpOptions | undefined
  readonly payload: Uint8Array
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function readOption(command: number, value: Uint8Array): HstrpOptions {
  if (command === 3 && value.length === 4) return { deviceId: u32be(value, 0) }
  if (command === 4 && value.length === 1) return { channel: value[0] ?? 0 }
  if (command === 1) return { realTime: hexOf(value) }
  if (command === 5) return { site: hexOf(value) }
  if (command === 6) return { index: hexOf(value) }
  if (command === 7) return { channelType: hexOf(value) }
  return {}
}

/** Options follow each other while bit 7 of the command is set; `undefined` when they run past the end. */
function readOptions(bytes: Uint8Array): { options: HstrpOptions; end: number } | undefined {
  const options: HstrpOptions = {}
  let at = 6
  for (;;) {
    const command = bytes[at]
    const length = bytes[at + 1]
    if (command === undefined || length === undefined || at + 2 + length > bytes.length) {
      return undefined
    }
    const value = bytes.slice(at + 2, at + 2 + length)
    Object.assign(options, readOption(command & 0x7f, value))
    at += 2 + length
    if (!(command & moreOptions)) return { options, end: at }
  }
}

/** `undefined` when it does not begin with "2B", version 0, or its options are cut off. */
export function decodeHstrp(bytes: Uint8Array): HstrpPacket | undefined {
  if (bytes.length < 6 || bytes[0] !== 0x32 || bytes[1] !== 0x42 || bytes[2] !== 0) return undefined
  const type = bytes[3] ?? 0
  if (type & ~0x3f) return undefined
  const flags = flagList.filter(([, bit]) => type & bit).map(([flag]) => flag)
  const head = { version: 0, type, flags, sequence: u16be(bytes, 4) }
  if (!(type & hstrpFlags.options)) return { ...head, payload: bytes.slice(6) }
  const read = readOptions(bytes)
  if (!read) return undefined
  return { ...head, options: read.options, payload: bytes.slice(read.end) }
}

export interface HstrpHeader {
  /** Without `options`: that bit follows from `device`. */
  readonly flags: readonly Exclude<HstrpFlag, 'options'>[]
  readonly sequence: number
  /** What a repeater says about itself; the console sends none. */
  readonly device?: { readonly id: number; readonly slot: number } | undefined
}

export function encodeHstrp(
  header: HstrpHeader,
  payload: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const { device } = header
  const type = header.flags.reduce((sum, flag) => sum | hstrpFlags[flag], device ? 0x20 : 0)
  const options = device ? [0x83, 4, ...bytes32be(device.id), 4, 1, device.slot] : []
  return Uint8Array.from([
    0x32,
    0x42,
    0,
    type,
    ...bytes16be(header.sequence),
    ...options,
    ...payload,
  ])
}
