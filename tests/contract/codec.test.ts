import { createHrnpFramer, encodeHrnp } from '../../src/main/gateways/hytera/hrnp.ts'
import { codecSuite, randomBytes, type CodecSubject } from './codec.suite.ts'

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
]

for (const subject of subjects) codecSuite(subject)
