/** MOTOTRBO radios behind a control station: three services, each on its UDP port. */
import type { DriverIo, DriverSession, FrameRecord } from '../../../core/gateway/driver.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { createPresenceBook } from '../../../core/gateway/presence-book.ts'
import type { CancelTimer } from '../../../core/kernel/world.ts'
import { addressOf, numberOf } from './address.ts'
import { arsAnswer, arsQuery, readArs, type Ars } from './ars.ts'
import { locationDesk } from './locations.ts'
import { readLrrp } from './lrrp.ts'
import { questionDesk } from './questions.ts'
import type { MototrboSettings, Service } from './settings.ts'
import { textDesk } from './texts.ts'
import { readTms, tmsAck, type Tms } from './tms.ts'

const halfHourMs = 30 * 60_000
const statusEveryMs = 1000
/** A control station that does not answer this often in a row is silent. */
const probesMissed = 3
/** No document of these services is longer; what is longer is recorded in part. */
const maxRecorded = 1500

interface Read {
  readonly kind: string
  readonly fields: object | undefined
}

function read(service: Service, datagram: Uint8Array): Read {
  switch (service) {
    case 'ARS': {
      const fields = readArs(datagram)
      return { kind: `ars/${fields?.type ?? 'damaged'}`, fields }
    }
    case 'LRRP': {
      const fields = readLrrp(datagram)
      return { kind: `lrrp/${fields?.doc ?? 'damaged'}`, fields }
    }
    case 'TMS': {
      const fields = readTms(datagram)
      return { kind: `tms/${fields?.type ?? 'damaged'}`, fields }
    }
  }
}

const known = (kind: string): boolean => !/\/(type|text|control|document)_/.test(kind)

export function mototrboSession(settings: MototrboSettings, io: DriverIo): DriverSession {
  const questions = questionDesk(io)
  const lifeMs = settings.refreshHalfHours * halfHourMs + settings.registrationMarginS * 1000
  const presence = createPresenceBook(io, { lifeMs, onTold: showSoon })
  const texts = textDesk(settings, io, questions, (to, bytes) => write('TMS', to, bytes))
  const places = locationDesk(settings, io, questions, (to, bytes) => write('LRRP', to, bytes))
  const { probeRadio } = settings
  let missed = 0
  let silent = false
  let answered = probeRadio === undefined
  let lastHeardMs = io.nowMs()
  let cancelProbe: CancelTimer | undefined
  let cancelShow: CancelTimer | undefined
  let closed = false

  function record(
    direction: FrameRecord['direction'],
    channel: number,
    datagram: Uint8Array,
    { kind, fields }: Read,
  ): void {
    const outcome = fields === undefined ? 'damaged' : known(kind) ? 'ok' : 'unknown'
    const bytes = datagram.subarray(0, maxRecorded)
    io.record({ direction, bytes, channel, outcome, kind, decoded: fields && { ...fields } })
  }
  function write(service: Service, address: string, datagram: Uint8Array): void {
    const channel = settings.channels.indexOf(service)
    if (channel === -1) return
    record('out', channel, datagram, read(service, datagram))
    io.write(datagram, channel, address)
  }
  const has = (service: Service): boolean => settings.channels.includes(service)

  function show(): void {
    cancelShow = undefined
    if (closed || silent || !answered) return
    io.emit({ kind: 'session', status: { kind: 'ready', detail: `${presence.count} 台电台在线` } })
  }
  function showSoon(): void {
    if (!closed) cancelShow ??= io.timers.after(statusEveryMs, show)
  }
  function heardSomebody(): void {
    missed = 0
    lastHeardMs = io.nowMs()
    if (answered && !silent) return
    answered = true
    silent = false
    show()
  }
  function probe(): void {
    if (probeRadio === undefined) return
    cancelProbe = io.timers.after(settings.probeS * 1000, probe)
    const address = addressOf(settings.radioNetwork, String(probeRadio))
    if (missed >= probesMissed && !silent) {
      silent = true
      io.emit({ kind: 'session', status: { kind: 'silent', sinceMs: lastHeardMs } })
    }
    missed += 1
    if (address !== undefined) write('ARS', address, arsQuery)
  }

  function onArs(radio: string, address: string, message: Ars): void {
    switch (message.type) {
      case 'device_registration':
      case 'user_registration':
        if (message.ackOrFail) {
          write('ARS', address, arsAnswer(message.type, settings.refreshHalfHours))
        }
        return presence.set(radio, true, 'registered')
      case 'device_deregistration':
        return presence.set(radio, false, 'deregistered')
      case 'response':
        // To a question of ours; a registration is answered by us.
        presence.set(radio, true, 'checked')
        questions.end(`ars:${radio}`, { kind: 'confirmed', detail: { online: true } })
        return
      default:
        return presence.heard(radio)
    }
  }
  function onTms(radio: string, address: string, message: Tms): void {
    presence.heard(radio)
    if (message.type === 'ack') return texts.onAck(radio, message.seq)
    if (message.type === 'text') return texts.onText(radio, message)
    if (message.ackRequired) write('TMS', address, tmsAck(message.seq))
  }
  function hear(service: Service, radio: string, address: string, datagram: Uint8Array): void {
    switch (service) {
      case 'ARS': {
        const message = readArs(datagram)
        return message && onArs(radio, address, message)
      }
      case 'LRRP': {
        const document = readLrrp(datagram)
        if (document === undefined) return
        presence.heard(radio)
        return places.onDocument(radio, document)
      }
      case 'TMS': {
        const message = readTms(datagram)
        return message && onTms(radio, address, message)
      }
    }
  }

  /** The cause when it is refused at once. */
  function run(id: string, command: GatewayCommand): string | undefined {
    if (command.kind === 'sendText') return has('TMS') ? texts.send(id, command) : 'no-channel'
    if (command.kind === 'locate')
      return has('LRRP') ? places.locate(id, command.radio, command.intervalS) : 'no-channel'
    if (command.kind !== 'check') return 'unsupported'
    const address = addressOf(settings.radioNetwork, command.radio)
    if (address === undefined) return 'bad-number'
    if (!has('ARS')) return 'no-channel'
    write('ARS', address, arsQuery)
    questions.begin(id, `ars:${command.radio}`, settings.checkTimeoutS)
    return undefined
  }
  return {
    start() {
      io.emit({ kind: 'session', status: { kind: 'connecting', step: 'waiting-for-radio' } })
      // UDP has no session: without somebody to ask it is ready, and says whom it has heard.
      show()
      probe()
    },
    onBytes(datagram, channel, address) {
      const service = settings.channels[channel]
      if (closed || service === undefined) return
      const what = read(service, datagram)
      record('in', channel, datagram, what)
      if (what.fields === undefined) return
      heardSomebody()
      const radio = numberOf(settings.radioNetwork, address)
      if (radio !== undefined && address !== undefined) hear(service, radio, address, datagram)
    },
    command(id, command) {
      const cause = run(id, command)
      if (cause === undefined) return
      io.emit({ kind: 'commandResult', command: id, result: { kind: 'refused', cause } })
    },
    close() {
      if (closed) return
      closed = true
      questions.close()
      presence.close()
      cancelProbe?.()
      cancelShow?.()
    },
  }
}
