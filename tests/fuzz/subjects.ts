/** The list: one line per driver. */
import { fromLatin1 } from '../../src/core/gateway/frame-kit.ts'
import { beidou } from '../../src/main/gateways/beidou/index.ts'
import { bytes24, writeBinary } from '../../src/main/gateways/beidou/binary.ts'
import { writeSentence } from '../../src/main/gateways/beidou/sentence.ts'
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

const shortMessages: FuzzSubject = {
  name: 'beidou',
  driver: beidou,
  frame: (pick) => {
    const data = randomBytes(pick, 1 + pick(40))
    const sentences = [
      `BDICI,0${pick(999_999)},0,0,6,${pick(120)},${pick(6)},N,0`,
      `BDBSI,02,03,${Array.from({ length: 10 }, () => pick(5)).join(',')}`,
      `BDFKI,TXA,${pick(2) ? 'Y' : 'N'},N,${pick(4)},00${10 + pick(50)}`,
      `BDTXR,1,0${pick(999_999)},2,,A4${Buffer.from(data).toString('hex')}`,
      `BDDWR,1,0247718,084936.50,26${10 + pick(50)}.${pick(9999)},N,116${10 + pick(50)}.8,E,${pick(900)},M`,
    ]
    const sentence = sentences[pick(sentences.length + 1)]
    if (sentence !== undefined) return writeSentence(sentence)
    return writeBinary('TXXX', pick(2 ** 24), [
      0x62,
      ...bytes24(pick(2 ** 24)),
      pick(24),
      pick(60),
      0,
      data.length * 8,
      ...data,
      0,
    ])
  },
  seal: (frame) => {
    const text = String.fromCharCode(...frame)
    if (text.startsWith('$BD')) return writeSentence(text.slice(1).replace(/\*.*$/s, ''))
    return frame.length < 12 ? frame : writeBinary(text.slice(1, 5), 1, frame.slice(10, -1))
  },
}

export const fuzzSubjects: readonly FuzzSubject[] = [hrnp, positions, shortMessages]
