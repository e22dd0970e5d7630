/** How a line on which a TETRA terminal sits is known. */
import type { Detection } from '../../../core/gateway/driver.ts'
import { fromLatin1 } from '../../../core/gateway/frame-kit.ts'
import { atFramer, isBareLineEnd, lineText } from '../at/index.ts'
import { isPduLine } from './decode.ts'
import { readPeiLine } from './lines.ts'

/** Names a GSM modem uses as well say nothing about the kind of terminal. */
const shared = /^(?:\+(?:CREG|CSQ|CBC|GMI|GMM|CMGS):|OK$|ERROR$|\+CM[ES] ERROR)/

export const peiDetection: Detection = {
  bauds: [115_200, 38_400, 9600],
  // Which mode the terminal works in; a modem of another kind says ERROR.
  question: fromLatin1('\rAT+CTOM?\rAT+GMM?\r'),
  recognise(bytes) {
    const framer = atFramer({ maxLine: 1400, prompt: true })
    let [good, damaged, noise] = [0, 0, 0]
    let model: string | undefined
    for (const framed of [...framer.push(bytes), ...framer.flush()]) {
      if (isBareLineEnd(framed)) continue
      const text = lineText(framed.bytes)
      const line = framed.kind === 'frame' ? readPeiLine(text) : undefined
      if (line?.kind === 'model') model = line.model
      if (framed.kind !== 'frame') noise += framed.bytes.length
      else if (line && !shared.test(text)) good += 1
      else if (!line && /^\+CT[A-Z]+:/.test(text)) damaged += 1
      else if (!shared.test(text) && !isPduLine(text) && !text.startsWith('AT'))
        noise += text.length
    }
    const says = good === 0 ? undefined : model === undefined ? 'TETRA 终端' : `TETRA 终端 ${model}`
    return { good, damaged, noise, says }
  },
}
