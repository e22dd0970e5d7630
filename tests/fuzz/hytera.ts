/** Packets of both Hytera protocols, with the messages inside whole. */
import { bytes16be, fromHex } from '../../src/core/gateway/frame-kit.ts'
import { hyteraHrnp, hyteraHstrp } from '../../src/main/gateways/hytera/index.ts'
import {
  ddsFixtures,
  lpFixtures,
  rcpFixtures,
  rrsFixtures,
  telemetryFixtures,
  tmpFixtures,
} from '../../src/main/gateways/hytera/fixtures/services.ts'
import { encodeHdap, openHdap } from '../../src/main/gateways/hytera/hdap.ts'
import { decodeHrnp, encodeHrnp, maxHrnpFrame } from '../../src/main/gateways/hytera/hrnp.ts'
import { decodeHstrp, encodeHstrp } from '../../src/main/gateways/hytera/hstrp.ts'
import { randomBytes, type Pick } from '../contract/codec.suite.ts'
import type { FuzzSubject } from './fuzz.ts'

const hdapMessages = [
  ...rrsFixtures,
  ...lpFixtures,
  ...tmpFixtures,
  ...rcpFixtures,
  ...ddsFixtures,
  ...telemetryFixtures,
].flatMap(({ layer, hex, damaged }) => {
  const message = damaged || layer !== 'hdap' ? undefined : fromHex(hex)
  return message ? [message] : []
})
const hdapServices = ['RCP', 'LP', 'TMP', 'RRS', 'TP', 'DTP', 'DDS'] as const

function hdapMessage(pick: Pick): Uint8Array {
  const known = pick(4) === 0 ? undefined : hdapMessages[pick(hdapMessages.length)]
  const service = hdapServices[pick(hdapServices.length)] ?? 'TMP'
  return known ?? encodeHdap(service, pick(65_536), randomBytes(pick, pick(60)), pick(2) === 0)
}

function hdapSealed(bytes: Uint8Array): Uint8Array {
  const message = openHdap(bytes)
  if (!message) return bytes
  return encodeHdap(message.service, message.opcode, message.payload, message.reliable)
}

const hrnpControls = ['accept', 'data_ack', 'close', 'reject', 'close_ack', 'connect'] as const

/** The messages are whole: one with a wrong sum of its own is damaged, whatever the packet's check says. */
export const hrnp: FuzzSubject = {
  name: 'hytera-hrnp',
  driver: hyteraHrnp,
  frame(pick) {
    const head = { version: pick(5), source: 0x10, destination: 0x20 }
    const control = hrnpControls[pick(hrnpControls.length * 3)]
    if (control) return encodeHrnp({ ...head, opcode: control, packetNumber: pick(9) })
    return encodeHrnp({ ...head, opcode: 'data', packetNumber: pick(65_536) }, hdapMessage(pick))
  },
  /** The packet's length and check; the message's own in half of them. */
  seal(frame, pick) {
    const whole = frame.slice(0, maxHrnpFrame)
    if (whole.length >= 12) whole.set(bytes16be(whole.length), 8)
    const packet = decodeHrnp(whole)
    if (!packet) return frame
    return encodeHrnp(packet, pick(2) === 0 ? packet.payload : hdapSealed(packet.payload))
  },
}

const hstrpControls = [['connect'], ['connect', 'ack'], ['heartbeat'], ['ack'], ['close']] as const

export const hstrp: FuzzSubject = {
  name: 'hytera-hstrp',
  driver: hyteraHstrp,
  channels: 10,
  frame(pick) {
    const head = { sequence: pick(65_536), device: { id: 1000 + pick(9), slot: 1 + pick(2) } }
    const control = hstrpControls[pick(hstrpControls.length * 3)]
    if (control) return encodeHstrp({ ...head, flags: control })
    return encodeHstrp({ ...head, flags: [] }, hdapMessages[pick(hdapMessages.length)])
  },
  seal(frame) {
    const payload = decodeHstrp(frame)?.payload
    if (!payload) return frame
    return Uint8Array.of(...frame.slice(0, frame.length - payload.length), ...hdapSealed(payload))
  },
}
