/** A text → the parts it takes on the air (3GPP TS 23.040 §9.2.3.24.1). */
import { bytes16be } from '../../../core/gateway/frame-kit.ts'
import { gsmSeptets, packSeptets } from './gsm7.ts'

/** What stands behind the destination of a SUBMIT. */
export interface Part {
  readonly dcs: number
  /** UDL: septets or octets, with the header. */
  readonly length: number
  readonly octets: Uint8Array
  readonly hasHeader: boolean
}

const septetsAlone = 160
const septetsInParts = 153
const unitsAlone = 70
const unitsInParts = 67
const headerSeptets = 7
/** The counts of parts are one octet. */
const mostParts = 255

function header(ref: number, total: number, seq: number): number[] {
  return [5, 0, 3, ref & 0xff, total, seq]
}

/** Letters put together until a part is full; a letter is never cut. */
function filled(pieces: readonly (readonly number[])[], room: number): number[][] {
  const parts: number[][] = [[]]
  for (const piece of pieces) {
    const last = parts.at(-1)
    if (last && last.length + piece.length <= room) last.push(...piece)
    else parts.push([...piece])
  }
  return parts
}

function septetParts(letters: readonly (readonly number[])[], ref: number): Part[] {
  const alone = letters.flat()
  if (alone.length <= septetsAlone) {
    return [{ dcs: 0, length: alone.length, octets: packSeptets(alone), hasHeader: false }]
  }
  const parts = filled(letters, septetsInParts)
  return parts.map((septets, index) => {
    const octets = packSeptets(septets, headerSeptets)
    octets.set(header(ref, parts.length, index + 1))
    return { dcs: 0, length: septets.length + headerSeptets, octets, hasHeader: true }
  })
}

function unitParts(text: string, ref: number): Part[] {
  // Walking by code points keeps both halves of one together.
  const letters = Array.from(text, (letter) =>
    Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at)),
  )
  if (text.length <= unitsAlone) {
    const octets = Uint8Array.from(letters.flat().flatMap(bytes16be))
    return [{ dcs: 8, length: octets.length, octets, hasHeader: false }]
  }
  const parts = filled(letters, unitsInParts)
  return parts.map((units, index) => {
    const head = header(ref, parts.length, index + 1)
    const octets = Uint8Array.from([...head, ...units.flatMap(bytes16be)])
    return { dcs: 8, length: octets.length, octets, hasHeader: true }
  })
}

/**
 * The 7-bit alphabet where it has every letter, else UCS-2.
 * @param ref of this text; the same in each of its parts
 */
export function splitText(text: string, ref: number): Part[] {
  const septets = Array.from(text, gsmSeptets)
  const whole = septets.filter((letter) => letter !== undefined)
  const parts = whole.length === septets.length ? septetParts(whole, ref) : unitParts(text, ref)
  return parts.slice(0, mostParts)
}
