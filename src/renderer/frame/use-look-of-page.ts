import { useEffect } from 'react'
import { setSingleKeys } from '../ui/hotkeys.ts'
import { useLayout } from '../ui/layout-store.ts'
import type { ThemeName } from '../ui/tokens.ts'

/** Puts theme and type size where `tokens.css` looks for them. */
export function useLookOfPage(theme: ThemeName, scale: number): void {
  const singleKeys = useLayout((layout) => layout.singleKeys)
  useEffect(() => {
    const root = document.documentElement
    root.dataset['theme'] = theme
    // The wall theme has sizes of its own.
    root.style.setProperty('--scale', theme === 'wall' ? '1' : String(scale))
  }, [theme, scale])
  useEffect(() => setSingleKeys(singleKeys), [singleKeys])
}
