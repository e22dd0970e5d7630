import { Children, useState, type ReactNode } from 'react'
import { Splitter } from 'antd'
import { classes } from './classes.ts'
import { useLayout } from './layout-store.ts'
import styles from './Split.module.css'

export interface SplitPart {
  /** Pixels, or `undefined` for the part that takes what is left. */
  readonly startPx?: number | undefined
  readonly minPx: number
}

/**
 * Panels side by side (or one above the other) with borders that drag and are remembered under
 * `name`; a double click on a border brings the first widths back.
 */
export function Split({
  name,
  vertical = false,
  parts,
  children,
}: {
  readonly name: string
  readonly vertical?: boolean
  /** One per child. */
  readonly parts: readonly SplitPart[]
  readonly children: ReactNode
}) {
  const kept = useLayout((layout) => layout.sizes[name])
  const setSizes = useLayout((layout) => layout.setSizes)
  const [dragged, setDragged] = useState(kept)
  const panels = Children.toArray(children)
  const flexible = parts.findIndex((part) => part.startPx === undefined)
  // The flexible part keeps no size of its own: it grows and shrinks with the window.
  const sizeOf = (index: number) =>
    index === flexible ? undefined : (dragged?.[index] ?? parts[index]?.startPx)
  return (
    <Splitter
      orientation={vertical ? 'vertical' : 'horizontal'}
      className={classes(styles.split, vertical ? styles.rows : styles.columns)}
      onResize={setDragged}
      onResizeEnd={(sizes) => setSizes(name, sizes.map(Math.round))}
      onDraggerDoubleClick={() => {
        setDragged(undefined)
        setSizes(name, [])
      }}
    >
      {panels.map((panel, index) => {
        const size = sizeOf(index)
        return (
          <Splitter.Panel
            // oxlint-disable-next-line react/no-array-index-key -- children of a split never change places
            key={index}
            min={parts[index]?.minPx ?? 0}
            {...(size === undefined ? {} : { size })}
            className={styles.part ?? ''}
          >
            {panel}
          </Splitter.Panel>
        )
      })}
    </Splitter>
  )
}
