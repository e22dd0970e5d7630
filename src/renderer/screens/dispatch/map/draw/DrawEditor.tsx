import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react'
import { Input, InputNumber, Segmented, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import {
  meanings,
  shapesOf,
  shapeWords,
  sizeWords,
  type DrawingShown,
  type Meaning,
} from '../../../../../core/modules/drawings/contract.ts'
import { coordinatesText } from '../../../../../core/kernel/coordinates.ts'
import { queries } from '../../../../client.ts'
import { useSelection } from '../../../../frame/selection.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { isComposing } from '../../../../ui/hotkeys.ts'
import { Kbd } from '../../../../ui/Kbd.tsx'
import { Tag } from '../../../../ui/Tag.tsx'
import { useMapDesk } from '../desk.ts'
import { nextHint, pointsText, reaching, withPoint } from './outline-draft.ts'
import { Crosshair } from './Crosshair.tsx'
import { lookOf } from './drawing-look.ts'
import { showDrawing } from './show-drawing.ts'
import { TypedPoint } from './TypedPoint.tsx'
import { useDraftOnMap } from './use-draft-on-map.ts'
import { useDrawingForm } from './use-drawing-form.ts'
import panel from '../ToolPanel.module.css'
import styles from './Draw.module.css'

const lists = meanings.map(([value, word]) => ({
  value: value as string,
  label: `${lookOf(value).sign} ${word}`,
}))

/** Draws a new one, or changes one: by mouse, by crosshair and keys, by typed coordinates. */
export function DrawEditor({
  drawing,
  onDone,
}: {
  readonly drawing: DrawingShown | undefined
  /** The drawing that was stored; `undefined` when it was left. */
  readonly onDone: (id: string | undefined) => void
}) {
  const { map } = useMapDesk()
  const incident = useSelection((selection) => selection.incident)
  const work = useDrawingForm({ drawing, incident, onStored: onDone })
  const { form, shape, meaning, points, outline, draft, set } = work
  const setPoints = (next: typeof points) => set({ points: pointsText(next) })
  const takeBack = () => setPoints(points.slice(0, -1))
  const leave = () => onDone(undefined)
  useDraftOnMap(map, shape, work.whole ? none : points, {
    add: (point) => !work.whole && setPoints(withPoint(shape, points, point)),
    takeBack,
    finish: work.save,
    leave,
    edit: setPoints,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault()
      event.stopPropagation()
      work.save()
    }
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation()
      leave()
    }
  }
  const bringIntoView = useEffectEvent(() => {
    if (drawing) showDrawing(map, drawing)
  })
  useEffect(() => bringIntoView(), [])
  const last = points.at(-1)
  return (
    <>
      <Crosshair />
      <div className={styles.editor} onKeyDown={onKeyDown}>
        <div className={styles.pair}>
          <Select
            aria-label="标绘种类"
            value={form.meaning}
            options={lists}
            showSearch
            optionFilterProp="label"
            popupMatchSelectWidth={false}
            onChange={(value) => work.setMeaning(value as Meaning)}
          />
          <Whose value={form.incident} onChange={(value) => set({ incident: value })} />
        </div>
        {shapesOf(meaning).length > 1 && !work.whole && (
          <Segmented
            block
            aria-label="形状"
            value={shape}
            options={shapesOf(meaning).map((value) => ({ value, label: shapeWords[value] }))}
            onChange={(value) => work.setShape(value)}
          />
        )}
        <div className={styles.pair}>
          <Input
            aria-label="名称"
            placeholder="名称（可不填）"
            maxLength={40}
            value={form.name}
            onChange={({ target }) => set({ name: target.value })}
          />
          <Input
            aria-label="说明"
            placeholder="说明（可不填）"
            maxLength={200}
            value={form.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        </div>
        {work.whole ? (
          <p className={panel.note}>
            这个图形有多个部分或有洞，形状不能在这里改，可以改种类和文字。
          </p>
        ) : (
          <>
            <TypedPoint
              onPoint={(point) => {
                setPoints(withPoint(shape, points, point))
                map.panTo([point.lat, point.lon], { animate: false })
              }}
            />
            {(shape === 'circle' || shape === 'sector') && (
              <Reached
                key={form.points}
                sector={shape === 'sector'}
                outline={outline}
                disabled={points.length === 0}
                onReach={(reach) => setPoints(reaching(shape, points, reach))}
              />
            )}
            <p className={panel.note} role="status">
              {points.length > 0 && `已定 ${points.length} 点`}
              {last && `（末点 ${coordinatesText(last)}）`}
              {points.length > 0 && '；'}下一步：{nextHint(shape, points.length)}
              {outline && `。${sizeWords(outline)}`}
            </p>
            <p className={panel.note}>
              单击，或方向键移图（
              <Kbd keys="Ctrl+方向键" /> 细移）按 <Kbd keys="Enter" />{' '}
              取十字中心；拖角点改，右键去掉。
            </p>
          </>
        )}
        {(points.length > 0 || draft.recovered) && (
          <div className={styles.line}>
            {draft.recovered && <Tag>已恢复</Tag>}
            <ActionButton
              kind="quiet"
              onPress={() => {
                work.giveUp()
                leave()
              }}
            >
              放弃所画
            </ActionButton>
          </div>
        )}
        <div className={classes(styles.line, styles.actions)}>
          {work.problem !== undefined && (
            <p className={classes(panel.problem, styles.whole)} role="alert">
              {work.problem}
            </p>
          )}
          <ActionButton kind="primary" hint="Ctrl+Enter" busy={work.busy} onPress={work.save}>
            存
          </ActionButton>
          {!work.whole && (
            <ActionButton hint="⌫" onPress={takeBack}>
              退一点
            </ActionButton>
          )}
          {work.elsewhere && (
            <ActionButton onPress={work.saveAnyway}>已看过，仍存我的</ActionButton>
          )}
          <ActionButton kind="quiet" name="返回（Esc）" onPress={leave}>
            返回
          </ActionButton>
        </div>
      </div>
    </>
  )
}

const none: readonly never[] = []

/** The incident it belongs to, or the county. */
function Whose({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const options = (incidents ?? [])
    .filter(({ group, id }) => group !== 'closed' || id === value)
    .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))
  return (
    <Select
      aria-label="归属"
      value={value}
      options={[{ value: '', label: '县级标绘' }, ...options]}
      showSearch
      optionFilterProp="label"
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  )
}

