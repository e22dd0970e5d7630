import type { Recognition } from '../../../core/gateway/driver.ts'
import { latin1 } from '../../../core/gateway/frame-kit.ts'
import { readBinary } from './binary.ts'
import { beidouFramer, isBinary } from './framer.ts'
import { heardBinary, heardSentence } from './heard.ts'
import { addressOf, readSentence } from './sentence.ts'

/** A satellite receiver speaks the same kind of sentences: only those of the message service count. */
const service = /^BD(ICI|ICP|BSI|PWI|SNR|FKI|TXR|TCI|DWR|WAA|HZR|ZJX|ZTI|BTX|DEF)$/

export function recogniseBeidou(bytes: Uint8Array): Recognition {
  const framer = beidouFramer()
  let [good, damaged, noise] = [0, 0, 0]
  let says: string | undefined
  for (const piece of [...framer.push(bytes), ...framer.flush()]) {
    const binary = isBinary(piece.bytes)
    const ours = binary || service.test(addressOf(piece.bytes))
    if (piece.kind === 'noise' || (!ours && !/^\$[A-Z]{2}/.test(latin1(piece.bytes, 0, 3)))) {
      noise += piece.bytes.filter((byte) => byte !== 0x0d && byte !== 0x0a).length
      continue
    }
    if (!ours) continue
    if (piece.kind === 'damaged') {
      damaged += 1
      continue
    }
    good += 1
    const frame = binary ? readBinary(piece.bytes) : undefined
    const sentence = binary ? undefined : readSentence(piece.bytes)
    const heard = frame ? heardBinary(frame) : sentence && heardSentence(sentence)
    if (heard?.kind === 'card') {
      const words = heard.card ? `北斗卡 ${heard.card.number}` : '未插北斗卡'
      says = `${words}，${binary ? '4.0 协议' : '2.1 协议'}`
    }
  }
  return { good, damaged, noise, says }
}
