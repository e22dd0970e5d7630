import type { ReactNode } from 'react'
import { ActionButton } from '../ui/ActionButton.tsx'
import styles from './PageNotice.module.css'

/** The whole page says one thing: connecting, refresh, cannot read. */
export function PageNotice({
  title,
  action,
  children,
}: {
  readonly title: string
  readonly action?: { readonly words: string; readonly hotkey: string; readonly run: () => void }
  readonly children: ReactNode
}) {
  return (
    <main className={styles.notice} role="status">
      <h1>{title}</h1>
      <div>{children}</div>
      {action && (
        <ActionButton kind="primary" hotkey={action.hotkey} onPress={action.run}>
          {action.words}
        </ActionButton>
      )}
    </main>
  )
}
