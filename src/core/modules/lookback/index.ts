/** 回看: past moments of the console, from its log and its positions. It seals those of incidents. */
import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { incidentRow } from '../incidents/index.ts'
import { entriesInOrder } from '../logbook/index.ts'
import {
  oldestPositionAt,
  positionsKnownAt,
  trackedKeys,
  trackOf,
  type HeldPosition,
} from '../positions/index.ts'
import { callsAt } from '../radio/index.ts'
import { stationsKnownAt } from '../stations/index.ts'
import { unitList } from '../teams/index.ts'
import { callsSinceMs, lookbackContract, mostFixes, type Track } from './contract.ts'
import type { PastAnswers } from './past-desk.ts'
import { sealedTrackProjection } from './sealed/apply.ts'
import { tracksSealed } from './sealed/facts.ts'
import { sealedAt, sealedKeys, sealedTracks } from './sealed/read.ts'
import { startSealing } from './sealed/seal.ts'

export { openPastDesk } from './past-desk.ts'

const hourMs = 3_600_000
const longestMs = 7 * 24 * hourMs
/** Without an incident the last hours are offered. */
const dutySpanMs = 12 * hourMs
const mostMoments = 2000
/** A seat's clock may be ahead by what the network takes. */
const graceMs = 2000

/** A thread of our own answers: its structure is what it was asked for. */
async function pictureThen(
  context: CoreContext,
  at: number,
  have: { readonly facts: string; readonly features: string } | undefined,
) {
  const { facts, features, holders, stations } = (await context.askPast({
    kind: 'picture',
    at,
    have,
  })) as PastAnswers['picture']
  const held = new Map(holders)
  const sealed = sealedAt(context, at)
  const measured = stationsKnownAt(context, at, stations)
  return {
    at,
    facts,
    features,
    positions: positionsKnownAt(context, at, (radio) => held.get(radio), sealed?.positions),
    positionsFrom: knownFrom(context, sealed?.from),
    stations: measured.stations.map(({ latest, ...one }) => ({ ...one, latest: [...latest] })),
    stationsFrom: measured.from,
    calls: callsAt(context.db, at, callsSinceMs),
  }
}

/** The earlier of what the ring still holds and what was sealed of the time asked about. */
function knownFrom(context: CoreContext, sealed: number | undefined): number | null {
  const from = Math.min(oldestPositionAt(context) ?? Infinity, sealed ?? Infinity)
  return from === Infinity ? null : from
}

function spanOf(context: CoreContext, incident: string | null) {
  const now = context.world.clock.nowMs()
  const row = incident === null ? undefined : incidentRow(context.db, incident)
  if (incident !== null && !row) throw new ORPCError('NOT_FOUND')
  const to = Math.min(row?.closedAt ?? now, now)
  const from = row ? Math.min(row.receivedAt, to - 60_000) : now - dutySpanMs
  const moments = []
  if (incident !== null) {
    const all = { incident, typedOnly: false, includeStruck: true, text: '' }
    for (const page of entriesInOrder(context.db, all)) {
      for (const { storedAt, text } of page) moments.push({ at: storedAt, text: text.slice(0, 60) })
      if (moments.length >= mostMoments) break
    }
  }
  return { from, to, moments: moments.toSorted((one, other) => one.at - other.at) }
}

function fixOf(position: HeldPosition): Track['fixes'][number] {
  const { at, arrivedAt, lat, lon, headingDeg, speedKmh } = position
  return [at, arrivedAt, lat, lon, headingDeg, speedKmh]
}

async function tracksOf(
  context: CoreContext,
  asked: readonly string[] | undefined,
  from: number,
  to: number,
) {
  const keys = asked ?? [
    ...new Set([...trackedKeys(context, from, to), ...(await sealedKeys(context, from, to))]),
  ]
  const names = new Map(
    unitList(context.db, context.county).map(({ id, callSign }) => [`unit:${id}`, callSign]),
  )
  const each = Math.max(2, Math.floor(mostFixes / Math.max(1, keys.length)))
  const ring = new Map(keys.map((key) => [key, trackOf(context, key, from, to, each)]))
  // What was sealed goes before the ring's first fix.
  const ends = new Map([...ring].map(([key, { positions }]) => [key, positions[0]?.at ?? to + 1]))
  const sealed = await sealedTracks(context, ends, from, to, each)
  const tracks = [...ring].flatMap(([key, held]): Track[] => {
    const before = sealed.get(key)
    const fixes = [...(before?.positions ?? []), ...held.positions]
    if (fixes.length === 0) return []
    const total = (before?.total ?? 0) + held.total
    const label = names.get(key) ?? (key === 'own' ? '本机' : `电台 ${key.split(':').at(-1) ?? ''}`)
    return [{ key, label, total, fixes: fixes.map(fixOf) }]
  })
  const first = Math.min(...[...sealed.values()].flatMap(({ positions: [fix] }) => fix?.at ?? []))
  return { tracks, positionsFrom: knownFrom(context, first) }
}

function lookbackRouter(context: CoreContext) {
  const os = implement(lookbackContract).$context<SeatContext>()
  const isFuture = (at: number) => at > context.world.clock.nowMs() + graceMs
  return {
    picture: os.picture.handler(({ input: { at, have }, errors, context: { seat } }) => {
      requireSession(seat)
      if (isFuture(at)) throw errors.IN_FUTURE()
      return pictureThen(context, at, have)
    }),
    lines: os.lines.handler(async ({ input, errors, context: { seat } }) => {
      requireSession(seat)
      if (isFuture(input.at)) throw errors.IN_FUTURE()
      return (await context.askPast({ kind: 'lines', ...input })) as PastAnswers['lines']
    }),
    span: os.span.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return spanOf(context, input.incident)
    }),
    tracks: os.tracks.handler(({ input: { keys, from, to }, errors, context: { seat } }) => {
      requireSession(seat)
      if (to <= from || to - from > longestMs) throw errors.BAD_PERIOD()
      return tracksOf(context, keys, from, to)
    }),
  }
}

export const lookbackModule: Module = {
  name: 'lookback',
  facts: [tracksSealed],
  projections: [sealedTrackProjection],
  start: startSealing,
  router: lookbackRouter,
}
