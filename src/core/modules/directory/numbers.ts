/** What may stand for a number of each kind, and the one form it is kept in. */
import { phoneKey } from '../../county/phone.ts'
import { pdtAirId, pdtUserNumber } from '../../county/pdt-numbering.ts'
import type { CountyProfile } from '../../county/profile.ts'
import type { PointKind } from './kinds.ts'

const patterns: Readonly<Record<Exclude<PointKind, 'phone' | 'satphone'>, RegExp>> = {
  radio: /^\d{1,10}$/,
  group: /^\d{1,10}$/,
  beidou: /^\d{4,13}$/,
  amateur: /^[A-Z0-9]{3,7}(?:-\d{1,2})?$/,
  vehicle: /^\d{1,20}$/,
}

/** `undefined`: no number of that kind. */
export function keptNumber(
  county: CountyProfile,
  kind: PointKind,
  typed: string,
): string | undefined {
  const text = typed.normalize('NFKC').trim()
  if (kind === 'phone' || kind === 'satphone') {
    return phoneKey(text, county.county.phoneAreaCode)
  }
  const bare = text.replaceAll(/\s/g, '').toUpperCase()
  return patterns[kind].test(bare) ? bare : undefined
}

/** What a user dials for a radio or group, by the county's rule. */
export function userNumberOf(
  { county }: CountyProfile,
  kind: PointKind,
  number: string,
): string | undefined {
  const { rule } = county.radioNumbering
  if (rule === 'none' || (kind !== 'radio' && kind !== 'group')) return undefined
  return pdtUserNumber(Number(number), kind === 'radio' ? 'individual' : 'group', rule)
}

/** The number on the air behind one as users dial it, by the county's rule. */
export function airNumberOf(
  { county }: CountyProfile,
  kind: PointKind,
  userNumber: string,
): string | undefined {
  const { rule, areaCode } = county.radioNumbering
  if (rule === 'none' || (kind !== 'radio' && kind !== 'group')) return undefined
  const found = pdtAirId(userNumber.normalize('NFKC').replaceAll(/\s/g, ''), rule, areaCode)
  const wanted = kind === 'radio' ? 'individual' : 'group'
  return found?.kind === wanted ? String(found.airId) : undefined
}

/** What a number that was only heard most likely is; a person may say otherwise in the directory. */
export function kindOfAddress(number: string): PointKind {
  if (/[A-Z]/.test(number)) return 'amateur'
  const national = number.replace(/^\+?86(?=1\d{10}$)/, '')
  if (/^1740\d{7}$/.test(national)) return 'satphone'
  return /^1[3-9]\d{9}$|^0\d{9,11}$|^\+/.test(national) ? 'phone' : 'radio'
}
