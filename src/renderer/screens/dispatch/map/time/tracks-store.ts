/** Which tracks this page draws on the live map: a look of this page, nothing recorded. */
import { create } from 'zustand'

export interface TrackPeriod {
  readonly from: number
  readonly to: number
}

interface Tracks {
  /** `undefined`: none are drawn. */
  readonly period: TrackPeriod | undefined
  /** `undefined`: of everybody. */
  readonly keys: readonly string[] | undefined
}

export const useTracks = create<Tracks>()(() => ({ period: undefined, keys: undefined }))

export function showTracks(period: TrackPeriod, keys: readonly string[] | undefined): void {
  // The page's idea of the core's time has fractions; the core counts whole milliseconds.
  const whole = { from: Math.round(period.from), to: Math.round(period.to) }
  useTracks.setState({ period: whole, keys })
}

export function hideTracks(): void {
  useTracks.setState({ period: undefined, keys: undefined })
}
