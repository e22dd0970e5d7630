/** The other end of a session test over HRNP: acknowledges and answers unless told not to. */
import type { DriverSession } from '../../../core/gateway/driver.ts'
import { bytes32be, bytes32le } from '../../../core/gateway/frame-kit.ts'
import type { FakeIo } from './fake-io.ts'
import { encodeHdap, type Service } from './hdap.ts'
import { decodeHrnp, encodeHrnp, type HrnpOpcode, type HrnpPacket } from './hrnp.ts'
import { type HdapMessage, readMessage } from './message.ts'
import { hrnpSession } from './hrnp-session.ts'
import { hrnpSettings } from './settings.ts'

export interface FakeGateway {
  readonly fake: FakeIo
  readonly session: DriverSession
  /** Packets the console sent. */
  readonly packets: HrnpPacket[]
  /** Messages in them. */
  readonly messages: HdapMessage[]
  accepts: boolean
  acknowledges: boolean
  /** Answers to the start-up questions and to control requests. */
  answers: boolean
  say(opcode: HrnpOpcode, number?: number, payload?: Uint8Array): void
  /** A data packet with the next number; its number comes back. */
  data(payload: Uint8Array): number
  hdap(service: Service, opcode: number, payload: readonly number[]): number
  lastMessage(service: Service): HdapMessage
}

/** Requests whose answer is one result byte, and the opcode of that answer. */
const plainAnswers: Readonly<Record<number, number>> = {
  0x1847: 0x8847,
  0x10c9: 0x80c9,
  0x10c7: 0x80c7,
  0x0841: 0x8841,
  0x0842: 0x8842,
}

export function fakeGateway(fake: FakeIo, settings: Record<string, unknown> = {}): FakeGateway {
  let number = 100
  const gateway: FakeGateway = {
    fake,
    session: hrnpSession(hrnpSettings.parse(settings), fake.io),
    packets: [],
    messages: [],
    accepts: true,
    acknowledges: true,
    answers: true,
    say(opcode, packetNumber = 0, payload) {
      const header = { version: 3, opcode, source: 0x10, destination: 0x21, packetNumber }
      gateway.session.onBytes(encodeHrnp(header, payload), 0)
    },
    data(payload) {
      number += 1
      gateway.say('data', number, payload)
      return number
    },
    hdap: (service, opcode, payload) => gateway.data(encodeHdap(service, opcode, payload)),
    lastMessage(service) {
      const found = gateway.messages.findLast((one) => one.service === service)
      if (!found) throw new Error(`the console sent no ${service} message`)
      return found
    },
  }

  function answer(message: HdapMessage): void {
    const { opcode, payload } = message
    if (message.service !== 'RCP') return
    if (opcode === 0x0452) gateway.hdap('RCP', 0x8452, [0, 0, ...bytes32le(2001)])
    if (opcode === 0x00c4) {
      gateway.hdap('RCP', 0x80c4, [...bytes32le(0), ...bytes32le(1), 1, 0, 3, 0])
    }
    if (opcode === 0x0041) {
      gateway.hdap('RCP', 0x8041, [
        ...bytes32le(0),
        ...bytes32le(payload[0] ?? 0),
        ...bytes32le(payload[1] ?? 0),
      ])
    }
    const plain = plainAnswers[opcode]
    if (plain !== undefined) gateway.hdap('RCP', plain, [0])
  }

  fake.onWrite = ({ bytes }) => {
    const packet = decodeHrnp(bytes)
    if (!packet) throw new Error('the console wrote something that is no packet')
    gateway.packets.push(packet)
    if (packet.opcode === 'connect' && gateway.accepts) {
      // Not from within the write: a line is never that fast.
      fake.io.timers.after(1, () => gateway.say('accept'))
    }
    if (packet.opcode !== 'data') return
    const message = readMessage(packet.payload)
    if (message) gateway.messages.push(message)
    if (!gateway.acknowledges) return
    fake.io.timers.after(1, () => {
      gateway.say('data_ack', packet.packetNumber)
      if (message && gateway.answers) answer(message)
    })
  }
  return gateway
}

/** A gateway whose start-up is over. */
export function readyGateway(fake: FakeIo, settings: Record<string, unknown> = {}): FakeGateway {
  const gateway = fakeGateway(fake, settings)
  gateway.session.start()
  fake.advance(100)
  return gateway
}

export const ip = (radioId: number, subnet = 10): [number, number, number, number] =>
  bytes32be(subnet * 0x1000000 + radioId)
