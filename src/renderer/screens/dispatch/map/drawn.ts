import { createContext, use } from 'react'
import type { PlacedThing } from './map-things.ts'

/** The things of all layers that are on; apart from the desk, because it changes often. */
export const DrawnContext = createContext<readonly PlacedThing[]>([])

export const useDrawn = (): readonly PlacedThing[] => use(DrawnContext)
