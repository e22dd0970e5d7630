import { and, desc, eq, exists, gte, inArray, like, lt, or, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { CoreContext } from '../../module.ts'
import { incidentRow } from '../incidents/index.ts'
import { groupEnd, radioEnd } from '../radio/index.ts'
import { ruleMs } from '../rules/index.ts'
import type { Gap, Recording, recordingsContract } from './contract.ts'
import { recordingDesk } from './desk.ts'
import { heardTable, recordingTable, type RecordingRow, type Use } from './tables.ts'
import { callTypeWord } from './type-words.ts'
import { gapCauseWord } from './words.ts'

type SearchInput = z.output<
  NonNullable<(typeof recordingsContract)['search']['~orpc']['inputSchema']>
>

export const retentionRule = 'recording.days'

export function recordingRow(context: CoreContext, id: string): RecordingRow | undefined {
  return context.db.tables.select().from(recordingTable).where(eq(recordingTable.id, id)).get()
}

export const usesOf = ({ uses }: RecordingRow): Use[] => JSON.parse(uses) as Use[]
const gapsOf = ({ gaps }: RecordingRow): Gap[] => JSON.parse(gaps) as Gap[]

function heardIn(context: CoreContext, recording: string): string[] {
  return context.db.tables
    .select({ radio: heardTable.radio })
    .from(heardTable)
    .where(eq(heardTable.recording, recording))
    .all()
    .map(({ radio }) => radio)
}

/** Not before: kept ones and those of an incident that is open are never due. */
export function removeAt(context: CoreContext, row: RecordingRow): number | null {
  if (row.sha256 === null || row.removedAt !== null || row.keptBy !== null) return null
  const incident = row.incident === null ? undefined : incidentRow(context.db, row.incident)
  if (incident && incident.closedAt === null) return null
  return Math.max(row.callAt, incident?.closedAt ?? 0) + ruleMs(context, retentionRule)
}

function stateOf(context: CoreContext, row: RecordingRow): Pick<Recording, 'state' | 'stateWord'> {
  if (row.missed) {
    const cause = gapsOf(row).at(-1)?.cause ?? ''
    return { state: 'missed', stateWord: `没有录音：${gapCauseWord(cause)}` }
  }
  if (row.removedAt !== null) {
    return { state: 'removed', stateWord: `声音已按规则删除（保存 ${row.removedDays} 天）` }
  }
  if (row.sha256 !== null) {
    return context.sounds.has(row.id)
      ? { state: 'ready', stateWord: '' }
      : { state: 'elsewhere', stateWord: `声音在「${row.site}」台址的控制台上` }
  }
  return recordingDesk(context).isLive(row.id)
    ? { state: 'recording', stateWord: '正在录音' }
    : { state: 'unfinished', stateWord: '录音没有完成' }
}

const shownEnd = ({ number, callSign, unknown }: ReturnType<typeof radioEnd>) => ({
  number,
  callSign,
  unknown,
})

export const playable = (context: CoreContext, row: RecordingRow) => stateOf(context, row)

export function shown(context: CoreContext, row: RecordingRow): Recording {
  const heard = heardIn(context, row.id)
  const radio = row.caller ?? heard.find((number) => number !== row.target) ?? heard[0]
  const then = { unit: row.unit, callSign: row.callSign }
  const target = row.isGroup ? groupEnd(context, row.target) : radioEnd(context, row.target)
  const { id, call, entry, gateway, gatewayName, site, direction, callAt, at, incident } = row
  return {
    id,
    cursor: `${callAt}:${id}`,
    call,
    entry,
    gateway,
    gatewayName,
    site,
    direction,
    typeWord: callTypeWord(row.type),
    radio: radio === undefined ? null : shownEnd(radioEnd(context, radio, then)),
    target: { ...shownEnd(target), group: row.isGroup },
    heard: heard.map((number) => radioEnd(context, number).callSign),
    callAt,
    at,
    durationMs: row.durationMs,
    gaps: gapsOf(row),
    ...stateOf(context, row),
    kept: row.keptBy === null ? null : { by: row.keptBy, reason: row.keptReason ?? '' },
    removeAt: removeAt(context, row),
    incident,
    status: row.status,
  }
}

function after(cursor: string | null | undefined): SQL | undefined {
  const parts = /^(\d{1,15}):(.+)$/.exec(cursor ?? '')
  if (!parts) return undefined
  const at = Number(parts[1])
  return or(
    lt(recordingTable.callAt, at),
    and(eq(recordingTable.callAt, at), lt(recordingTable.id, parts[2] ?? '')),
  )
}

function heardBy(context: CoreContext, where: SQL): SQL {
  return exists(
    context.db.tables
      .select({ radio: heardTable.radio })
      .from(heardTable)
      .where(and(eq(heardTable.recording, recordingTable.id), where)),
  )
}

function matching(context: CoreContext, query: SearchInput): SQL | undefined {
  const t = recordingTable
  const { radio, group, gateway, from, to } = query
  // The wildcards of `like` have no escape in drizzle; as plain text nobody looks for them.
  const words = query.text.replaceAll(/[%_]/g, '').trim()
  return and(
    after(query.before),
    radio ? heardBy(context, eq(heardTable.radio, radio)) : undefined,
    group ? and(eq(t.isGroup, true), eq(t.target, group)) : undefined,
    gateway ? eq(t.gateway, gateway) : undefined,
    from ? gte(t.callAt, from) : undefined,
    to ? lt(t.callAt, to) : undefined,
    words === ''
      ? undefined
      : or(
          like(t.callSign, `%${words}%`),
          like(t.target, `%${words}%`),
          like(t.gatewayName, `%${words}%`),
          heardBy(context, like(heardTable.radio, `%${words}%`)),
        ),
  )
}

export function searchRecordings(context: CoreContext, query: SearchInput) {
  const rows = context.db.tables
    .select()
    .from(recordingTable)
    .where(matching(context, query))
    .orderBy(desc(recordingTable.callAt), desc(recordingTable.id))
    .limit(query.limit + 1)
    .all()
  const found = rows.slice(0, query.limit).map((row) => shown(context, row))
  return { rows: found, next: rows.length > query.limit ? (found.at(-1)?.cursor ?? null) : null }
}

export function recordingsOf(
  context: CoreContext,
  calls: readonly string[],
  entries: readonly string[],
): Recording[] {
  const t = recordingTable
  const wanted = or(
    calls.length > 0 ? inArray(t.call, [...calls]) : undefined,
    entries.length > 0 ? inArray(t.entry, [...entries]) : undefined,
  )
  if (!wanted) return []
  return context.db.tables
    .select()
    .from(t)
    .where(wanted)
    .all()
    .map((row) => shown(context, row))
}
