/** How a line on which a caller-ID modem sits is known. */
import type { Detection } from '../../../core/gateway/driver.ts'
import { fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import { atFramer, isBareLineEnd, lineText } from '../at/index.ts'
import { maxLine, readLine } from './codec.ts'

/** Every AT device says these, and a module with short messages tells callers with `+CLIP`. */
const shared = new Set(['ring', 'ok', 'refused', 'hung-up', 'clip', 'other'])
/** What values the switch takes (V.253); some modems leave its name out. */
const switchValues = /^(?:\+VCID: ?)?\(\d(?:[-,]\d)*\)$/

export const callerIdDetection: Detection = {
  bauds: [115_200, 9600],
  // Asks which values caller display has; nothing is switched, nothing is dialled. The first line end
  // finishes what another driver's question left in the modem's ear.
  question: fromLatin1('\rAT+VCID=?\r'),
  recognise(bytes) {
    const framer = atFramer({ maxLine, prompt: false })
    let [good, noise] = [0, 0]
    for (const framed of [...framer.push(bytes), ...framer.flush()]) {
      if (isBareLineEnd(framed)) continue
      const text = lineText(framed.bytes)
      const line = framed.kind === 'frame' ? readLine(text) : undefined
      if (switchValues.test(text) || (line && !shared.has(line.kind))) good += 1
      else if (!line) noise += framed.bytes.length
    }
    return { good, damaged: 0, noise, says: good > 0 ? '来电显示调制解调器' : undefined }
  },
}
