/** Body of a position report, 0200, with its additional items (reference §2.4). */
import { bcdDigits, toHex, u16be, u32be } from '../../../core/gateway/frame-kit.ts'

export interface LocationItem {
  readonly id: number
  readonly len: number
  readonly hex: string
  readonly [name: string]: number | string
}

export interface Location {
  readonly alarm: number
  readonly status: number
  /** Degrees with the signs that the status gives; not checked. */
  readonly lat: number
  readonly lon: number
  readonly altitudeM: number
  readonly speedKmh: number
  readonly courseDeg: number
  /** Twelve digits YYMMDDhhmmss, UTC+8; absent where a half byte is no digit. */
  readonly deviceTime?: string | undefined
  readonly items: readonly LocationItem[]
  /** An item was longer than the rest of the body; what stands before it is good. */
  readonly itemsTruncated?: true | undefined
}

/** Without any item. */
export const locationLength = 28

export const statusBit = { fixed: 1, south: 2, west: 3, encrypted: 5 } as const

export const hasBit = (word: number, bit: number): boolean => ((word >>> bit) & 1) === 1

type ItemReader = (bytes: Uint8Array) => Readonly<Record<string, number>>

const tenth =
  (name: string, width: 2 | 4): ItemReader =>
  (bytes) => ({ [name]: (width === 2 ? u16be(bytes, 0) : u32be(bytes, 0)) / 10 })
const word =
  (name: string): ItemReader =>
  (bytes) => ({ [name]: u16be(bytes, 0) })
const octet =
  (name: string): ItemReader =>
  (bytes) => ({ [name]: bytes[0] ?? 0 })

/** Id → its usual length and its meaning; with another length it is only given as hex. */
const readers: ReadonlyMap<number, readonly [length: number, read: ItemReader]> = new Map([
  [0x01, [4, tenth('mileageKm', 4)]],
  [0x02, [2, tenth('fuelL', 2)]],
  [0x03, [2, tenth('recorderSpeedKmh', 2)]],
  [0x04, [2, word('manualAlarmEventId')]],
  [0x11, [5, (b) => ({ overspeedAreaType: b[0] ?? 0, overspeedAreaId: u32be(b, 1) })]],
  [
    0x12,
    [
      6,
      (b) => ({
        areaAlarmType: b[0] ?? 0,
        areaAlarmId: u32be(b, 1),
        areaAlarmDirection: b[5] ?? 0,
      }),
    ],
  ],
  [0x13, [7, (b) => ({ routeId: u32be(b, 0), routeTimeS: u16be(b, 4), routeResult: b[6] ?? 0 })]],
  [0x25, [4, (b) => ({ vehicleSignals: u32be(b, 0) })]],
  [0x2a, [2, word('ioStatus')]],
  [0x2b, [4, (b) => ({ analog0: u16be(b, 2), analog1: u16be(b, 0) })]],
  [0x30, [1, octet('signalStrength')]],
  [0x31, [1, octet('satellites')]],
] as const)

function readItems(body: Uint8Array): Pick<Location, 'items' | 'itemsTruncated'> {
  const items: LocationItem[] = []
  let at = locationLength
  while (at < body.length) {
    const id = body[at] ?? 0
    const len = body[at + 1]
    if (len === undefined || at + 2 + len > body.length) return { items, itemsTruncated: true }
    const bytes = body.subarray(at + 2, at + 2 + len)
    const [usual, read] = readers.get(id) ?? []
    items.push({ id, len, hex: toHex(bytes), ...(usual === len ? read?.(bytes) : {}) })
    at += 2 + len
  }
  return { items }
}

/** `undefined` where even the fixed part is not there. */
export function readLocation(body: Uint8Array): Location | undefined {
  if (body.length < locationLength) return undefined
  const status = u32be(body, 4)
  return {
    alarm: u32be(body, 0),
    status,
    lat: (hasBit(status, statusBit.south) ? -1 : 1) * (u32be(body, 8) / 1e6),
    lon: (hasBit(status, statusBit.west) ? -1 : 1) * (u32be(body, 12) / 1e6),
    altitudeM: u16be(body, 16),
    speedKmh: u16be(body, 18) / 10,
    courseDeg: u16be(body, 20),
    deviceTime: bcdDigits(body, 22, 28),
    ...readItems(body),
  }
}

/** Epoch milliseconds of the device's own time; `undefined` when it is no time of this century. */
export function timeOf({ deviceTime }: Pick<Location, 'deviceTime'>): number | undefined {
  if (deviceTime === undefined) return undefined
  const [year = 0, month = 0, day = 0, hour = 24, minute = 60, second = 60] = (
    deviceTime.match(/../g) ?? []
  ).map(Number)
  const at = Date.UTC(2000 + year, month - 1, day, hour, minute, second)
  const read = new Date(at)
  const same =
    month > 0 &&
    read.getUTCMonth() === month - 1 &&
    read.getUTCDate() === day &&
    read.getUTCHours() === hour &&
    read.getUTCMinutes() === minute &&
    second < 60
  return same ? at - 8 * 3_600_000 : undefined
}
