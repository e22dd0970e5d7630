/** Short message PDUs as they stand on the AT line (3GPP TS 23.040 §9.2, TS 27.005 §4.6). */
import { readAddress, addressDigits } from './address.ts'
import { readTimestamp, type Timestamp } from './timestamp.ts'
import { readUserData, type UserData } from './user-data.ts'

interface Frame {
  /** Service centre; absent where the modem uses its stored one or leaves the field out. */
  readonly smsc?: string | undefined
  /** Octets of the TPDU, as the header line counts them. */
  readonly tpduLength: number
  /** The field in front is not there at all. */
  readonly bare: boolean
}

export interface Deliver extends Frame {
  readonly type: 'deliver'
  readonly from: string
  readonly pid: number
  readonly dcs: number
  readonly sentAt?: Timestamp | undefined
  readonly reportWanted: boolean
  readonly data: UserData
}

export interface Submit extends Frame {
  readonly type: 'submit'
  readonly reference: number
  readonly to: string
  readonly pid: number
  readonly dcs: number
  readonly reportWanted: boolean
  readonly validity?: { readonly relative: number } | { readonly absolute: Timestamp } | undefined
  readonly data: UserData
}

export interface StatusReport extends Frame {
  readonly type: 'status_report'
  readonly reference: number
  readonly to: string
  readonly sentAt?: Timestamp | undefined
  readonly dischargedAt?: Timestamp | undefined
  readonly status: number
}

export type Pdu = Deliver | Submit | StatusReport

interface Octets {
  one(): number
  many(count: number): Uint8Array
  address(): string
  rest(): Uint8Array
  /** More was asked for than there is. */
  readonly short: boolean
}

/** Reads on and on; past the end it says so instead of throwing. */
function readFrom(octets: Uint8Array): Octets {
  let at = 0
  let short = false
  function many(count: number): Uint8Array {
    const taken = octets.subarray(at, at + count)
    at += count
    if (taken.length < count) short = true
    return taken
  }
  const one = () => many(1)[0] ?? 0
  return {
    one,
    many,
    address() {
      const digits = one()
      const type = one()
      return readAddress(type, digits, many(Math.ceil(digits / 2)))
    },
    rest: () => octets.subarray(at),
    get short() {
      return short
    },
  }
}

function readSubmit(octets: Octets, first: number, frame: Frame): Submit {
  const reference = octets.one()
  const to = octets.address()
  const pid = octets.one()
  const dcs = octets.one()
  const format = (first >> 3) & 3
  const relative = format === 2 ? octets.one() : undefined
  const seven = format === 1 || format === 3 ? octets.many(7) : undefined
  const absolute = format === 3 && seven ? readTimestamp(seven) : undefined
  const length = octets.one()
  return {
    ...frame,
    type: 'submit',
    reference,
    to,
    pid,
    dcs,
    reportWanted: (first & 0x20) !== 0,
    ...(relative === undefined ? {} : { validity: { relative } }),
    ...(absolute ? { validity: { absolute } } : {}),
    data: readUserData(dcs, length, (first & 0x40) !== 0, octets.rest()),
  }
}

function readDeliver(octets: Octets, first: number, frame: Frame): Deliver {
  const from = octets.address()
  const pid = octets.one()
  const dcs = octets.one()
  const sentAt = readTimestamp(octets.many(7))
  const length = octets.one()
  return {
    ...frame,
    type: 'deliver',
    from,
    pid,
    dcs,
    sentAt,
    reportWanted: (first & 0x20) !== 0,
    data: readUserData(dcs, length, (first & 0x40) !== 0, octets.rest()),
  }
}

function readReport(octets: Octets, frame: Frame): StatusReport {
  const reference = octets.one()
  const to = octets.address()
  const sentAt = readTimestamp(octets.many(7))
  const dischargedAt = readTimestamp(octets.many(7))
  // Whatever follows (parameter indicator …) says nothing an operator needs.
  return {
    ...frame,
    type: 'status_report',
    reference,
    to,
    sentAt,
    dischargedAt,
    status: octets.one(),
  }
}

function readTpdu(tpdu: Uint8Array, smsc: string | undefined, bare: boolean): Pdu | undefined {
  const octets = readFrom(tpdu)
  const first = octets.one()
  const frame = { smsc, tpduLength: tpdu.length, bare }
  const kind = first & 3
  const read =
    kind === 0
      ? readDeliver(octets, first, frame)
      : kind === 1
        ? readSubmit(octets, first, frame)
        : kind === 2
          ? readReport(octets, frame)
          : undefined
  return octets.short ? undefined : read
}

/** A service centre: its length, a type with the highest bit set, at most 20 digits. */
function centreOctets(octets: Uint8Array): number | undefined {
  const length = octets[0] ?? 0
  if (length === 0) return 1
  const plausible = length >= 2 && length <= 12 && ((octets[1] ?? 0) & 0x80) !== 0
  return plausible ? length + 1 : undefined
}

/** `undefined`: no PDU of a short message. Some modems leave the service centre's field out. */
export function readPdu(octets: Uint8Array): Pdu | undefined {
  if (octets.length < 2) return undefined
  const centre = centreOctets(octets)
  if (centre === undefined) return readTpdu(octets, undefined, true)
  const digits = addressDigits(octets.subarray(2, centre))
  const sign = ((octets[1] ?? 0) >> 4) % 8 === 1 ? '+' : ''
  const smsc = centre === 1 ? undefined : `${sign}${digits}`
  return readTpdu(octets.subarray(centre), smsc, false)
}
