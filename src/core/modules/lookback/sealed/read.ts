/** What was sealed of a past moment or period. */
import { and, asc, gte, lte } from 'drizzle-orm'
import type { EpochMs } from '../../../kernel/world.ts'
import type { CoreContext } from '../../../module.ts'
import type { HeldPosition } from '../../positions/index.ts'
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

/** Sealed fixes between two times of the keys wanted (all without), each key's oldest first. */
export async function sealedTracks(
  context: CoreContext,
  keys: readonly string[] | undefined,
  from: EpochMs,
  to: EpochMs,
): Promise<ReadonlyMap<string, readonly HeldPosition[]>> {
  const wanted = keys && new Set(keys)
  const found = new Map<string, Map<EpochMs, HeldPosition>>()
  for (const { sha256 } of piecesBetween(context, from, to)) {
    for (const [key, track] of readPiece(context, sha256)) {
      if (wanted && !wanted.has(key)) continue
      const known = found.get(key) ?? new Map<EpochMs, HeldPosition>()
      for (let index = 0; index < track.length; index++) {
        const fix = track.fix(index)
        if (fix.at >= from && fix.at <= to) known.set(fix.at, fix)
      }
      if (known.size > 0) found.set(key, known)
    }
    await context.breathe()
  }
  return new Map(
    [...found].map(([key, fixes]) => [
      key,
      [...fixes.values()].toSorted((one, other) => one.at - other.at),
    ]),
  )
}
