import { create } from 'zustand'
import type { Found } from '../../../../../core/modules/finder/contract.ts'
import type { PlaceHit } from '../../../../../core/modules/places/contract.ts'
import type { LatLon } from '../map-geometry.ts'

/** What was looked up on this page: a thing of the console, or coordinates that were typed. */
export type Sought =
  | { readonly kind: 'thing'; readonly found: Found }
  | { readonly kind: 'point'; readonly point: LatLon; readonly note: string | undefined }

interface FoundStore {
  readonly sought: Sought | undefined
  /** The place among it; it stays on the map until another is looked up. */
  readonly place: PlaceHit | undefined
}

export const useFound = create<FoundStore>()(() => ({ sought: undefined, place: undefined }))

export function setSought(sought: Sought | undefined): void {
  const place = sought?.kind === 'thing' ? (sought.found.place ?? undefined) : undefined
  useFound.setState({ sought, place })
}

/** The point of what was found, where it has one. */
export function soughtPoint(sought: Sought | undefined): LatLon | undefined {
  if (sought?.kind === 'point') return sought.point
  return sought?.found.point ?? undefined
}
