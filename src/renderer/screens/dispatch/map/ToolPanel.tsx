import type { ReactNode } from 'react'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { useMapDesk } from './desk.ts'
import map from './MapPanel.module.css'
import styles from './ToolPanel.module.css'

interface ToolPanelProps {
  readonly label: string
  /** What the head says or offers beside what closes the panel; absent: the views have their own. */
  readonly head?: ReactNode
  /** Whether Escape closes it; not where a part of the tool needs the key. */
  readonly escapes?: boolean
  readonly width?: 'narrow' | 'normal' | 'wide'
  /** Rows reach from edge to edge, and scroll below the head. */
  readonly flush?: boolean
  /** Leaves the bar of the replay free. */
  readonly aboveBar?: boolean
  readonly children: ReactNode
}

/** The panel of a tool, under the tool bar at the left. */
export function ToolPanel({
  label,
  head,
  escapes = true,
  width = 'normal',
  flush = false,
  aboveBar = false,
  children,
}: ToolPanelProps) {
  const { openTool } = useMapDesk()
  return (
    <section
      className={classes(
        map.box,
        styles.panel,
        styles[width],
        flush && styles.flush,
        aboveBar && styles.aboveBar,
      )}
      aria-label={label}
    >
      {head !== undefined && (
        <header className={classes(flush ? styles.bar : styles.head)}>
          {head}
          <ActionButton
            kind="quiet"
            hotkey={escapes ? 'Escape' : undefined}
            onPress={() => openTool(undefined)}
          >
            收起
          </ActionButton>
        </header>
      )}
      {children}
    </section>
  )
}
