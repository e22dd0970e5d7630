import { create } from 'zustand'
import type { PlaceHit } from '../../../../../core/modules/places/contract.ts'

/** The place that was looked up on this page; it stays on the map until another is. */
export const useFound = create<{ readonly place: PlaceHit | undefined }>()(() => ({
  place: undefined,
}))

export function setFound(place: PlaceHit | undefined): void {
  useFound.setState({ place })
}
