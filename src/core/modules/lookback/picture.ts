/** What the tables say, as one picture: the same readings for now and for then. */
import type { CoreContext } from '../../module.ts'
import { openAlarms } from '../alarms/index.ts'
import { openAssignments } from '../dispatch/index.ts'
import { drawingList } from '../drawings/index.ts'
import { fencesAsDefined } from '../fences/index.ts'
import { incidentList } from '../incidents/index.ts'
import { locatedDivisions, ownPlaces } from '../places/index.ts'
import { unitList } from '../teams/index.ts'
import type { Picture } from './contract.ts'

export type PictureReading = Pick<CoreContext, 'db' | 'county' | 'world'>

function placesOf({ db, county }: PictureReading): Picture['places'] {
  const own = ownPlaces(db).flatMap(({ id, name, position }) =>
    'point' in position ? [{ id, name, point: position.point }] : [],
  )
  const names = new Map(
    [...county.townships, ...county.villages].map(({ code, name }) => [code, name]),
  )
  const divisions = [...locatedDivisions(db)].flatMap(([id, position]) =>
    'point' in position ? [{ id, name: names.get(id) ?? id, point: position.point }] : [],
  )
  return [...own, ...divisions]
}

export function pictureOf(reading: PictureReading): Picture {
  return {
    units: unitList(reading.db, reading.county),
    incidents: incidentList(reading).incidents.map(({ lastEntryAt: _last, ...card }) => card),
    assignments: openAssignments(reading).map((one) => ({
      id: one.id,
      orderNo: one.orderNo,
      incident: one.incident,
      unit: one.unit,
      callSign: one.callSign,
      task: one.task,
      state: one.state,
      stateWord: one.stateWord,
      stateSince: one.stateSince,
      orderedAt: one.orderedAt,
      arrivedAt: one.arrivedAt,
    })),
    drawings: drawingList(reading, {}),
    fences: fencesAsDefined(reading),
    alarms: openAlarms(reading.db).map(
      ({ id, kindWord, title, state, priority, raisedAt, incident }) => ({
        id,
        kindWord,
        title,
        state,
        priority,
        raisedAt,
        incident,
      }),
    ),
    places: placesOf(reading),
  }
}
