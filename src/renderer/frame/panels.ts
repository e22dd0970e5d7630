/** Panels of the dispatch screen that may have a window of their own, for a second monitor. */
import { lazy, type ComponentType } from 'react'

export interface PanelEntry {
  readonly id: string
  readonly title: string
  readonly component: ComponentType
}

export const panels: readonly PanelEntry[] = [
  {
    id: 'incidents',
    title: '事件',
    component: lazy(async () => {
      const { IncidentsPanel } = await import('../screens/dispatch/incidents/IncidentsPanel.tsx')
      return { default: IncidentsPanel }
    }),
  },
  {
    id: 'map',
    title: '地图',
    component: lazy(async () => {
      const { MapPanel } = await import('../screens/dispatch/map/MapPanel.tsx')
      return { default: MapPanel }
    }),
  },
  {
    id: 'log',
    title: '日志',
    component: lazy(async () => {
      const { LogPanel } = await import('../screens/dispatch/log/LogPanel.tsx')
      return { default: LogPanel }
    }),
  },
  {
    id: 'units',
    title: '队伍状态',
    component: lazy(async () => {
      const { UnitBoard } = await import('../screens/dispatch/units/UnitBoard.tsx')
      return { default: UnitBoard }
    }),
  },
  {
    id: 'traffic',
    title: '电台通联',
    component: lazy(async () => {
      const { TrafficPanel } = await import('../screens/dispatch/traffic/TrafficPanel.tsx')
      return { default: TrafficPanel }
    }),
  },
]

/** The panel a page's path asks for: `/panel/map`. */
export function panelOfPath(path: string): PanelEntry | undefined {
  return panels.find(({ id }) => path === `/panel/${id}`)
}
