/** Numbers in the one form they are kept in, and what an unmarked one most likely is for. */
import { phoneKey, phoneShown } from '../../county/phone.ts'
import type { CountyProfile } from '../../county/profile.ts'
import { splitNote } from './cells.ts'
import type { Way } from './contract.ts'
import { isTelephone, purposeWord, type Purpose } from './words.ts'

const mobile = /^1[3-9]\d{9}$/
const satellite = /^(?:1740\d{7}|\+8(?:70|81)\d+)$/
const extension = /(?:转|分机|ext\.?|x)\s*(\d{1,6})$/i

/** Of a telephone whose purpose nobody wrote down. */
export function likelyPurpose(number: string): Purpose {
  if (satellite.test(number)) return 'satphone'
  return mobile.test(number) ? 'mobile' : 'office'
}

export interface KeptWay {
  readonly purpose: Purpose
  readonly number: string
  readonly note?: string
}

/** `undefined`: no number of that kind. An extension (转 801) goes into the note. */
export function keptWay(
  { county }: CountyProfile,
  { purpose, number, note = '' }: { purpose: Purpose; number: string; note?: string | undefined },
): KeptWay | undefined {
  const [own, inBrackets] = splitNote(number)
  const typed = own.normalize('NFKC').trim()
  const said = note.trim() || inBrackets
  if (purpose === 'wechat' || purpose === 'other') return other(purpose, typed, said)
  if (purpose === 'beidou') {
    const card = typed.replaceAll(/\s/g, '')
    return /^\d{4,13}$/.test(card) ? withNote({ purpose, number: card }, said) : undefined
  }
  const key = phoneKey(typed, county.phoneAreaCode)
  if (key === undefined || !plausible(key)) return undefined
  // Seven digits under 手机 are a mobile that lost four, not a line of this area.
  if (purpose === 'mobile' && !mobile.test(key) && !key.startsWith('+')) return undefined
  const inner = extension.exec(typed)?.[1]
  const extended = inner === undefined || said.includes(inner) ? said : `转 ${inner} ${said}`.trim()
  return withNote({ purpose, number: key }, extended)
}

/** A mobile has eleven digits, a line its area code, a short number three to six. */
function plausible(key: string): boolean {
  if (key.startsWith('+')) return key.length >= 8 && key.length <= 16
  if (key.startsWith('1') && key.length > 6) return key.length === 11
  if (key.startsWith('0')) return /^0\d{9,11}$/.test(key)
  return /^(?:\d{3,6}|[48]00\d{7})$/.test(key)
}

function other(purpose: Purpose, typed: string, note: string): KeptWay | undefined {
  return typed === '' || typed.length > 40 ? undefined : withNote({ purpose, number: typed }, note)
}

function withNote(way: KeptWay, note: string): KeptWay {
  return note === '' ? way : { ...way, note }
}

export function shownWay({ county }: CountyProfile, { purpose, number, note }: KeptWay): Way {
  const dialled = isTelephone(purpose) || purpose === 'fax'
  return {
    purpose,
    word: purposeWord(purpose),
    number,
    shown: dialled ? phoneShown(number, county.phoneAreaCode) : number,
    note: note ?? '',
    elsewhere: false,
  }
}
