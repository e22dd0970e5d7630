import { createContext, use } from 'react'

export interface ShownLayers {
  readonly on: ReadonlySet<string>
  /** Exactly these are on from now. */
  readonly show: (keys: readonly string[]) => void
}

export const ShownLayersContext = createContext<ShownLayers>({
  on: new Set(),
  show: () => undefined,
})

export const useShownLayers = (): ShownLayers => use(ShownLayersContext)
