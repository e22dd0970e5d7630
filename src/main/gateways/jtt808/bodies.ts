/** Bodies of the messages we know (reference §2.3), each as far as it goes. */
import { toHex, u16be, u32be } from '../../../core/gateway/frame-kit.ts'
import { fromGbk } from '../gbk.ts'
import type { Header } from './header.ts'
import { readLocation, type Location } from './location.ts'

export interface Registration {
  readonly layout: '2011' | '2013' | '2019'
  readonly provinceId: number
  readonly cityId: number
  readonly manufacturerId: string
  readonly terminalModel: string
  readonly terminalId: string
  readonly plateColor: number
  /** Plate, or the chassis number where the colour is 0. */
  readonly plate: string
}

const widths = { '2011': [5, 8, 7], '2013': [5, 20, 7], '2019': [11, 30, 30] } as const

/** Ends at the first NUL, which some terminals put after a text and some do not. */
function textIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return fromGbk(end === -1 ? bytes : bytes.subarray(0, end))
}

const printable = (bytes: Uint8Array): boolean => bytes.every((byte) => byte > 0x20 && byte < 0x7f)

/**
 * 2011 and 2013 share a header. From 37 octets on it is usually 2013; a 2011 body with a chassis
 * number instead of a plate is as long, and has its terminal id and its colour where 2013 still
 * has the model (reference §2.7).
 */
function layoutOf(body: Uint8Array, version2019: boolean): Registration['layout'] {
  if (version2019) return '2019'
  if (body.length < 37) return '2011'
  const chassis = body.length === 25 + 17 && printable(body.subarray(25))
  return chassis && printable(body.subarray(17, 24)) && (body[24] ?? 0) <= 9 ? '2011' : '2013'
}

export function readRegistration(body: Uint8Array, version2019: boolean): Registration | undefined {
  const layout = layoutOf(body, version2019)
  const [maker, model, id] = widths[layout]
  const colourAt = 4 + maker + model + id
  if (body.length < colourAt + 1) return undefined
  const text = (from: number, length: number) => textIn(body.subarray(from, from + length)).trim()
  return {
    layout,
    provinceId: u16be(body, 0),
    cityId: u16be(body, 2),
    manufacturerId: text(4, maker),
    terminalModel: text(4 + maker, model),
    terminalId: text(4 + maker + model, id),
    plateColor: body[colourAt] ?? 0,
    plate: text(colourAt + 1, body.length),
  }
}

export interface Authentication {
  readonly authCode: string
  readonly imei?: string | undefined
  readonly softwareVersion?: string | undefined
}

export function readAuthentication(
  body: Uint8Array,
  version2019: boolean,
): Authentication | undefined {
  if (!version2019) return { authCode: textIn(body) }
  const length = body[0]
  if (length === undefined || body.length < 1 + length) return undefined
  return {
    authCode: textIn(body.subarray(1, 1 + length)),
    imei: textIn(body.subarray(1 + length, 16 + length)),
    softwareVersion: textIn(body.subarray(16 + length, 36 + length)),
  }
}

export interface GeneralAnswer {
  readonly replySerial: number
  readonly replyId: number
  readonly result: number
}

export function readGeneralAnswer(body: Uint8Array): GeneralAnswer | undefined {
  if (body.length < 5) return undefined
  return { replySerial: u16be(body, 0), replyId: u16be(body, 2), result: body[4] ?? 0 }
}

export interface Batch {
  readonly count: number
  /** 0 a batch of now, 1 caught up from a dead zone. */
  readonly batchType: number
  readonly locations: readonly Location[]
}

export function readBatch(body: Uint8Array): Batch | undefined {
  if (body.length < 3) return undefined
  const locations: Location[] = []
  let at = 3
  while (at + 2 <= body.length) {
    const length = u16be(body, at)
    // A report that ends after the body does is read as far as it goes.
    const location = readLocation(body.subarray(at + 2, at + 2 + length))
    if (location !== undefined) locations.push(location)
    at += 2 + length
  }
  return { count: u16be(body, 0), batchType: body[2] ?? 0, locations }
}

