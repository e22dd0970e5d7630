/** What was sealed of a past moment or period. */
import { and, asc, gte, lte } from 'drizzle-orm'
import type { EpochMs } from '../../../kernel/world.ts'
import type { CoreContext } from '../../../module.ts'
import { thinned, type HeldPosition, type ThinnedTrack } from '../../positions/index.ts'
import { decodePiece, type SealedTrack } from './piece.ts'
import { sealedTrackTable } from './tables.ts'

type Tracks = ReadonlyMap<string, SealedTrack>
const nothing: Tracks = new Map()

/** The piece that was read last: a replay asks for the same one again and again. */
const lastRead = new WeakMap<CoreContext, { readonly sha256: string; readonly tracks: Tracks }>()

function readPiece(context: CoreContext, sha256: string): Tracks {
  const known = lastRead.get(context)
  if (known?.sha256 === sha256) return known.tracks
  const bytes = context.files.read(sha256)
  // Sealed by another console: its files do not travel yet.
  const tracks = (bytes && decodePiece(bytes)) ?? nothing
  lastRead.set(context, { sha256, tracks })
  return tracks
}

/** Pieces with something between the two times, oldest first. */
function piecesBetween({ db }: CoreContext, from: EpochMs, to: EpochMs) {
  return db.tables
    .select()
    .from(sealedTrackTable)
    .where(and(lte(sealedTrackTable.from, to), gte(sealedTrackTable.to, from)))
    .orderBy(asc(sealedTrackTable.from), asc(sealedTrackTable.id))
    .all()
}

export interface SealedMoment {
  /** Before this nothing of the piece is known. */
  readonly from: EpochMs
  /** The newest fix of everything that had arrived by then. */
  readonly positions: readonly HeldPosition[]
}

/** The newest fix that had arrived by then; what came late was never on the map. */
function newestBy(track: SealedTrack, at: EpochMs): HeldPosition | undefined {
  for (let index = track.length - 1; index >= 0; index--) {
    const fix = track.fix(index)
    if (!fix.late && fix.arrivedAt <= at) return fix
  }
  return undefined
}

/** What was sealed of a past moment; `undefined` where nothing was, or its file is elsewhere. */
export function sealedAt(context: CoreContext, at: EpochMs): SealedMoment | undefined {
  for (const { from, sha256 } of piecesBetween(context, at, at)) {
    const tracks = readPiece(context, sha256)
    if (tracks.size === 0) continue
    const positions = [...tracks.values()].flatMap((track) => newestBy(track, at) ?? [])
    return { from, positions }
  }
  return undefined
}

/** Every key that something was sealed of between two times. */
export async function sealedKeys(
  context: CoreContext,
  from: EpochMs,
  to: EpochMs,
): Promise<ReadonlySet<string>> {
  const keys = new Set<string>()
  for (const { sha256 } of piecesBetween(context, from, to)) {
    for (const key of readPiece(context, sha256).keys()) keys.add(key)
    await context.breathe()
  }
  return keys
}

/** Fixes between two times, oldest first. A piece begins with what was known before it. */
function fixesWithin(track: SealedTrack, from: EpochMs, to: EpochMs): HeldPosition[] {
  const all = Array.from({ length: track.length }, (_, index) => track.fix(index))
  return all.filter(({ at }) => at >= from && at <= to)
}

/**
 * Sealed fixes between two times, each key's oldest first; thinned as the ring's are (`trackOf`).
 * @param ends of each key wanted: what is from then on is held elsewhere
 */
export async function sealedTracks(
  context: CoreContext,
  ends: ReadonlyMap<string, EpochMs>,
  from: EpochMs,
  to: EpochMs,
  limit: number,
): Promise<ReadonlyMap<string, ThinnedTrack>> {
  const found = new Map<string, ThinnedTrack & { readonly last: EpochMs }>()
  for (const { sha256 } of piecesBetween(context, from, to)) {
    const tracks = readPiece(context, sha256)
    for (const [key, end] of ends) {
      const track = tracks.get(key)
      if (!track) continue
      const { positions, total, last } = found.get(key) ?? {
        positions: [],
        total: 0,
        last: from - 1,
      }
      const more = fixesWithin(track, last + 1, Math.min(to, end - 1))
      // Thinned piece by piece: days of two thousand radios are never in memory whole.
      found.set(key, {
        positions: thinned([...positions, ...more], from, to, limit),
        total: total + more.length,
        last: more.at(-1)?.at ?? last,
      })
    }
    await context.breathe()
  }
  return found
}
