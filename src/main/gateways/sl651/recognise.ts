import type { Recognition } from '../../../core/gateway/driver.ts'
import { readFrame } from './frame.ts'
import { sl651Framer } from './framer.ts'

export function recogniseSl651(bytes: Uint8Array): Recognition {
  const framer = sl651Framer()
  const stations = new Set<string>()
  let [good, damaged, noise] = [0, 0, 0]
  for (const { kind, bytes: piece } of [...framer.push(bytes), ...framer.flush()]) {
    if (kind === 'noise') noise += piece.length
    else if (kind === 'damaged') damaged += 1
    else {
      good += 1
      const frame = readFrame(piece)
      if (frame?.direction === 'up') stations.add(frame.station)
    }
  }
  const [first] = stations
  const says =
    first === undefined
      ? undefined
      : stations.size === 1
        ? `测站 ${first}`
        : `${stations.size} 个测站，如 ${first}`
  return { good, damaged, noise, says }
}