function parameters(body: Uint8Array, from: number) {
  const params: { id: number; len: number; hex: string }[] = []
  for (let at = from; at + 5 <= body.length;) {
    const len = body[at + 4] ?? 0
    params.push({
      id: u32be(body, at),
      len,
      hex: toHex(body, at + 5, Math.min(at + 5 + len, body.length)),
    })
    at += 5 + len
  }
  return params
}

type Fields = Readonly<Record<string, unknown>> | undefined
type BodyReader = (body: Uint8Array, header: Header) => Fields

const plain =
  (least: number, read: (body: Uint8Array) => Fields): BodyReader =>
  (body) =>
    body.length < least ? undefined : read(body)
const empty: BodyReader = () => ({})

/** Message id → short name and contents. */
export const messages: ReadonlyMap<number, readonly [name: string, read: BodyReader]> = new Map<
  number,
  readonly [string, BodyReader]
>([
  [0x0001, ['answer', (body) => spread(readGeneralAnswer(body))]],
  [0x0002, ['heartbeat', empty]],
  [0x0003, ['unregister', empty]],
  [0x0100, ['register', (body, header) => spread(readRegistration(body, header.version2019))]],
  [
    0x0102,
    ['authenticate', (body, header) => spread(readAuthentication(body, header.version2019))],
  ],
  [
    0x0104,
    [
      'parameters',
      plain(3, (body) => ({
        replySerial: u16be(body, 0),
        count: body[2],
        params: parameters(body, 3),
      })),
    ],
  ],
  [0x0107, ['attributes', empty]],
  [0x0200, ['position', (body) => spread(readLocation(body))]],
  [
    0x0201,
    [
      'position answer',
      plain(2, (body) => {
        const location = readLocation(body.subarray(2))
        return location && { replySerial: u16be(body, 0), ...location }
      }),
    ],
  ],
  [0x0500, ['vehicle control answer', empty]],
  [0x0704, ['positions', (body) => spread(readBatch(body))]],
  [0x0801, ['media', empty]],
  [0x8001, ['platform answer', (body) => spread(readGeneralAnswer(body))]],
  [0x8003, ['ask for parts', empty]],
  [0x8004, ['ask for time answer', empty]],
  [
    0x8100,
    [
      'register answer',
      plain(3, (body) => ({
        replySerial: u16be(body, 0),
        result: body[2],
        authCode: textIn(body.subarray(3)),
      })),
    ],
  ],
  [
    0x8103,
    ['set parameters', plain(1, (body) => ({ count: body[0], params: parameters(body, 1) }))],
  ],
  [0x8104, ['ask all parameters', empty]],
  [
    0x8105,
    ['control', plain(1, (body) => ({ command: body[0], commandArgs: fromGbk(body.subarray(1)) }))],
  ],
  [
    0x8106,
    [
      'ask parameters',
      plain(1, (body) => ({
        count: body[0],
        paramIds: Array.from({ length: Math.floor((body.length - 1) / 4) }, (_, n) =>
          u32be(body, 1 + n * 4),
        ),
      })),
    ],
  ],
  [0x8201, ['ask position', empty]],
  [
    0x8202,
    ['track', plain(2, (body) => ({ intervalS: u16be(body, 0), durationS: u32be(body, 2) }))],
  ],
  [
    0x8203,
    [
      'confirm alarm',
      plain(6, (body) => ({ replySerial: u16be(body, 0), alarmType: u32be(body, 2) })),
    ],
  ],
  [
    0x8300,
    [
      'text',
      (body, { version2019 }) => ({
        flags: body[0],
        ...(version2019 ? { textType: body[1] } : {}),
        text: textIn(body.subarray(version2019 ? 2 : 1)),
      }),
    ],
  ],
  [
    0x8400,
    ['call back', plain(1, (body) => ({ flag: body[0], phoneNumber: textIn(body.subarray(1)) }))],
  ],
])

function spread(fields: object | undefined): Fields {
  return fields && { ...fields }
}
