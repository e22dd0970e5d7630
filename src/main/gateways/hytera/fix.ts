import type { GatewayFix } from '../../../core/gateway/events.ts'
import { fixTime, type Gps, headingDeg, speedKmh } from './gps.ts'

/** `undefined` when there are no coordinates at all; a fix the receiver calls invalid is kept and said so. */
export function gatewayFix(
  radio: number,
  gps: Gps | null,
  reason: NonNullable<GatewayFix['reason']>,
  rssiDbm?: number,
): GatewayFix | undefined {
  if (gps === null || gps.lat === null || gps.lon === null) return undefined
  return {
    radio: String(radio),
    lat: gps.lat,
    lon: gps.lon,
    valid: gps.valid,
    reason,
    fixAt: fixTime(gps),
    speedKmh: speedKmh(gps),
    headingDeg: headingDeg(gps),
    rssiDbm,
  }
}
