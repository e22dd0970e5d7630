/** The live lists a page shows: who is on the air, who talks, whom one can reach. */
import { eq } from 'drizzle-orm'
import type { CoreContext } from '../../module.ts'
import { numbersOfKind } from '../directory/index.ts'
import { gatewayName } from '../gateways/index.ts'
import { standingOfKind } from '../alarms/index.ts'
import { unitList } from '../teams/index.ts'
import { isGroupCall } from './calls.ts'
import type { ActiveCall, GatewayWork, Presence } from './contract.ts'
import { radioDesk } from './desks.ts'
import { senders } from './gateway-choice.ts'
import { groupEnd, passingNames, radioEnd, type End } from './names.ts'
import { emergencyRadioOf } from './receive.ts'
import { groupsHeard, trafficRow } from './queries.ts'
import { radioStateTable } from './tables.ts'
import { outcomeWord, presenceWord, type Outcome } from './words.ts'

/** Made once: making one takes longer than sorting with it. */
const byWords = new Intl.Collator('zh-CN', { numeric: true })

const order = { online: 0, unknown: 1, offline: 2 } as const

/** On line first, then by call sign. A radio behind a lost gateway is unknown, not on line. */
export function presenceList(context: CoreContext): Presence[] {
  const gateways = new Map(context.gateways.list().map((entry) => [entry.id, entry]))
  const barred = barredRadios(context)
  const { radios, units } = inEmergency(context)
  const rows = radioDesk(context)
    .presence.list()
    .filter(({ gateway }) => gateways.has(gateway))
    .map((held): Presence => {
      const { gateway, radio, since, lastHeardAt, rssi, fix, group } = held
      const down = held.online === 'online' && gateways.get(gateway)?.health.state !== 'ready'
      const end = radioEnd(context, radio)
      return {
        gateway,
        gatewayName: gateways.get(gateway)?.name ?? gateway,
        ...end,
        online: down ? 'unknown' : held.online,
        enabled: !barred.has(radio),
        emergency: radios.has(radio) || (end.unit !== null && units.has(end.unit)),
        group,
        how: presenceWord(down ? 'gateway-lost' : held.how),
        since,
        lastHeardAt,
        rssi,
        lastFix: fix,
      }
    })
  return rows.toSorted(
    (a, b) =>
      Number(b.emergency) - Number(a.emergency) ||
      order[a.online] - order[b.online] ||
      byWords.compare(a.callSign, b.callSign),
  )
}

/** Radios the net has taken off the air. */
function barredRadios({ db }: CoreContext): ReadonlySet<string> {
  const rows = db.tables
    .select()
    .from(radioStateTable)
    .where(eq(radioStateTable.enabled, false))
    .all()
  return new Set(rows.map(({ radio }) => radio))
}

/** Radios and teams whose emergency stands; a standing one is never filtered away. */
export function inEmergency({ db }: CoreContext): {
  readonly radios: ReadonlySet<string>
  readonly units: ReadonlySet<string>
} {
  const standing = standingOfKind(db, 'radio-emergency').filter(
    ({ state }) => !state.startsWith('cleared'),
  )
  return {
    radios: new Set(
      standing
        .map(({ subject }) => emergencyRadioOf(subject))
        .filter((radio) => radio !== undefined),
    ),
    units: new Set(standing.flatMap(({ unit }) => (unit === null ? [] : [unit]))),
  }
}

export function gatewayWork(context: CoreContext): GatewayWork[] {
  const { orders, work } = radioDesk(context)
  return context.gateways.list().map(({ id }) => {
    const { channel, group, rssi, device, failures } = work.of(id)
    return {
      gateway: id,
      channel,
      group,
      rssi,
      waiting: orders.waitingAt(id),
      device: Object.entries(device).map(([name, value]) => ({ name, value: String(value) })),
      failures: [...failures]
        .map(([cause, count]) => ({ cause, count }))
        .toSorted((a, b) => b.count - a.count),
    }
  })
}

const shownEnd = ({ number, callSign, unknown, unit }: End) => ({ number, callSign, unknown, unit })

export function activeCalls(context: CoreContext): ActiveCall[] {
  return radioDesk(context).calls.active.map((call) => {
    const { entity, gateway, direction, type, target, startAt } = call
    const talker = call.talkers.at(-1)?.radio ?? call.caller
    const end = isGroupCall(type) ? groupEnd(context, target) : radioEnd(context, target)
    return {
      id: entity,
      gateway,
      gatewayName: gatewayName(context, gateway),
      direction,
      type,
      target: shownEnd(end),
      talker: talker === undefined ? null : shownEnd(radioEnd(context, talker)),
      startAt,
    }
  })
}

const passingNumbers = (context: CoreContext, what: 'radio' | 'group'): string[] =>
  [...passingNames(context).keys()].flatMap((key) => {
    const [kind, number = ''] = key.split(':')
    return kind === what ? [number] : []
  })

/** Groups of the directory, those given a name for now, and those written to or called lately. */
export function knownGroups(context: CoreContext): { number: string; name: string }[] {
  const numbers = new Set([
    ...numbersOfKind(context, 'group'),
    ...passingNumbers(context, 'group'),
    ...groupsHeard(context.db),
  ])
  return [...numbers].map((number) => ({ number, name: groupEnd(context, number).callSign }))
}

/** Numbers of units, of radios that were heard, and of remembered names. */
export function targets(context: CoreContext) {
  const presence = presenceList(context)
  const online = new Set(
    presence.filter((one) => one.online === 'online').map(({ number }) => number),
  )
  const radios = new Set([
    ...unitList(context.db, context.county).flatMap((unit) => unit.radios),
    ...presence.map(({ number }) => number),
    ...numbersOfKind(context, 'radio'),
    ...passingNumbers(context, 'radio'),
  ])
  return {
    gateways: senders(context).map(({ commands, ...sender }) => ({
      ...sender,
      commands: [...commands],
    })),
    radios: [...radios].map((number) => {
      const { callSign, holder } = radioEnd(context, number)
      return { number, callSign, holder, online: online.has(number) }
    }),
    groups: knownGroups(context),
  }
}

interface TextState {
  readonly outcome: Outcome
  readonly outcomeWord: string
  readonly cause: string
  readonly retries: number
  /** Held back by the gateway's own pace. */
  readonly waitingUntil: number | null
}

/** Where a text on its way stands, its repeats included. */
export function textState(context: CoreContext, entity: string): TextState | undefined {
  const row = trafficRow(context.db, entity)
  if (!row?.outcome) return undefined
  const { retries, waiting } = radioDesk(context).orders.progressOf(entity)
  return {
    outcome: row.outcome,
    outcomeWord: outcomeWord(row.outcome, row.kind, row.causeWord),
    cause: row.causeWord,
    retries: Math.max(row.retries, retries),
    waitingUntil: waiting?.untilMs ?? null,
  }
}
