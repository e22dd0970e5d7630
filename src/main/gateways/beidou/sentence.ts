/** Sentences of RDSS terminals: 2.1 and the BeiDou-3 additions. No text makes this throw. */
import { fromHex, fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { readBody, type Body } from './body.ts'

type Fields = readonly string[]

export interface Sentence {
  readonly sentence: string
  readonly [key: string]: unknown
}

export const codingWords: Readonly<Record<string, string>> = {
  '0': 'characters',
  '1': 'code',
  '2': 'mixed',
  '3': 'position',
}
const kindWords: Readonly<Record<string, string>> = {
  '1': 'normal',
  '2': 'express',
  '3': 'broadcast',
  '4': 'query-result',
  '5': 'query-result',
}
const rmoModes: Readonly<Record<string, string>> = {
  '1': 'off',
  '2': 'on',
  '3': 'all off',
  '4': 'all on',
}

const at = (fields: Fields, index: number): string => fields[index] ?? ''
const orNull = (fields: Fields, index: number): string | null => fields[index] || null

/** The data field: hex digits as the standard wants them, or the GBK bytes themselves. */
export function dataBytes(data: string): Uint8Array {
  return fromHex(data) ?? fromLatin1(data)
}

const bodyOf = (data: string): Body => readBody(dataBytes(data))

function feedback(f: Fields): Omit<Sentence, 'sentence'> {
  if (/^\d{6}/.test(at(f, 0))) {
    return {
      time: at(f, 0),
      cmd: at(f, 1),
      ok: at(f, 2) === 'Y',
      reason: at(f, 3),
      remainS: at(f, 4),
    }
  }
  return {
    cmd: at(f, 0),
    ok: at(f, 1) === 'Y',
    freqOk: at(f, 2),
    restrain: at(f, 3),
    wait: at(f, 4),
  }
}

function degrees(value: string, hemisphere: string, negative: string): number | undefined {
  if (!/^\d{3,5}(\.\d*)?$/.test(value) || hemisphere === '') return undefined
  const whole = Math.floor(Number(value) / 100)
  const angle = whole + (Number(value) - whole * 100) / 60
  const limit = negative === 'S' ? 90 : 180
  if (angle > limit) return undefined
  return Math.round((hemisphere === negative ? -angle : angle) * 1e7) / 1e7
}

/** From the user's number on: time, latitude, N, longitude, E, height, M … */
function place(f: Fields, from: number): Omit<Sentence, 'sentence'> {
  const height = at(f, from + 6)
  return {
    user: at(f, from),
    time: at(f, from + 1),
    lat: degrees(at(f, from + 2), at(f, from + 3), 'S') ?? null,
    lon: degrees(at(f, from + 4), at(f, from + 5), 'W') ?? null,
    heightM: /^-?\d+(\.\d*)?$/.test(height) ? Number(height) : null,
  }
}

const readers: Readonly<Record<string, (f: Fields) => Omit<Sentence, 'sentence'>>> = {
  BDBSI: (f) => ({ responseBeam: at(f, 0), timeDiffBeam: at(f, 1), powers: f.slice(2) }),
  BDFKI: feedback,
  BDICI: (f) => ({
    id: at(f, 0),
    serial: at(f, 1),
    broadcastId: at(f, 2),
    userType: at(f, 3),
    freqS: at(f, 4),
    level: at(f, 5),
    encrypted: at(f, 6) === 'E' || at(f, 6) === 'Y',
    subUsers: at(f, 7),
  }),
  BDICP: (f) => ({ id: at(f, 0), broadcastId: at(f, 1), fields: f.slice(2) }),
  BDPWI: (f) => ({ time: at(f, 0), fields: f.slice(1) }),
  BDSNR: (f) => ({ snr: [...f] }),
  BDTXR: (f) => {
    const data = f.slice(4).join(',')
    return {
      kind: kindWords[at(f, 0)] ?? at(f, 0),
      sender: at(f, 1),
      coding: codingWords[at(f, 2)] ?? at(f, 2),
      time: orNull(f, 3),
      data,
      body: bodyOf(data),
    }
  },
  BDTCI: (f) => {
    const data = f.slice(6).join(',')
    return {
      from: at(f, 0),
      to: at(f, 1),
      freq: at(f, 2),
      time: at(f, 3),
      coding: at(f, 4),
      f6: at(f, 5),
      data,
      body: bodyOf(data),
    }
  },
  BDDWR: (f) => ({ kind: at(f, 0), ...place(f, 1) }),
  BDWAA: (f) => ({ kind: at(f, 0), ...place(f, 2) }),
  BDHZR: (f) => ({ fields: [...f] }),
  BDZJX: (f) => ({ fields: [...f] }),
  BDBTX: (f) => ({ fields: [...f] }),
  BDDEF: (f) => ({ fields: [...f] }),
  BDZTI: (f) => ({ fields: [...f] }),
  CCBSS: (f) => ({ responseBeam: orNull(f, 0), timeDiffBeam: orNull(f, 1) }),
  CCRMO: (f) => ({ target: orNull(f, 0), mode: rmoModes[at(f, 1)] ?? at(f, 1), periodS: at(f, 2) }),
  CCICA: (f) => ({ kind: at(f, 0), frame: at(f, 1) }),
  CCICR: (f) => ({ p1: at(f, 0), p2: at(f, 1) }),
  CCDWA: (f) => ({ fields: [...f] }),
  CCCXA: (f) => ({ fields: [...f] }),
  CCTXA: (f) => {
    const data = f.slice(3).join(',')
    return {
      to: at(f, 0),
      comm: at(f, 1) === '0' ? 'express' : 'normal',
      coding: codingWords[at(f, 2)] ?? at(f, 2),
      data,
      body: bodyOf(data),
    }
  },
  CCTCQ: (f) => ({
    to: at(f, 0),
    freq: at(f, 1),
    ack: at(f, 2),
    coding: at(f, 3),
    data: at(f, 4),
    repeat: at(f, 5),
  }),
}

export function addressOf(bytes: Uint8Array): string {
  return /^\$([A-Z0-9]+)/.exec(latin1(bytes, 0, 12))?.[1] ?? ''
}

/** The checksum has been judged before; `undefined` for a sentence that is not read here. */
export function readSentence(bytes: Uint8Array): Sentence | undefined {
  const address = addressOf(bytes)
  if (!Object.hasOwn(readers, address)) return undefined
  const text = latin1(bytes)
  const star = text.indexOf('*')
  const body = text.slice(address.length + 2, star === -1 ? undefined : star)
  return { sentence: address, ...readers[address]?.(body.split(',')) }
}

/** `CCICA,0,00` → `$CCICA,0,00*7B` and the line end. */
export function writeSentence(words: string): Uint8Array {
  const sum = fromLatin1(words).reduce((all, byte) => all ^ byte, 0)
  return fromLatin1(`$${words}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`)
}
