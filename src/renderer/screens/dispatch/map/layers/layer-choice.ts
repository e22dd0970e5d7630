import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface LayerChoice {
  /** By key of the layer; absent: as the layer is by itself. */
  readonly chosen: Readonly<Record<string, boolean>>
  readonly choose: (changes: Readonly<Record<string, boolean>>) => void
}

/** What this seat last had switched on and off; it comes back after a reload. */
export const useLayerChoice = create<LayerChoice>()(
  persist(
    (set) => ({
      chosen: {},
      choose: (changes) => set(({ chosen }) => ({ chosen: { ...chosen, ...changes } })),
    }),
    { name: 'map-layers' },
  ),
)
