/** The list: one line per driver. */
import { fromLatin1 } from '../../src/core/gateway/frame-kit.ts'
import { hyteraHrnp } from '../../src/main/gateways/hytera/index.ts'
import { encodeHrnp } from '../../src/main/gateways/hytera/hrnp.ts'
import { nmea } from '../../src/main/gateways/nmea/index.ts'
import { randomBytes } from '../contract/codec.suite.ts'
import type { FuzzSubject } from './fuzz.ts'

const hrnp: FuzzSubject = {
  name: 'hytera-hrnp',
  driver: hyteraHrnp,
  frame: (pick) =>
    encodeHrnp(
      { version: 3, opcode: 'data', source: 0x10, destination: 0x20, packetNumber: pick(65536) },
      randomBytes(pick, pick(60)),
    ),
}

function nmeaSealed(body: string): string {
  let sum = 0
  for (const letter of body) sum ^= letter.charCodeAt(0)
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`
}

const positions: FuzzSubject = {
  name: 'nmea',
  driver: nmea,
  frame: (pick) =>
    fromLatin1(
      nmeaSealed(
        `GPRMC,${String(pick(240000)).padStart(6, '0')},A,26${pick(60)}.${pick(9999)},N,116${pick(60)}.${pick(9999)},E,${pick(99)}.${pick(9)},${pick(360)},010726,,`,
      ),
    ),
  seal: (frame) => {
    const text = String.fromCharCode(...frame)
    const body = text.replace(/^\$/, '').replace(/\*.*$/s, '')
    return fromLatin1(nmeaSealed(body))
  },
}

export const fuzzSubjects: readonly FuzzSubject[] = [hrnp, positions]
