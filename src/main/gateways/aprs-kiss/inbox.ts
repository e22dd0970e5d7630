/** Texts that come in: acknowledged every time they are asked about, told once. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import { ackOf, isBulletin, type AprsMessage } from './message.ts'
import type { MessageSender } from './sender.ts'
import { refOf } from './sender.ts'
import type { AprsSettings } from './settings.ts'
import { wordsOf } from './text-code.ts'

/** A station repeats a message with a number for minutes; one without a number for seconds. */
const numberedMs = 30 * 60_000
const unnumberedMs = 30_000
/** Copies of one transmission over several repeaters are answered once. */
const ackAgainMs = 5000
const maxRemembered = 1000

interface InboxOptions {
  readonly io: DriverIo
  readonly settings: AprsSettings
  readonly sender: MessageSender
  transmit(info: string): void
  /** A question in a message to us; `true` where it was one. */
  onQuery(from: string, query: string): boolean
}

export interface Inbox {
  onMessage(from: string, message: AprsMessage): void
}

export function createInbox({ io, settings, sender, transmit, onQuery }: InboxOptions): Inbox {
  const seen = new Map<string, { toldMono: number; ackedMono: number }>()

  function remember(key: string, entry: { toldMono: number; ackedMono: number }): void {
    seen.delete(key)
    seen.set(key, entry)
    forgetOldest(seen, maxRemembered)
  }
  function answered(from: string, id: string, taken: boolean): void {
    if (sender.answered(from, id, taken)) return
    const state = taken ? 'delivered' : 'failed'
    const cause = taken ? {} : { cause: 'rejected' }
    io.emit({ kind: 'delivery', to: from, ref: refOf(from, id), state, ...cause })
  }
  function tell(from: string, message: AprsMessage, group: boolean): void {
    io.emit({
      kind: 'text',
      from,
      to: message.to,
      group,
      body: wordsOf(message.body),
      ref: `${from}:${message.id ?? io.nowMs()}`,
    })
  }
  function take(from: string, message: AprsMessage, group: boolean): void {
    const now = io.monotonicMs()
    const key = [from, message.to, message.id ?? '', message.body].join('\n')
    const before = seen.get(key)
    const repeatMs = message.id === undefined ? unnumberedMs : numberedMs
    const again = before !== undefined && now - before.toldMono < repeatMs
    let ackedMono = before?.ackedMono ?? -Infinity
    if (!group && message.rawId !== undefined && now - ackedMono > ackAgainMs) {
      transmit(ackOf(from, message.rawId))
      ackedMono = now
    }
    remember(key, { toldMono: again ? before.toldMono : now, ackedMono })
    if (!again) tell(from, message, group)
  }
  return {
    onMessage(from, message) {
      const { to, act, id, alsoAck, body } = message
      const own = settings.callSign !== '' && to === settings.callSign
      const group = isBulletin(to) || settings.groups.includes(to)
      if (own && act !== 'text') {
        if (id !== undefined) answered(from, id, act === 'ack')
        if (alsoAck !== undefined && alsoAck !== id && alsoAck !== '') answered(from, alsoAck, true)
        return
      }
      if (act !== 'text' || (!own && !group)) return
      if (own && alsoAck !== undefined && alsoAck !== '') answered(from, alsoAck, true)
      if (own && body.startsWith('?') && onQuery(from, body)) return
      take(from, message, group)
    },
  }
}
