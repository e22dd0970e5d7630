import { useMemo, useRef, useState } from 'react'
import { Checkbox } from 'antd'
import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { CountyShown, PlaceHit } from '../../../../core/modules/places/contract.ts'
import { queries } from '../../../client.ts'
import type { SketchCounty } from '../../../map/sketch.ts'
import { MapPick } from '../../../map/MapPick.tsx'
import { useLeafletMap } from '../../../map/use-leaflet-map.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSelection } from '../../../frame/selection.ts'
import { ThingList } from './ThingList.tsx'
import { MapFooter } from './MapFooter.tsx'
import { PlaceFinder } from './PlaceFinder.tsx'
import { useMapClicks, usePlacePoint } from './use-map-clicks.ts'
import { useMapContent, type LayerKey } from './use-map-content.ts'
import { useFit } from './use-fit.ts'
import { useSketch } from './use-sketch.ts'
import { useSprites } from './use-sprites.ts'
import styles from './MapPanel.module.css'

const layerWords: readonly (readonly [LayerKey, string])[] = [
  ['incidents', '事件'],
  ['units', '队伍'],
  ['radios', '未编队电台'],
  ['places', '地点'],
]

/** The county on one picture, with no network. */
export function MapPanel() {
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
  return <CountyMap county={county.data} />
}

function sketchOf({ outline, townships }: CountyShown): SketchCounty {
  const seats = townships.flatMap(({ name, seat }) => (seat ? [{ name, ...seat }] : []))
  return { outline: outline.ring, seats }
}

function CountyMap({ county }: { readonly county: CountyShown }) {
  const container = useRef<HTMLDivElement>(null)
  const map = useLeafletMap(container, county.view)
  const [layers, setLayers] = useState<ReadonlySet<LayerKey>>(
    new Set(layerWords.map(([key]) => key)),
  )
  const [open, setOpen] = useState<'layers' | 'find' | 'list' | undefined>()
  const [found, setFound] = useState<PlaceHit>()
  const [picking, setPicking] = useState(false)
  const selection = useSelection()
  const selected = selection.unit
    ? `unit:${selection.unit}`
    : selection.incident && `incident:${selection.incident}`
  const sketch = useMemo(() => sketchOf(county), [county])
  const content = useMapContent(county, layers, found)
  const sprites = useSprites(map, sketch, content.placed, selected, content.onMoved)
  useSketch(map, sketch)
  const fit = useFit(map, sprites.store, content.placed, county)
  const savePoint = usePlacePoint(found, setFound)
  useMapClicks(map, sprites, picking, (point) => {
    setPicking(false)
    savePoint(point)
  })
  const toggle = (key: LayerKey) =>
    setLayers(
      (shown) =>
        new Set(shown.has(key) ? [...shown].filter((one) => one !== key) : [...shown, key]),
    )
  const show = (panel: NonNullable<typeof open>) =>
    setOpen((now) => (now === panel ? undefined : panel))
  const listed = useMemo(() => content.listed(sprites.store), [content, sprites.store])

  return (
    <section className={styles.panel} aria-label="地图">
      <div
        ref={container}
        className={classes(styles.map, picking && styles.picking)}
        tabIndex={0}
        aria-label="地图，方向键移动，加减键缩放"
      />
      <div className={classes(styles.box, styles.tools)}>
        <ActionButton kind="quiet" name="放大" onPress={() => map?.zoomIn()}>
          <PlusOutlined />
        </ActionButton>
        <ActionButton kind="quiet" name="缩小" onPress={() => map?.zoomOut()}>
          <MinusOutlined />
        </ActionButton>
        <ActionButton kind="quiet" hotkey="F" onPress={fit.all}>
          {fit.locked ? '视野已锁定 · 适应全部' : '适应全部'}
        </ActionButton>
        <ActionButton kind="quiet" onPress={() => show('find')}>
          找地点
        </ActionButton>
        <ActionButton kind="quiet" onPress={() => show('list')}>
          目标列表
        </ActionButton>
      </div>
      <div className={classes(styles.box, styles.layers)}>
        <ActionButton kind="quiet" hotkey="L" name="图层" onPress={() => show('layers')}>
          图层 {layers.size}/{layerWords.length}
        </ActionButton>
        {open === 'layers' &&
          layerWords.map(([key, word]) => (
            <label key={key} className={styles.layer}>
              <Checkbox checked={layers.has(key)} onChange={() => toggle(key)} />
              {word}
              <span className={styles.count}>{content.counts[key]}</span>
            </label>
          ))}
      </div>
      {open === 'find' && (
        <PlaceFinder
          found={found}
          onFound={(hit) => {
            setFound(hit)
            const thing = hit && content.placeAt(hit)
            if (thing?.at) map?.setView([thing.at.lat, thing.at.lon], Math.max(map.getZoom(), 12))
          }}
          onPick={() => setPicking(true)}
          onTakeBack={() => savePoint(undefined)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'list' && (
        <ThingList
          things={listed}
          selected={selected || undefined}
          onSelect={({ key }) => {
            const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
            if (kind === 'unit') selection.selectUnit(id)
            if (kind === 'incident') selection.selectIncident(id)
            fit.to(key)
          }}
        />
      )}
      {picking && (
        <div className={classes(styles.box, styles.picknote)} role="status">
          请在图上点一下“{found?.name}”的位置，Esc 取消
          <ActionButton kind="quiet" hotkey="Escape" onPress={() => setPicking(false)}>
            取消
          </ActionButton>
        </div>
      )}
      <MapPick map={map} />
      {map && <MapFooter map={map} county={county} />}
      <div className={classes(styles.box, styles.sketch)} role="note">
        {content.unplaced > 0 && <span>未定位事件 {content.unplaced}</span>}
        {county.outline.label}
      </div>
    </section>
  )
}
