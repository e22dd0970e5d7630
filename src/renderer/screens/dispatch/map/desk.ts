/** What every part of the dispatch map is handed: the map, the county, what is shown and selected. */
import { createContext, use, type ComponentType, type ReactNode } from 'react'
import type L from 'leaflet'
import type { CountyShown } from '../../../../core/modules/places/contract.ts'
import type { Bases } from '../../../map/base/use-bases.ts'
import type { PlacedThing } from './map-things.ts'
import type { Sprites } from './use-sprites.ts'

export interface MapDesk {
  readonly map: L.Map
  readonly county: CountyShown
  readonly sprites: Sprites
  /** The base maps below everything. */
  readonly bases: Bases
  /** Key of the selected thing: `unit:<id>`, `incident:<id>`, `drawing:<id>`, `feature:<id>` … */
  readonly selected: string | undefined
  readonly select: (key: string | undefined) => void
  /** Brings a drawn thing into view. */
  readonly goTo: (key: string) => void
  /** Whether a layer of the layer list is switched on. */
  readonly shows: (layer: string) => boolean
  /** The tool whose panel is open; one at a time. */
  readonly tool: string | undefined
  readonly openTool: (tool: string | undefined) => void
}

export const MapDeskContext = createContext<MapDesk | undefined>(undefined)

/** @throws outside the dispatch map */
export function useMapDesk(): MapDesk {
  const desk = use(MapDeskContext)
  if (!desk) throw new Error('a part of the map is used outside it')
  return desk
}

/** A button of the tool bar and the panel it opens. One folder, one line in `parts.ts`. */
export interface MapTool {
  readonly key: string
  readonly word: string
  readonly icon: ReactNode
  readonly hotkey?: string
  /** Mounted while the tool is open; ends itself with `openTool(undefined)`. */
  readonly Panel: ComponentType
}

/** What a layer puts on the map as symbols. Lines and areas are drawn by an overlay. */
export interface LayerContent {
  readonly things: readonly PlacedThing[]
  /** By default the number of things. */
  readonly count?: number
  /** Known, but without a place that may be drawn. */
  readonly unplaced?: number
}

/** A line of the layer list; `Feed` is mounted all the time and says what there is. */
export interface MapLayer {
  readonly key: string
  readonly word: string
  /** Headings of the layer list, in this order. */
  readonly group: LayerGroup
  /** Shown before anybody chose. */
  readonly on: boolean
  readonly Feed: ComponentType<{ readonly publish: (content: LayerContent) => void }>
}

export const layerGroups = ['现场', '保障', '风险监测', '地名区划', '自有图层'] as const
export type LayerGroup = (typeof layerGroups)[number]
