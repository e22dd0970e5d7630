import {
  useCallback,
  useEffect,
  useId,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { classes } from './classes.ts'
import { nextIndex } from './list-keys.ts'
import { isComposing } from './hotkeys.ts'
import { useScale } from './layout-store.ts'
import { tracksFor } from './list-tracks.ts'
import styles from './DataList.module.css'

/** `selected` has its own look; these are what a row's own state gives it. */
export type RowTone = 'due' | 'over' | 'emergency' | 'generated' | 'stale'

export interface Column<Row> {
  readonly key: string
  readonly title: ReactNode
  /** A CSS grid track: `92px`, `1fr`, `minmax(120px, 2fr)`. */
  readonly width: string
  readonly align?: 'right'
  readonly cell: (row: Row) => ReactNode
}

export interface DataListProps<Row> {
  /** Name for screen readers: `队伍状态`. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly rowTone?: ((row: Row) => RowTone | undefined) | undefined
  readonly selectedKey?: string | undefined
  readonly onSelect?: ((row: Row) => void) | undefined
  /** Enter or double click. */
  readonly onOpen?: ((row: Row) => void) | undefined
  /** Rows as tall as their text; otherwise 32 px each, one line. */
  readonly wrap?: boolean
  /** Many narrow columns: less room between them. */
  readonly tight?: boolean
  /** Shown in place of rows. */
  readonly empty?: ReactNode
  readonly hideHead?: boolean
  /** Called when the last rows come into view: fetch older ones. */
  readonly onReachEnd?: (() => void) | undefined
}

/** A windowed table: any number of rows, arrows to move, Enter to open. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { label, rows, columns, rowKey, selectedKey, wrap = false, empty, hideHead = false } = props
  const tight = props.tight ?? false
  const scroller = useRef<HTMLDivElement>(null)
  const listId = useId()
  const scale = Math.max(1, useScale())
  const rowHeight = Math.round(32 * scale)
  // Only new rows make the window measure again; most callers write `rowKey` anew at each render.
  const rowKeyNow = useRef(rowKey)
  rowKeyNow.current = rowKey
  const keyAt = useCallback(
    (index: number) => {
      const row = rows[index]
      return row === undefined ? String(index) : rowKeyNow.current(row)
    },
    [rows],
  )
  // oxlint-disable-next-line react/incompatible-library -- what it returns is used here and not memoised
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyAt,
    overscan: 8,
    onChange: ({ range }) => {
      if (range && rows.length > 0 && range.endIndex >= rows.length - 1) props.onReachEnd?.()
    },
  })
  const selectedIndex = rows.findIndex((row) => rowKey(row) === selectedKey)

  // Chosen on the map, or pushed out of sight by what opened below: the row is brought back.
  useEffect(() => {
    if (selectedIndex < 0) return
    const row = document.getElementById(`${listId}-${selectedIndex}`)
    if (row) row.scrollIntoView({ block: 'nearest' })
    else virtual.scrollToIndex(selectedIndex)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when another row is chosen, not when rows arrive
  }, [selectedKey])

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.target !== event.currentTarget) return
    const current = rows[selectedIndex]
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault()
      props.onOpen?.(current)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const index = nextIndex(event.key, selectedIndex, rows.length, page)
    const row = index === undefined ? undefined : rows[index]
    if (index === undefined || row === undefined) return
    event.preventDefault()
    props.onSelect?.(row)
    virtual.scrollToIndex(index)
  }

  const tracks = { '--tracks': tracksFor(columns, scale) } as CSSProperties
  return (
    <div
      ref={scroller}
      className={classes(styles.list, tight && styles.tight)}
      style={tracks}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={selectedIndex < 0 ? undefined : `${listId}-${selectedIndex}`}
      onKeyDown={onKeyDown}
    >
      {!hideHead && (
        <div className={classes(styles.row, styles.head)} role="row">
          {columns.map(({ key, title, align }) => (
            <div key={key} role="columnheader" className={align && styles.right}>
              {title}
            </div>
          ))}
        </div>
      )}
      {rows.length === 0 && empty}
      <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          const tone = props.rowTone?.(row)
          const selected = index === selectedIndex
          return (
            <div
              key={key}
              id={`${listId}-${index}`}
              ref={wrap ? virtual.measureElement : undefined}
              data-index={index}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={selected}
              className={classes(
                styles.row,
                styles.data,
                wrap && styles.wrap,
                tone && styles[tone],
                selected && styles.selected,
              )}
              style={{
                transform: `translateY(${start}px)`,
                ...(wrap ? {} : { height: rowHeight }),
              }}
              onClick={() => props.onSelect?.(row)}
              onDoubleClick={() => props.onOpen?.(row)}
            >
              {columns.map(({ key: columnKey, cell, align }) => {
                const content = cell(row)
                // A text too long for its column can still be read in full.
                const full = typeof content === 'string' ? content : undefined
                return (
                  <div
                    key={columnKey}
                    role="gridcell"
                    className={align && styles.right}
                    title={full}
                  >
                    {content}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}
