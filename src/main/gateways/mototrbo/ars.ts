/** Registration service, UDP 4005 (radio reference §5). */
import { latin1, u16be } from '../../../core/gateway/frame-kit.ts'

const types: Readonly<Record<number, string>> = {
  0x0: 'device_registration',
  0x1: 'device_deregistration',
  0x4: 'query',
  0x5: 'user_registration',
  0x6: 'user_deregistration',
  0x7: 'user_response',
  0xf: 'response',
}
const events = ['dont_care', 'initial', 'refresh', 'reserved'] as const

export interface Ars {
  readonly ext: boolean
  /** In a question: an answer is wanted. In an answer: it was refused. */
  readonly ackOrFail: boolean
  readonly priority: boolean
  readonly control: boolean
  /** `type_2` and the like where the reference has no name. */
  readonly type: string
  readonly event?: string | undefined
  readonly device?: string | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
  /** Of an answer that is no refusal: the radio comes again after this many half hours. */
  readonly refresh30min?: number | undefined
  readonly failure?: number | undefined
}

/** Length, header, and what belongs to it; a pad byte behind the counted length occurs. */
export function readArs(datagram: Uint8Array): Ars | undefined {
  const length = u16be(datagram, 0)
  if (length < 1 || datagram.length < 2 + length || datagram.length > 3 + length) return undefined
  const body = datagram.subarray(2, 2 + length)
  const header = body[0] ?? 0
  const code = header & 15
  const read = {
    ext: (header & 0x80) !== 0,
    ackOrFail: (header & 0x40) !== 0,
    priority: (header & 0x20) !== 0,
    control: (header & 0x10) !== 0,
    type: types[code] ?? `type_${code}`,
  }
  if (!read.ext) return read
  if (code === 0xf || code === 7) {
    const value = body[1]
    if (value === undefined) return undefined
    return { ...read, ...(read.ackOrFail ? { failure: value } : { refresh30min: value }) }
  }
  if (code !== 0 && code !== 5) return read
  const texts = readTexts(body, 2)
  if (texts === undefined) return undefined
  const [device, user, password] = texts
  return { ...read, event: events[((body[1] ?? 0) >>> 5) & 3], device, user, password }
}

function readTexts(body: Uint8Array, from: number): string[] | undefined {
  const texts: string[] = []
  for (let at = from; at < body.length && texts.length < 3;) {
    const end = at + 1 + (body[at] ?? 0)
    if (end > body.length) return undefined
    texts.push(latin1(body, at + 1, end))
    at = end
  }
  return texts
}

const answerHeader = 0xb0

/** The radio is on our list and comes again after `refresh30min` half hours. */
export function arsAnswer(type: string, refresh30min: number): Uint8Array {
  const code = type === 'user_registration' ? 7 : 15
  return Uint8Array.of(0, 2, answerHeader | code, refresh30min)
}

/** Is the radio there? */
export const arsQuery = Uint8Array.of(0, 1, 0x74)
