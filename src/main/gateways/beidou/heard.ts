/** What a terminal said, the same for both dialects. */
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import type { BinaryFrame } from './binary.ts'
import { readBody } from './body.ts'
import { dataBytes, type Sentence } from './sentence.ts'

export interface Card {
  readonly number: string
  readonly intervalS: number | undefined
  readonly level: number | undefined
  /** It answered as a BeiDou-3 card. */
  readonly third: boolean
}

export type Heard =
  | { readonly kind: 'card'; readonly card: Card | undefined }
  /** 0–4 for each beam; decibels of BeiDou-3 besides. */
  | {
      readonly kind: 'signal'
      readonly levels: readonly number[]
      readonly db?: number | undefined
    }
  | {
      readonly kind: 'feedback'
      /** Absent: about whatever was ordered last. */
      readonly command?: string | undefined
      readonly ok: boolean
      readonly cause: string
      /** Too early: not sent, and possible again after this many seconds. */
      readonly waitS?: number | undefined
    }
  | {
      readonly kind: 'message'
      readonly from: string
      readonly bytes: Uint8Array
      readonly incomplete: boolean
    }
  | {
      readonly kind: 'fix'
      readonly user: string
      readonly lat: number
      readonly lon: number
      readonly heightM: number | null
      readonly time: string
      /** The answer to our own request, not a report of somebody. */
      readonly answer: boolean
    }
  | { readonly kind: 'supply'; readonly batteryPercent: number; readonly suppressed: boolean }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const whole = (value: unknown): number | undefined => {
  const number = typeof value === 'number' ? value : Number(text(value) || Number.NaN)
  return Number.isFinite(number) && number >= 0 ? Math.round(number) : undefined
}

/** 21 bits of ones and nothing at all both mean: no card. */
function cardOf(number: string, intervalS: unknown, level: unknown, third: boolean): Heard {
  const none = !/[1-9]/.test(number) || Number(number) === 2_097_151
  const seconds = whole(intervalS)
  const card = {
    number,
    // An empty place of the card is all nines.
    intervalS: seconds !== undefined && seconds > 0 && seconds < 9999 ? seconds : undefined,
    level: whole(level),
    third,
  }
  return { kind: 'card', card: none ? undefined : card }
}

const thirdReasons: Readonly<Record<string, string>> = {
  '0': 'failed',
  '1': 'too-early',
  '2': 'suppressed',
  '3': 'silence',
  '4': 'locked',
  '5': 'no-card',
  '6': 'no-permission',
}

/** `mmss`, as the makers' own programs read it. */
function waitSeconds(wait: string): number {
  const match = /^(\d\d)(\d\d)$/.exec(wait)
  return match ? Number(match[1]) * 60 + Number(match[2]) : Number(wait) || 0
}

function feedbackOf(s: Sentence): Heard {
  const command = text(s['cmd'])
  const ok = s['ok'] === true
  if ('reason' in s) {
    const cause = thirdReasons[text(s['reason'])] ?? 'failed'
    const early = !ok && cause === 'too-early'
    return {
      kind: 'feedback',
      command,
      ok,
      cause,
      waitS: early ? (whole(s['remainS']) ?? 0) : undefined,
    }
  }
  const wait = waitSeconds(text(s['wait']))
  const restrain = text(s['restrain'])
  if (!ok && (s['freqOk'] === 'N' || wait > 0)) {
    return { kind: 'feedback', command, ok, cause: 'too-early', waitS: wait }
  }
  const cause = /^[1-9]$/.test(restrain) ? `restrained-${restrain}` : 'failed'
  return { kind: 'feedback', command, ok, cause }
}

const dbOf = (values: readonly number[]): number => Math.max(0, ...values.filter(Number.isFinite))

function signalDb(db: number): Heard {
  // Four steps as a terminal of the second generation shows them.
  const level = db >= 48 ? 4 : db >= 44 ? 3 : db >= 40 ? 2 : db > 0 ? 1 : 0
  return { kind: 'signal', levels: [level], db }
}

/** Four fields for each beam: number, two strengths, and a reserve. */
function strengths(fields: readonly string[]): number[] {
  return fields.slice(2).flatMap((value, i) => (i % 4 === 1 ? [Number(value)] : []))
}

