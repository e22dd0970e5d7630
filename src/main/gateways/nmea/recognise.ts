import type { Recognition } from '../../../core/gateway/driver.ts'
import { latin1 } from '../../../core/gateway/frame-kit.ts'
import { nmeaFramer } from './framer.ts'
import { readSentence } from './sentence.ts'

const systems: Readonly<Record<string, string>> = {
  GP: 'GPS',
  BD: '北斗',
  GB: '北斗',
  GN: '多星座',
}

/** Only sentences of a receiver count: others share their form. */
export function recogniseNmea(bytes: Uint8Array): Recognition {
  const framer = nmeaFramer(false)
  let [good, damaged, noise] = [0, 0, 0]
  let says: string | undefined
  for (const piece of [...framer.push(bytes), ...framer.flush()]) {
    if (piece.kind === 'noise') {
      noise += piece.bytes.filter((byte) => byte !== 0x0d && byte !== 0x0a).length
      continue
    }
    const sentence = readSentence(latin1(piece.bytes))
    if (!sentence) continue
    if (piece.kind === 'damaged') damaged += 1
    else {
      good += 1
      const system = systems[sentence.talker]
      if (system !== undefined) says ??= `${system}接收机`
    }
  }
  return { good, damaged, noise, says }
}
