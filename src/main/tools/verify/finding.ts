/** What `verify` can find, and a guard that turns unreadable pages into findings. */
import { DatabaseError } from '../../../core/kernel/database.ts'

export type Area =
  /** The bytes of ops: not canonical, not chained, not signed, against a witness. */
  | 'op'
  /** A column, head, origin or checkpoint row that disagrees with the bytes. */
  | 'column'
  /** A projection or an index that differs from one made anew. */
  | 'projection'
  /** The file itself: header, pages, schema. */
  | 'page'
  | 'attachment'
  | 'segment'
  /** A frozen handover sheet that is not what was signed. */
  | 'handover'

export interface Finding {
  readonly area: Area
  /** `origin:seq` where one op is meant. */
  readonly op?: string | undefined
  readonly detail: string
}

/** Runs one check; what cannot be read or decoded is itself found, in the area given. */
export function guarded(
  area: Area,
  what: string,
  check: () => readonly Finding[],
): readonly Finding[] {
  try {
    return check()
  } catch (error) {
    // Damaged bytes can make any step throw; here every throw is an answer about the file.
    const corrupt = error instanceof DatabaseError && error.reason !== 'our-mistake'
    const cause =
      error instanceof DatabaseError && error.cause instanceof Error ? error.cause : error
    const words = cause instanceof Error ? cause.message : String(cause)
    return [{ area: corrupt ? 'page' : area, detail: `${what}: ${words}` }]
  }
}
