import { Segmented } from 'antd'
import type { Way } from '../../../../../core/modules/roads/contract.ts'
import { queries } from '../../../../client.ts'
import { useQuery } from '@tanstack/react-query'
import { askForPoint } from '../../../../map/pick.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { FailingState } from '../../../../ui/states.tsx'
import { coordinateText } from '../map-geometry.ts'
import { useSelectedPoint } from '../selected-point.ts'
import { setRoute, useRoute, type RouteEnd, type RouteMode } from './route-store.ts'
import { useReach, useWay } from './route-queries.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import panel from '../ToolPanel.module.css'
import styles from './Route.module.css'

/** Straight line and road from place to place, or what is reached in a time. */
export function RouteTool() {
  const { from, to, mode } = useRoute()
  return (
    <ToolPanel
      label="路线"
      head={
        <Segmented<RouteMode>
          aria-label="算路线还是可达范围"
          size="small"
          value={mode}
          options={[
            { value: 'way', label: '路线' },
            { value: 'reach', label: '可达范围' },
          ]}
          onChange={(next) => setRoute({ mode: next })}
        />
      }
    >
      <End word="起点" end={from} onEnd={(end) => setRoute({ from: end })} />
      {mode === 'way' && <End word="终点" end={to} onEnd={(end) => setRoute({ to: end })} />}
      {mode === 'way' && from && to && (
        <div className={panel.row}>
          <ActionButton kind="quiet" onPress={() => setRoute({ from: to, to: from })}>
            起终点对调
          </ActionButton>
          <ActionButton kind="quiet" onPress={() => setRoute({ from: undefined, to: undefined })}>
            清除
          </ActionButton>
        </div>
      )}
      {mode === 'way' ? <WayFound /> : <ReachFound />}
    </ToolPanel>
  )
}

function End({
  word,
  end,
  onEnd,
}: {
  readonly word: string
  readonly end: RouteEnd | undefined
  readonly onEnd: (end: RouteEnd) => void
}) {
  const selected = useSelectedPoint()
  return (
    <div className={panel.row}>
      <span className={panel.word}>{word}</span>
      <span className={styles.end}>{end?.label ?? '未选'}</span>
      <ActionButton
        name={`${word}取选中的`}
        refusedBecause={selected ? undefined : '先在图上或列表里选一个有位置的目标'}
        onPress={() => selected && onEnd(selected)}
      >
        取选中
      </ActionButton>
      <ActionButton
        name={`${word}图上取点`}
        onPress={() =>
          askForPoint(word, (point) => onEnd({ ...point, label: coordinateText(point) }))
        }
      >
        取点
      </ActionButton>
    </div>
  )
}

const km = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} 米` : `${(metres / 1000).toFixed(1)} 公里`

const winds = ['北', '东北', '东', '东南', '南', '西南', '西', '西北']
const wind = (degrees: number): string => winds[Math.round(degrees / 45) % 8] ?? ''

const minutes = (seconds: number): string => `约 ${Math.max(1, Math.round(seconds / 60))} 分`

function WayFound() {
  const { from, to } = useRoute()
  const way = useWay()
  if (!from || !to)
    return <p className={panel.note}>选好起点和终点，先给直线距离，有路网再给道路。</p>
  if (way.error)
    return <FailingState title="算不出路线" error={way.error} onRetry={() => void way.refetch()} />
  return way.data ? <WayWords way={way.data} /> : <p className={panel.note}>正在算…</p>
}

function WayWords({ way }: { readonly way: Way }) {
  const { straightM, bearingDeg, road, words, avoided } = way
  return (
    <div className={styles.found} role="status">
      <div>
        直线 <b>{km(straightM)}</b>，方位 {Math.round(bearingDeg)}°（{wind(bearingDeg)}）
      </div>
      {road && (
        <div>
          道路 <b>{km(road.metres)}</b>，<b>{minutes(road.seconds)}</b>
          {road.offFromM > 100 && `；起点离路 ${km(road.offFromM)}`}
          {road.offToM > 100 && `；终点离路 ${km(road.offToM)}`}
        </div>
      )}
      <p className={panel.note}>{words}</p>
      {avoided.length > 0 && <p className={panel.note}>已避开：{avoided.join('、')}</p>}
      {road && (
        <ol className={styles.steps} aria-label="经过">
          {road.steps.map(({ name, metres }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the same road may come twice
            <li key={`${index} ${name}`}>
              {name} <span className={panel.note}>{km(metres)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function ReachFound() {
  const { from } = useRoute()
  const reach = useReach()
  const network = useQuery(queries.roads.network.queryOptions()).data
  if (!from) return <p className={panel.note}>选起点，图上画出 10、20、30 分钟能到的路。</p>
  if (reach.error)
    return (
      <FailingState title="算不出范围" error={reach.error} onRetry={() => void reach.refetch()} />
    )
  if (!reach.data) return <p className={panel.note}>正在算…</p>
  const { bands, words, avoided } = reach.data
  return (
    <div className={styles.found} role="status">
      {network &&
        bands.map((band) => (
          <div key={band.minutes} className={panel.row}>
            <span className={classes(styles.swatch, styles[`m${band.minutes}`])} aria-hidden />
            {band.minutes} 分钟内 {band.lines.length} 段路
          </div>
        ))}
      <p className={panel.note}>{words}</p>
      {avoided.length > 0 && <p className={panel.note}>已避开：{avoided.join('、')}</p>}
    </div>
  )
}
