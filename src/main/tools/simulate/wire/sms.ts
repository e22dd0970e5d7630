/**
 * Short messages as a service centre delivers them and a telephone submits them, written from
 * 3GPP TS 23.040 for the simulator alone: UCS-2 only, whole messages only in, parts joined by
 * whoever listens.
 */

const swapPairs = (digits: string): string =>
  (digits.length % 2 === 1 ? `${digits}F` : digits).replaceAll(/(.)(.)/g, '$2$1')

const hex2 = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')

const unitsHex = (text: string): string => {
  let hex = ''
  for (let at = 0; at < text.length; at++) {
    hex += text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
  }
  return hex
}

function addressHex(number: string): string {
  const digits = number.replace('+', '')
  return `${hex2(digits.length)}${number.startsWith('+') ? '91' : '81'}${swapPairs(digits)}`
}

/** Beijing time. */
function stampHex(ms: number): string {
  const iso = new Date(ms + 8 * 3_600_000).toISOString()
  const digits = iso.replaceAll(/\D/g, '').slice(2, 14)
  return `${swapPairs(digits)}23`
}

export interface WireMessage {
  readonly hex: string
  /** Octets without the service centre. */
  readonly length: number
}

const centre = '+8613800797500'

function framed(tpdu: string): WireMessage {
  const address = `91${swapPairs(centre.slice(1))}`
  return { hex: `${hex2(address.length / 2)}${address}${tpdu}`, length: tpdu.length / 2 }
}

/** The units of one message of its own, or of each part of a long one. */
export function deliverMessages(
  from: string,
  body: string,
  atMs: number,
  ref: number,
): WireMessage[] {
  const room = body.length <= 70 ? 70 : 67
  const count = Math.max(1, Math.ceil(body.length / room))
  return Array.from({ length: count }, (_, index) => {
    const piece = unitsHex(body.slice(index * room, (index + 1) * room))
    const header = count === 1 ? '' : `050003${hex2(ref)}${hex2(count)}${hex2(index + 1)}`
    const first = count === 1 ? '04' : '44'
    const data = `${header}${piece}`
    return framed(`${first}${addressHex(from)}0008${stampHex(atMs)}${hex2(data.length / 2)}${data}`)
  })
}

export function reportMessage(
  reference: number,
  to: string,
  atMs: number,
  status: number,
): WireMessage {
  const times = `${stampHex(atMs)}${stampHex(atMs + 2000)}`
  return framed(`06${hex2(reference)}${addressHex(to)}${times}${hex2(status)}`)
}

export interface Submitted {
  readonly to: string
  readonly wantsReport: boolean
  /** Octets the command line should have named. */
  readonly length: number
}

/** Where it goes; what it says is of no interest to a simulated centre. */
export function readSubmitted(hex: string): Submitted | undefined {
  const centreLength = Number.parseInt(hex.slice(0, 2), 16)
  const tpdu = hex.slice(2 + centreLength * 2)
  const first = Number.parseInt(tpdu.slice(0, 2), 16)
  if (Number.isNaN(first) || (first & 3) !== 1) return undefined
  const digits = Number.parseInt(tpdu.slice(4, 6), 16)
  const swapped = swapPairs(tpdu.slice(8, 8 + Math.ceil(digits / 2) * 2)).slice(0, digits)
  const plus = tpdu.slice(6, 8) === '91' ? '+' : ''
  return { to: `${plus}${swapped}`, wantsReport: (first & 0x20) !== 0, length: tpdu.length / 2 }
}
