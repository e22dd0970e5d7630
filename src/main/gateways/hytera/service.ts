/**
 * What the services mean, the same over HRNP and HSTRP: messages become gateway events, commands
 * become messages. The layer below brings messages in, takes them out and says when it is linked.
 */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { assertNever } from '../../../core/kernel/assert-never.ts'
import { createCallBook } from './calls.ts'
import { causeOf } from './causes.ts'
import { runCommand } from './commands.ts'
import { createEmergencyBook } from '../../../core/gateway/emergency-book.ts'
import { createExchanges, type FinalResult } from './exchanges.ts'
import { gatewayFix } from './fix.ts'
import type { Gps } from './gps.ts'
import type { LpBody } from './lp.ts'
import type { HdapMessage } from './message.ts'
import { createPresenceBook } from '../../../core/gateway/presence-book.ts'
import { type RcpBody, rcpRequest } from './rcp.ts'
import { replyTo } from './rcp-names.ts'
import { createRcpReports } from './rcp-reports.ts'
import type { Road } from './road.ts'
import { encodeRegisterAck, type RrsBody } from './rrs.ts'
import type { ServiceSettings } from './settings.ts'
import { startSteps } from './start-steps.ts'
import { createTextInbox } from './text-inbox.ts'
import type { TmpBody } from './tmp.ts'

export interface RadioService {
  onMessage(message: HdapMessage, via: number, slot: string): void
  command(id: string, command: GatewayCommand): void
  /** Asks and subscribes over one channel, step after step, and says `ready` after the last answer. */
  startUp(via: number, ready: (gateway: string | undefined) => void): void
  /** A question without effect, to see whether anyone answers. */
  probe(): void
  /** The message that lets go of a key we still hold: a gateway left alone must not stay on the air. */
  releaseKey(): Uint8Array | undefined
  /** The road is gone: calls are over as far as we know; texts on their way may still be answered. */
  linkLost(): void
  close(): void
}

function confirmed(detail: Readonly<Record<string, unknown>>): FinalResult {
  return { kind: 'confirmed', detail }
}

function result(prefix: 'tmp' | 'lp' | 'rcp', code: number): FinalResult {
  return code === 0 ? { kind: 'confirmed' } : { kind: 'refused', cause: causeOf(prefix, code) }
}

const restraintReplies: Readonly<Record<number, 'monitor' | 'disable' | 'enable'>> = {
  0x8834: 'monitor',
  0x8849: 'disable',
  0x884a: 'enable',
}

/** Press and release, set and read have one opcode; their answer says which it is. */
function answerKey(opcode: number, body: RcpBody): string {
  if (body.name === 'button_reply') return `key:${body.op}`
  if (body.name === 'channel_reply' && body.op === 0) return 'channel:0'
  return `rcp:${opcode}`
}

