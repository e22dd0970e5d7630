/** Addresses in PDUs (3GPP TS 23.040 §9.1.2.5). */
import { gsmText, unpackSeptets } from './gsm7.ts'

/** Values of a half octet; F is padding. */
const signs = '0123456789*#abc'
const international = 1
const alphanumeric = 5

export function addressDigits(octets: Uint8Array): string {
  let digits = ''
  for (const octet of octets) digits += `${signs[octet & 15] ?? ''}${signs[octet >> 4] ?? ''}`
  return digits
}

/** `type` is the octet in front; `length` counts digits (half octets). */
export function readAddress(type: number, length: number, octets: Uint8Array): string {
  const kind = (type >> 4) & 7
  if (kind === alphanumeric) {
    return gsmText(unpackSeptets(octets, Math.floor((length * 4) / 7)))
  }
  const digits = addressDigits(octets).slice(0, length)
  return kind === international ? `+${digits}` : digits
}

/** What a text can be sent to: a national or international number, a service number. */
export const isDiallable = (number: string): boolean => /^\+?[0-9*#]{3,20}$/.test(number)

/** Length in digits, type, digits in swapped pairs. */
export function writeAddress(number: string): Uint8Array {
  const digits = number.replace(/^\+/, '')
  const octets = [digits.length, number.startsWith('+') ? 0x91 : 0x81]
  for (let at = 0; at < digits.length; at += 2) {
    const low = signs.indexOf(digits[at] ?? '')
    const high = at + 1 < digits.length ? signs.indexOf(digits[at + 1] ?? '') : 15
    octets.push((low & 15) | ((high & 15) << 4))
  }
  return Uint8Array.from(octets)
}

/** Numbers are the same when their last digits are: a report may leave the country out. */
export function sameNumber(one: string, other: string): boolean {
  const [a, b] = [one, other].map((number) => number.replaceAll(/[^0-9*#]/g, '')) as [
    string,
    string,
  ]
  const shorter = Math.min(a.length, b.length)
  if (shorter < 8) return a === b
  return a.slice(-Math.min(shorter, 11)) === b.slice(-Math.min(shorter, 11))
}
