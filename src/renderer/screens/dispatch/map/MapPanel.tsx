import { useCallback, useMemo, useRef, useState } from 'react'
import { ExpandOutlined, LockOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { CountyShown } from '../../../../core/modules/places/contract.ts'
import { queries } from '../../../client.ts'
import { BaseNote } from '../../../map/base/BaseNote.tsx'
import { useBases } from '../../../map/base/use-bases.ts'
import { useSketch } from '../../../map/base/use-sketch.ts'
import type { SketchCounty } from '../../../map/sketch.ts'
import { MapPick } from '../../../map/MapPick.tsx'
import { useLeafletMap } from '../../../map/use-leaflet-map.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { useSelection } from '../../../frame/selection.ts'
import { MapDeskContext, type MapDesk } from './desk.ts'
import { DrawnContext } from './drawn.ts'
import { ShownLayersContext } from './layers/shown-layers.ts'
import { FeatureCard } from './features/FeatureCard.tsx'
import { SelectedName } from './SelectedName.tsx'
import { useDoubtful } from './use-doubtful.ts'
import { LayerList } from './LayerList.tsx'
import { MapFooter } from './MapFooter.tsx'
import { mapOverlays, mapTools } from './parts.ts'
import { sawPosition } from './unnamed-radios.ts'
import { useMapClicks } from './use-map-clicks.ts'
import { useLayers } from './use-layers.ts'
import { useFit } from './use-fit.ts'
import { useSprites } from './use-sprites.ts'
import styles from './MapPanel.module.css'

/** The county on one picture, with no network. `wall`: only to be looked at. */
export function MapPanel({ wall = false }: { readonly wall?: boolean }) {
  const county = useQuery(queries.places.county.queryOptions())
  if (county.error) {
    return (
      <FailingState
        title="读不到县情资料"
        error={county.error}
        onRetry={() => void county.refetch()}
      />
    )
  }
  if (!county.data) return <LoadingState what="地图" />
  return <CountyMap county={county.data} wall={wall} />
}

/** Under a base map the seats are left out: it has names of its own. */
function sketchOf({ outline, townships }: CountyShown, underBase: boolean): SketchCounty {
  if (underBase) return { outline: outline.ring, seats: [] }
  const seats = townships.flatMap(({ name, seat }) => (seat ? [{ name, ...seat }] : []))
  return { outline: outline.ring, seats }
}

function CountyMap({ county, wall }: { readonly county: CountyShown; readonly wall: boolean }) {
  const container = useRef<HTMLDivElement>(null)
  const map = useLeafletMap(container, county.view)
  const layers = useLayers()
  const small = useSmallDesk()
  const [tool, openTool] = useState<string>()
  const { selected, select } = useMapSelection()
  const bases = useBases(map)
  const underBase = bases.drawn.length > 0
  const sketch = useMemo(() => sketchOf(county, underBase), [county, underBase])
  const sprites = useSprites(map, sketch, layers.placed, selected, sawPosition)
  useSketch(map, sketch)
  // All of it is in view when what happens is: depots and villages are not what one looks for.
  const scene = useMemo(
    () => layers.placed.filter(({ thing }) => /^(incident|unit|radio|own)/.test(thing.key)),
    [layers.placed],
  )
  const fit = useFit(map, sprites.store, scene, county, wall)
  useMapClicks(map, sprites, select)
  // A second press brings the old view back.
  useHotkey(selected === undefined ? undefined : 'Z', '在图上定位选中的', () => {
    if (selected !== undefined) fit.to(selected)
  })
  const desk: MapDesk | undefined = map && {
    map,
    county,
    sprites,
    bases,
    selected,
    select,
    goTo: fit.to,
    shows: (layer) => layers.on.has(layer),
    tool,
    openTool,
  }
  const doubtful = useDoubtful().length
  const unplaced = layers.of('incidents').unplaced ?? 0
  const Open = mapTools.find(({ key }) => key === tool)?.Panel

  return (
    <section className={styles.panel} aria-label="地图">
      <div
        ref={container}
        className={styles.map}
        tabIndex={0}
        aria-label="地图，方向键移动，加减键缩放"
      />
      {!wall && (
        <div className={classes(styles.box, styles.tools)} role="toolbar" aria-label="地图工具">
          <ActionButton kind="quiet" name="放大" onPress={() => map?.zoomIn()}>
            <PlusOutlined />
          </ActionButton>
          <ActionButton kind="quiet" name="缩小" onPress={() => map?.zoomOut()}>
            <MinusOutlined />
          </ActionButton>
          <ActionButton
            kind="quiet"
            hotkey="F"
            name={fit.locked ? '视野已锁定 · 适应全部' : '适应全部'}
            onPress={fit.all}
          >
            {fit.locked && <LockOutlined />}
            {small ? <ExpandOutlined /> : '适应全部'}
          </ActionButton>
          {mapTools.map(({ key, word, icon, hotkey }) => (
            <ActionButton
              key={key}
              kind="quiet"
              name={word}
              hotkey={hotkey}
              pressed={tool === key}
              onPress={() => openTool(tool === key ? undefined : key)}
            >
              {icon}
            </ActionButton>
          ))}
        </div>
      )}
      {desk && (
        <MapDeskContext value={desk}>
          <ShownLayersContext value={layers}>
            <DrawnContext value={layers.placed}>
              {layers.all.map(({ key, Feed }) => {
                const publish = layers.publishers.get(key)
                return publish && <Feed key={key} publish={publish} />
              })}
              {mapOverlays.map(({ key, Overlay }) => (
                <Overlay key={key} />
              ))}
              {Open && <Open />}
              {!wall && <LayerList layers={layers} />}
              {!wall && <FeatureCard />}
              <SelectedName />
              <MapFooter wall={wall} />
            </DrawnContext>
          </ShownLayersContext>
        </MapDeskContext>
      )}
      <MapPick map={map} />
      <div className={classes(styles.box, styles.sketch)} role="note">
        {doubtful > 0 && (
          <ActionButton kind="quiet" onPress={() => openTool('list')}>
            位置存疑 {doubtful}
          </ActionButton>
        )}
        {unplaced > 0 && <span>未定位事件 {unplaced}</span>}
        <BaseNote map={map} bases={bases} sketchLabel={county.outline.label} />
      </div>
    </section>
  )
}

/** One selection for cards, board, log and map: units and incidents have their own, all else is a thing. */
function useMapSelection() {
  const { incident, unit, thing, selectIncident, selectUnit, selectThing } = useSelection()
  const selected =
    thing ?? (unit === undefined ? incident && `incident:${incident}` : `unit:${unit}`)
  const select = useCallback(
    (key: string | undefined) => {
      const [kind = '', id = ''] = key
        ? [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
        : []
      if (kind === 'unit') selectUnit(id)
      else if (kind === 'incident') selectIncident(id)
      else selectThing(key)
    },
    [selectIncident, selectUnit, selectThing],
  )
  return { selected: selected || undefined, select }
}
