import type { CancelTimer, Timers } from '../../../core/kernel/world.ts'
import type { HdapEnd, HdapPort } from './hdap-end.ts'
import { openHdap, sealHdap, type Hdap } from './wire/hdap.ts'
import { hrnpOpcode, hrnpReader, sealHrnp, type Hrnp } from './wire/hrnp.ts'

const radioAddress = 0x10
const firstConsoleAddress = 0x20
const ackWithinMs = 1000
const tries = 3
/** A console that does not take its packets loses the oldest. */
const longestQueue = 4000

/** The radio at the other end of a serial line: accepts a console, acknowledges, repeats. */
export function hrnpEnd(port: HdapPort, timers: Timers): HdapEnd {
  const read = hrnpReader()
  const queue: Buffer[] = []
  let connected = false
  let version = 4
  let console_ = firstConsoleAddress
  let number = 0
  let underway: { number: number; left: number; cancel: CancelTimer } | undefined

  function write(opcode: number, packetNumber: number, payload: Buffer = Buffer.alloc(0)): void {
    const source = radioAddress
    port.write(
      sealHrnp({ version, opcode, source, destination: console_, number: packetNumber, payload }),
      0,
    )
  }
  function leave(): void {
    underway?.cancel()
    underway = undefined
    queue.length = 0
    if (!connected) return
    connected = false
    port.onDown()
  }
  function transmit(payload: Buffer, packetNumber: number, left: number): void {
    write(hrnpOpcode.data, packetNumber, payload)
    const cancel = timers.after(ackWithinMs, () => {
      if (left > 1) transmit(payload, packetNumber, left - 1)
      else leave()
    })
    underway = { number: packetNumber, left, cancel }
  }
  function next(): void {
    if (underway !== undefined || !connected) return
    const payload = queue.shift()
    if (payload === undefined) return
    number = (number + 1) & 0xffff
    transmit(payload, number, tries)
  }
  function accept(packet: Hrnp): void {
    leave()
    version = packet.version
    console_ = packet.source
    write(hrnpOpcode.accept, 0)
    connected = true
    port.onUp()
  }
  function onPacket(packet: Hrnp): void {
    switch (packet.opcode) {
      case hrnpOpcode.connect:
        return accept(packet)
      case hrnpOpcode.close:
        write(hrnpOpcode.closeAck, packet.number)
        return leave()
      case hrnpOpcode.dataAck:
        if (underway?.number !== packet.number) return
        underway.cancel()
        underway = undefined
        return next()
      case hrnpOpcode.data: {
        if (!connected) return
        write(hrnpOpcode.dataAck, packet.number)
        const message = openHdap(packet.payload)
        if (message !== undefined) port.onMessage(message)
      }
    }
  }
  return {
    roadUp() {},
    roadDown: leave,
    onBytes: (bytes) => read(bytes).forEach(onPacket),
    send(message: Hdap) {
      if (!connected) return
      queue.push(sealHdap(message))
      if (queue.length > longestQueue) queue.shift()
      next()
    },
    stop() {
      if (connected) write(hrnpOpcode.close, number)
      leave()
    },
  }
}
