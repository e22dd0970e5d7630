/**
 * How this seat likes its screen: theme, type size, panel sizes. The page keeps a copy for the
 * first paint; the core's local scope keeps it for the seat (`frame/use-layout-sync.ts`).
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ThemeName } from './tokens.ts'

export interface Layout {
  readonly theme: ThemeName
  /** Steps of 1 px from 14: −1 … +4. */
  readonly fontStep: number
  /** Pixels or fractions per splitter, by its name: `dispatch.columns`. */
  readonly sizes: Readonly<Record<string, readonly number[]>>
  readonly singleKeys: boolean
}

interface LayoutStore extends Layout {
  readonly setTheme: (theme: ThemeName) => void
  readonly stepFont: (by: 1 | -1) => void
  readonly setSizes: (name: string, sizes: readonly number[]) => void
  readonly setSingleKeys: (on: boolean) => void
  readonly adopt: (layout: Partial<Layout>) => void
}

export const fontSteps = { least: -1, most: 4 } as const

export const useLayout = create<LayoutStore>()(
  persist(
    (set) => ({
      theme: 'dark',
      fontStep: 0,
      sizes: {},
      singleKeys: true,
      setTheme: (theme) => set({ theme }),
      stepFont: (by) =>
        set(({ fontStep }) => ({
          fontStep: Math.min(fontSteps.most, Math.max(fontSteps.least, fontStep + by)),
        })),
      setSizes: (name, sizes) => set((layout) => ({ sizes: { ...layout.sizes, [name]: sizes } })),
      setSingleKeys: (singleKeys) => set({ singleKeys }),
      adopt: (layout) => set(layout),
    }),
    { name: 'console-layout' },
  ),
)

/** The page of the big screen has its own theme, whatever the seat's is. */
const isWallPage = () => location.pathname === '/panel/wall'

/** The theme of this page. */
export function useTheme(): ThemeName {
  return useLayout(({ theme }) => (isWallPage() ? 'wall' : theme))
}

/** Type size as a factor of the 14 px base. */
export function useScale(): number {
  const theme = useTheme()
  return useLayout(({ fontStep }) => (theme === 'wall' ? 20 / 14 : (14 + fontStep) / 14))
}
