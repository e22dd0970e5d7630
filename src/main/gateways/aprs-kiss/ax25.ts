/** AX.25 frames as KISS carries them: addresses, control, protocol, text; no check sequence. */

export interface Repeater {
  readonly call: string
  /** It has passed this frame on. */
  readonly repeated: boolean
}

export interface Ax25Frame {
  readonly dest: string
  readonly source: string
  readonly digipeaters: readonly Repeater[]
  readonly control: number
  /** Absent in frames that carry no text. */
  readonly pid?: number | undefined
  readonly info: Uint8Array
}

const addressLength = 7
const mostAddresses = 10
export const uiControl = 0x03
export const noProtocol = 0xf0

/** A call sign and its secondary station number, 0 left out. */
export const callSignPattern = /^[A-Z0-9]{1,6}(?:-(?:[1-9]|1[0-5]))?$/

interface Address {
  readonly call: string
  /** C bit of an end, has-been-repeated of a repeater. */
  readonly flag: boolean
  readonly last: boolean
}

function readAddress(bytes: Uint8Array, at: number): Address | undefined {
  let call = ''
  for (let n = 0; n < 6; n++) {
    const byte = bytes[at + n] ?? 1
    // Bit 0 marks the last address and belongs to the seventh byte only.
    if ((byte & 1) === 1) return undefined
    const letter = String.fromCharCode(byte >> 1)
    if (letter === ' ') continue
    if (!/[A-Z0-9]/.test(letter) || call.length < n) return undefined
    call += letter
  }
  const ssid = bytes[at + 6]
  if (ssid === undefined || call === '') return undefined
  const number = (ssid >> 1) & 15
  return {
    call: number === 0 ? call : `${call}-${number}`,
    flag: (ssid & 0x80) !== 0,
    last: (ssid & 1) === 1,
  }
}

/** Unnumbered information, which carries a protocol byte; other frames belong to connections. */
const hasText = (control: number): boolean => (control & 0xef) === uiControl || (control & 1) === 0

export function readAx25(bytes: Uint8Array): Ax25Frame | undefined {
  const addresses: Address[] = []
  let at = 0
  for (;;) {
    const address = readAddress(bytes, at)
    if (address === undefined) return undefined
    addresses.push(address)
    at += addressLength
    if (address.last) break
    if (addresses.length === mostAddresses) return undefined
  }
  const [dest, source, ...repeaters] = addresses
  const control = bytes[at]
  if (dest === undefined || source === undefined || control === undefined) return undefined
  const ends = { dest: dest.call, source: source.call, control }
  const digipeaters = repeaters.map(({ call, flag }) => ({ call, repeated: flag }))
  if (!hasText(control)) return { ...ends, digipeaters, info: new Uint8Array(0) }
  const pid = bytes[at + 1]
  if (pid === undefined) return undefined
  return { ...ends, digipeaters, pid, info: bytes.slice(at + 2) }
}

function addressBytes(call: string, flag: boolean, last: boolean): number[] {
  const [name = '', number = '0'] = call.split('-')
  const letters = Array.from({ length: 6 }, (_, n) => (name.charCodeAt(n) || 0x20) << 1)
  return [...letters, (flag ? 0x80 : 0) | 0x60 | (Number(number) << 1) | (last ? 1 : 0)]
}

/** A UI frame of ours: the destination's C bit says that it is a command. */
export function encodeUi(
  source: string,
  dest: string,
  path: readonly string[],
  info: Uint8Array,
): Uint8Array {
  return Uint8Array.from([
    ...addressBytes(dest, true, false),
    ...addressBytes(source, false, path.length === 0),
    ...path.flatMap((call, n) => addressBytes(call, false, n === path.length - 1)),
    uiControl,
    noProtocol,
    ...info,
  ])
}

/** The line form: `SRC>DST,DIGI*,DIGI`; `*` marks the last one that has repeated. */
export function pathWords({ source, dest, digipeaters }: Ax25Frame): string {
  const lastRepeated = digipeaters.findLastIndex(({ repeated }) => repeated)
  const words = digipeaters.map(({ call }, n) => (n === lastRepeated ? `${call}*` : call))
  return [`${source}>${dest}`, ...words].join(',')
}
