/** One whole frame → the events it means, the same over a line and inside a short message. */
import type { GatewayEvent } from '../../../core/gateway/events.ts'
import { readFrame, type Frame } from './frame.ts'
import { sl651Framer } from './framer.ts'
import { heartbeat, reportOf } from './functions.ts'
import { readContents, stationTime, type Contents } from './readings.ts'

/** Ten digits, as readings name a station. */
export const stationDigits = (station: string): string => station.padStart(10, '0').toLowerCase()

export function eventsOf(frame: Frame, contents: Contents): GatewayEvent[] {
  const station = stationDigits(frame.station)
  const report = frame.code === heartbeat ? 'heartbeat' : (reportOf[frame.code] ?? frame.name)
  const heard: GatewayEvent = {
    kind: 'stationHeard',
    station,
    report,
    clockAt: stationTime(frame.sendTime),
    ...(contents.stationClass !== undefined && { stationClass: contents.stationClass }),
  }
  const readings = contents.readings.map((reading) => ({
    kind: 'reading' as const,
    reading: { ...reading, station: stationDigits(reading.station) },
  }))
  const written = contents.text !== undefined && contents.text !== '' && readings.length === 0
  const text: GatewayEvent[] = written
    ? [
        {
          kind: 'text',
          from: station,
          to: String(frame.center),
          group: false,
          body: contents.text ?? '',
          ref: `${station}-${frame.serial ?? 0}`,
        },
      ]
    : []
  return [heard, ...readings, ...text]
}

/** A frame that came as the contents of a short message; `undefined` where it is none or damaged. */
export function eventsInMessage(bytes: Uint8Array, arrivedMs: number): GatewayEvent[] | undefined {
  const [piece] = sl651Framer().push(bytes)
  const frame = piece?.kind === 'frame' ? readFrame(piece.bytes) : undefined
  // A message holds one packet; those in several would need their order, which satellites do not keep.
  if (!frame || frame.direction === 'down' || frame.packet) return undefined
  return eventsOf(frame, readContents(frame, frame.rest, arrivedMs))
}
