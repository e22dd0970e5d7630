import { classes } from '../../../ui/classes.ts'
import { measures, rangeOf, type BalanceRow, type Measure } from './balance-range.ts'
import styles from './BalanceChart.module.css'

const rowPx = 24
const headPx = 40
const namePx = 84
const longestName = 5

/** 均衡: each person's weekend, holiday and night duties beside the others', with the spread. */
export function BalanceChart({
  title,
  rows,
  atLeast,
}: {
  /** Who is compared: 主班、副班 */
  readonly title: string
  readonly rows: readonly BalanceRow[]
  /** The smallest difference that is possible at all, where it was proved. */
  readonly atLeast: (measure: Measure) => number | undefined
}) {
  const height = headPx + rows.length * rowPx
  const told = measures.map(([measure, word]) => {
    const { least, most } = rangeOf(rows, measure)
    return `${word}最少 ${least} 最多 ${most}`
  })
  return (
    <figure className={styles.chart} role="img" aria-label={`${title}值班均衡：${told.join('，')}`}>
      <svg width={namePx} height={height} aria-hidden>
        {rows.map(({ id, name, share }, index) => (
          <text key={id} className={styles.name} x="12" y={headPx + index * rowPx + 16}>
            {name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}
            {share < 1 && <tspan className={styles.part}> 兼</tspan>}
            <title>{name}</title>
          </text>
        ))}
      </svg>
      {measures.map(([measure, word]) => (
        <MeasureBars
          key={measure}
          measure={measure}
          word={word}
          rows={rows}
          atLeast={atLeast(measure)}
          height={height}
        />
      ))}
    </figure>
  )
}

function MeasureBars({
  measure,
  word,
  rows,
  atLeast,
  height,
}: {
  readonly measure: Measure
  readonly word: string
  readonly rows: readonly BalanceRow[]
  readonly atLeast: number | undefined
  readonly height: number
}) {
  const { least, most } = rangeOf(rows, measure)
  const spread = most - least
  const longest = Math.max(1, ...rows.map((row) => row[measure]))
  // The number stands behind its bar: the longest leaves it a third.
  const percent = (value: number) => (value / longest) * 66
  const isProved = spread > 1 && spread === atLeast
  return (
    <svg className={styles.measure} width="100%" height={height} aria-hidden>
      <text className={styles.word} x="2" y="15">
        {spread > 1 && !isProved ? `${word} ${least}–${most}` : word}
      </text>
      <text className={classes(styles.spread, spread > 1 && styles.wide)} x="2" y="32">
        {isProved ? `差 ${spread} 已最小` : `差 ${spread}`}
      </text>
      {spread > 0 && (
        <rect
          className={styles.band}
          x={`${percent(least)}%`}
          width={`${percent(spread)}%`}
          y={headPx - 2}
          height={height - headPx + 2}
        />
      )}
      {rows.map((row, index) => {
        const value = row[measure]
        const isOutside = spread > 1 && row.share >= 1 && (value === least || value === most)
        return (
          <g key={row.id}>
            <rect
              className={classes(styles.bar, styles[measure], isOutside && styles.outside)}
              x="0"
              width={`${percent(value)}%`}
              y={headPx + index * rowPx + 7}
              height={10}
              rx={2}
            />
            <text
              className={classes(styles.value, isOutside && styles.wide)}
              x={`${percent(value) + 3}%`}
              y={headPx + index * rowPx + 16}
            >
              {value}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
