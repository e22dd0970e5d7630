/** Position reports → positions and alarms. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { GatewayFix } from '../../../core/gateway/events.ts'
import { sosBit } from './alarms.ts'
import type { Batch } from './bodies.ts'
import { fromGcj02 } from './gcj02.ts'
import { hasBit, statusBit, timeOf, type Location } from './location.ts'
import type { Jtt808Settings, TerminalSettings } from './settings.ts'
import { noteTime, type Terminal } from './terminals.ts'

/** A report from further ahead has a wrong clock; it is kept, and not taken for where the vehicle is. */
const aheadMs = 10 * 60_000

type Reason = NonNullable<GatewayFix['reason']>

export interface PositionDesk {
  /** `serial` of the message that brought it. */
  take(terminal: Terminal, location: Location, reason: Reason, serial: number): void
  takeBatch(terminal: Terminal, batch: Batch, serial: number): void
}

const inRange = ({ lat, lon }: Location): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180

export function positionDesk(
  settings: Jtt808Settings,
  listed: TerminalSettings,
  io: DriverIo,
): PositionDesk {
  function fixOf({ number }: Terminal, location: Location, at: number | undefined): GatewayFix {
    const { status } = location
    const usable =
      hasBit(status, statusBit.fixed) &&
      !hasBit(status, statusBit.encrypted) &&
      inRange(location) &&
      at !== undefined &&
      at - io.nowMs() <= aheadMs
    const datum = listed(number)?.coordinates ?? settings.coordinates
    const place = usable && datum === 'gcj02' ? fromGcj02(location) : location
    return {
      radio: number,
      lat: place.lat,
      lon: place.lon,
      valid: usable,
      speedKmh: location.speedKmh,
      headingDeg: location.courseDeg % 360,
      altitudeM: location.altitudeM,
      ...(at === undefined ? {} : { fixAt: at }),
    }
  }
  function watchClock(terminal: Terminal, at: number | undefined): void {
    const wrong = at !== undefined && at - io.nowMs() > aheadMs
    if (wrong === terminal.clockWrong) return
    terminal.clockWrong = wrong
    const state = wrong ? 'raised' : 'cleared'
    io.emit({ kind: 'deviceAlarm', from: terminal.number, code: 'clock-wrong', state })
  }
  /** A point of a second that was told already adds nothing. */
  function tell(terminal: Terminal, location: Location, more: Partial<GatewayFix>): void {
    const at = timeOf(location)
    if (at !== undefined && !noteTime(terminal, at)) return
    io.emit({ kind: 'position', fix: { ...fixOf(terminal, location, at), ...more } })
  }
  function take(terminal: Terminal, location: Location, reason: Reason, serial: number): void {
    const sos = hasBit(location.alarm, sosBit)
    // An emergency carries the position that came with it: that one first.
    tell(terminal, location, { reason: sos ? 'emergency' : reason })
    if (sos) terminal.sosSerial ??= serial
    else terminal.sosSerial = undefined
    terminal.alarms.take(location.alarm)
    watchClock(terminal, timeOf(location))
  }
  return {
    take,
    takeBatch(terminal, { batchType, locations }, serial) {
      for (const location of locations) {
        if (batchType !== 1) take(terminal, location, 'interval', serial)
        else {
          tell(terminal, location, { reason: 'interval', late: true })
          terminal.alarms.takeLate(location.alarm)
        }
      }
    },
  }
}
