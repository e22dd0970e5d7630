/** Texts that come in: long ones put together, each told once, each receipt given. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { createRepeatWatch } from '../../../core/gateway/repeat-watch.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { PartHeader } from './sds-pdu.ts'
import { codings, readText } from './text-coding.ts'
import { timeOf, type TimeStamp } from './time-stamp.ts'

/** A radio repeats for seconds, not for minutes; after this the same words are a new text. */
const repeatMs = 30_000
const maxRemembered = 512
/** The parts of a text follow one another; what is missing after this never comes. */
const partsWithinMs = 120_000
const maxUnfinished = 64

export interface IncomingText {
  readonly from: string
  readonly to: string
  readonly group: boolean
  readonly ref: number | undefined
  readonly coding: number
  readonly textBytes: Uint8Array
  readonly stamp?: TimeStamp | undefined
  readonly part?: PartHeader | undefined
}

interface Unfinished {
  readonly first: IncomingText
  readonly pieces: Map<number, Uint8Array>
  readonly total: number
  readonly cancel: CancelTimer
}

export interface TextInbox {
  onText(text: IncomingText): void
  close(): void
}

const missingMark = '…'

export function createTextInbox(io: DriverIo): TextInbox {
  const repeats = createRepeatWatch(io, { withinMs: repeatMs, most: maxRemembered, since: 'last' })
  const unfinished = new Map<string, Unfinished>()

  function isRepeat({ from, to, ref, textBytes, part }: IncomingText): boolean {
    return repeats.isRepeat(`${from} ${to} ${ref} ${part?.seq} ${toHex(textBytes)}`)
  }
  function tell(text: IncomingText, body: string, incomplete: boolean): void {
    const { from, to, group, ref, stamp } = text
    io.emit({
      kind: 'text',
      from,
      to,
      group,
      body: body.replace(/\0+$/, ''),
      ref: `${from}:${ref ?? toHex(io.random.bytes(2))}`,
      sentAt: stamp && timeOf(stamp, io.nowMs()),
      incomplete: incomplete || undefined,
    })
  }
  /** Letters of more than one byte may be cut by the parts; packed ones never are. */
  function joined({ first, pieces, total }: Unfinished): string {
    const all = Array.from({ length: total }, (_, at) => pieces.get(at + 1))
    const whole = all.every((piece) => piece !== undefined)
    if (whole && first.coding !== codings.packed7) {
      const bytes = all.flatMap((piece) => [...(piece ?? [])])
      return readText(first.coding, Uint8Array.from(bytes)).text
    }
    return all.map((piece) => (piece ? readText(first.coding, piece).text : missingMark)).join('')
  }
  function finish(key: string, incomplete: boolean): void {
    const one = unfinished.get(key)
    if (!one) return
    unfinished.delete(key)
    one.cancel()
    tell(one.first, joined(one), incomplete)
  }
  function onPart(text: IncomingText, part: PartHeader): void {
    const { total, seq, ref } = part
    const { from, to, textBytes, coding } = text
    // Numbers that make no sense: what is readable is told all the same.
    if (total === 0 || seq === 0 || seq > total) {
      return tell(text, readText(coding, textBytes).text, true)
    }
    const key = `${from} ${to} ${ref} ${total} ${coding}`
    let one = unfinished.get(key)
    if (!one) {
      const oldest = unfinished.size >= maxUnfinished ? unfinished.keys().next().value : undefined
      if (oldest !== undefined) finish(oldest, true)
      const cancel = io.timers.after(partsWithinMs, () => finish(key, true))
      one = { first: text, pieces: new Map(), total, cancel }
      unfinished.set(key, one)
    }
    one.pieces.set(seq, textBytes)
    if (one.pieces.size === total) finish(key, false)
  }

  return {
    onText(text) {
      if (isRepeat(text)) return
      if (text.part && text.part.total !== 1) return onPart(text, text.part)
      tell(text, readText(text.coding, text.textBytes).text, false)
    },
    close() {
      // What came is not lost with the line.
      for (const key of unfinished.keys()) finish(key, true)
    },
  }
}
