/** Panels of the dispatch screen that may have a window of their own, for a second monitor. */
export const panels = [
  { id: 'incidents', title: '事件' },
  { id: 'map', title: '地图' },
  { id: 'log', title: '日志' },
  { id: 'units', title: '队伍状态' },
  { id: 'traffic', title: '电台通联' },
  { id: 'wall', title: '大屏' },
] as const

export type PanelEntry = (typeof panels)[number]
export type PanelId = PanelEntry['id']

/** The panel a page's path asks for: `/panel/map`. */
export function panelOfPath(path: string): PanelEntry | undefined {
  return panels.find(({ id }) => path === `/panel/${id}`)
}
