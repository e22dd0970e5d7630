/**
 * Seals what the map showed while incidents are open, an hour at a time, and the rest when one is
 * closed: the ring of positions forgets after three days, a look back years later does not.
 * What is due is computed from the log and the clock; a restart loses and doubles nothing.
 */
import { eq, max } from 'drizzle-orm'
import { newId } from '../../../kernel/id.ts'
import type { CancelTimer, EpochMs } from '../../../kernel/world.ts'
import type { CoreContext } from '../../../module.ts'
import { recordBySystem } from '../../../seat-log.ts'
import { assignmentsOf } from '../../dispatch/index.ts'
import { incidentsBetween, type IncidentSpan } from '../../incidents/index.ts'
import { fixesKnownAt, trackedKeys, trackOf, type HeldPosition } from '../../positions/index.ts'
import { tracksSealed, type TracksSealed } from './facts.ts'
import { encodePiece } from './piece.ts'
import { sealedTrackTable } from './tables.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** What the ring keeps. */
const ringMs = 72 * hourMs
/** An hour is sealed so much later: what was caught up from a dead zone is in it. */
const lateMs = 10 * minuteMs
/** One fix of a unit that was sent to one of the incidents, and of everything else. */
const everyMs = { sent: 10_000, other: minuteMs } as const
/** Keys between two breaths. */
const keysAtOnce = 20

interface Due {
  readonly from: EpochMs
  readonly to: EpochMs
  readonly incidents: readonly string[]
}

function lastSealed({ db, site }: CoreContext): EpochMs {
  return (
    db.tables
      .select({ to: max(sealedTrackTable.to) })
      .from(sealedTrackTable)
      .where(eq(sealedTrackTable.site, site))
      .get()?.to ?? 0
  )
}

const endOf = ({ closedAt }: IncidentSpan) => closedAt ?? Number.POSITIVE_INFINITY

/** The next piece, where its time has come. */
function duePiece(context: CoreContext): Due | undefined {
  const now = context.world.clock.nowMs()
  const sealed = Math.max(lastSealed(context), now - ringMs)
  const spans = incidentsBetween(context.db, sealed, now)
  const [first] = spans.map(({ receivedAt }) => receivedAt).toSorted((a, b) => a - b)
  if (first === undefined) return undefined
  const from = Math.max(sealed, first)
  const closed = spans.map(endOf).filter((at) => at > from && at <= now)
  const hour = from + hourMs
  const end = Math.min(hour, ...closed)
  if (end > now || (end === hour && now < hour + lateMs)) return undefined
  const incidents = spans
    .filter((span) => span.receivedAt < end && endOf(span) > from)
    .map(({ id }) => id)
  return end > from ? { from, to: end, incidents } : undefined
}

async function fixesOf(
  context: CoreContext,
  { from, to, incidents }: Due,
): Promise<HeldPosition[][]> {
  // Orders that are over count as well: the last piece is sealed after all have come back.
  const sent = new Set(
    incidents.flatMap((id) => assignmentsOf(context, id)).map(({ unit }) => `unit:${unit}`),
  )
  const before = new Map(
    fixesKnownAt(context, from)
      .filter(({ quality, at }) => quality === 'good' && at < from)
      .map((fix) => [fix.key, fix]),
  )
  const keys = [...new Set([...before.keys(), ...trackedKeys(context, from, to)])]
  const all: HeldPosition[][] = []
  for (const [index, key] of keys.entries()) {
    const most = Math.ceil((to - from) / (sent.has(key) ? everyMs.sent : everyMs.other))
    const { positions } = trackOf(context, key, from, to, most)
    const first = before.get(key)
    all.push(first ? [first, ...positions] : positions)
    if (index % keysAtOnce === keysAtOnce - 1) await context.breathe()
  }
  return all.filter((fixes) => fixes.length > 0)
}

/** The next minute tries again; the ring holds it for three days. */
function notSealed({ logger }: CoreContext, error: string): false {
  logger.warn('tracks.not-sealed', { error })
  return false
}

/** @returns whether a piece was due and is sealed now */
async function sealNext(context: CoreContext): Promise<boolean> {
  const due = duePiece(context)
  if (!due) return false
  const { from, to, incidents } = due
  const fixes = await fixesOf(context, due)
  const bytes = encodePiece(from, to, fixes)
  const stored = context.files.store(bytes)
  if (!stored.ok) return notSealed(context, stored.code)
  const body: TracksSealed = {
    from,
    to,
    incidents: [...incidents],
    site: context.site,
    attachment: stored.value,
    size: bytes.length,
    fixes: fixes.reduce((sum, { length }) => sum + length, 0),
  }
  const entity = newId(context.world.clock, context.world.random)
  const done = recordBySystem(context, 'sealed-tracks', [{ kind: tracksSealed.kind, entity, body }])
  return done.ok || notSealed(context, done.code)
}

/** Looks once a minute; one piece after the other until none is due. */
export function startSealing(context: CoreContext): () => void {
  const state = { stopped: false, sealing: false }
  let cancel: CancelTimer | undefined
  const sealAll = async () => {
    state.sealing = true
    try {
      while (!state.stopped && (await sealNext(context)));
    } catch (error) {
      // The folder is closing, or a disk failed.
      if (!state.stopped) notSealed(context, String(error))
    }
    state.sealing = false
  }
  const look = () => {
    cancel = context.world.timers.after(minuteMs, look)
    if (!state.sealing && duePiece(context)) void sealAll()
  }
  cancel = context.world.timers.after(minuteMs, look)
  return () => {
    state.stopped = true
    cancel?.()
  }
}
