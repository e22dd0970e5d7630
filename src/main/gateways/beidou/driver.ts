import type { Driver } from '../../../core/gateway/driver.ts'
import { fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import { writeBinary } from './binary.ts'
import { beidouCauses } from './causes.ts'
import { recogniseBeidou } from './recognise.ts'
import { writeSentence } from './sentence.ts'
import { beidouSession } from './session.ts'
import { beidouSettings, type BeidouSettings } from './settings.ts'

/** Reads the card in both dialects; nothing goes on the air. */
const question = Uint8Array.of(
  ...fromLatin1('\r\n'),
  ...writeSentence('CCICA,0,00'),
  ...writeSentence('CCICR,0,00'),
  ...writeBinary('ICJC', 0, [0]),
)

/** A BeiDou short-message terminal: 2.1 and BeiDou-3 sentences, or the 4.0 binary interface. */
export const beidou: Driver<BeidouSettings> = {
  id: 'beidou',
  title: '北斗短报文终端 (RDSS 2.1 / 北斗三号 / 4.0)',
  links: ['serial', 'tcp', 'memory'],
  defaultBaud: 9600,
  purpose: 'radio',
  means: 'beidou',
  settings: beidouSettings,
  commands: ['sendText', 'locate', 'inspect'],
  causes: beidouCauses,
  detection: { bauds: [9600, 115_200, 19_200], question, recognise: recogniseBeidou },
  heartbeatMs: 30_000,
  session: beidouSession,
}
