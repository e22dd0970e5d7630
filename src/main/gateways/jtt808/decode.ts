/** Bytes → what a person or another program can read: frame ring, `decode` tool, vectors. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import { messages } from './bodies.ts'
import { readMessage, type Message } from './header.ts'

export interface Decoded {
  readonly outcome: FrameRecord['outcome']
  readonly kind: string
  readonly record: Readonly<Record<string, unknown>>
}

const hexId = (id: number): string => id.toString(16).padStart(4, '0')

/** The kind as the ring shows it: `jtt808/0200 position`. */
export function kindOf({ header }: Message): string {
  const name = messages.get(header.messageId)?.[0] ?? 'message'
  const part = header.packaged ? ` ${header.index}/${header.total}` : ''
  return `jtt808/${hexId(header.messageId)} ${name}${part}`
}

export function recordOf({ header, body, check }: Message): Readonly<Record<string, unknown>> {
  const read =
    header.packaged || header.encryption !== 0 ? undefined : messages.get(header.messageId)
  return { ...header, check, bodyHex: toHex(body), ...read?.[1](body, header) }
}

/** Whole, but of a message or a form that we have no layout for. */
export function isUnknown({ header, body }: Message): boolean {
  if (header.packaged) return false
  const read = messages.get(header.messageId)
  return header.encryption !== 0 || read?.[1](body, header) === undefined
}

export function decodeJtt808(bytes: Uint8Array): Decoded | undefined {
  const message = readMessage(bytes)
  if (message === undefined) return undefined
  const damaged = !message.checkOk || !message.lengthOk
  const outcome = damaged ? 'damaged' : isUnknown(message) ? 'unknown' : 'ok'
  return { outcome, kind: kindOf(message), record: recordOf(message) }
}
