/** Messages in parts put together again (reference §2.5.6). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import type { Header, Message } from './header.ts'

const askAfterMs = 10_000
const dropAfterMs = 90_000
/** A photograph has dozens of parts; nothing we read is longer than a few. */
const maxParts = 64
const maxOpen = 4
/** A part that is repeated after the whole was told begins nothing new for this long. */
const finishedMs = 5 * 60_000
const maxFinished = 16

interface Open {
  readonly first: Header
  readonly total: number
  readonly bodies: Map<number, Uint8Array>
  cancel: CancelTimer
}

export interface PartsDesk {
  /** The whole message as soon as its last part is there, and once. */
  take(message: Message): Message | undefined
  close(): void
}

/** `askFor` is called once per message with the parts that have not come. */
export function partsDesk(
  io: DriverIo,
  askFor: (header: Header, firstSerial: number, missing: readonly number[]) => void,
): PartsDesk {
  const open = new Map<string, Open>()
  /** Key → when it was whole, oldest first. */
  const finished = new Map<string, number>()

  const firstSerial = ({ serial, index = 1 }: Header): number => (serial - index + 1) & 0xffff
  const keyOf = (header: Header): string => `${header.messageId} ${firstSerial(header)}`

  function drop(key: string): void {
    open.get(key)?.cancel()
    open.delete(key)
  }
  function waitFor(key: string, one: Open): CancelTimer {
    return io.timers.after(askAfterMs, () => {
      const missing: number[] = []
      for (let n = 1; n <= one.total; n++) if (!one.bodies.has(n)) missing.push(n)
      askFor(one.first, firstSerial(one.first), missing)
      one.cancel = io.timers.after(dropAfterMs - askAfterMs, () => drop(key))
    })
  }
  function begin(key: string, header: Header, total: number): Open {
    const oldest = open.size >= maxOpen ? open.keys().next().value : undefined
    if (oldest !== undefined) drop(oldest)
    const one: Open = { first: header, total, bodies: new Map(), cancel: () => {} }
    one.cancel = waitFor(key, one)
    open.set(key, one)
    return one
  }
  function wasFinished(key: string): boolean {
    const at = finished.get(key)
    return at !== undefined && io.monotonicMs() - at < finishedMs
  }
  function finish(key: string): void {
    drop(key)
    finished.delete(key)
    finished.set(key, io.monotonicMs())
    forgetOldest(finished, maxFinished)
  }
  function whole(one: Open, message: Message): Message {
    const bodies = Array.from({ length: one.total }, (_, n) => one.bodies.get(n + 1))
    const body = Uint8Array.from(bodies.flatMap((part) => Array.from(part ?? [])))
    const { total: _total, index: _index, ...header } = message.header
    return { ...message, header: { ...header, packaged: false, bodyLength: body.length }, body }
  }
  return {
    take(message) {
      const { header, body } = message
      const { total = 0, index = 0 } = header
      if (index < 1 || index > total || total > maxParts) return undefined
      const key = keyOf(header)
      if (wasFinished(key)) return undefined
      const known = open.get(key)
      const one = known?.total === total ? known : begin(key, header, total)
      one.bodies.set(index, body)
      if (one.bodies.size < total) return undefined
      finish(key)
      return whole(one, message)
    },
    close() {
      for (const key of open.keys()) drop(key)
    },
  }
}
