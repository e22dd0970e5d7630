/** What opening a data folder can say. Values; their sentences are in `sentences.ts`. */
import type { DatabaseName } from './layout.ts'
import type { ClockVerdict } from './clock-check.ts'
import type { Holder } from './lock.ts'
import type { RestoreReport } from './restore.ts'

/** Why a console does not start on this folder. */
export type FolderRefusal =
  | { readonly kind: 'taken'; readonly by: Holder | undefined }
  | { readonly kind: 'read-only'; readonly path: string }
  | { readonly kind: 'no-space'; readonly freeBytes: number }
  | {
      readonly kind: 'newer-version'
      readonly file: DatabaseName
      readonly found: number
      readonly known: number
    }
  | { readonly kind: 'not-usable'; readonly path: string; readonly code: string }

/** What the operator should know although the console starts. */
export type FolderNotice =
  | { readonly kind: 'created' }
  | { readonly kind: 'stopped-unexpectedly'; readonly holder: Holder }
  | { readonly kind: 'restored'; readonly why: string; readonly report: RestoreReport }
  | {
      readonly kind: 'replaced'
      readonly file: Exclude<DatabaseName, 'console'>
      readonly setAside: string
      readonly copyFrom: number | undefined
    }
  | { readonly kind: 'no-second-disk' }
  | { readonly kind: 'second-disk-missing'; readonly path: string }
  | { readonly kind: 'second-disk-is-same-disk'; readonly path: string }
  | { readonly kind: 'clock'; readonly verdict: Exclude<ClockVerdict, { kind: 'plausible' }> }
  | { readonly kind: 'low-space'; readonly freeBytes: number }
  | { readonly kind: 'reserve-released' }

/** Carries a refusal out of the middle of opening; caught once, in `openDataFolder`. */
export class FolderRefused extends Error {
  readonly refusal: FolderRefusal
  constructor(refusal: FolderRefusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}
