import { use, useId, type ReactNode } from 'react'
import { ExportOutlined } from '@ant-design/icons'
import { classes } from './classes.ts'
import { openPanelWindow, PanelWindow } from './panel-window.ts'
import styles from './Panel.module.css'

/**
 * A panel with its 40 px head. `title` is text or a row of tabs; the body scrolls unless
 * `fixed` (a map or a windowed list scrolls by itself).
 */
export function Panel({
  title,
  label,
  extra,
  footer,
  fixed = false,
  className,
  children,
}: {
  readonly title?: ReactNode
  /** Name for screen readers where `title` is not plain text. */
  readonly label?: string
  readonly extra?: ReactNode
  readonly footer?: ReactNode
  readonly fixed?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  const headId = useId()
  const ownWindow = use(PanelWindow)
  const naming = label === undefined ? { 'aria-labelledby': headId } : { 'aria-label': label }
  return (
    <section className={classes(styles.panel, className)} {...naming}>
      {(title !== undefined || extra !== undefined) && (
        <header className={styles.head}>
          {typeof title === 'string' ? <h2 id={headId}>{title}</h2> : title}
          <span className={styles.grow} />
          {extra}
          {ownWindow !== undefined && <TearOff id={ownWindow} />}
        </header>
      )}
      <PanelWindow value={undefined}>
        <div className={fixed ? styles.fixed : styles.body}>{children}</div>
      </PanelWindow>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </section>
  )
}

function TearOff({ id }: { readonly id: string }) {
  return (
    <button
      type="button"
      className={styles.tearOff}
      aria-label="在另一个窗口打开"
      title="在另一个窗口打开"
      onClick={() => openPanelWindow(id)}
    >
      <ExportOutlined />
    </button>
  )
}
