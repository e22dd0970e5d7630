/** The far end of a gateway on a TCP serial server: connects, acknowledges, and says what it is told. */
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { bytes32be, bytes32le } from '../../src/core/gateway/frame-kit.ts'
import { gpsBytes } from '../../src/main/gateways/hytera/gps.ts'
import { encodeHdap } from '../../src/main/gateways/hytera/hdap.ts'
import {
  createHrnpFramer,
  decodeHrnp,
  encodeHrnp,
  type HrnpOpcode,
} from '../../src/main/gateways/hytera/hrnp.ts'
import { encodeText } from '../../src/main/gateways/hytera/tmp.ts'

export interface BusyGateway {
  readonly port: number
  /** Resolves when the console has connected and its start-up questions have ended. */
  readonly linked: Promise<void>
  say(message: Uint8Array): void
  close(): Promise<void>
}

export async function openBusyGateway(): Promise<BusyGateway> {
  let socket: Socket | undefined
  let number = 0
  let isLinked: () => void = () => undefined
  const linked = new Promise<void>((resolve) => (isLinked = resolve))
  const write = (opcode: HrnpOpcode, packetNumber: number, message?: Uint8Array) =>
    void socket?.write(
      encodeHrnp({ version: 4, opcode, source: 0x10, destination: 0x20, packetNumber }, message),
    )
  const server = createServer((opened) => {
    socket = opened
    opened.setNoDelay(true)
    const framer = createHrnpFramer()
    opened.on('data', (bytes) => {
      for (const { kind, bytes: frame } of framer.push(bytes)) {
        const packet = kind === 'frame' ? decodeHrnp(frame) : undefined
        if (packet?.opcode === 'connect') {
          write('accept', 0)
          isLinked()
        }
        if (packet?.opcode === 'data') write('data_ack', packet.packetNumber)
      }
    })
    // The console closing its end is how a run ends.
    opened.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    linked,
    say(message) {
      number = (number + 1) & 0xffff
      write('data', number, message)
    },
    close: () =>
      new Promise((resolve) => {
        socket?.destroy()
        server.close(() => resolve())
      }),
  }
}

const ip = (radio: number) => bytes32be(0x0a00_0000 + radio)

export function textMessage(radio: number, requestId: number, text: string): Uint8Array {
  const [dest, src] = [2001, radio].map((radioId) => ({ subnet: 10, radioId }))
  if (!dest || !src) throw new Error('two addresses')
  return encodeText({ group: false, requestId, dest, src, text, bit7: true })
}

/** A periodic report somewhere around the county town; `step` moves it. */
export function positionMessage(radio: number, step: number): Uint8Array {
  const minutes = (at: number) => (10 + (at % 4000) / 100).toFixed(4)
  const gps = gpsBytes({
    valid: true,
    time: null,
    dateDdmmyy: null,
    latRaw: `26${minutes(radio * 37 + step)}`,
    ns: 'N',
    lonRaw: `116${minutes(radio * 53 + step)}`,
    ew: 'E',
    speedKnots: '012',
    azimuth: String(step % 360).padStart(3, '0'),
  })
  return encodeHdap('LP', 0xd003, [...bytes32be(1), ...ip(radio), ...gps])
}

export function registrationMessage(radio: number): Uint8Array {
  return encodeHdap('RRS', 0x0003, ip(radio))
}

/** The radio begins (1) or ends (0) speaking in group 7. */
export function speakingMessage(radio: number, status: 0 | 1): Uint8Array {
  return encodeHdap('RCP', 0xb844, [status, 0, 1, 0, ...bytes32le(7), ...bytes32le(radio)])
}
