/** Lines of a caller-ID modem: formatted presentation (V.253 §9.2.3.1, Bellcore words), and CLIP. */

import { dialledNumber, readClip, type CallerNumber, type Withheld } from '../at/index.ts'

/** Result codes are short; a caller's name is at most 50 characters. */
export const maxLine = 160

export type ModemLine =
  | { readonly kind: 'ring' }
  /** The exchange's clock: month and day, hour and minute. */
  | { readonly kind: 'date'; readonly month: number; readonly day: number }
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number }
  | ({ readonly kind: 'number' } & CallerNumber)
  | { readonly kind: 'name'; readonly name?: string | undefined }
  /** Number in one line, as telephones over a network say it; a ring goes with it. */
  | ({ readonly kind: 'clip' } & CallerNumber)
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused' }
  /** The line was taken or left: nothing rings any more. */
  | { readonly kind: 'hung-up' }
  /** Known, and of no use: an echo, a raw message, a voice report. */
  | { readonly kind: 'other' }

const assignment = /^([A-Z][A-Z0-9_ ]*?)\s*=\s*(.*)$/

const withheldWords: Readonly<Record<string, Withheld>> = {
  P: 'private',
  PRIVATE: 'private',
  ANONYMOUS: 'private',
  O: 'unavailable',
  'OUT OF AREA': 'unavailable',
  UNAVAILABLE: 'unavailable',
  UNKNOWN: 'unavailable',
  '': 'unavailable',
}

function numberOf(text: string): CallerNumber | undefined {
  const withheld = withheldWords[text.toUpperCase()]
  if (withheld) return { withheld }
  const number = dialledNumber(text)
  return number === undefined ? undefined : { number }
}

function twoAndTwo(text: string): [number, number] | undefined {
  const match = /^(\d\d)[-/:]?(\d\d)$/.exec(text)
  return match ? [Number(match[1]), Number(match[2])] : undefined
}

function assigned(name: string, value: string): ModemLine | undefined {
  switch (name) {
    case 'DATE': {
      const [month = 0, day = 0] = twoAndTwo(value) ?? []
      return month >= 1 && month <= 12 && day >= 1 && day <= 31
        ? { kind: 'date', month, day }
        : undefined
    }
    case 'TIME': {
      const [hour = 24, minute = 60] = twoAndTwo(value) ?? []
      return hour <= 23 && minute <= 59 ? { kind: 'time', hour, minute } : undefined
    }
    case 'NMBR':
    case 'DDN_NMBR': {
      const number = numberOf(value)
      return number && { kind: 'number', ...number }
    }
    case 'NAME':
      return value in withheldWords ? { kind: 'name' } : { kind: 'name', name: value }
    case 'MESG':
      return { kind: 'other' }
    default:
      return undefined
  }
}

const results: Readonly<Record<string, ModemLine>> = {
  RING: { kind: 'ring' },
  OK: { kind: 'ok' },
  ERROR: { kind: 'refused' },
  'NO CARRIER': { kind: 'hung-up' },
  'NO ANSWER': { kind: 'hung-up' },
  BUSY: { kind: 'hung-up' },
}

/** `undefined`: no line of a modem that we know. */
export function readLine(text: string): ModemLine | undefined {
  const line = text.trim()
  const result = results[line]
  if (result) return result
  if (line.startsWith('+CRING')) return { kind: 'ring' }
  if (line.startsWith('+CLIP:')) {
    const caller = readClip(line.slice('+CLIP:'.length))
    return caller && { kind: 'clip', ...caller }
  }
  if (/^\+CME? ERROR/.test(line)) return { kind: 'refused' }
  // The modem repeats a command until it was told not to.
  if (/^AT[A-Z0-9+#%=?]*$/.test(line)) return { kind: 'other' }
  const [, name, value] = assignment.exec(line) ?? []
  return name === undefined ? undefined : assigned(name.trim(), (value ?? '').trim())
}
