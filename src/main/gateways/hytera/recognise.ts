import type { Recognition } from '../../../core/gateway/driver.ts'
import { createHrnpFramer } from './hrnp.ts'

/** A radio without a session is silent; one that was in use goes on talking for a while. */
export function recogniseHrnp(bytes: Uint8Array): Recognition {
  const framer = createHrnpFramer()
  let [good, damaged, noise] = [0, 0, 0]
  for (const piece of [...framer.push(bytes), ...framer.flush()]) {
    if (piece.kind === 'frame') good += 1
    else if (piece.kind === 'damaged') damaged += 1
    else noise += piece.bytes.length
  }
  return { good, damaged, noise }
}
