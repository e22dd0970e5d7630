/** Bytes → what a person or another program can read: frame ring, `decode` tool, vectors. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { FrameRecord } from '../../../core/gateway/driver.ts'
import { messages } from './bodies.ts'
import { readMessage, type Message } from './header.ts'
import { locationLength } from './location.ts'

export interface Decoded {
  readonly outcome: FrameRecord['outcome']
  readonly kind: string
  readonly record: Readonly<Record<string, unknown>>
}

const hexId = (id: number): string => id.toString(16).padStart(4, '0')

const kinds = new Map([...messages].map(([id, [name]]) => [id, `jtt808/${hexId(id)} ${name}`]))

/** The kind as the ring shows it: `jtt808/0200 position`. */
export function kindOf({ header }: Message): string {
  const { messageId, packaged, index, total } = header
  const kind = kinds.get(messageId) ?? `jtt808/${hexId(messageId)} message`
  return packaged ? `${kind} ${index}/${total}` : kind
}

export function recordOf({ header, body, check }: Message): Readonly<Record<string, unknown>> {
  const read =
    header.packaged || header.encryption !== 0 ? undefined : messages.get(header.messageId)
  return { ...header, check, bodyHex: toHex(body), ...read?.[1](body, header) }
}

/** The commonest messages are known by their length; the others are read to see. */
const leastLength: ReadonlyMap<number, number> = new Map([
  [0x0200, locationLength],
  [0x0201, 2 + locationLength],
  [0x0704, 3],
])

/** Whole, but of a message or a form that we have no layout for. */
export function isUnknown({ header, body }: Message): boolean {
  if (header.packaged) return false
  if (header.encryption !== 0) return true
  const least = leastLength.get(header.messageId)
  if (least !== undefined) return body.length < least
  return messages.get(header.messageId)?.[1](body, header) === undefined
}

export function decodeJtt808(bytes: Uint8Array): Decoded | undefined {
  const message = readMessage(bytes)
  if (message === undefined) return undefined
  const damaged = !message.checkOk || !message.lengthOk
  const outcome = damaged ? 'damaged' : isUnknown(message) ? 'unknown' : 'ok'
  return {
    outcome,
    kind: kindOf(message),
    // Only made when somebody looks.
    get record() {
      return recordOf(message)
    },
  }
}
