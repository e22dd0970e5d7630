import { newId } from '../../kernel/id.ts'
import { locatedDivisions, ownPlaces, placeRegistered, pointSet } from '../places/index.ts'
import { problemPlan, readPoint, townshipCode, type MakePlanner, type RowPlan } from './plan.ts'

const closeDegrees = 0.00001

/** A name that is a village of the profile sets that village's point; any other is an own place. */
export const planPlaces: MakePlanner = (context) => {
  const own = new Map(
    ownPlaces(context.db).map((place) => [`${place.township ?? ''} ${place.name}`, place]),
  )
  const located = locatedDivisions(context.db)
  return (read, by) => {
    const label = read('name') || '（空行）'
    if (read('name') === '') return problemPlan(label, '缺名称')
    const township = townshipCode(context, read('township'))
    if (read('township') !== '' && !township)
      return problemPlan(label, `本县没有“${read('township')}”`)
    const { point, problem } = readPoint(context, read)
    if (problem) return problemPlan(label, problem)
    const villages = context.county.villages.filter(
      (village) => village.name === label && (!township || village.township === township),
    )
    if (villages.length > 1) return problemPlan(label, '几个乡镇都有这个名称，请填乡镇')
    const division = villages[0]?.code
    const known = own.get(`${township ?? ''} ${label}`)
    const before = division ? located.get(division) : known?.position
    const identity = division ?? `${township ?? ''} ${label}`
    const same: RowPlan = {
      label,
      identity,
      action: 'same',
      problem: null,
      changes: [],
      drafts: [],
    }
    const target = division ?? known?.id
    if (target) {
      if (!point) return same
      const old = before && 'point' in before ? before.point : undefined
      const near =
        old &&
        Math.abs(old.lat - point.lat) < closeDegrees &&
        Math.abs(old.lon - point.lon) < closeDegrees
      if (near) return same
      const text = (at: { readonly lat: number; readonly lon: number }) => `${at.lat}, ${at.lon}`
      const body = { point: { ...point, precision: 'approximate' }, how: 'import', by }
      return {
        ...same,
        action: 'update',
        changes: [{ word: '位置', from: old ? text(old) : '仅到乡镇', to: text(point) }],
        drafts: [{ kind: pointSet.kind, entity: target, body }],
      }
    }
    const body = {
      name: label,
      kind: read('kind') || '其他',
      by,
      ...(township ? { township } : {}),
      ...(point ? { point: { ...point, precision: 'approximate' } } : {}),
      ...(read('note') === '' ? {} : { note: read('note') }),
    }
    const entity = newId(context.world.clock, context.world.random)
    return { ...same, action: 'add', drafts: [{ kind: placeRegistered.kind, entity, body }] }
  }
}
