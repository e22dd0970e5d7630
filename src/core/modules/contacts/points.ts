/** Numbers of persons and teams that are kept elsewhere: in the directory of numbers, with the team. */
import { keptUntil } from '../../kept-until.ts'
import { contactPoints, pointTopics } from '../directory/index.ts'
import type { Way } from './contract.ts'
import { likelyPurpose, shownWay } from './ways.ts'

interface PointWays {
  /** Satellite telephones and BeiDou cards that the directory of numbers gives to a person. */
  readonly ofPerson: ReadonlyMap<string, readonly Way[]>
  /** Telephones that reach somebody of the team. */
  readonly ofUnit: ReadonlyMap<string, readonly Way[]>
}

/** Reading every number of the county takes a tenth of a second: not with every letter typed. */
export const pointWays = keptUntil(pointTopics, (context): PointWays => {
  const ofPerson = new Map<string, Way[]>()
  const ofUnit = new Map<string, Way[]>()
  const put = (ways: Map<string, Way[]>, key: string, way: Way) =>
    ways.set(key, [...(ways.get(key) ?? []), way])
  const points = contactPoints(context, { kinds: ['phone', 'satphone', 'beidou'] })
  for (const { kind, number, person, unit, holder } of points) {
    const purpose = kind === 'satphone' || kind === 'beidou' ? kind : likelyPurpose(number)
    const shown = (note: string): Way => ({
      ...shownWay(context.county, { purpose, number, note }),
      elsewhere: true,
    })
    if (person !== null && kind !== 'phone') put(ofPerson, person, shown(''))
    if (unit !== null && kind !== 'beidou') put(ofUnit, unit, shown(holder))
  }
  return { ofPerson, ofUnit }
})
