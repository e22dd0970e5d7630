/**
 * The screens there are, in the order and with the keys of the whole console's plan: a screen
 * that is not built yet leaves its number free. Adding one is a folder and a line here.
 * They are all loaded with the page: nothing may be missing later, when the files have changed.
 */
import type { ComponentType } from 'react'
import { AlarmsScreen } from '../screens/alarms/AlarmsScreen.tsx'
import { DispatchScreen } from '../screens/dispatch/DispatchScreen.tsx'
import { DutyScreen } from '../screens/duty/DutyScreen.tsx'
import { IncidentsScreen } from '../screens/incidents/IncidentsScreen.tsx'
import { RadioScreen } from '../screens/radio/RadioScreen.tsx'
import { ReportsScreen } from '../screens/reports/ReportsScreen.tsx'
import { ResourcesScreen } from '../screens/resources/ResourcesScreen.tsx'
import { SettingsScreen } from '../screens/settings/SettingsScreen.tsx'

export interface ScreenEntry {
  readonly key: string
  readonly title: string
  readonly hotkey: string
  readonly component: ComponentType
  /** Reached by its key and from the frame, without a tab of its own. */
  readonly aside?: boolean
}

export const screens: readonly ScreenEntry[] = [
  {
    key: 'dispatch',
    title: '指挥',
    hotkey: 'Alt+1',
    component: DispatchScreen,
  },
  {
    key: 'incidents',
    title: '事件',
    hotkey: 'Alt+2',
    component: IncidentsScreen,
  },
  {
    key: 'duty',
    title: '值班',
    hotkey: 'Alt+3',
    component: DutyScreen,
  },
  {
    key: 'radio',
    title: '通信',
    hotkey: 'Alt+4',
    component: RadioScreen,
  },
  {
    key: 'resources',
    title: '资源',
    hotkey: 'Alt+6',
    component: ResourcesScreen,
  },
  {
    key: 'reports',
    title: '报表',
    hotkey: 'Alt+8',
    component: ReportsScreen,
  },
  {
    key: 'settings',
    title: '设置',
    hotkey: 'Alt+9',
    component: SettingsScreen,
  },
  {
    key: 'alarms',
    title: '告警',
    hotkey: 'Alt+0',
    component: AlarmsScreen,
    aside: true,
  },
]

/** The screen of this key, or the first one: an address may be from another version. */
export function screenOf(key: string): ScreenEntry {
  const found = screens.find((screen) => screen.key === key) ?? screens[0]
  if (!found) throw new Error('the list of screens is empty')
  return found
}