/** Radius and bearings in numbers: typed ones are drawn, drawn ones are shown. */
function Reached({
  sector,
  outline,
  disabled,
  onReach,
}: {
  readonly sector: boolean
  readonly outline: ReturnType<typeof useDrawingForm>['outline']
  readonly disabled: boolean
  readonly onReach: (reach: {
    readonly radiusM: number
    readonly fromDeg: number
    readonly toDeg: number
  }) => void
}) {
  const drawn = outline && 'radiusM' in outline ? outline : undefined
  const bearings = drawn?.shape === 'sector' ? drawn : { fromDeg: 0, toDeg: 90 }
  const [radius, setRadius] = useState<number | null>(drawn ? Math.round(drawn.radiusM) : null)
  const [from, setFrom] = useState<number | null>(Math.round(bearings.fromDeg))
  const [to, setTo] = useState<number | null>(Math.round(bearings.toDeg))
  const apply = () => {
    if (radius === null || disabled) return
    onReach({ radiusM: radius, fromDeg: from ?? 0, toDeg: to ?? 90 })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey) return
    event.preventDefault()
    apply()
  }
  const disabledNow = disabled ? { disabled: true, title: '请先定圆心' } : {}
  return (
    <div className={styles.line} onKeyDown={onKeyDown}>
      <InputNumber
        controls={false}
        aria-label="半径（米）"
        className={panel.grow ?? ''}
        placeholder="半径"
        suffix="米"
        min={1}
        max={100_000}
        value={radius}
        onChange={setRadius}
        {...disabledNow}
      />
      {sector && (
        <>
          <InputNumber
            controls={false}
            aria-label="起始方位（度）"
            className={styles.degrees ?? ''}
            suffix="°"
            min={0}
            max={360}
            value={from}
            onChange={setFrom}
            {...disabledNow}
          />
          至
          <InputNumber
            controls={false}
            aria-label="终止方位（度）"
            className={styles.degrees ?? ''}
            suffix="°"
            min={0}
            max={360}
            value={to}
            onChange={setTo}
            {...disabledNow}
          />
        </>
      )}
      <ActionButton onPress={apply} {...(disabled ? { refusedBecause: '请先定圆心' } : {})}>
        定半径
      </ActionButton>
    </div>
  )
}
