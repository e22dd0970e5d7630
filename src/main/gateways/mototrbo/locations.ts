/** Places: asked once, at an interval, stopped (LRRP). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { addressOf } from './address.ts'
import { locationCause } from './causes.ts'
import { lrrpRequest, type Lrrp } from './lrrp.ts'
import type { QuestionDesk } from './questions.ts'
import type { MototrboSettings } from './settings.ts'

/** A periodic request has the radio's own number in its id, so that it can be stopped after a restart. */
const periodicId = (radio: string): number => (0x40000000 | Number(radio)) >>> 0

export interface LocationDesk {
  locate(command: string, radio: string, intervalS: number | undefined): string | undefined
  onDocument(radio: string, document: Lrrp): void
}

export function locationDesk(
  settings: MototrboSettings,
  io: DriverIo,
  questions: QuestionDesk,
  send: (address: string, datagram: Uint8Array) => void,
): LocationDesk {
  let counter = 0

  function position(radio: string, document: Lrrp): boolean {
    const { lat, lon, time, speedMps, directionDeg, altitudeM } = document
    if (lat === undefined || lon === undefined) return false
    io.emit({
      kind: 'position',
      fix: {
        radio,
        lat,
        lon,
        valid: Math.abs(lat) <= 90 && Math.abs(lon) <= 180,
        reason: document.doc === 'immediate_report' ? 'request' : 'interval',
        ...(time === undefined ? {} : { fixAt: time }),
        ...(speedMps === undefined ? {} : { speedKmh: speedMps * 3.6 }),
        ...(directionDeg === undefined ? {} : { headingDeg: directionDeg % 360 }),
        ...(altitudeM === undefined ? {} : { altitudeM }),
      },
    })
    return true
  }
  return {
    locate(command, radio, intervalS) {
      const address = addressOf(settings.radioNetwork, radio)
      if (address === undefined) return 'bad-number'
      if (intervalS === undefined) counter = (counter + 1) & 0xffffff
      const id = intervalS === undefined ? counter : periodicId(radio)
      const datagram =
        intervalS === undefined
          ? lrrpRequest.once(id)
          : intervalS === 0
            ? lrrpRequest.stop(id)
            : lrrpRequest.periodic(id, intervalS)
      send(address, datagram)
      const what = intervalS === undefined ? 'once' : intervalS === 0 ? 'stop' : 'begin'
      questions.begin(command, `lrrp:${radio} ${what} ${id}`, settings.locateTimeoutS)
      io.emit({ kind: 'commandResult', command, result: { kind: 'accepted' } })
      return undefined
    },
    onDocument(radio, document) {
      const { doc, result = 0 } = document
      const id = Number.parseInt(document.requestId ?? '', 16)
      const hasPlace = position(radio, document)
      const answer =
        result === 0
          ? ({ kind: 'confirmed' } as const)
          : ({ kind: 'refused', cause: locationCause(result) } as const)
      if (doc === 'immediate_report') {
        const nothing = result === 0 && !hasPlace
        questions.end(
          `lrrp:${radio} once ${id}`,
          nothing ? { kind: 'refused', cause: 'location-other' } : answer,
        )
      } else if (doc === 'triggered_answer') questions.end(`lrrp:${radio} begin ${id}`, answer)
      else if (doc === 'triggered_stop_answer') questions.end(`lrrp:${radio} stop ${id}`, answer)
      // Some radios begin to report without an answer before.
      else if (doc === 'triggered_report' && hasPlace)
        questions.end(`lrrp:${radio} begin ${id}`, { kind: 'confirmed' })
    },
  }
}
