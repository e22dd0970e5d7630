import type { Recognition } from '../../../core/gateway/driver.ts'
import { createHrnpFramer } from './hrnp.ts'
import { decodeHstrp } from './hstrp.ts'
import { readMessage } from './message.ts'

/** A radio without a session is silent; one that was in use goes on talking for a while. */
export function recogniseHrnp(bytes: Uint8Array): Recognition {
  const framer = createHrnpFramer()
  let [good, damaged, noise] = [0, 0, 0]
  for (const piece of [...framer.push(bytes), ...framer.flush()]) {
    if (piece.kind === 'frame') good += 1
    else if (piece.kind === 'damaged') damaged += 1
    else noise += piece.bytes.length
  }
  return { good, damaged, noise }
}

/** One datagram of a repeater. The layer has no check of its own: data counts with its HDAP sum. */
export function recogniseHstrp(datagram: Uint8Array): Recognition {
  const packet = decodeHstrp(datagram)
  if (!packet) return { good: 0, damaged: 0, noise: datagram.length }
  const good = packet.payload.length === 0 || readMessage(packet.payload)?.checksumOk === true
  const device = packet.options?.deviceId
  const says = device === undefined ? undefined : `中转台 ${device}`
  return { good: good ? 1 : 0, damaged: good ? 0 : 1, noise: 0, says }
}
