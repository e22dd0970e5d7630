import { bytes24, writeBinary } from '../../src/main/gateways/beidou/binary.ts'
import { beidouFramer } from '../../src/main/gateways/beidou/framer.ts'
import { writeSentence } from '../../src/main/gateways/beidou/sentence.ts'
import { encodeUi } from '../../src/main/gateways/aprs-kiss/ax25.ts'
import { encodeKiss, kissFramer, maxHeld } from '../../src/main/gateways/aprs-kiss/kiss.ts'
import { createHrnpFramer, encodeHrnp } from '../../src/main/gateways/hytera/hrnp.ts'
import { jtt808Framer } from '../../src/main/gateways/jtt808/framer.ts'
import { encodeMessage } from '../../src/main/gateways/jtt808/header.ts'
import { fromLatin1 } from '../../src/core/gateway/frame-kit.ts'
import { atBufferOf, atFramer } from '../../src/main/gateways/at/index.ts'
import { codecSuite, randomBytes, type CodecSubject, type Pick } from './codec.suite.ts'
import { asciiUp, river, up } from '../../src/main/gateways/sl651/fixtures/frames.ts'
import { sl651Framer } from '../../src/main/gateways/sl651/framer.ts'

const atLines = ['+CMTI: "SM",', '+CREG: 1,', '+CMGS: ', '07911326040000F0', '^RSSI:']

const callSigns = ['BG0CD', 'BG5ABC-9', 'WIDE2-1', 'APZ370', 'B1A']
const anyCall = (pick: Pick): string => callSigns[pick(callSigns.length)] ?? 'BG0CD'

/** One line per codec that cuts a stream; drivers whose link keeps frames apart have none. */
const subjects: readonly CodecSubject[] = [
  {
    name: 'hrnp',
    framer: createHrnpFramer,
    frame: (pick) =>
      encodeHrnp(
        { version: 3, opcode: 'data', source: 0x10, destination: 0x20, packetNumber: pick(65536) },
        randomBytes(pick, pick(60)),
      ),
    maxBuffer: 8192,
  },
  {
    name: 'jtt808',
    framer: jtt808Framer,
    frame: (pick) =>
      encodeMessage(
        pick(2) === 0
          ? { version2019: false, phone: '013800001001' }
          : { version2019: true, protocolVersion: 1, phone: '00000000013800001002' },
        pick(65536),
        pick(65536),
        // Half of them need many escapes.
        pick(2) === 0
          ? randomBytes(pick, pick(60))
          : Array.from({ length: pick(60) }, () => 0x7d + pick(3)),
      ),
    maxBuffer: 2048,
  },
  {
    name: 'at lines',
    framer: () => atFramer({ maxLine: 1024, prompt: true }),
    frame: (pick) => fromLatin1(`${atLines[pick(atLines.length)] ?? 'OK'}${pick(100_000)}\r`),
    // Every line of a modem stands between line ends: what is before one is another line.
    noise: (pick) => Uint8Array.from([...randomBytes(pick, pick(40)), 0x0d]),
    maxBuffer: atBufferOf(1024),
  },
  {
    name: 'rdss',
    framer: beidouFramer,
    // Either dialect: a text message of 2.1 without its line end, or one of 4.0.
    frame: (pick) => {
      const data = randomBytes(pick, 1 + pick(40))
      if (pick(2) === 0) {
        const payload = [0x62, ...bytes24(pick(2 ** 24)), 10, 30, 0, data.length * 8, ...data, 0]
        return writeBinary('TXXX', pick(2 ** 24), payload)
      }
      const hex = Buffer.from(data).toString('hex').toUpperCase()
      return writeSentence(`BDTXR,1,0${pick(999_999)},2,,${hex}`).slice(0, -2)
    },
    maxBuffer: 8704,
  },
  {
    name: 'kiss',
    framer: kissFramer,
    frame: (pick) => {
      const path = Array.from({ length: pick(4) }, () => anyCall(pick))
      const info = randomBytes(pick, pick(60))
      const data = encodeUi(anyCall(pick), anyCall(pick), path, info)
      return encodeKiss({ port: pick(16), command: 0, data })
    },
    maxBuffer: maxHeld,
  },
  {
    name: 'sl651',
    framer: sl651Framer,
    // Either form, with any digits.
    frame: (pick) => {
      if (pick(4) === 0)
        return asciiUp('32', `ST 6230010001 48 TT 2607011200 Z ${pick(9999)}.${pick(999)} `)
      const contents = Buffer.from(randomBytes(pick, pick(60))).toString('hex')
      return up('32', `${river}${contents}`, { serial: pick(65_536).toString(16).padStart(4, '0') })
    },
    maxBuffer: 8248,
    cases: 100_000,
  },
  {
    name: 'tetra-pei lines',
    framer: () => atFramer({ maxLine: 1400, prompt: true }),
    frame: (pick) =>
      fromLatin1(`+CTSDSR: 12,${pick(1e7)},0,${pick(1e7)},0,${pick(1184)},${pick(2)}\n`),
    noise: (pick) => Uint8Array.from([...randomBytes(pick, pick(40)), 0x0a]),
    maxBuffer: atBufferOf(1400),
  },
]

for (const subject of subjects) codecSuite(subject)
