/** Texts both ways: sequence numbers, acknowledgements, repeats (TMS). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import { createRepeatWatch } from '../../../core/gateway/repeat-watch.ts'
import { addressOf } from './address.ts'
import type { QuestionDesk } from './questions.ts'
import type { MototrboSettings } from './settings.ts'
import { bodyOf, tmsAck, tmsText, type Tms } from './tms.ts'

/** A radio repeats for seconds; after this the same number is a new text. */
const repeatMs = 60_000
/** An acknowledgement that comes later than this belongs to nothing we know. */
const lateMs = 15 * 60_000
const maxRemembered = 512
const sequences = 128

export interface TextDesk {
  send(command: string, order: Extract<GatewayCommand, { kind: 'sendText' }>): string | undefined
  onText(radio: string, message: Tms): void
  onAck(radio: string, seq: number | undefined): void
}

export function textDesk(
  settings: MototrboSettings,
  io: DriverIo,
  questions: QuestionDesk,
  send: (address: string, datagram: Uint8Array) => void,
): TextDesk {
  let next = 0
  const repeats = createRepeatWatch(io, { withinMs: repeatMs, most: maxRemembered, since: 'last' })
  /** `radio seq` → until when a late acknowledgement may be its. */
  const late = new Map<string, number>()

  /** Not one that waits for its answer: the radio would answer both with the same number. */
  function freeSequence(key: (seq: number) => string): number | undefined {
    for (let tried = 0; tried < sequences; tried++) {
      const seq = next
      next = (next + 1) % sequences
      if (!questions.waits(key(seq))) return seq
    }
    return undefined
  }
  return {
    send(command, { to, group, body, urgent: _urgent }) {
      const network = group ? settings.groupNetwork : settings.radioNetwork
      const address = addressOf(network, to)
      if (address === undefined) return 'bad-number'
      if (body.trim() === '') return 'text-empty'
      if (body.length > settings.maxTextLength) return 'text-too-long'
      const keyOf = (number: number) => `tms:${to} ${number}`
      const seq = freeSequence(keyOf)
      if (seq === undefined) return 'too-many-open'
      const key = keyOf(seq)
      late.delete(key)
      send(address, tmsText(seq, body))
      io.emit({ kind: 'commandResult', command, result: { kind: 'accepted', ref: String(seq) } })
      if (group) {
        // Nobody acknowledges a text to a group.
        io.emit({
          kind: 'commandResult',
          command,
          result: { kind: 'confirmed', detail: { sentTo: 'group' } },
        })
        return undefined
      }
      questions.begin(command, key, settings.textTimeoutS, () => {
        late.set(key, io.monotonicMs() + lateMs)
        forgetOldest(late, maxRemembered)
      })
      return undefined
    },
    onText(radio, message) {
      const address = addressOf(settings.radioNetwork, radio)
      if (message.ackRequired && address !== undefined) send(address, tmsAck(message.seq))
      if (repeats.isRepeat(`${radio} ${message.seq} ${message.text}`)) return
      io.emit({
        kind: 'text',
        from: radio,
        to: 'console',
        group: false,
        body: bodyOf(message.text ?? ''),
        ref: `${radio}:${message.seq ?? ''}`,
      })
    },
    onAck(radio, seq) {
      const key = `tms:${radio} ${seq}`
      if (questions.end(key, { kind: 'confirmed' })) return
      const until = late.get(key)
      if (until === undefined || until < io.monotonicMs()) return
      late.delete(key)
      io.emit({ kind: 'delivery', to: radio, ref: String(seq), state: 'delivered' })
    },
  }
}
