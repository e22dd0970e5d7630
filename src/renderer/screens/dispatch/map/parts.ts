/** The parts of the dispatch map: a tool, an overlay or a layer is one folder and one line here. */
import {
  BookOutlined,
  ColumnWidthOutlined,
  BorderOuterOutlined,
  HighlightOutlined,
  HomeOutlined,
  HistoryOutlined,
  NodeIndexOutlined,
  PrinterOutlined,
  QuestionCircleOutlined,
  RadarChartOutlined,
  SearchOutlined,
  SwapOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { createElement, type ComponentType } from 'react'
import { BaseList } from './base/BaseList.tsx'
import { CoverageOverlay } from './coverage/CoverageOverlay.tsx'
import { CoverageTool } from './coverage/CoverageTool.tsx'
import type { MapLayer, MapTool } from './desk.ts'
import { AssignmentLines, AssignmentsFeed } from './assignments/AssignmentLines.tsx'
import { AddFeatureTool } from './features/AddFeatureTool.tsx'
import { BasesFeed, featureFeed, StationsFeed } from './features/feature-feeds.tsx'
import { FeatureShapes } from './features/FeatureShapes.tsx'
import { ExchangeOverlay } from './exchange/ExchangeOverlay.tsx'
import { ExchangeTool } from './exchange/ExchangeTool.tsx'
import { DrawingsFeed } from './draw/DrawingsFeed.tsx'
import { DrawingsOverlay } from './draw/DrawingsOverlay.tsx'
import { DrawTool } from './draw/DrawTool.tsx'
import { FencesOverlay } from './fences/FencesOverlay.tsx'
import { FenceTool } from './fences/FenceTool.tsx'
import { FindTool } from './find/FindTool.tsx'
import { FoundOverlay } from './find/FoundOverlay.tsx'
import { IncidentsFeed, PlacesFeed, RadiosFeed, UnitsFeed } from './feeds.tsx'
import { LegendTool } from './layers/LegendTool.tsx'
import { ViewsTool } from './layers/ViewsTool.tsx'
import { ListTool } from './ListTool.tsx'
import { MeasureOverlay } from './measure/MeasureOverlay.tsx'
import { MeasureTool } from './measure/MeasureTool.tsx'
import { PrecisionBar } from './precision/PrecisionBar.tsx'
import { PrintTool } from './print/PrintTool.tsx'
import { RouteOverlay } from './route/RouteOverlay.tsx'
import { RouteTool } from './route/RouteTool.tsx'
import { PastOverlay } from './time/PastOverlay.tsx'
import { TimeTool } from './time/TimeTool.tsx'
import { TracksOverlay } from './time/TracksOverlay.tsx'

export const mapTools: readonly MapTool[] = [
  {
    key: 'draw',
    word: '标绘',
    icon: createElement(HighlightOutlined),
    hotkey: 'W',
    Panel: DrawTool,
  },
  {
    key: 'find',
    word: '查找',
    icon: createElement(SearchOutlined),
    hotkey: 'S',
    Panel: FindTool,
  },
  {
    key: 'legend',
    word: '图例',
    icon: createElement(QuestionCircleOutlined),
    hotkey: 'G',
    Panel: LegendTool,
  },
  { key: 'views', word: '视图', icon: createElement(BookOutlined), hotkey: 'V', Panel: ViewsTool },
  {
    key: 'list',
    word: '目标列表',
    icon: createElement(UnorderedListOutlined),
    hotkey: 'T',
    Panel: ListTool,
  },
  {
    key: 'feature',
    word: '添加对象',
    icon: createElement(HomeOutlined),
    Panel: AddFeatureTool,
  },
  {
    key: 'measure',
    word: '量测',
    icon: createElement(ColumnWidthOutlined),
    hotkey: 'M',
    Panel: MeasureTool,
  },
  { key: 'route', word: '路线', icon: createElement(NodeIndexOutlined), Panel: RouteTool },
  {
    key: 'coverage',
    word: '通视',
    icon: createElement(RadarChartOutlined),
    Panel: CoverageTool,
  },
  {
    key: 'exchange',
    word: '导入导出',
    icon: createElement(SwapOutlined),
    hotkey: 'O',
    Panel: ExchangeTool,
  },
  {
    key: 'print',
    word: '打印地图',
    icon: createElement(PrinterOutlined),
    hotkey: 'I',
    Panel: PrintTool,
  },
  {
    key: 'fences',
    word: '电子围栏',
    icon: createElement(BorderOuterOutlined),
    Panel: FenceTool,
  },
  {
    key: 'time',
    word: '回看与轨迹',
    icon: createElement(HistoryOutlined),
    hotkey: 'P',
    Panel: TimeTool,
  },
]

/** Mounted with the map, each draws what is its own. */
export const mapOverlays: readonly { readonly key: string; readonly Overlay: ComponentType }[] = [
  { key: 'coverage', Overlay: CoverageOverlay },
  { key: 'drawings', Overlay: DrawingsOverlay },
  { key: 'route', Overlay: RouteOverlay },
  { key: 'exchange', Overlay: ExchangeOverlay },
  { key: 'feature-shapes', Overlay: FeatureShapes },
  { key: 'assignments', Overlay: AssignmentLines },
  { key: 'found', Overlay: FoundOverlay },
  { key: 'measure', Overlay: MeasureOverlay },
  { key: 'precision', Overlay: PrecisionBar },
  { key: 'fences', Overlay: FencesOverlay },
  { key: 'tracks', Overlay: TracksOverlay },
  { key: 'past', Overlay: PastOverlay },
]

/** Besides the layers: what else the open layer list has, such as the base maps. */
export const layerListParts: readonly { readonly key: string; readonly Part: ComponentType }[] = [
  { key: 'bases', Part: BaseList },
]

export const mapLayers: readonly MapLayer[] = [
  { key: 'incidents', word: '事件', group: '现场', on: true, Feed: IncidentsFeed },
  { key: 'units', word: '队伍', group: '现场', on: true, Feed: UnitsFeed },
  { key: 'assignments', word: '派出关系', group: '现场', on: true, Feed: AssignmentsFeed },
  { key: 'radios', word: '未编队电台', group: '现场', on: true, Feed: RadiosFeed },
  { key: 'drawings', word: '标绘', group: '现场', on: true, Feed: DrawingsFeed },
  { key: 'shelter', word: '避难场所', group: '保障', on: true, Feed: featureFeed('shelter') },
  { key: 'depot', word: '物资储备库', group: '保障', on: false, Feed: featureFeed('depot') },
  { key: 'base', word: '队伍驻地', group: '保障', on: false, Feed: BasesFeed },
  {
    key: 'radio-station',
    word: '电台台站',
    group: '保障',
    on: false,
    Feed: featureFeed('radio-station'),
  },
  { key: 'risk', word: '风险隐患点', group: '风险监测', on: false, Feed: featureFeed('risk') },
  { key: 'water', word: '水利工程', group: '风险监测', on: false, Feed: featureFeed('water') },
  { key: 'station', word: '监测站', group: '风险监测', on: false, Feed: StationsFeed },
  { key: 'places', word: '地点', group: '地名区划', on: true, Feed: PlacesFeed },
  { key: 'village', word: '村（社区）', group: '地名区划', on: true, Feed: featureFeed('village') },
  { key: 'township', word: '乡镇区域', group: '地名区划', on: true, Feed: featureFeed('township') },
]
