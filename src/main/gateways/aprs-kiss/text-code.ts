/** Letters on the air: APRS carries bytes; Chinese goes as UTF-8 or, on older programs, GBK. */
import { fromLatin1, latin1 } from '../../../core/gateway/frame-kit.ts'
import { fromGbk, toGbk } from '../gbk.ts'
import type { AprsSettings } from './settings.ts'

type Charset = AprsSettings['charset']

/** Bytes of one message on the air (APRS 1.0.1 §14). */
export const maxMessageBytes = 67
/** More parts would hold a shared channel for too long. */
const mostParts = 6

const strict = new TextDecoder('utf-8', { fatal: true })

/** One character per byte in, the words out: whatever charset makes sense of them. */
export function wordsOf(text: string): string {
  // oxlint-disable-next-line no-control-regex -- plain ASCII is the same in all of them
  if (/^[\x00-\x7f]*$/.test(text)) return text
  const bytes = fromLatin1(text)
  try {
    return strict.decode(bytes)
  } catch {
    // Not UTF-8: an older program's GBK, in which a wrong byte becomes a visible mark.
    return fromGbk(bytes)
  }
}

/** Whether the charset has all of its characters. */
export const canSay = (text: string, charset: Charset): boolean =>
  charset !== 'gbk' || toGbk(text).ok

/** The words as one character per byte; what GBK cannot say goes as UTF-8, never as question marks. */
export function bytesOf(text: string, charset: Charset): string {
  const gbk = charset === 'gbk' ? toGbk(text) : undefined
  return latin1(gbk?.ok === true ? gbk.bytes : new TextEncoder().encode(text))
}

/** Characters that mean something to the protocol, and line ends, cannot be in a message. */
const sendable = (body: string): string =>
  body.replaceAll(/\s+/g, ' ').replaceAll(/[|~{]/g, ' ').trim()

function cut(words: readonly string[], charset: Charset, room: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of words) {
    if (bytesOf(part + letter, charset).length > room) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part]
}

/** Ready for the air, in parts `1/3 …` where one packet is too short; `undefined` where six are. */
export function messageParts(body: string, charset: Charset): string[] | undefined {
  const words = [...sendable(body)]
  const whole = bytesOf(words.join(''), charset)
  if (whole.length <= maxMessageBytes) return [whole]
  const parts = cut(words, charset, maxMessageBytes - '1/6 '.length)
  if (parts.length > mostParts) return undefined
  return parts.map((part, n) => bytesOf(`${n + 1}/${parts.length} ${part}`, charset))
}
