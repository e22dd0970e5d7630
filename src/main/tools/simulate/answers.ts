/** What the gateway and the radios behind it answer to the console's requests. */
import { idOf, lp, rcp, rrs, tmp, undelivered } from './messages.ts'
import type { Standing } from './motion.ts'
import { service, type Hdap } from './wire/hdap.ts'

/** The field as a request meets it. */
export interface Hearing {
  readonly bit7: boolean
  readonly gateway: { readonly radioId: number; readonly zone: number; readonly channel: number }
  nowMs(): number
  /** A radio that would answer now. */
  isReachable(radio: number): boolean
  /** `undefined`: the radio has no position. */
  placeOf(radio: number): Standing | undefined
  reply(message: Hdap, afterMs: number): void
  /** Position reports of a radio every so often; no period stops them. */
  report(
    radio: number,
    order: { request: number; everyMs: number; triggered: boolean } | undefined,
  ): void
  subscribe(what: 'calls' | 'status'): void
  registered(radio: number): void
  textTaken(request: number): void
  emergencyStopped(radio: number): void
  setUpCall(type: number, target: number): void
  press(down: boolean): void
  /** The console took a radio off the air, or gave it back. */
  bar(radio: number, barred: boolean): void
  /** The console switched the gateway's own radio to another channel. */
  setChannel(zone: number, channel: number): void
}

/** On the air a request takes about this long, and a radio that is off is given up after that. */
const onAirMs = 400
const givenUpMs = 2000
/** The radio is off or out of range (text result 8). */
const notAcknowledged = 8
/** Seen in a published answer to a remote monitor request that failed. */
const notReached = 0x0a

/** `ddhhmmss` in milliseconds, at least a second. */
function intervalMs(text: string): number {
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (text.match(/\d\d/g) ?? []).map(Number)
  return Math.max(1, ((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

function answerRrs(field: Hearing, opcode: number, payload: Buffer): void {
  if (payload.length < 4) return
  const address = payload.readUInt32BE(0)
  if (opcode === 0x0080) return field.registered(idOf(address))
  if (opcode !== 0x0002) return
  const online = field.isReachable(idOf(address))
  field.reply(rrs.checked(address, online), online ? onAirMs : givenUpMs)
}

function answerLp(field: Hearing, opcode: number, payload: Buffer): void {
  if (payload.length < 8) return
  const request = payload.readUInt32BE(0)
  const address = payload.readUInt32BE(4)
  const radio = idOf(address)
  if (!field.isReachable(radio))
    return field.reply(undelivered(service.lp, opcode, address), givenUpMs)
  const ascii = payload.toString('latin1')
  switch (opcode) {
    case 0xa001: {
      const place = field.placeOf(radio)
      const answer = place
        ? lp.answer(request, address, place, field.nowMs())
        : lp.noFix(request, address)
      return field.reply(answer, onAirMs)
    }
    case 0xd001: {
      const trigger = payload[8] ?? 0
      field.reply(lp.conditionTaken(request, address, trigger), onAirMs)
      const order = { request, everyMs: intervalMs(ascii.slice(41, 49)), triggered: false }
      return field.report(radio, trigger === 0 ? undefined : order)
    }
    case 0xc001:
      field.reply(lp.triggerTaken(0xc002, request, address), onAirMs)
      return field.report(radio, {
        request,
        everyMs: intervalMs(ascii.slice(36, 44)),
        triggered: true,
      })
    case 0xc004:
      field.reply(lp.triggerTaken(0xc005, request, address), onAirMs)
      return field.report(radio, undefined)
    case 0xb001:
      field.reply(lp.emergencyStopped(request, address), onAirMs)
      return field.emergencyStopped(radio)
  }
}

/** Private kinds and the type of their result; groups are never acknowledged by a radio. */
const resultOf: Readonly<Record<number, { type: number; group: boolean }>> = {
  0xa1: { type: 0xa2, group: false },
  0xae: { type: 0xaf, group: false },
  0xb1: { type: 0xb2, group: true },
  0xbe: { type: 0xbf, group: true },
}

function answerTmp(field: Hearing, opcode: number, payload: Buffer): void {
  const type = opcode & 0xff
  const at = (opcode & 0x4000) === 0 ? 0 : 2
  if (payload.length < at + 8) return
  const request = payload.readUInt32BE(at)
  if (type === 0xa2 || type === 0xb2) return field.textTaken(request)
  const kind = resultOf[type]
  if (kind === undefined || payload.length < at + 12) return
  const to = payload.readUInt32BE(at + 4)
  const from = payload.readUInt32BE(at + 8)
  if (kind.group)
    return field.reply(tmp.groupResult(field.bit7, kind.type, request, to, 0), onAirMs)
  const reached = field.isReachable(idOf(to))
  const result = reached ? 0 : notAcknowledged
  const answer = tmp.privateResult(field.bit7, kind.type, request, to, from, result)
  field.reply(answer, reached ? onAirMs : givenUpMs)
}

function answerRcp(field: Hearing, opcode: number, payload: Buffer): void {
  const { gateway } = field
  const first = payload[0] ?? 0
  const now = (message: Hdap): void => field.reply(message, 0)
  switch (opcode) {
    case 0x0452:
      return now(first === 1 ? rcp.ownIp(gateway.radioId) : rcp.ownId(gateway.radioId))
    case 0x00c4:
      if (first === 0 && payload.length >= 5)
        field.setChannel(payload.readUInt16LE(1), payload.readUInt16LE(3))
      return now(rcp.channel(first, gateway.zone, gateway.channel))
    case 0x10c9:
      field.subscribe('calls')
      return now(rcp.result(0x80c9, 0))
    case 0x10c7:
      field.subscribe('status')
      return now(rcp.result(0x80c7, 0))
    case 0x1847:
    case 0x00c6:
      // The first digit is replaced, not added to: 1847 is answered by 8847.
      return now(rcp.result((opcode & 0x0fff) | 0x8000, 0))
    case 0x0833: {
      if (payload.length < 4) return
      const radio = payload.readUInt32LE(0)
      const online = field.isReachable(radio)
      return field.reply(
        rcp.radioResult(0x8833, online ? 0 : 1, radio),
        online ? onAirMs : givenUpMs,
      )
    }
    case 0x0834:
    case 0x0849:
    case 0x084a: {
      if (payload.length < 4) return
      const radio = payload.readUInt32LE(0)
      const reached = field.isReachable(radio)
      if (reached && opcode !== 0x0834) field.bar(radio, opcode === 0x0849)
      return field.reply(
        rcp.radioResult(opcode | 0x8000, reached ? 0 : notReached, radio),
        reached ? onAirMs : givenUpMs,
      )
    }
    case 0x0841:
      if (payload.length < 5) return
      field.setUpCall(first, payload.readUInt32LE(1))
      return now(rcp.result(0x8841, 0))
    case 0x0842:
      field.press(false)
      return now(rcp.result(0x8842, 0))
    case 0x0041:
      now(rcp.button(first, payload[1] ?? 0))
      return field.press(payload[1] === 1)
  }
}

/** A message that nobody in the field answers is a message lost on the air. */
export function answer(field: Hearing, { service: of, opcode, payload }: Hdap): void {
  if (of === service.rrs) answerRrs(field, opcode, payload)
  else if (of === service.lp) answerLp(field, opcode, payload)
  else if (of === service.tmp) answerTmp(field, opcode, payload)
  else if (of === service.rcp) answerRcp(field, opcode, payload)
}
