/** Lines a modem says by itself, and what each is for us. */
import { readClip, type CallerNumber } from '../at/index.ts'
import { readRegistration, signalDbm, storedAt, type Registration } from './lines.ts'

export type News =
  | { readonly kind: 'stored'; readonly index: number }
  | { readonly kind: 'message' | 'report' }
  | { readonly kind: 'ring' }
  | ({ readonly kind: 'caller' } & CallerNumber)
  | { readonly kind: 'hung-up' }
  | { readonly kind: 'registration'; readonly state: Registration }
  | { readonly kind: 'signal'; readonly dbm: number | undefined }
  | { readonly kind: 'started' }
  /** Known, and of no use. */
  | { readonly kind: 'other' }

/** Lines that only a modem with short messages says. */
export const newsOfModems = [
  '+CMTI:',
  '+CMT:',
  '+CDS:',
  '+CDSI:',
  '+CBM:',
  '+CSMS:',
  '+CMGL:',
  '+CMGR:',
  '+CMGS:',
  '+CSCA:',
  '+CREG:',
  '+CEREG:',
  '+CGREG:',
  '+CSQ:',
  '^RSSI:',
  '^SYSSTART',
] as const

/** All beginnings the line kit must not take for an answer to a command that takes anything. */
export const urcs: readonly string[] = [
  '+CMTI:',
  '+CMT:',
  '+CDS:',
  '+CDSI:',
  '+CBM:',
  '+CREG:',
  '+CEREG:',
  '+CGREG:',
  '+CLIP:',
  '+CRING:',
  '+CCWA:',
  '+CUSD:',
  '+CIEV:',
  '+QIND:',
  '+CPIN:',
  '+CGEV:',
  '+CTZV:',
  '+CTZE:',
  '+CSSI:',
  '+CSSU:',
  '^',
  'NO CARRIER',
  'RDY',
  'SMS READY',
  'SMS DONE',
  'CALL READY',
  'PB DONE',
  '+PBREADY',
]

const starts = new Set(['RDY', 'SMS READY', '^SYSSTART', '+CPIN: READY'])
const ends = new Set(['NO CARRIER', 'BUSY', 'NO ANSWER'])

export const hasBody = (line: string): boolean => /^\+(?:CMT|CDS|CBM):/.test(line)

/** `undefined`: nothing we know; a modem may say what it likes. */
export function readNews(line: string): News | undefined {
  const upper = line.toUpperCase()
  if (starts.has(upper)) return { kind: 'started' }
  if (upper === 'RING' || upper.startsWith('+CRING:')) return { kind: 'ring' }
  if (ends.has(upper)) return { kind: 'hung-up' }
  const [name = ''] = /^[+^][A-Z]+:/.exec(upper) ?? []
  switch (name) {
    case '+CMTI:':
    case '+CDSI:': {
      const place = storedAt(line)
      return place && { kind: 'stored', index: place.index }
    }
    case '+CMT:':
      return { kind: 'message' }
    case '+CDS:':
      return { kind: 'report' }
    case '+CLIP:': {
      const caller = readClip(line.slice(name.length))
      return caller && { kind: 'caller', ...caller }
    }
    case '+CREG:':
    case '+CEREG:': {
      const state = readRegistration(line)
      return state && { kind: 'registration', state }
    }
    case '+CSQ:':
      return { kind: 'signal', dbm: signalDbm(line) }
    default:
      return urcs.some((known) => upper.startsWith(known)) ? { kind: 'other' } : undefined
  }
}
