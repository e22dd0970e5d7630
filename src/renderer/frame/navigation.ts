/** Which screen is shown. The address keeps it, so that a reload comes back to the same place. */
import { create } from 'zustand'

/** From anywhere in the console: whom to call. */
export const whomKey = 'Alt+F'

interface Navigation {
  readonly screen: string
  /** Within a screen, its own meaning: a settings section. */
  readonly part: string | undefined
  readonly goTo: (screen: string, part?: string) => void
}

function fromHash(): { screen: string; part: string | undefined } {
  const [screen = '', part] = window.location.hash.replace(/^#\/?/, '').split('/')
  return { screen: screen || 'dispatch', part }
}

export const useNavigation = create<Navigation>()((set) => ({
  ...fromHash(),
  goTo: (screen, part) => {
    window.history.replaceState(
      null,
      '',
      part === undefined ? `#/${screen}` : `#/${screen}/${part}`,
    )
    set({ screen, part })
  },
}))
