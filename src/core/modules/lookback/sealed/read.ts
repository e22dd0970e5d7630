/** What was sealed of a past moment or period. */
import { and, asc, gte, lte } from 'drizzle-orm'
import type { EpochMs } from '../../../kernel/world.ts'
import type { CoreContext } from '../../../module.ts'
import type { HeldPosition } from '../../positions/index.ts'
import { decodePiece } from './piece.ts'
import { sealedTrackTable } from './tables.ts'

type Fixes = ReadonlyMap<string, readonly HeldPosition[]>
const nothing: Fixes = new Map()

/** The piece that was read last: a replay asks for the same one again and again. */
const lastRead = new WeakMap<CoreContext, { readonly sha256: string; readonly fixes: Fixes }>()

function readPiece(context: CoreContext, sha256: string): Fixes {
  const known = lastRead.get(context)
  if (known?.sha256 === sha256) return known.fixes
  const bytes = context.files.read(sha256)
  // Sealed by another console: its files do not travel yet.
  const fixes = (bytes && decodePiece(bytes)) ?? nothing
  lastRead.set(context, { sha256, fixes })
  return fixes
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

/** What was sealed of a past moment; `undefined` where nothing was, or its file is elsewhere. */
export function sealedAt(context: CoreContext, at: EpochMs): SealedMoment | undefined {
  for (const { from, sha256 } of piecesBetween(context, at, at)) {
    const fixes = readPiece(context, sha256)
    if (fixes.size === 0) continue
    const positions = [...fixes.values()].flatMap(
      (ofKey) => ofKey.findLast((fix) => !fix.late && fix.arrivedAt <= at) ?? [],
    )
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
    for (const [key, fixes] of readPiece(context, sha256)) {
      if (wanted && !wanted.has(key)) continue
      const known = found.get(key) ?? new Map<EpochMs, HeldPosition>()
      for (const fix of fixes) if (fix.at >= from && fix.at <= to) known.set(fix.at, fix)
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
