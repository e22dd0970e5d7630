import type { GatewayFix } from '../../../core/gateway/events.ts'
import type { EpochMs } from '../../../core/kernel/world.ts'
import { dayOf, gnssTime, type CalendarDay } from './gnss-time.ts'
import type { Gga, Gll, Gns, Rmc, Sentence, Zda } from './sentence.ts'

const kmhPerKnot = 1.852
/** Sentences of one second belong together; older ones say nothing about this position. */
const togetherMs = 3000

/** Dead reckoning (E), typed in (M) and simulated (S) positions are no fix. */
const isFixMode = (mode: string | undefined): boolean =>
  mode === undefined || !/^[NEMS]+$/.test(mode)
const isFixQuality = (quality: number | undefined): boolean =>
  quality !== undefined && ((quality >= 1 && quality <= 5) || quality === 9)

function isFix(sentence: Rmc | Gga | Gll | Gns): boolean {
  switch (sentence.type) {
    case 'RMC':
    case 'GLL':
      return sentence.valid && isFixMode(sentence.mode)
    case 'GGA':
      return isFixQuality(sentence.quality)
    case 'GNS':
      return /[ADRFP]/.test(sentence.mode ?? '')
  }
}

/** RMC knows speed and date, GGA and GNS the altitude; GLL speaks where nothing better does. */
const rank: Readonly<Record<string, number>> = { RMC: 3, GGA: 2, GNS: 2, GLL: 1 }

export interface Reading {
  readonly fix?: GatewayFix | undefined
  /** The receiver's time, only while it has a fix. */
  readonly receiverTime?: EpochMs | undefined
}

interface Seen<T> {
  readonly value: T
  readonly mono: number
}

/** Puts the sentences of one receiver together to positions and times. */
export interface FixReader {
  read(sentence: Sentence, nowMs: EpochMs, mono: number): Reading
}

export function createFixReader(): FixReader {
  let day: CalendarDay | undefined
  let altitude: Seen<number> | undefined
  let quality: Seen<boolean> | undefined
  let best: Seen<number> | undefined
  let lastFix: Seen<boolean> | undefined
  let lastPlace: { lat: number; lon: number } | undefined

  const fresh = <T>(seen: Seen<T> | undefined, mono: number): T | undefined =>
    seen !== undefined && mono - seen.mono <= togetherMs ? seen.value : undefined

  function noteHeight(sentence: Gga | Gns, mono: number): void {
    quality = { value: isFix(sentence), mono }
    if (sentence.altitudeM !== undefined) altitude = { value: sentence.altitudeM, mono }
  }
  function isBest(type: string, mono: number): boolean {
    const mine = rank[type] ?? 0
    if (mine < (fresh(best, mono) ?? 0)) return false
    best = { value: mine, mono }
    return true
  }
  function place(sentence: Rmc | Gga | Gll | Gns, nowMs: EpochMs, mono: number): Reading {
    if (sentence.type === 'GGA' || sentence.type === 'GNS') noteHeight(sentence, mono)
    if (sentence.type === 'RMC') day = dayOf(sentence.date)
    if (!isBest(sentence.type, mono)) return {}
    const { lat, lon } = sentence
    const hasPlace = lat !== undefined && lon !== undefined
    if (hasPlace) lastPlace = { lat, lon }
    const valid = hasPlace && isFix(sentence) && (fresh(quality, mono) ?? true)
    lastFix = { value: valid, mono }
    const at = gnssTime(day, sentence.time, nowMs)
    const receiverTime = valid && sentence.type === 'RMC' ? at : undefined
    // Without any place ever there is nothing to tell, not even an invalid one.
    if (lastPlace === undefined) return { receiverTime }
    const fix: GatewayFix = {
      radio: 'own',
      ...lastPlace,
      valid,
      reason: 'own',
      ...(valid && at !== undefined && { fixAt: at }),
      ...(valid && motion(sentence)),
      ...heightOf(valid ? fresh(altitude, mono) : undefined),
    }
    return { fix, receiverTime }
  }
  function clock(sentence: Zda, nowMs: EpochMs, mono: number): Reading {
    const { day: date, month, year, time } = sentence
    if (date === undefined || month === undefined || year === undefined) return {}
    const named = { day: date, month, year }
    day = named
    return {
      receiverTime: fresh(lastFix, mono) === true ? gnssTime(named, time, nowMs) : undefined,
    }
  }
  return {
    read(sentence, nowMs, mono) {
      switch (sentence.type) {
        case 'RMC':
        case 'GGA':
        case 'GLL':
        case 'GNS':
          return place(sentence, nowMs, mono)
        case 'ZDA':
          return clock(sentence, nowMs, mono)
        case 'GSA':
        case 'GSV':
        case 'VTG':
        case 'TXT':
          return {}
      }
    },
  }
}

function heightOf(altitudeM: number | undefined): Pick<GatewayFix, 'altitudeM'> {
  return altitudeM === undefined ? {} : { altitudeM }
}

function motion(sentence: Sentence): Pick<GatewayFix, 'speedKmh' | 'headingDeg'> {
  if (sentence.type !== 'RMC') return {}
  return {
    ...(sentence.speedKn !== undefined && { speedKmh: sentence.speedKn * kmhPerKnot }),
    ...(sentence.course !== undefined && { headingDeg: sentence.course }),
  }
}
