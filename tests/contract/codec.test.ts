import { createHrnpFramer, encodeHrnp } from '../../src/main/gateways/hytera/hrnp.ts'
import { fromLatin1 } from '../../src/core/gateway/frame-kit.ts'
import { atBufferOf, atFramer } from '../../src/main/gateways/at/index.ts'
import { codecSuite, randomBytes, type CodecSubject } from './codec.suite.ts'

const atLines = ['+CMTI: "SM",', '+CREG: 1,', '+CMGS: ', '07911326040000F0', '^RSSI:']

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
    name: 'at lines',
    framer: () => atFramer({ maxLine: 1024, prompt: true }),
    frame: (pick) => fromLatin1(`${atLines[pick(atLines.length)] ?? 'OK'}${pick(100_000)}\r`),
    // Every line of a modem stands between line ends: what is before one is another line.
    noise: (pick) => Uint8Array.from([...randomBytes(pick, pick(40)), 0x0d]),
    maxBuffer: atBufferOf(1024),
  },
]

for (const subject of subjects) codecSuite(subject)
