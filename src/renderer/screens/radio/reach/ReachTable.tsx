import type { ReactNode } from 'react'
import {
  meansWord,
  type CellState,
  type Means,
  type ReachBoard,
  type ReachCell,
  type ReachRow,
} from '../../../../core/modules/reach/contract.ts'
import { classes } from '../../../ui/classes.ts'
import styles from './Reach.module.css'

export interface ChosenCell {
  readonly key: string
  readonly means: Means
}

/** Told apart without colour. */
const marks: Readonly<Record<CellState, string>> = {
  good: '✓ ',
  stale: '◷ ',
  untried: '○ ',
  failed: '✕ ',
  down: '✕ ',
  none: '',
}

function rowTone({ level }: ReachRow): string | undefined {
  if (level === 'lost') return styles.lost
  return level === 'stale' ? styles.stale : undefined
}

function Cell({
  row,
  cell,
  pressed,
  onPress,
}: {
  readonly row: ReachRow
  readonly cell: ReachCell
  readonly pressed: boolean
  readonly onPress: () => void
}) {
  const { state, shown, reason, by, means } = cell
  return (
    <button
      type="button"
      className={classes(styles.cell, styles[`is-${state}`])}
      aria-pressed={pressed}
      aria-label={`${row.name} ${meansWord(means)}：${state === 'none' ? '未配' : shown}`}
      title={by === '' ? reason : `${reason}（${by}）`}
      onClick={onPress}
    >
      {marks[state]}
      {state === 'none' ? '—' : shown}
    </button>
  )
}

/** Places by means; a press on a cell opens what was tried there and how to try again. */
export function ReachTable({
  board,
  chosen,
  onChoose,
  detail,
}: {
  readonly board: ReachBoard
  readonly chosen: ChosenCell | undefined
  readonly onChoose: (cell: ChosenCell) => void
  readonly detail: ReactNode
}) {
  if (board.means.length === 0) return null
  return (
    <table className={styles.table} aria-label="联络保障">
      <colgroup>
        <col style={{ width: 76 }} />
        {board.means.map((means) => (
          <col key={means} />
        ))}
        <col style={{ width: 48 }} />
      </colgroup>
      <thead>
        <tr>
          <th>乡镇、队伍</th>
          {board.means.map((means) => (
            <th key={means}>{meansWord(means)}</th>
          ))}
          <th>可用</th>
        </tr>
      </thead>
      {board.rows.map((row) => (
        <tbody key={row.key} className={classes(rowTone(row))}>
          <tr>
            <td className={styles.name} title={row.name}>
              {row.name}
            </td>
            {board.means.map((means) => {
              const cell = row.cells.find((one) => one.means === means)
              return (
                <td key={means}>
                  {cell && (
                    <Cell
                      row={row}
                      cell={cell}
                      pressed={chosen?.key === row.key && chosen.means === means}
                      onPress={() => onChoose({ key: row.key, means })}
                    />
                  )}
                </td>
              )
            })}
            <td className={row.good > 0 ? styles['is-good'] : styles[goodTone(row)]}>
              {row.level === 'none' ? '未配' : `${row.good} 种`}
            </td>
          </tr>
          {chosen?.key === row.key && detail !== null && (
            <tr>
              <td colSpan={board.means.length + 2} className={styles.under}>
                {detail}
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  )
}

function goodTone({ level }: ReachRow): 'is-failed' | 'is-stale' | 'is-none' {
  if (level === 'none') return 'is-none'
  return level === 'lost' ? 'is-failed' : 'is-stale'
}
