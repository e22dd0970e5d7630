/**
 * The screens there are, in the order and with the keys of the whole console's plan: a screen
 * that is not built yet leaves its number free. Adding one is a folder and a line here.
 */
import { lazy, type ComponentType } from 'react'

export interface ScreenEntry {
  readonly key: string
  readonly title: string
  readonly hotkey: string
  readonly component: ComponentType
}

export const screens: readonly ScreenEntry[] = [
  {
    key: 'dispatch',
    title: '指挥',
    hotkey: 'Alt+1',
    component: lazy(async () => {
      const { DispatchScreen } = await import('../screens/dispatch/DispatchScreen.tsx')
      return { default: DispatchScreen }
    }),
  },
  {
    key: 'incidents',
    title: '事件',
    hotkey: 'Alt+2',
    component: lazy(async () => {
      const { IncidentsScreen } = await import('../screens/incidents/IncidentsScreen.tsx')
      return { default: IncidentsScreen }
    }),
  },
  {
    key: 'radio',
    title: '通信',
    hotkey: 'Alt+4',
    component: lazy(async () => {
      const { RadioScreen } = await import('../screens/radio/RadioScreen.tsx')
      return { default: RadioScreen }
    }),
  },
  {
    key: 'resources',
    title: '资源',
    hotkey: 'Alt+6',
    component: lazy(async () => {
      const { ResourcesScreen } = await import('../screens/resources/ResourcesScreen.tsx')
      return { default: ResourcesScreen }
    }),
  },
  {
    key: 'settings',
    title: '设置',
    hotkey: 'Alt+9',
    component: lazy(async () => {
      const { SettingsScreen } = await import('../screens/settings/SettingsScreen.tsx')
      return { default: SettingsScreen }
    }),
  },
]

/** The screen of this key, or the first one: an address may be from another version. */
export function screenOf(key: string): ScreenEntry {
  const found = screens.find((screen) => screen.key === key) ?? screens[0]
  if (!found) throw new Error('the list of screens is empty')
  return found
}
