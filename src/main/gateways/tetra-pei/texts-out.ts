/** Texts and other PDUs that a radio shall answer with a receipt. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { deliveryCause, deliveryClass } from './causes.ts'
import { encodeTransfer, transferOverhead } from './sds-encode.ts'
import { pids } from './sds-pdu.ts'
import type { SdsSender, SdsWatch } from './sds-sender.ts'
import type { PeiSettings } from './settings.ts'
import { encodeText, isLatin1, splitText } from './text-coding.ts'

export type TextEnd =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly cause: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'unknown'; readonly cause: string }

export interface TextOrder {
  readonly to: string
  readonly group: boolean
  readonly body: string
  readonly urgent?: boolean | undefined
  readonly timeoutMs: number
  /** The terminal has the whole text; `ref` names it in later reports. */
  onTaken?(ref: string | undefined): void
  onEnd(end: TextEnd): void
}

/** What a radio or the net says about a text. */
export interface Receipt {
  /** Absent in the short forms of the line. */
  readonly from?: string | undefined
  readonly ref: number
  readonly outcome: 'done' | 'stored' | 'failed'
  readonly cause?: string | undefined
}

interface Part {
  readonly ref: number
  taken: boolean
  onAir: boolean
  delivered: boolean
}

interface Open {
  readonly order: TextOrder
  readonly parts: readonly Part[]
  /** Why it is not known whether it went out, while a receipt may still tell. */
  doubt?: string | undefined
  stored: boolean
  cancel: CancelTimer
}

export interface TextsOut {
  /** The cause where it is refused at once. */
  send(order: TextOrder): string | undefined
  /** `false`: no open text has this number. */
  receipt(receipt: Receipt): boolean
  /** Most bits of one message, as the terminal says. */
  limit(bits: number): void
  close(): void
}

const maxParts = 16

export const receiptOf = (status: number): Pick<Receipt, 'outcome' | 'cause'> => {
  const classOf = deliveryClass(status)
  if (classOf === 'done' || classOf === 'stored') return { outcome: classOf }
  return { outcome: 'failed', cause: deliveryCause(status) }
}

export function createTextsOut(settings: PeiSettings, io: DriverIo, sender: SdsSender): TextsOut {
  const open = new Set<Open>()
  // Random, so that after a restart no radio takes a new text for a repeat of an old one.
  let lastRef = io.random.bytes(1)[0] ?? 0
  let maxBits = settings.maxBits

  function nextRef(): number {
    const used = new Set([...open].flatMap(({ parts }) => parts.map(({ ref }) => ref)))
    for (let n = 0; n < 256; n++) {
      lastRef = (lastRef + 1) & 0xff
      if (!used.has(lastRef)) break
    }
    return lastRef
  }
  function end(one: Open, result: TextEnd): void {
    if (!open.delete(one)) return
    one.cancel()
    one.order.onEnd(result)
  }
  function onTimeout(one: Open): void {
    if (one.doubt !== undefined) end(one, { kind: 'unknown', cause: one.doubt })
    else end(one, { kind: 'timed-out' })
  }
  function wait(one: Open): void {
    one.cancel()
    const storedMs = one.stored ? settings.validityS * 1000 : 0
    one.cancel = io.timers.after(Math.max(one.order.timeoutMs, storedMs), () => onTimeout(one))
  }
  /** A group's radios send no receipts: what went on the air is done. */
  function look(one: Open): void {
    const { parts, order } = one
    if (order.group) {
      const gone = parts.every(({ taken, onAir }) => (settings.reportsSending ? onAir : taken))
      if (gone) end(one, { kind: 'delivered' })
    } else if (parts.every(({ delivered }) => delivered)) end(one, { kind: 'delivered' })
  }
  function watchOf(one: Open, part: Part): SdsWatch {
    const alone = one.parts.length === 1
    const lost = (cause: string) =>
      end(one, { kind: 'failed', cause: alone ? cause : 'part-failed' })
    return {
      taken() {
        part.taken = true
        wait(one)
        if (one.parts.every(({ taken }) => taken)) {
          // Of a long text one report is not the whole story, so it gets no number.
          if (open.has(one)) one.order.onTaken?.(alone ? String(part.ref) : undefined)
        }
        look(one)
      },
      onAir(ok) {
        if (!ok) return lost('sent-failed')
        part.onAir = true
        look(one)
      },
      failed: lost,
      doubtful(cause) {
        // A receipt can still settle it; a group sends none.
        if (one.order.group) return end(one, { kind: 'unknown', cause })
        one.doubt = cause
        wait(one)
      },
    }
  }
  function pieces(order: TextOrder) {
    const { body } = order
    const coding = settings.textCoding === 'auto' && isLatin1(body) ? 'latin1' : 'ucs2'
    const common = { stamped: settings.timeStamp, stored: settings.validityS > 0 && !order.group }
    const room = Math.floor(maxBits / 8)
    const whole = room - transferOverhead({ ...common, inParts: false })
    const unit = coding === 'latin1' ? 1 : 2
    if (body.length * unit <= whole) return { coding, texts: [body] } as const
    const texts = splitText(coding, body, room - transferOverhead({ ...common, inParts: true }))
    return { coding, texts } as const
  }

  return {
    send(order) {
      const { body, group } = order
      if (body === '') return 'text-empty'
      if (body.length > settings.maxTextLength) return 'text-too-long'
      const { coding, texts } = pieces(order)
      if (texts.length > maxParts) return 'text-too-long'
      const refs = texts.map(nextRef)
      const parts = refs.map((ref) => ({ ref, taken: false, onAir: false, delivered: false }))
      const one: Open = { order, parts, stored: false, cancel: () => {} }
      open.add(one)
      wait(one)
      for (const [at, text] of texts.entries()) {
        const part = parts[at]
        if (!part || !open.has(one)) break
        const inParts = texts.length > 1
        const pdu = encodeTransfer({
          pid: inParts ? pids.headedText : order.urgent ? pids.immediateText : pids.text,
          ref: part.ref,
          wantsReport: !group,
          coding,
          textBytes: encodeText(coding, text),
          sentAtMs: settings.timeStamp ? io.nowMs() : undefined,
          part: inParts ? { ref: refs[0] ?? 0, total: texts.length, seq: at + 1 } : undefined,
          validityS: group ? 0 : settings.validityS,
        })
        const sent = { to: order.to, service: 'text', pdu, ref: part.ref } as const
        if (!sender.send(sent, watchOf(one, part)))
          end(one, { kind: 'failed', cause: 'queue-full' })
      }
      return undefined
    },
    receipt({ from, ref, outcome, cause }) {
      for (const one of open) {
        if (from !== undefined && from !== one.order.to) continue
        const part = one.parts.find((each) => each.ref === ref && !each.delivered)
        if (!part || one.order.group) continue
        if (outcome === 'failed') {
          const said = one.parts.length === 1 && cause !== undefined ? cause : 'part-failed'
          end(one, { kind: 'failed', cause: said })
        } else if (outcome === 'done') {
          part.delivered = true
          look(one)
        } else {
          one.stored = true
          wait(one)
        }
        return true
      }
      return false
    },
    close() {
      for (const one of open) onTimeout(one)
    },
    limit(bits) {
      maxBits = bits
    },
  }
}
