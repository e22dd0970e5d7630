/** Texts that came in, put together from their parts, told once, and let go once they are recorded. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer, EpochMs } from '../../../core/kernel/world.ts'
import type { Deliver } from './pdu.ts'
import type { PartOf } from './user-data.ts'

export interface Inbox {
  /** `done` is called once the text is on record: the modem may forget it then. */
  take(pdu: Deliver, done: () => void): void
  /** Something that is no message we can read; kept all the same. */
  takeUnreadable(hex: string, done: () => void): void
  close(): void
}

interface Piece {
  readonly text: string
  readonly cut: boolean
  readonly sentAt?: EpochMs | undefined
  readonly done: () => void
}

interface Long {
  readonly key: string
  readonly from: string
  readonly total: number
  readonly pieces: Map<number, Piece>
  newestMono: number
  /** Shown with its gap already. */
  shown: boolean
  cancel: CancelTimer
}

/** A reference is used again; what is older belongs to another text. */
const forgetAfterMs = 24 * 3_600_000
/** Long texts under way at once; the oldest is shown as it is. */
const mostLong = 100
const mostRemembered = 500

const partKey = (from: string, { ref, total, bits }: PartOf): string =>
  `${from} ${bits}:${ref}/${total}`

function bodyOf({ data }: Deliver): string {
  if (data.text !== undefined) return data.text
  const count = data.octets?.length ?? 0
  if (data.coding.compressed) return `（压缩的短信，无法解读，${count} 字节）`
  return data.ports === undefined
    ? `（二进制短信，${count} 字节）`
    : `（推送短信，端口 ${data.ports.to}，${count} 字节）`
}

/** FNV-1a. */
function sumOf(text: string, seed: number): string {
  let sum = seed
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0
  }
  return sum.toString(16).padStart(8, '0')
}

/** The same text is the same wherever it is read from, also after a restart. */
const fingerprint = (text: string): string => `${sumOf(text, 0x811c9dc5)}${sumOf(text, 0x5bd1e995)}`

export function openInbox(
  io: DriverIo,
  options: { readonly gapAfterMs: number; readonly ownNumber: () => string },
): Inbox {
  const longs = new Map<string, Long>()
  /** Told already: `false` while it waits to be recorded. */
  const told = new Map<string, boolean>()

  function remember(ref: string, recorded: boolean): void {
    told.delete(ref)
    told.set(ref, recorded)
    const [oldest] = told.keys()
    if (told.size > mostRemembered && oldest !== undefined) told.delete(oldest)
  }
  function tell(
    text: {
      readonly ref: string
      readonly from: string
      readonly body: string
      readonly sentAt?: EpochMs | undefined
      readonly incomplete?: boolean | undefined
    },
    done: () => void,
  ): void {
    const known = told.get(text.ref)
    // Read again before it was let go, or delivered twice by the network.
    if (known === true) return done()
    if (known === false) return
    remember(text.ref, false)
    io.emit({
      kind: 'text',
      to: options.ownNumber(),
      group: false,
      ...text,
      stored() {
        remember(text.ref, true)
        done()
      },
    })
  }

  function show(long: Long): void {
    long.shown = true
    const { pieces, total, from } = long
    const order = Array.from({ length: total }, (_, index) => pieces.get(index + 1))
    const whole = order.every((piece) => piece !== undefined)
    const body = order
      .map((piece, index) => piece?.text ?? `【缺第 ${index + 1}/${total} 段】`)
      .join('')
    const first = order.find((piece) => piece !== undefined)
    const cut = order.some((piece) => piece?.cut)
    const held = order.filter((piece) => piece !== undefined)
    tell(
      {
        from,
        body,
        ref: fingerprint(`${from} ${first?.sentAt ?? ''} ${body}`),
        sentAt: first?.sentAt,
        ...(whole && !cut ? {} : { incomplete: true }),
      },
      () => {
        for (const { done } of held) done()
      },
    )
    if (whole) drop(long)
  }
  function drop(long: Long): void {
    long.cancel()
    if (longs.get(long.key) === long) longs.delete(long.key)
  }
  /** Nobody waits for the rest any longer; what is there has been told or is told now. */
  function giveUp(long: Long): void {
    if (!long.shown) show(long)
    drop(long)
  }
  function openLong(key: string, from: string, total: number): Long {
    const oldest = longs.size >= mostLong ? longs.values().next().value : undefined
    if (oldest) giveUp(oldest)
    const made: Long = {
      key,
      from,
      total,
      pieces: new Map(),
      newestMono: io.monotonicMs(),
      shown: false,
      cancel: () => {},
    }
    longs.set(key, made)
    return made
  }
  function takePart(from: string, part: PartOf, piece: Piece): void {
    const key = partKey(from, part)
    const known = longs.get(key)
    const held = known?.pieces.get(part.seq)
    if (known && held?.text === piece.text && held.sentAt === piece.sentAt) {
      // The same part once more; both copies go when the text is on record.
      const done = () => {
        held.done()
        piece.done()
      }
      known.pieces.set(part.seq, { ...piece, done })
      return
    }
    // A reference used again for another text.
    if (known && held) giveUp(known)
    const long = longs.get(key) ?? openLong(key, from, part.total)
    long.pieces.set(part.seq, piece)
    long.newestMono = io.monotonicMs()
    long.cancel()
    if (long.pieces.size === part.total) return show(long)
    const waitMs = long.shown ? forgetAfterMs : options.gapAfterMs
    long.cancel = io.timers.after(waitMs, () => {
      if (long.shown) return drop(long)
      show(long)
      long.cancel = io.timers.after(forgetAfterMs, () => drop(long))
    })
  }
  return {
    take(pdu, done) {
      const { from, sentAt, data } = pdu
      const piece: Piece = { text: bodyOf(pdu), cut: data.truncated, sentAt: sentAt?.ms, done }
      if (data.part && data.part.total > 1) return takePart(from, data.part, piece)
      const ref = fingerprint(`${from} ${sentAt?.text ?? ''} ${piece.text}`)
      const cut = piece.cut ? { incomplete: true } : {}
      tell({ from, body: piece.text, ref, sentAt: piece.sentAt, ...cut }, done)
    },
    takeUnreadable(hex, done) {
      const body = `（无法解读的短信，原文 ${hex.slice(0, 400)}）`
      tell({ from: '未知号码', body, ref: fingerprint(hex), incomplete: true }, done)
    },
    close() {
      for (const { cancel } of longs.values()) cancel()
      longs.clear()
    },
  }
}
