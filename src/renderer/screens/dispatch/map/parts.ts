/** The parts of the dispatch map: a tool, an overlay or a layer is one folder and one line here. */
import {
  AimOutlined,
  NodeIndexOutlined,
  RadarChartOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { createElement, type ComponentType } from 'react'
import { CoverageOverlay } from './coverage/CoverageOverlay.tsx'
import { CoverageTool } from './coverage/CoverageTool.tsx'
import type { MapLayer, MapTool } from './desk.ts'
import { FindTool } from './find/FindTool.tsx'
import { IncidentsFeed, PlacesFeed, RadiosFeed, UnitsFeed } from './feeds.tsx'
import { ListTool } from './ListTool.tsx'
import { RouteOverlay } from './route/RouteOverlay.tsx'
import { RouteTool } from './route/RouteTool.tsx'

export const mapTools: readonly MapTool[] = [
  { key: 'find', word: '找地点', icon: createElement(AimOutlined), Panel: FindTool },
  { key: 'list', word: '目标列表', icon: createElement(UnorderedListOutlined), Panel: ListTool },
  { key: 'route', word: '路线', icon: createElement(NodeIndexOutlined), Panel: RouteTool },
  {
    key: 'coverage',
    word: '通视',
    icon: createElement(RadarChartOutlined),
    Panel: CoverageTool,
  },
]

/** Mounted with the map, each draws what is its own. */
export const mapOverlays: readonly { readonly key: string; readonly Overlay: ComponentType }[] = [
  { key: 'coverage', Overlay: CoverageOverlay },
  { key: 'route', Overlay: RouteOverlay },
]

export const mapLayers: readonly MapLayer[] = [
  { key: 'incidents', word: '事件', group: '现场', on: true, Feed: IncidentsFeed },
  { key: 'units', word: '队伍', group: '现场', on: true, Feed: UnitsFeed },
  { key: 'radios', word: '未编队电台', group: '现场', on: true, Feed: RadiosFeed },
  { key: 'places', word: '地点', group: '地名区划', on: true, Feed: PlacesFeed },
]
