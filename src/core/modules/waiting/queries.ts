import type { CoreContext, Session } from '../../module.ts'
import { contactPoints, pointKindWord, pointOf } from '../directory/index.ts'
import { gatewayName } from '../gateways/index.ts'
import {
  groupEnd,
  missedTraffic,
  radioEnd,
  senders,
  trafficAbout,
  trafficCountSince,
} from '../radio/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { AboutCaller, MissedCall, WaitingCall } from './contract.ts'
import { waitingDesk, type ClaimHolder, type WaitingEntry } from './entries.ts'
import { claimMs, kindWord, missedForMs } from './words.ts'

const dayMs = 24 * 3_600_000

const shownHolder = ({ name, seatName, at, person }: ClaimHolder, session: Session) => ({
  name,
  seatName,
  at,
  mine: person === session.person,
})

/** Lies over the state: what a team wants is more than where it is. */
function stateOf(unit: Unit | undefined): WaitingCall['state'] {
  if (!unit) return null
  const { digit, word, token } = unit.over ?? unit.state
  return { digit, word, token, since: unit.state.since }
}

export function waitingStack(context: CoreContext, session: Session): WaitingCall[] {
  const units = new Map(unitList(context.db, context.county).map((unit) => [unit.id, unit]))
  const able = new Map(senders(context).map((sender) => [sender.gateway, sender]))
  const desk = waitingDesk(context)
  const since = context.world.clock.nowMs() - dayMs
  const shown = (entry: WaitingEntry): WaitingCall => {
    const { id, kind, gateway, firstAt, lastAt, records, ongoing, words, claim, taken } = entry
    const end = radioEnd(context, entry.radio)
    const unit = end.unit === null ? undefined : units.get(end.unit)
    const sender = able.get(gateway)
    const can = (command: 'ptt' | 'sendText' | 'sendStatus' | 'call') =>
      sender?.ready === true && sender.commands.includes(command)
    return {
      id,
      kind,
      kindWord: kindWord(kind),
      radio: end,
      askName: end.unknown && !desk.wasAsked(entry.radio),
      group:
        entry.group === null
          ? null
          : { number: entry.group, name: groupEnd(context, entry.group).callSign },
      gateway,
      gatewayName: gatewayName(context, gateway),
      firstAt,
      lastAt,
      times: records.length,
      ongoing: ongoing.length > 0,
      words,
      state: stateOf(unit),
      incident: unit?.incident ?? null,
      earlier: Math.max(0, trafficCountSince(context.db, entry.radio, since) - records.length),
      claim: claim && { ...shownHolder(claim, session), untilMs: claim.at + claimMs },
      taken: taken && shownHolder(taken, session),
      can: {
        talk: can('ptt'),
        text: can('sendText'),
        status: can('sendStatus'),
        call: can('call'),
      },
    }
  }
  return desk
    .all()
    .toSorted(
      (a, b) =>
        Number(b.kind === 'emergency') - Number(a.kind === 'emergency') || a.firstAt - b.firstAt,
    )
    .map(shown)
}

/** What was last said with this radio or its team, and how else they are reached. */
export function aboutCaller(context: CoreContext, radio: string): AboutCaller {
  const end = radioEnd(context, radio)
  const point = pointOf(context, 'radio', radio)
  const others = end.unit === null ? [] : contactPoints(context, { unit: end.unit })
  return {
    lines: trafficAbout(context, { radio, unit: end.unit }),
    contacts: others
      .filter(({ number }) => number !== radio)
      .slice(0, 6)
      .map(({ kind, number, holder, callSign }) => ({
        kind: pointKindWord(kind),
        number,
        who: holder || callSign,
      })),
    note: [point?.holder, point?.model, point?.note].filter(Boolean).join(' · '),
  }
}

export function missedList(context: CoreContext): MissedCall[] {
  const since = context.world.clock.nowMs() - missedForMs
  const byRadio = new Map<string, MissedCall>()
  for (const row of missedTraffic(context.db, since)) {
    const known = byRadio.get(row.radio)
    byRadio.set(
      row.radio,
      known
        ? { ...known, records: [...known.records, row.id].slice(0, 50), times: known.times + 1 }
        : {
            radio: radioEnd(context, row.radio),
            records: [row.id],
            times: 1,
            lastAt: row.at,
            gateway: row.gateway,
            words: row.kind === 'text-in' ? row.body : '',
            what: row.kind === 'text-in' ? '来信未回' : '呼叫未接',
          },
    )
  }
  return [...byRadio.values()]
}