const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

function fixOf(
  s: Readonly<Record<string, unknown>>,
  user: string,
  answer: boolean,
): Heard | undefined {
  const { lat, lon, heightM } = s
  if (typeof lat !== 'number' || typeof lon !== 'number') return undefined
  const height = typeof heightM === 'number' ? heightM : null
  return { kind: 'fix', user, lat, lon, heightM: height, time: text(s['time']), answer }
}

export function heardSentence(s: Sentence): Heard | undefined {
  switch (s.sentence) {
    case 'BDICI':
      return cardOf(text(s['id']), s['freqS'], s['level'], false)
    case 'BDICP': {
      // Fields are counted after the number and the broadcast number: interval 15th, class 16th in all.
      const fields = listed(s['fields'])
      return cardOf(text(s['id']), fields[12], fields[13], true)
    }
    case 'BDBSI':
      return { kind: 'signal', levels: listed(s['powers']).map((power) => whole(power) ?? 0) }
    case 'BDPWI':
      return signalDb(dbOf(strengths(listed(s['fields']))))
    case 'BDSNR':
      return signalDb(dbOf(listed(s['snr']).map(Number)))
    case 'BDFKI':
      return feedbackOf(s)
    case 'BDTXR':
      return messageOf(text(s['sender']), dataBytes(text(s['data'])), false)
    case 'BDTCI':
      return messageOf(text(s['from']), dataBytes(text(s['data'])), false)
    case 'BDDWR':
      return fixOf(s, text(s['user']), true)
    case 'BDWAA':
      return fixOf(s, text(s['user']), false)
    default:
      return undefined
  }
}

function messageOf(from: string, bytes: Uint8Array, incomplete: boolean): Heard {
  return { kind: 'message', from, bytes, incomplete }
}

const flagCauses: Readonly<Record<number, string>> = {
  1: 'failed',
  2: 'not-locked',
  3: 'battery-low',
  4: 'too-early',
  5: 'encryption-error',
  6: 'crc-error',
  7: 'suppressed',
}

function flagOf(f: BinaryFrame): Heard | undefined {
  const flag = whole(f['flag']) ?? 0
  const extra = text(f['extra'])
  if (flag === 0) return { kind: 'feedback', command: extra.slice(0, 4), ok: true, cause: '' }
  const cause = flagCauses[flag]
  if (cause === undefined) return undefined
  const named = flag === 1 || flag === 6
  return {
    kind: 'feedback',
    command: named ? extra.slice(0, 4) : undefined,
    ok: false,
    cause,
    waitS: flag === 4 ? extra.charCodeAt(extra.length - 1) || 0 : undefined,
  }
}

export function heardBinary(f: BinaryFrame): Heard | undefined {
  switch (f.cmd) {
    case 'ICXX':
      return cardOf(String(f.user), f['freqS'], f['level'], false)
    case 'ZJXX':
      return { kind: 'signal', levels: Array.isArray(f['beams']) ? f['beams'].map(Number) : [] }
    case 'TXXX': {
      const bytes = fromHex(text(f['data'])) ?? new Uint8Array()
      const short = bytes.length * 8 < (whole(f['bits']) ?? 0)
      return messageOf(String(whole(f['sender']) ?? 0), bytes, short || f['crcFlag'] !== 0)
    }
    case 'DWXX':
      return fixOf(f, String(whole(f['subject']) ?? 0), whole(f['subject']) === f.user)
    case 'FKXX':
      return flagOf(f)
    default:
      return undefined
  }
}

export function supplyOf(f: BinaryFrame): Extract<Heard, { kind: 'supply' }> | undefined {
  if (f.cmd !== 'ZJXX') return undefined
  const state = whole(f['inStation']) ?? 0
  return {
    kind: 'supply',
    batteryPercent: whole(f['battery']) ?? 0,
    suppressed: (state & 1) !== 0 || (state & 2) === 0,
  }
}

/** What the operator reads: the text, or what is in its place. */
export function messageText(bytes: Uint8Array): string {
  const { gbk, hex } = readBody(bytes)
  return gbk ?? `〔数据〕${(hex ?? '').toUpperCase()}`
}
