/** The status word (SL651-2014 table 58): bits that a person must hear of. */
import type { DriverIo } from '../../../core/gateway/driver.ts'

/** Set is the fault; the door's bit is the other way round. */
const bits = [
  [0, 'ac-lost'],
  [1, 'battery-low'],
  [2, 'level-alarm'],
  [3, 'flow-alarm'],
  [4, 'quality-alarm'],
  [5, 'flow-meter-fault'],
  [6, 'level-meter-fault'],
  [8, 'storage-fault'],
] as const
const doorBit = 7

export interface StatusWatch {
  take(station: string, word: number): void
}

/**
 * Tells a change of each bit. Stations without a door switch leave its bit at "open", so that only a
 * door that was seen closed can be told open.
 */
export function statusWatch(io: DriverIo): StatusWatch {
  const last = new Map<string, number>()
  return {
    take(station, word) {
      const before = last.get(station)
      last.set(station, word)
      const tell = (code: string, raised: boolean) =>
        io.emit({ kind: 'deviceAlarm', from: station, code, state: raised ? 'raised' : 'cleared' })
      for (const [bit, code] of bits) {
        const now = ((word >>> bit) & 1) === 1
        const was = before !== undefined && ((before >>> bit) & 1) === 1
        if (now !== was) tell(code, now)
      }
      if (before === undefined) return
      const [wasClosed, isClosed] = [(before >>> doorBit) & 1, (word >>> doorBit) & 1]
      if (wasClosed !== isClosed) tell('door-open', isClosed === 0)
    },
  }
}
