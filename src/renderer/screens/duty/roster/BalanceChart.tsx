import { classes } from '../../../ui/classes.ts'
import styles from './BalanceChart.module.css'

const measures = [
  ['weekend', '周末'],
  ['holiday', '节假日'],
  ['night', '夜班'],
  ['total', '总班次'],
] as const
export type Measure = (typeof measures)[number][0]

export interface BalanceRow extends Readonly<Record<Measure, number>> {
  readonly id: string
  readonly name: string
  /** 1 = full time; only those are compared. */
  readonly share: number
}

const rowPx = 24
const headPx = 40
const namePercent = 14
const measurePercent = (100 - namePercent) / measures.length

/** Fewest and most among those who serve full time. */
export function rangeOf(rows: readonly BalanceRow[], measure: Measure) {
  const values = rows.filter(({ share }) => share >= 1).map((row) => row[measure])
  return values.length === 0
    ? { least: 0, most: 0 }
    : { least: Math.min(...values), most: Math.max(...values) }
}

/** 均衡: each person's weekend, holiday and night duties beside the others', with the spread. */
export function BalanceChart({
  rows,
  least,
}: {
  readonly rows: readonly BalanceRow[]
  /** The smallest difference that is possible at all, where it was proved. */
  readonly least?: Readonly<Record<Measure, { readonly atLeast: number }>> | undefined
}) {
  const height = headPx + rows.length * rowPx
  const told = measures.map(([measure, word]) => {
    const { least, most } = rangeOf(rows, measure)
    return `${word}最少 ${least} 最多 ${most}`
  })
  return (
    <svg
      className={styles.chart}
      width="100%"
      height={height}
      role="img"
      aria-label={`值班均衡：${told.join('，')}`}
    >
      {rows.map(({ id, name, share }, index) => (
        <g key={id}>
          {index % 2 === 1 && (
            <rect
              className={styles.stripe}
              x="0"
              width="100%"
              y={headPx + index * rowPx}
              height={rowPx}
            />
          )}
          <text className={styles.name} x="12" y={headPx + index * rowPx + 16}>
            {name}
            {share < 1 && <tspan className={styles.part}> 兼</tspan>}
          </text>
        </g>
      ))}
      {measures.map(([measure, word], at) => (
        <MeasureBars
          key={measure}
          measure={measure}
          word={word}
          rows={rows}
          atLeast={least?.[measure].atLeast}
          x={`${namePercent + at * measurePercent}%`}
          height={height}
        />
      ))}
    </svg>
  )
}

function MeasureBars({
  measure,
  word,
  rows,
  atLeast,
  x,
  height,
}: {
  readonly measure: Measure
  readonly word: string
  readonly rows: readonly BalanceRow[]
  readonly atLeast: number | undefined
  readonly x: string
  readonly height: number
}) {
  const { least, most } = rangeOf(rows, measure)
  const spread = most - least
  const longest = Math.max(1, ...rows.map((row) => row[measure]))
  // The number stands behind its bar: the longest leaves it a third.
  const percent = (value: number) => (value / longest) * 66
  return (
    <svg x={x} y="0" width={`${measurePercent}%`} height={height}>
      <text className={styles.word} x="4" y="15">
        {word}
      </text>
      <text className={classes(styles.spread, spread > 1 && styles.wide)} x="4" y="32">
        {spread > 1 ? `差 ${spread}（${least}–${most}）` : `差 ${spread}`}
        {spread > 1 && spread === atLeast && ' 已是最小'}
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
        const outside = spread > 1 && row.share >= 1 && (value === least || value === most)
        return (
          <g key={row.id}>
            <rect
              className={classes(styles.bar, styles[measure], outside && styles.outside)}
              x="0"
              width={`${percent(value)}%`}
              y={headPx + index * rowPx + 7}
              height={10}
              rx={2}
            />
            <text
              className={classes(styles.value, outside && styles.wide)}
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
