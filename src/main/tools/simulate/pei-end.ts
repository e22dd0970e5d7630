/** A TETRA terminal and the radios of the scenario behind it. */
import { assertNever } from '../../../core/kernel/assert-never.ts'
import { createAgenda } from './agenda.ts'
import { fromLetters, type End, type EndPort, type EndWorld } from './end.ts'
import { alongPath } from './motion.ts'
import { peiTerminal } from './pei-terminal.ts'
import type { FieldAction, Scenario, ScenarioRadio } from './scenario.ts'
import { playLoad, playTimeline } from './timeline.ts'
import { hear, lipReport, reason, receipt, textTransfer, tsi } from './wire/pei.ts'

const onAirMs = 400
const givenUpMs = 2000
const grantMs = 200
const repeatEveryMs = 4000
const repeats = 3
const emergencyEveryMs = 10_000
/** "Destination not registered". */
const notRegistered = 0x4b
const emergencyPriority = 15

interface Radio {
  readonly spec: ScenarioRadio
  online: boolean
  inEmergency: boolean
}

/** `words`: a vendor's spelling of the standard's words. */
export function peiEnd(
  port: EndPort,
  { clock, timers }: EndWorld,
  scenario: Scenario,
  words?: Readonly<Record<string, string>>,
): End {
  const own = scenario.gateway.radioId
  const agenda = createAgenda(timers)
  const startMono = clock.monotonicMs()
  const radios = new Map<number, Radio>(
    scenario.radios.map((spec) => [spec.id, { spec, online: true, inEmergency: false }]),
  )
  /** Texts nobody has acknowledged yet. */
  const waiting = new Map<number, () => void>()
  let group = 101
  let signal = 22
  let ref = 0
  let calls = 0
  /** The terminal's own call: its number and whether it speaks. */
  let outgoing: { instance: number; group: boolean } | undefined
  let isUp = false

  const terminal = peiTerminal(
    {
      write(text) {
        port.onMessage('out')
        port.write(fromLetters(text))
      },
      order,
      message,
      onRouted,
    },
    words,
  )

  function placeOf(radio: Radio) {
    const elapsedS = (clock.monotonicMs() - startMono) / 1000
    return alongPath(radio.spec.path, radio.spec.speedKmh, elapsedS)
  }
  function sds(
    service: 12 | 13,
    from: number,
    to: number,
    pdu: { hex: string; bits: number },
  ): void {
    const of = service === 13 ? 'status' : Number.parseInt(pdu.hex.slice(0, 2), 16)
    terminal.report(of, [`+CTSDSR: ${service},${from},0,${to},0,${pdu.bits}`, pdu.hex])
  }
  function locate(radio: Radio, why: number): void {
    if (!radio.online || radio.spec.withoutFix) return
    sds(12, radio.spec.id, own, lipReport(placeOf(radio), why))
  }
  const isReachable = (id: number): boolean =>
    radios.get(id)?.online === true && !scenario.unreachable.includes(id)

  function nextCall(): number {
    calls = (calls % 200) + 1
    return calls
  }
  const identity = (ssi: number): string => `5,${tsi(ssi)}`
  function speak(
    sender: number,
    target: number,
    talkS: number,
    priority = 0,
    isGroup = true,
  ): void {
    const instance = nextCall()
    const comms = isGroup ? 1 : 0
    const head = `+CTICN: ${instance},0,0,${identity(sender)}`
    terminal.report('call', [`${head},1,1,0,${comms},1,${identity(target)},${priority}`])
    terminal.report('call', [`+CTXG: ${instance},3,0,0,${identity(sender)}`])
    agenda.later(talkS * 1000, () => {
      terminal.report('call', [`+CDTXC: ${instance},0`])
      agenda.later(1000, () => terminal.report('call', [`+CTCR: ${instance},1`]))
    })
  }
  function insist(of: number, send: () => void, left = repeats): void {
    waiting.get(of)?.()
    waiting.delete(of)
    send()
    if (left > 1) {
      waiting.set(
        of,
        agenda.later(repeatEveryMs, () => insist(of, send, left - 1)),
      )
    }
  }
  function emergency(radio: Radio, target: number, clearAfterMs: number): void {
    const { id } = radio.spec
    radio.inEmergency = true
    sds(13, id, own, { hex: '0000', bits: 16 })
    function alarm(): void {
      if (!radio.inEmergency) return
      locate(radio, reason.emergency)
      agenda.later(emergencyEveryMs, alarm)
    }
    alarm()
    speak(id, target, 3, emergencyPriority)
    agenda.later(clearAfterMs, () => (radio.inEmergency = false))
  }

  function perform(action: FieldAction): void {
    if (action.kind === 'rssi') {
      signal = action.level * 7
      return
    }
    const radio = radios.get(action.radio)
    if (radio === undefined) throw new Error(`the scenario has no radio ${action.radio}`)
    const sender = action.radio
    switch (action.kind) {
      case 'register':
        radio.online = true
        return locate(radio, reason.powerOn)
      case 'offline':
        locate(radio, reason.powerOff)
        Object.assign(radio, { online: false, inEmergency: false })
        return
      case 'groupCall':
        return speak(sender, action.group, action.talkS)
      case 'privateCall':
        // A terminal hears private calls that are for it, and no others.
        if (action.to === own) speak(sender, own, action.talkS, 0, false)
        return
      case 'text':
      case 'groupText': {
        ref = (ref + 1) & 0xff
        const isGroup = action.kind === 'groupText'
        const to = action.kind === 'groupText' ? action.group : (action.to ?? own)
        const pdu = textTransfer(ref, action.body, isGroup)
        if (isGroup) return sds(12, sender, to, pdu)
        return insist(ref, () => sds(12, sender, to, pdu))
      }
      case 'report':
        return locate(radio, reason.request)
      case 'emergency':
        return emergency(radio, action.group, action.clearAfterS * 1000)
      default:
        return assertNever(action)
    }
  }

  function message(to: string, service: 'text' | 'status', hex: string): readonly string[] {
    port.onMessage('in')
    const radio = Number(to)
    agenda.later(grantMs, () => terminal.report('call', ['+CMGS: 0,4,1']))
    if (service === 'status') return ['+CMGS: 0']
    const heard = hear(hex)
    if (heard.kind === 'receipt') {
      waiting.get(heard.ref)?.()
      waiting.delete(heard.ref)
    } else if (heard.kind === 'location-request' && isReachable(radio)) {
      const at = radios.get(radio)
      agenda.later(onAirMs, () => at && locate(at, reason.request))
    } else if (heard.kind === 'text' && heard.wantsReceipt) {
      const { pid } = heard
      const reached = isReachable(radio)
      const state = reached ? 0 : notRegistered
      agenda.later(reached ? onAirMs : givenUpMs, () =>
        sds(12, radio, own, receipt(pid, state, heard.ref)),
      )
    }
    return ['+CMGS: 0']
  }

  function dial(number: number): void {
    const instance = nextCall()
    const isGroup = !radios.has(number) && !scenario.unreachable.includes(number)
    terminal.report('call', [`+CTOCP: ${instance},2,0,1,0,1,1`])
    if (!isGroup && !isReachable(number)) {
      agenda.later(givenUpMs, () => terminal.report('call', [`+CTCR: ${instance},3`]))
      return
    }
    agenda.later(onAirMs, () => {
      outgoing = { instance, group: isGroup }
      terminal.report('call', [`+CTCC: ${instance},1,1,0,${isGroup ? 1 : 0},1,${identity(number)}`])
      terminal.report('call', [`+CTXG: ${instance},0,0,0,${identity(own)}`])
    })
  }
  const later = (afterMs: number, run: () => void): readonly string[] => {
    agenda.later(afterMs, run)
    return []
  }
  const questions: Readonly<Record<string, () => readonly string[]>> = {
    'AT+CTOM?': () => ['+CTOM: 0'],
    'AT+CNUMF?': () => [`+CNUMF: 6,${tsi(own)}`],
    'AT+GMI?': () => ['Simulator'],
    'AT+GMM?': () => ['+GMM: PEI,SIM,1.0'],
    'AT+CREG?': () => ['+CREG: 1,100,46000001'],
    'AT+CSQ?': () => [`+CSQ: ${signal},99`],
    'AT+CBC?': () => ['+CBC: 0,90'],
    'AT+CTGS?': () => [`+CTGS: 1,${tsi(group)}`],
    'AT+CMGS=?': () => ['+CMGS: (0-16777215),(8-1184)'],
    'AT+CNUMS=?': () => ['+CNUMS: (0),(1-3),(1-3)'],
    'AT+GPSPOS?': () => ['+GPSPOS: 04:00:00,N: 26_19.8000,E: 116_20.1000,7'],
    ATA: () => [],
    ATH() {
      const { instance } = outgoing ?? { instance: calls }
      outgoing = undefined
      return later(grantMs, () => terminal.report('call', [`+CTCR: ${instance},1`]))
    },
  }
  function order(command: string): readonly string[] | undefined {
    port.onMessage('in')
    const known = questions[command]
    if (known) return known()
    if (command.startsWith('AT+CTSDC=')) return []
    const number = /^ATD(\d{1,17})$/.exec(command)?.[1]
    if (number !== undefined) return later(grantMs, () => dial(Number(number.slice(-8))))
    const chosen = /^AT\+CTGS=1,(\d{1,17})$/.exec(command)?.[1]
    if (chosen !== undefined) {
      group = Number(chosen.slice(-8))
      return []
    }
    if (command.startsWith('AT+CNUMS=0,')) {
      return [101, 102, 103].map((one, at) => `+CNUMS: ${at + 1},${tsi(one)},Group ${one}`)
    }
    const demanded = /^AT\+CTXD=(\d+),\d$/.exec(command)?.[1]
    if (demanded !== undefined) {
      return later(grantMs, () =>
        terminal.report('call', [`+CTXG: ${demanded},0,0,0,${identity(own)}`]),
      )
    }
    const ceased = /^AT\+CUTXC=(\d+)$/.exec(command)?.[1]
    if (ceased === undefined) return undefined
    return later(grantMs, () => terminal.report('call', [`+CDTXC: ${ceased},0`]))
  }

  function onRouted(): void {
    if (isUp) return
    isUp = true
    port.onConnected(true)
    for (const radio of radios.values()) {
      const { registerAtS, reportEveryS, id } = radio.spec
      if (registerAtS === undefined) continue
      agenda.later(registerAtS * 1000, () => perform({ kind: 'register', radio: id }))
      if (reportEveryS === undefined) continue
      agenda.later(registerAtS * 1000, () =>
        agenda.every(reportEveryS * 1000, () => locate(radio, reason.request)),
      )
    }
    playTimeline(agenda, scenario, perform)
    playLoad(agenda, scenario, [...radios.values()], (radio) => locate(radio, reason.request))
  }
  function down(): void {
    agenda.clear()
    waiting.clear()
    terminal.restart()
    outgoing = undefined
    if (!isUp) return
    isUp = false
    port.onConnected(false)
  }
  return {
    roadUp() {},
    roadDown: down,
    onBytes: (bytes) => terminal.onBytes(bytes),
    perform,
    stop: () => agenda.clear(),
  }
}
