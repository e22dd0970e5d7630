/** What the gateway's radio reports by itself: calls, channel, signal, alarms (radio reference §3.8). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { type CallBook, isEmergencyType } from './calls.ts'
import { causeOf } from './causes.ts'
import type { EmergencyBook } from '../../../core/gateway/emergency-book.ts'
import type { RcpBody } from './rcp.ts'
import { type RepeaterState, statusTargets } from './rcp-names.ts'

type TxStatus = Extract<RcpBody, { name: 'broadcast_tx_status' }>
type RxStatus = Extract<RcpBody, { name: 'broadcast_rx_status' }>
type RepeaterStatus = Extract<RcpBody, { name: 'repeater_broadcast_tx_status' }>

export interface RcpReports {
  onRcp(body: RcpBody, slot: string): void
  /** Radio id of the gateway itself; 0 while unknown. */
  ownId(): number
}

interface Books {
  readonly io: DriverIo
  readonly calls: CallBook
  readonly emergencies: EmergencyBook
  heard(radio: number): void
}

/** Seen when a repeater cut the transmission off (§3.8, B843). */
const cutByRepeater = 0x0c

const repeaterMeaning: Readonly<
  Record<RepeaterState, readonly ['rx' | 'tx' | 'both', 'voice' | 'hang' | 'end' | 'time-out']>
> = {
  local_repeating: ['rx', 'voice'],
  ip_repeating: ['rx', 'voice'],
  local_hang: ['rx', 'hang'],
  ip_hang: ['rx', 'hang'],
  remote_ptt_tx: ['tx', 'voice'],
  local_ptt_tx: ['tx', 'voice'],
  remote_ptt_hang: ['tx', 'hang'],
  local_ptt_hang: ['tx', 'hang'],
  remote_ptt_tx_end: ['tx', 'hang'],
  local_ptt_end: ['tx', 'hang'],
  wait_ack: ['tx', 'hang'],
  local_wait_ack: ['tx', 'hang'],
  remote_timeout: ['tx', 'time-out'],
  local_timeout: ['tx', 'time-out'],
  channel_hang: ['both', 'end'],
  sleep: ['both', 'end'],
  unknown: ['both', 'hang'],
}

const voiceServices: ReadonlySet<string> = new Set(['voice', 'phone', 'end_to_end'])

export function createRcpReports({ io, calls, emergencies, heard }: Books): RcpReports {
  let own = 0
  let zone: number | undefined
  let channel: number | undefined

  const channelText = (): string | undefined =>
    zone === undefined || channel === undefined ? undefined : `${zone}/${channel}`

  let told: string | undefined
  /** Only what is new: the line probe reads the channel every few seconds. */
  function tellChannel(): void {
    const text = channelText()
    if (text === undefined || text === told) return
    told = text
    io.emit({ kind: 'channel', channel: text })
  }

  function onTx(body: TxStatus, slot: string): void {
    const place = `tx ${slot}`
    const { callType: type, target } = body
    if (body.process === 1) {
      calls.voice(place, { direction: 'out', type, target, sender: own, channel: channelText() })
    } else if (body.process === 2) calls.hang(place)
    else if (body.process === 3) {
      const cut = body.reason === cutByRepeater ? 'cut-by-repeater' : causeOf('tx', body.reason)
      calls.end(place, body.reason === 0 ? 'ended' : cut)
    }
  }

  function onRx(body: RxStatus, slot: string): void {
    const place = `rx ${slot}`
    const { callType: type, target, sender } = body
    heard(sender)
    switch (body.status) {
      case 1:
      case 0x0b:
      case 0x0d:
        if (isEmergencyType(type)) emergencies.raise(String(sender), 'emergency-call')
        return calls.voice(place, { direction: 'in', type, target, sender, channel: channelText() })
      case 2:
        return calls.hang(place)
      case 3:
      case 0x0c:
      case 0x0e:
        return calls.end(place, 'ended')
      case 0:
        return calls.end(place, 'unavailable')
      case 0x0a:
        return emergencies.clear(String(sender), 'emergency-call')
      case 0x11:
        return emergencies.raise(String(sender), 'emergency-silence')
      default:
        return // a state without a call in it; the frame ring has it
    }
  }

  function onRepeater(body: RepeaterStatus, slot: string): void {
    const [side, means] = repeaterMeaning[body.status]
    const { callType: type, target, sender } = body
    if (sender !== own) heard(sender)
    if (means === 'voice' && isEmergencyType(type))
      emergencies.raise(String(sender), 'emergency-call')
    if (means === 'voice' && !voiceServices.has(body.onAirService)) return
    for (const one of side === 'both' ? (['rx', 'tx'] as const) : [side]) {
      const place = `${one} ${slot}`
      if (means === 'voice') {
        const direction = one === 'rx' ? 'in' : 'out'
        const phone = body.onAirService === 'phone'
        calls.voice(place, { direction, type, target, sender, phone, channel: channelText() })
      } else if (means === 'hang') calls.hang(place)
      else calls.end(place, means === 'end' ? 'ended' : 'time-out')
    }
  }

  /** About the gateway's own radio. Zone and channel are kept; what has no event of its own is a status. */
  function onStatus(target: number, value: number): void {
    switch (target) {
      case statusTargets.rssi:
        return io.emit({ kind: 'rssi', level: value })
      case statusTargets.zone:
        zone = value
        return tellChannel()
      case statusTargets.channel:
        channel = value
        return tellChannel()
      case statusTargets.disabled:
        return io.emit({ kind: 'radioState', radio: String(own), enabled: value === 0 })
      case statusTargets.emergency:
        if (value === 0) emergencies.clear(String(own), 'emergency-status')
        else emergencies.raise(String(own), 'emergency-status')
        return
      case statusTargets.manDown:
        if (value === 0) emergencies.clear(String(own), 'man-down')
        else emergencies.raise(String(own), 'man-down')
        return
      default:
        return io.emit({ kind: 'status', from: String(own), code: target * 0x10000 + value })
    }
  }

  return {
    ownId: () => own,
    // Everything else is an answer; whoever asked gets it.
    onRcp(body, slot) {
      if (body.name === 'broadcast_tx_status') onTx(body, slot)
      else if (body.name === 'broadcast_rx_status') onRx(body, slot)
      else if (body.name === 'repeater_broadcast_tx_status') onRepeater(body, slot)
      else if (body.name === 'radio_status_report') onStatus(body.target, body.value)
      else if (body.name === 'radio_id_ip_reply' && body.result === 0) own = body.radioId
      else if (body.name === 'channel_reply' && body.result === 0) {
        zone = body.zone
        channel = body.channel
        tellChannel()
      }
    },
  }
}
