/** Folds the facts of one recording into its row. */
import { eq } from 'drizzle-orm'
import type { Database } from '../../kernel/database.ts'
import type { Projection } from '../../oplog/registry.ts'
import type { Fact } from '../../oplog/types.ts'
import {
  recordingExported,
  recordingFacts,
  recordingFinished,
  recordingGap,
  recordingKept,
  recordingListened,
  recordingMissed,
  recordingRemoved,
  recordingStarted,
  type RecordingExported,
  type RecordingFinished,
  type RecordingGap,
  type RecordingKept,
  type RecordingListened,
  type RecordingMissed,
  type RecordingRemoved,
  type RecordingStarted,
} from './facts.ts'
import { heardTable, recordingTable, type RecordingRow, type Use } from './tables.ts'

type Begin = RecordingStarted | RecordingFinished | RecordingMissed

function newest(facts: readonly Fact[], { kind }: { readonly kind: string }): unknown {
  return facts.findLast((fact) => fact.kind === kind)?.body
}

const finishedOf = (facts: readonly Fact[]) =>
  newest(facts, recordingFinished) as RecordingFinished | undefined
const missedOf = (facts: readonly Fact[]) =>
  newest(facts, recordingMissed) as RecordingMissed | undefined

function useOf(fact: Fact): Use | undefined {
  if (fact.kind === recordingListened.kind) {
    const { byName, at, seat } = fact.body as RecordingListened
    return { what: 'listened', byName, at, note: seat }
  }
  if (fact.kind === recordingExported.kind) {
    const { byName, at, purpose } = fact.body as RecordingExported
    return { what: 'exported', byName, at, note: purpose }
  }
  if (fact.kind !== recordingKept.kind) return undefined
  const { byName, at, keep, reason } = fact.body as RecordingKept
  return { what: keep ? 'kept' : 'released', byName, at, note: reason }
}

function gapsOf(facts: readonly Fact[], missed: RecordingMissed | undefined): RecordingGap[] {
  const told = facts
    .filter(({ kind }) => kind === recordingGap.kind)
    .map(({ body }) => body as RecordingGap)
  const whole = missed ? [{ from: missed.from, to: missed.to, cause: missed.cause }] : []
  return [...told, ...whole]
    .map(({ from, to, cause }) => (to === undefined ? { from, cause } : { from, to, cause }))
    .toSorted((a, b) => a.from - b.from)
}

function rowOf(id: string, facts: readonly Fact[]): RecordingRow | undefined {
  const started = facts.find(({ kind }) => kind === recordingStarted.kind)
  const finished = finishedOf(facts)
  const missed = missedOf(facts)
  const begin: Begin | undefined =
    finished ?? missed ?? (started?.body as RecordingStarted | undefined)
  if (!begin) return undefined
  const removed = newest(facts, recordingRemoved) as RecordingRemoved | undefined
  const kept = newest(facts, recordingKept) as RecordingKept | undefined
  const holder = finished ?? missed
  return {
    id,
    call: begin.call,
    entry: begin.entry ?? null,
    gateway: begin.gateway,
    gatewayName: begin.gatewayName,
    site: begin.site,
    direction: begin.direction,
    type: begin.type,
    target: begin.target,
    isGroup: begin.group,
    caller: begin.caller ?? null,
    unit: holder?.unit ?? null,
    callSign: holder?.callSign ?? null,
    incident: holder?.incident ?? null,
    callAt: begin.callAt,
    at: 'at' in begin ? begin.at : begin.from,
    durationMs: finished?.durationMs ?? null,
    bytes: finished?.bytes ?? 0,
    sha256: finished?.sha256 ?? null,
    soundType: finished?.soundType ?? '',
    input: 'input' in begin ? begin.input : '',
    missed: !finished && missed !== undefined,
    gaps: JSON.stringify(gapsOf(facts, finished ? undefined : missed)),
    keptBy: kept?.keep ? kept.byName : null,
    keptReason: kept?.keep ? kept.reason : null,
    removedAt: removed?.at ?? null,
    removedDays: removed?.days ?? null,
    uses: JSON.stringify(facts.map(useOf).filter((use) => use !== undefined)),
    status: facts[0]?.status ?? 'actual',
  }
}

/** Whom a search by radio must find: the caller, whoever spoke, and the radio called. */
function heard(facts: readonly Fact[]): Set<string> {
  const body = finishedOf(facts) ?? missedOf(facts)
  if (!body) return new Set()
  const called = body.group ? [] : [body.target]
  return new Set([...(body.caller === undefined ? [] : [body.caller]), ...body.radios, ...called])
}

export const recordingProjection: Projection = {
  name: 'recordings',
  version: 1,
  tables: [recordingTable, heardTable],
  kinds: recordingFacts,
  fold(db: Database, entity: string, facts: readonly Fact[]) {
    db.tables.delete(recordingTable).where(eq(recordingTable.id, entity)).run()
    db.tables.delete(heardTable).where(eq(heardTable.recording, entity)).run()
    const row = rowOf(entity, facts)
    // Heard or deleted on another console before its beginning came here: it waits in the log.
    if (!row) return
    db.tables.insert(recordingTable).values(row).run()
    for (const radio of heard(facts))
      db.tables.insert(heardTable).values({ recording: entity, radio }).run()
  },
}
