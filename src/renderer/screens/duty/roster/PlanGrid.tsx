import { useEffect, useId, useRef, type CSSProperties, type KeyboardEvent } from 'react'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import {
  weekdayWord,
  type RosterDay,
  type ShownShift,
} from '../../../../core/modules/rosters/contract.ts'
import { classes } from '../../../ui/classes.ts'
import { isComposing } from '../../../ui/hotkeys.ts'
import { PlanCell } from './PlanCell.tsx'
import type { PlanMarks } from './plan-marks.ts'
import { spotAfter, spotContent, type Carried, type PlanColumn, type Spot } from './plan-grid.ts'
import styles from './PlanGrid.module.css'

const rowPx = 30

export interface PlanGridProps {
  readonly label: string
  readonly shifts: readonly ShownShift[]
  readonly columns: readonly PlanColumn[]
  readonly days: readonly RosterDay[]
  readonly marks: PlanMarks
  /** Today's duty day. */
  readonly today: string
  /** The signed-in person's own duties stand out. */
  readonly own: string | undefined
  readonly cursor: Spot
  readonly carried: Carried | undefined
  readonly onCursor: (spot: Spot) => void
  /** Left out: only looked at. */
  readonly work?: GridWork
  /** The arrows act as soon as it is there; somebody who writes elsewhere is not disturbed. */
  readonly takesFocus?: boolean
}

/** What keys and the mouse do to a spot. */
export interface GridWork {
  readonly pickUp: (spot: Spot) => void
  readonly putDown: (spot: Spot) => void
  /** What is carried goes back, what was refused is read. */
  readonly cancel: () => void
  readonly clear: (spot: Spot) => void
  /** The first letter of a name. */
  readonly fill: (spot: Spot, letter: string) => void
}

/** The month: a row per shift, a column per place. Arrows move, Enter picks up and puts down, letters fill. */
export function PlanGrid(props: PlanGridProps) {
  const { label, shifts, columns, cursor, carried, work, marks } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const spotId = ({ row, column }: Spot) => `${id}-${row}-${column}`
  useEffect(() => {
    const look = () =>
      document.getElementById(`${id}-${cursor.row}-${cursor.column}`)?.scrollIntoView({
        block: 'nearest',
        inline: 'nearest',
      })
    look()
    // A form that opens below takes room from the grid: what it is about stays in view.
    const observer = new ResizeObserver(look)
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [id, cursor])

  const takesFocus = props.takesFocus ?? false
  useEffect(() => {
    const typing =
      document.activeElement instanceof HTMLInputElement ||
      document.activeElement instanceof HTMLTextAreaElement
    if (takesFocus && !typing) scroller.current?.focus({ preventScroll: true })
  }, [takesFocus])

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.altKey || event.metaKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2)
    const size = { rows: shifts.length, columns: columns.length }
    const next = spotAfter(event, cursor, size, page)
    if (next) props.onCursor(next)
    else if (!work || event.ctrlKey) return
    else if (event.key === 'Enter') {
      if (carried) work.putDown(cursor)
      else work.pickUp(cursor)
    } else if (event.key === 'Escape') work.cancel()
    else if (event.key === 'Delete' || event.key === 'Backspace') work.clear(cursor)
    else if (/^[a-z]$/.test(event.key) && !event.shiftKey) work.fill(cursor, event.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const tracks = {
    '--tracks': `58px 30px minmax(92px, 0.9fr) repeat(${columns.length}, minmax(76px, 1fr))`,
  } as CSSProperties
  return (
    <div
      ref={scroller}
      className={styles.grid}
      style={tracks}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={shifts.length}
      aria-colcount={columns.length}
      aria-activedescendant={spotId(cursor)}
      onKeyDown={onKeyDown}
    >
      <div className={classes(styles.row, styles.head)} role="row">
        <div role="columnheader">日期</div>
        <div role="columnheader">周</div>
        <div role="columnheader">班次</div>
        {columns.map(({ post, slot, word }) => (
          <div key={`${post} ${slot}`} role="columnheader">
            {word}
          </div>
        ))}
      </div>
      {shifts.map((shift, row) => (
        <div
          key={shift.id}
          role="row"
          className={classes(styles.row, styles.data, rowLook(shift, props))}
        >
          <ShiftHead
            shift={shift}
            repeated={shifts[row - 1]?.day === shift.day}
            seen={props.days.find(({ day }) => day === shift.day)}
          />
          {columns.map((column, at) => {
            const content = spotContent(shift, column)
            const here = { row, column: at }
            return (
              <PlanCell
                key={`${column.post} ${column.slot}`}
                id={spotId(here)}
                name={`${shift.day.slice(5)} ${shift.word} ${column.word}`}
                content={content}
                marks={marks.at(shift.id, column.post, content)}
                isCursor={cursor.row === row && cursor.column === at}
                isOwn={content.kind === 'person' && content.id === props.own}
                isCarried={
                  content.kind === 'person' &&
                  carried?.person === content.id &&
                  carried.from?.shift === shift.id &&
                  carried.from.post === column.post
                }
                isTarget={carried !== undefined && cursor.row === row && cursor.column === at}
                drag={
                  work && {
                    begin: () => {
                      props.onCursor(here)
                      work.pickUp(here)
                    },
                    over: () => props.onCursor(here),
                    drop: () => work.putDown(here),
                    end: work.cancel,
                  }
                }
                onChoose={() => {
                  props.onCursor(here)
                  scroller.current?.focus()
                }}
                onOpen={() => work && (carried ? work.putDown(here) : work.pickUp(here))}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

function rowLook(shift: ShownShift, { today, days }: PlanGridProps): string {
  const seen = days.find(({ day }) => day === shift.day)
  const off = seen ? !seen.workday : shift.weekend
  return classes(
    shift.holiday !== null && styles.holiday,
    shift.holiday === null && off && styles.weekend,
    shift.day === today && styles.today,
    shift.status === 'closed' && styles.closed,
  )
}

function ShiftHead({
  shift,
  repeated,
  seen,
}: {
  readonly shift: ShownShift
  /** The day stands on the row above. */
  readonly repeated: boolean
  readonly seen: RosterDay | undefined
}) {
  const word = shift.holiday ?? seen?.word ?? ''
  const hours = `${beijingTime(shift.from).slice(0, 5)}–${beijingTime(shift.to).slice(0, 5)}`
  return (
    <>
      <div role="rowheader" className={classes(styles.day, repeated && styles.repeated)}>
        {shift.day.slice(5)}
      </div>
      <div className={classes(styles.weekday, repeated && styles.repeated)}>
        {weekdayWord(shift.day).slice(2)}
      </div>
      <div className={styles.shift} title={`${shift.word} ${hours} ${word}`}>
        <span>{shift.word}</span>
        <span className={styles.hours}>{word !== '' && !repeated ? word : hours}</span>
      </div>
    </>
  )
}
