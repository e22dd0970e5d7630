/** The shape that is being drawn, on the map: its points with corners that can be pulled, clicks and keys. */
import { useEffect, useEffectEvent, useRef } from 'react'
import L from 'leaflet'
import type { Shape } from '../../../../../core/modules/drawings/contract.ts'
import { outlineGeometry } from '../../../../../core/modules/drawings/contract.ts'
import type { GeoPoint } from '../../../../../core/kernel/geo.ts'
import { holdClicks, useMapPick } from '../../../../map/pick.ts'
import { isComposing } from '../../../../ui/hotkeys.ts'
import { levelled, outlineOf, pointsText } from './outline-draft.ts'
import { tokenColour } from '../../../../map/token-colour.ts'

const pane = 'draft'
const finePx = 8

type Handles = L.Polyline | L.Polygon

interface Held {
  readonly shape: Shape
  readonly handles: Handles
  readonly preview: L.Polygon | undefined
  text: string
}

/** A sector's corners hang on its centre: beginning, centre, end. The other way is the same swap. */
function inHandOrder<Point>(shape: Shape, points: readonly Point[]): readonly Point[] {
  const [centre, from, to] = points
  return shape === 'sector' && centre && from && to ? [from, centre, to] : points
}

function latLngs(points: readonly GeoPoint[]): L.LatLngTuple[] {
  return points.map(({ lat, lon }) => [lat, lon])
}

function pointsIn(shape: Shape, handles: Handles): readonly GeoPoint[] {
  const flat = (handles.getLatLngs() as (L.LatLng | L.LatLng[])[]).flat()
  return inHandOrder(
    shape,
    flat.map(({ lat, lng }) => ({ lat, lon: lng })),
  )
}

/** What a circle or a sector encloses; an area's own corners enclose it already. */
function enclosed(shape: Shape, points: readonly GeoPoint[]): L.LatLngTuple[] | undefined {
  const outline = shape === 'circle' || shape === 'sector' ? outlineOf(shape, points) : undefined
  const geometry = outline && outlineGeometry(outline)
  if (geometry?.type !== 'Polygon') return undefined
  return (geometry.coordinates[0] ?? []).map(([lon, lat]) => [lat, lon])
}

function build(
  map: L.Map,
  shape: Shape,
  points: readonly GeoPoint[],
  onEdit: (points: readonly GeoPoint[]) => void,
): Held {
  const [colour, width] = [tokenColour('focus'), 2]
  const rim = enclosed(shape, points)
  const style = { color: colour, weight: width, fillOpacity: 0.12, pane, interactive: false }
  const preview = rim && L.polygon(rim, { ...style, dashArray: '6 5' }).addTo(map)
  const closed = shape === 'area' && points.length > 2
  const corners = latLngs(inHandOrder(shape, points))
  const options = { ...style, pmIgnore: false }
  const handles = closed ? L.polygon(corners, options) : L.polyline(corners, options)
  handles.addTo(map)
  const free = shape === 'line' || shape === 'area'
  handles.pm.enable({
    snappable: false,
    allowSelfIntersection: true,
    hideMiddleMarkers: !free || points.length < 2,
    preventMarkerRemoval: !free,
    removeLayerBelowMinVertexCount: false,
  })
  const held: Held = { shape, handles, preview, text: pointsText(points) }
  handles.on('pm:markerdrag', () => {
    const now = enclosed(shape, pointsIn(shape, handles))
    if (now) preview?.setLatLngs(now)
  })
  handles.on('pm:edit pm:vertexremoved', () => {
    const moved = pointsIn(shape, handles)
    held.text = pointsText(moved)
    onEdit(levelled(shape, moved))
  })
  return held
}

function remove({ handles, preview }: Held): void {
  handles.off()
  handles.pm.disable()
  handles.remove()
  preview?.remove()
}

