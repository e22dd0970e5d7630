import type { CoreContext } from '../../module.ts'
import { standingOfKind } from '../alarms/index.ts'
import { nearestUnits } from '../dispatch/index.ts'
import { latestOfRadio, latestPosition } from '../positions/index.ts'
import {
  emergencyRadioOf,
  emergencyTakenBack,
  presenceOf,
  radioEnd,
  senders,
} from '../radio/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { Emergency } from './contract.ts'
import { placeWords } from './place-words.ts'

const mostNear = 3

type Standing = ReturnType<typeof standingOfKind>[number]

interface Where {
  readonly lat: number
  readonly lon: number
  readonly at: number
}

function positionOf(
  context: CoreContext,
  gateway: string | undefined,
  radio: string | null,
  unit: string | null,
): Where | undefined {
  const ofRadio =
    gateway !== undefined && radio !== null ? latestOfRadio(context, gateway, radio) : undefined
  return ofRadio ?? (unit === null ? undefined : latestPosition(context, `unit:${unit}`))
}

/** Around its position; else around its own base, and that is said. */
async function nearOf(
  context: CoreContext,
  where: Where | undefined,
  unit: Unit | undefined,
): Promise<Pick<Emergency, 'nearest' | 'nearestNote'>> {
  const besides = new Set(unit ? [unit.id] : [])
  const point = where ? { lat: where.lat, lon: where.lon } : (unit?.base.point ?? null)
  const township = where ? null : (unit?.base.township ?? null)
  if (point === null && township === null)
    return { nearest: [], nearestNote: '位置和驻地都不明，不能排近处的队伍' }
  return {
    nearest: await nearestUnits(context, { point, township }, besides, mostNear),
    nearestNote: where ? '' : '没有位置，按本队驻地排',
  }
}

async function shown(
  context: CoreContext,
  alarm: Standing,
  units: ReadonlyMap<string, Unit>,
): Promise<Emergency> {
  const { id, title, detail, unit: unitId, incident, firstAt, raisedAt, times } = alarm
  const radio = emergencyRadioOf(alarm.subject) ?? null
  const heard = presenceOf(context)
    .filter(({ number }) => number === radio)
    .toSorted((a, b) => b.lastHeardAt - a.lastHeardAt)[0]
  const sender = senders(context).find(({ gateway }) => gateway === heard?.gateway)
  const unit = unitId === null ? undefined : units.get(unitId)
  const where = positionOf(context, heard?.gateway, radio, unitId)
  return {
    alarm: id,
    title,
    detail,
    radio,
    callSign: radio === null ? (unit?.callSign ?? title) : radioEnd(context, radio).callSign,
    unit: unitId,
    incident,
    firstAt,
    raisedAt,
    times,
    acknowledgedBy: alarm.acknowledgedBy,
    handler: alarm.handler,
    takenBack: radio !== null && emergencyTakenBack(context.db, radio),
    position: where
      ? { lat: where.lat, lon: where.lon, at: where.at, words: placeWords(context, where) }
      : null,
    ...(await nearOf(context, where, unit)),
    gateway: heard?.gateway ?? null,
    gatewayName: heard?.gatewayName ?? '',
    canAck: sender?.ready === true && sender.commands.includes('ackEmergency'),
  }
}

export function standingEmergencies(context: CoreContext): Promise<Emergency[]> {
  const units = new Map(unitList(context.db, context.county).map((unit) => [unit.id, unit]))
  const standing = [
    ...standingOfKind(context.db, 'radio-emergency'),
    ...standingOfKind(context.db, 'unit-emergency'),
  ]
    .filter(({ state }) => !state.startsWith('cleared'))
    .toSorted((a, b) => b.raisedAt - a.raisedAt)
  return Promise.all(standing.map((alarm) => shown(context, alarm, units)))
}
