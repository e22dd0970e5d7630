/** Messages between stations: `:ADDRESSEE:text{id`, and their answers. */

export interface AprsMessage {
  /** Without the blanks that fill its nine characters. */
  readonly to: string
  readonly act: 'text' | 'ack' | 'reject'
  /** Of a text; empty for an answer. */
  readonly body: string
  /** Of the message itself, or of the one that is answered; absent: no answer is wanted. */
  readonly id?: string | undefined
  /** Everything behind `{`: what an answer must repeat. */
  readonly rawId?: string | undefined
  /** An answer to a message of ours that rides on this one; empty where only the sign for it stands. */
  readonly alsoAck?: string | undefined
}

const addressLength = 9
const idPattern = /^(.*)\{(([A-Za-z0-9]{1,5})(?:(\})([A-Za-z0-9]{0,5}))?)\s*$/s
const answerPattern = /^(ack|rej)([A-Za-z0-9]{1,5})(?:\}([A-Za-z0-9]{0,5}))?\s*$/

/** What follows the first colon. */
export function readMessage(text: string): AprsMessage | undefined {
  const to = text.slice(0, addressLength).trimEnd()
  if (text[addressLength] !== ':' || to === '') return undefined
  const words = text.slice(addressLength + 1)
  const [, act, answered, also] = answerPattern.exec(words) ?? []
  if (act !== undefined) {
    return {
      to,
      act: act === 'ack' ? 'ack' : 'reject',
      body: '',
      id: answered,
      ...(also === undefined ? {} : { alsoAck: also }),
    }
  }
  const [, body, rawId, id, brace, alsoAck] = idPattern.exec(words) ?? []
  if (body === undefined) return { to, act: 'text', body: words.replace(/[\r\n]+$/, '') }
  return { to, act: 'text', body, id, rawId, ...(brace === undefined ? {} : { alsoAck }) }
}

const addressed = (to: string): string => `:${to.padEnd(addressLength)}:`

export const ackOf = (to: string, rawId: string): string => `${addressed(to)}ack${rawId}`

export function messageOf(to: string, body: string, id?: string): string {
  return `${addressed(to)}${body}${id === undefined ? '' : `{${id}`}`
}

/** Bulletins and announcements go to everybody and are never answered. */
export const isBulletin = (to: string): boolean => /^BLN[0-9A-Z]/.test(to)