/** Draws the points and lets their corners be pulled, added (the small ones) and taken out (right click). */
function useCorners(
  map: L.Map,
  shape: Shape,
  points: readonly GeoPoint[],
  onEdit: (points: readonly GeoPoint[]) => void,
): void {
  const held = useRef<Held>(undefined)
  const edited = useEffectEvent(onEdit)
  useEffect(() => {
    const made = map.getPane(pane) ?? map.createPane(pane)
    // Above the symbols: a corner under a unit could not be pulled.
    made.style.zIndex = '640'
    map.pm.setGlobalOptions({ panes: { vertexPane: pane, layerPane: pane, markerPane: pane } })
    return () => {
      if (held.current) remove(held.current)
      held.current = undefined
    }
  }, [map])
  useEffect(() => {
    const before = held.current
    // What was just pulled is there already; made anew it would drop out of the hand.
    if (before?.shape === shape && before.text === pointsText(points)) return
    if (before) remove(before)
    held.current =
      points.length === 0 ? undefined : build(map, shape, points, (moved) => edited(moved))
  }, [map, shape, points])
}

/** From the last point to the pointer: where the next click would lead. */
function useRubberBand(map: L.Map, shape: Shape, last: GeoPoint | undefined): void {
  useEffect(() => {
    if (!last || shape === 'point') return undefined
    const band = L.polyline([], {
      color: tokenColour('focus'),
      weight: 1,
      dashArray: '3 5',
      pane,
      interactive: false,
    }).addTo(map)
    const follow = ({ latlng }: L.LeafletMouseEvent) =>
      band.setLatLngs([[last.lat, last.lon], latlng])
    map.on('mousemove', follow)
    return () => {
      map.off('mousemove', follow)
      band.remove()
    }
  }, [map, shape, last])
}

export interface DraftActions {
  readonly add: (point: GeoPoint) => void
  readonly takeBack: () => void
  readonly finish: () => void
  readonly leave: () => void
  readonly edit: (points: readonly GeoPoint[]) => void
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-finePx, 0],
  ArrowRight: [finePx, 0],
  ArrowUp: [0, -finePx],
  ArrowDown: [0, finePx],
}

/** Clicks and keys of the map while something is drawn: the same steps by either. */
export function useDraftOnMap(
  map: L.Map,
  shape: Shape,
  points: readonly GeoPoint[],
  actions: DraftActions,
): void {
  useCorners(map, shape, points, actions.edit)
  useRubberBand(map, shape, shape === 'circle' || shape === 'sector' ? points[0] : points.at(-1))
  const onClick = useEffectEvent(({ latlng }: L.LeafletMouseEvent) => {
    // A form asks for a point of its own: this click answers it.
    if (useMapPick.getState().asking) return
    actions.add({ lat: latlng.lat, lon: latlng.lng })
  })
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isComposing(event) || useMapPick.getState().asking) return
    const { lat, lng } = map.getCenter()
    const arrow = event.ctrlKey ? arrows[event.key] : undefined
    if (arrow) map.panBy([...arrow], { animate: false })
    else if (event.key === 'Enter' && event.ctrlKey) actions.finish()
    else if (event.key === 'Enter') actions.add({ lat, lon: lng })
    else if (event.key === 'Backspace') actions.takeBack()
    else if (event.key === 'Escape') actions.leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  const onDouble = useEffectEvent(() => actions.finish())
  useEffect(() => {
    const container = map.getContainer()
    const click = (event: L.LeafletMouseEvent) => onClick(event)
    const double = () => onDouble()
    const key = (event: KeyboardEvent) => onKey(event)
    holdClicks(true)
    map.doubleClickZoom.disable()
    map.on('click', click)
    map.on('dblclick', double)
    container.addEventListener('keydown', key)
    container.focus()
    return () => {
      holdClicks(false)
      map.doubleClickZoom.enable()
      map.off('click', click)
      map.off('dblclick', double)
      container.removeEventListener('keydown', key)
    }
  }, [map])
}