export function createRadioService(
  settings: ServiceSettings,
  io: DriverIo,
  road: Road,
): RadioService {
  const lifeS = settings.registrationValidityS + settings.registrationMarginS
  const presence = createPresenceBook(io, { lifeMs: lifeS * 1000 })
  const calls = createCallBook(io)
  const emergencies = createEmergencyBook(io)
  const exchanges = createExchanges(io.timers, (event) => io.emit(event))
  const inbox = createTextInbox(io, road, heard)
  const reports = createRcpReports({ io, calls, emergencies, heard })
  /** Channel → its latest start-up; an older one stops where it is. */
  const startRounds = new Map<number, object>()
  let keyHeld = false

  function heard(radio: number): void {
    // 0: the gateway did not say who.
    if (radio !== 0) presence.heard(String(radio))
  }

  function onRrs(body: RrsBody, via: number): void {
    const { radioId } = body.ip
    switch (body.name) {
      case 'register':
        road.send('RRS', encodeRegisterAck(body.ip, settings.registrationValidityS), { via })
        return presence.set(String(radioId), true, 'registered')
      case 'deregister':
        return presence.set(String(radioId), false, 'deregistered')
      case 'check_ack':
        presence.set(String(radioId), body.online, 'checked')
        exchanges.answer(`rrs:${radioId}`, confirmed({ online: body.online }))
        return
      case 'check':
      case 'register_ack':
        return // what a console says; nothing to do when another one says it
      default:
        assertNever(body)
    }
  }

  function position(
    radio: number,
    gps: Gps | null,
    reason: 'request' | 'interval' | 'emergency',
    rssi?: number,
  ): boolean {
    const fix = gatewayFix(radio, gps, reason, rssi)
    heard(radio)
    if (fix) io.emit({ kind: 'position', fix })
    return fix !== undefined
  }

  /** A002 and its kin: the position and the end of the request that asked for it. */
  function onLocated(body: Extract<LpBody, { gps: Gps | null; result: number }>): void {
    const { ip, gps, rssi } = body
    const reason = body.name === 'condition_report_rssi' ? 'interval' : 'request'
    const known = body.result === 0 && position(ip.radioId, gps, reason, rssi)
    if (reason === 'interval') return
    const answer: FinalResult =
      body.result !== 0
        ? result('lp', body.result)
        : known
          ? confirmed({ valid: gps?.valid === true })
          : { kind: 'refused', cause: 'no-fix' }
    exchanges.answer(`lp:${body.requestId}`, answer)
  }

  function onLp(body: LpBody): void {
    switch (body.name) {
      case 'standard_answer':
      case 'standard_answer_rssi':
      case 'standard_answer_beacon':
      case 'condition_report_rssi':
        return onLocated(body)
      case 'condition_report':
      case 'triggered_report':
        position(body.ip.radioId, body.gps, 'interval')
        return
      case 'emergency_report':
        emergencies.raise(String(body.ip.radioId), 'emergency-report')
        position(body.ip.radioId, body.gps, 'emergency')
        return
      case 'condition_answer':
      case 'triggered_answer':
      case 'triggered_stop_answer':
        exchanges.answer(`lp:${body.requestId}`, result('lp', body.result))
        return
      case 'standard_request':
      case 'condition_request':
      case 'triggered_request':
      case 'triggered_stop':
      case 'emergency_stop':
      case 'emergency_stop_answer':
      case 'lp_raw':
        return // requests of others, and answers to what we never ask
      default:
        assertNever(body)
    }
  }

  function onTmp(body: TmpBody, via: number): void {
    if ('text' in body) inbox.onText(body, via)
    else if (body.name === 'private_text_ack' || body.name === 'group_text_ack') {
      exchanges.answer(`tmp:${body.requestId}`, result('tmp', body.result))
    }
  }

  function onRestrained(
    opcode: number,
    { result: code, radioId }: Extract<RcpBody, { name: 'radio_reply' }>,
  ): void {
    const what = restraintReplies[opcode]
    if (what === undefined) return
    if (code === 0) {
      heard(radioId)
      // Monitoring changes nothing of the radio itself.
      if (what !== 'monitor')
        io.emit({ kind: 'radioState', radio: String(radioId), enabled: what === 'enable' })
    }
    exchanges.answer(`${what}:${radioId}`, result('rcp', code))
  }

  function onRcp(opcode: number, body: RcpBody, slot: string): void {
    if (body.name === 'radio_reply') {
      const online = body.result === 0
      if (opcode === 0x8833) {
        presence.set(String(body.radioId), online, 'checked')
        exchanges.answer(`check:${body.radioId}`, confirmed({ online }))
      } else onRestrained(opcode, body)
      return
    }
    reports.onRcp(body, slot)
    const failed = 'result' in body ? body.result : 0
    exchanges.answer(answerKey(opcode, body), result('rcp', failed))
  }

  return {
    onMessage(message, via, slot) {
      const { service, opcode, body } = message
      if (!body) return
      if (service === 'RRS') onRrs(body as RrsBody, via)
      else if (service === 'LP') onLp(body as LpBody)
      else if (service === 'TMP') onTmp(body as TmpBody, via)
      else if (service === 'RCP') onRcp(opcode, body as RcpBody, slot)
      else if (body.name === 'delivery_state') {
        const { stateOf, radioId, stateOpcode } = body
        exchanges.delivered({
          service: stateOf,
          radio: radioId,
          opcode: stateOpcode,
          result: body.result,
        })
      }
    },
    command(id, command) {
      if (command.kind === 'ptt') keyHeld = command.pressed
      const cause = runCommand(
        { settings, io, road, exchanges, ownId: reports.ownId() },
        id,
        command,
      )
      if (cause) io.emit({ kind: 'commandResult', command: id, result: { kind: 'refused', cause } })
    },
    startUp(via, ready) {
      const round = {}
      startRounds.set(via, round)
      // The link was lost with the key held: whoever held it has let go long since.
      if (keyHeld)
        road.send('RCP', rcpRequest.button(settings.pttKey, false), { via, urgent: true })
      keyHeld = false
      const steps = startSteps(road.callReports)
      const next = (): void => {
        if (startRounds.get(via) !== round) return
        const step = steps.shift()
        if (!step) return ready(reports.ownId() === 0 ? undefined : String(reports.ownId()))
        // A gateway without one of these functions still serves the others.
        exchanges.begin(
          {
            service: 'RCP',
            opcode: step.opcode,
            answer: `rcp:${replyTo(step.opcode)}`,
            timeoutMs: 2000,
            onEnd: next,
          },
          (watch) => road.send('RCP', step.message, { watch, via }),
        )
      }
      next()
    },
    probe() {
      road.send('RCP', rcpRequest.readChannel(), {})
    },
    releaseKey: () => (keyHeld ? rcpRequest.button(settings.pttKey, false) : undefined),
    linkLost() {
      startRounds.clear()
      calls.endAll('session-lost')
    },
    close() {
      startRounds.clear()
      calls.endAll('session-lost')
      exchanges.close()
      presence.close()
      calls.close()
    },
  }
}
