import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { StationReadingShown } from '../../core/modules/stations/contract.ts'
import { queries } from '../client.ts'
import styles from './Stations.module.css'

const [width, height, edge] = [320, 96, 4]

interface Point {
  readonly at: number
  readonly value: number
}

/** One line for each stretch without a missing value. */
function lines(points: readonly { at: number; value: number | null }[], of: (p: Point) => string) {
  const out: string[][] = [[]]
  for (const { at, value } of points) {
    if (value === null) out.push([])
    else out.at(-1)?.push(of({ at, value }))
  }
  return out.filter((line) => line.length > 0).map((line) => line.join(' '))
}

/** The last day of one element, drawn; its range and times are written beside, for who cannot see it. */
export function ElementGraph({
  station,
  reading,
}: {
  readonly station: string
  readonly reading: StationReadingShown
}) {
  const { element, name, unit } = reading
  const history = useQuery(
    queries.stations.history.queryOptions({ input: { station, element, hours: 24 } }),
  )
  const points = history.data ?? []
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]))
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || values.length < 2) {
    return (
      <p className={styles.note}>
        {name}：一天内只有 {values.length} 个数值，还画不出曲线。
      </p>
    )
  }
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || 1
  const time = last.at - first.at || 1
  const x = (at: number) => edge + ((at - first.at) / time) * (width - 2 * edge)
  const y = (value: number) => height - edge - ((value - low) / span) * (height - 2 * edge)
  const words = `${name}，${beijingTime(first.at)} 至 ${beijingTime(last.at)}，最低 ${low} ${unit}，最高 ${high} ${unit}`
  return (
    <figure className={styles.graph}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={words}
        preserveAspectRatio="none"
      >
        {lines(points, ({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).map(
          (line) => (
            <polyline key={line} points={line} />
          ),
        )}
      </svg>
      <figcaption>
        24 小时 · 最高 {high} · 最低 {low} {unit}
      </figcaption>
    </figure>
  )
}
