/** What radios send to the console: texts, receipts, statuses, places. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayFix } from '../../../core/gateway/events.ts'
import type { DecodedSds, SdsContent } from './decode.ts'
import type { EmergencyBook } from '../../../core/gateway/emergency-book.ts'
import { isShortReport, lipReasons, type LipPdu } from './lip.ts'
import type { PresenceBook } from '../../../core/gateway/presence-book.ts'
import { encodeReport, encodeReportAck } from './sds-encode.ts'
import { readSds, type SdsPdu, type Transfer } from './sds-pdu.ts'
import type { SdsSender } from './sds-sender.ts'
import type { PeiSettings } from './settings.ts'
import type { StatusMeaning } from './status-value.ts'
import type { TextInbox } from './text-inbox.ts'
import { receiptOf, type TextsOut } from './texts-out.ts'
import { createPieceBox } from './pieces.ts'

export interface Reception {
  onSds(sds: DecodedSds): void
  close(): void
}

export interface ReceptionParts {
  readonly settings: PeiSettings
  readonly io: DriverIo
  readonly sender: SdsSender
  readonly texts: TextsOut
  readonly inbox: TextInbox
  readonly presence: PresenceBook
  readonly emergencies: EmergencyBook
  /** A subscriber as the console names it; `undefined` where the line does not say. */
  number(digits: string): string | undefined
  ownNumber(): string | undefined
  /** A place that a request of the console asked for. */
  located(radio: string, valid: boolean): boolean
}

/** Errors of 20 km and more are no place for dispatch. */
const uselessErrorM = 20_000
/** Statuses below the user's range have codes of their own. */
const predefined = 0x1_0000
const unknownSender = '0'
const saysGoodBye = (content: SdsContent | undefined): boolean =>
  content?.kind === 'lip' &&
  isShortReport(content.lip) &&
  content.lip.additionalType === 0 &&
  content.lip.reasonOrUser === lipReasons.powerOff

const nobody = { watch: { failed() {}, doubtful() {} } } as const

export function createReception(parts: ReceptionParts): Reception {
  const { settings, io, sender, texts, presence, emergencies } = parts
  const pieces = createPieceBox(io)

  /** Receipts are best effort: the radio asks again where it misses one. */
  function reply(to: string, pdu: Uint8Array): void {
    sender.send({ to, service: 'text', pdu }, nobody.watch)
  }
  function onPosition(from: string, lip: LipPdu): void {
    if (!isShortReport(lip)) return
    const { additionalType, reasonOrUser, timeElapsed, positionErrorM, speedKmh } = lip
    const reason = additionalType === 0 ? reasonOrUser : undefined
    if (reason === lipReasons.emergency) emergencies.raise(from, 'emergency-report')
    if (reason === lipReasons.powerOff) presence.set(from, false, 'deregistered')
    const valid = positionErrorM === null || positionErrorM < uselessErrorM
    const asked = parts.located(from, valid)
    const fix: GatewayFix = {
      radio: from,
      lat: lip.lat,
      lon: lip.lon,
      valid,
      // The report says how old it is only roughly.
      fixAt: timeElapsed === '<5s' ? io.nowMs() : undefined,
      late: timeElapsed === '<30min' || undefined,
      speedKmh: speedKmh ?? undefined,
      headingDeg: speedKmh === null || speedKmh === 0 ? undefined : lip.directionDeg,
      reason: reason === lipReasons.emergency ? 'emergency' : asked ? 'request' : 'interval',
    }
    io.emit({ kind: 'position', fix })
  }
  function onReceipt(from: string | undefined, ref: number, status: number): void {
    const receipt = { from, ref, ...receiptOf(status) }
    if (texts.receipt(receipt) || from === undefined || receipt.outcome === 'stored') return
    const state = receipt.outcome === 'done' ? 'delivered' : 'failed'
    io.emit({ kind: 'delivery', to: from, ref: String(ref), state, cause: receipt.cause })
  }
  function onStatus(from: string, meaning: StatusMeaning): void {
    switch (meaning.kind) {
      case 'emergency':
        return emergencies.raise(from, 'emergency-status')
      case 'status': {
        const code = meaning.value - settings.statusBase
        return io.emit({
          kind: 'status',
          from,
          code: code >= 0 ? code : predefined + meaning.value,
        })
      }
      case 'short-report': {
        const { type, ref, reserved } = meaning
        const done = type === 'received' || type === 'consumed'
        const outcome = done ? 'done' : 'failed'
        const cause = done ? undefined : type
        if (texts.receipt({ from, ref, outcome, cause }) || !reserved) return
        const state = done ? 'delivered' : 'failed'
        return io.emit({ kind: 'delivery', to: from, ref: String(ref), state, cause })
      }
    }
  }
  function onTransfer(from: string, to: string, group: boolean, pdu: Transfer): void {
    const { pid, report, ref, body, piece } = pdu
    const wantsReceipt = report === 'received' || report === 'both'
    // The group's radios do not all answer at once, and nobody can answer to a sender not named.
    if (wantsReceipt && !group && from !== unknownSender) reply(from, encodeReport(pid, ref))
    if (piece) {
      const whole = pieces.take(from, piece)
      const inner = whole && readSds(whole)
      if (inner) onPdu(from, to, group, inner)
      return
    }
    if (body) parts.inbox.onText({ ...body, from, to, group, ref })
  }
  function onPdu(from: string, to: string, group: boolean, pdu: SdsPdu): void {
    switch (pdu.kind) {
      case 'simple-text':
        return parts.inbox.onText({ ...pdu, from, to, group, ref: undefined })
      case 'transfer':
        return onTransfer(from, to, group, pdu)
      case 'report':
        if (pdu.ackRequired && from !== unknownSender)
          reply(from, encodeReportAck(pdu.pid, pdu.ref))
        return onReceipt(from === unknownSender ? undefined : from, pdu.ref, pdu.deliveryStatus)
      case 'ack':
      case 'other':
        return // nothing of ours waits for it; the frame ring has it
    }
  }

  return {
    onSds({ header, content }) {
      const from =
        (header.from === undefined ? undefined : parts.number(header.from)) ?? unknownSender
      const to = parts.number(header.to) ?? header.to
      const own = parts.ownNumber()
      const group = own !== undefined && to !== own
      if (from !== unknownSender && !saysGoodBye(content)) presence.heard(from)
      if (!content) return
      if (content.kind === 'lip') onPosition(from, content.lip)
      else if (content.kind === 'status') onStatus(from, content.meaning)
      else if (content.kind === 'pdu') onPdu(from, to, group, content.pdu)
    },
    close() {
      pieces.close()
    },
  }
}
