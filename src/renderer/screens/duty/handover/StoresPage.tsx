import type { ReactNode } from 'react'
import { CountPanel } from './CountPanel.tsx'
import { LoansPanel } from './LoansPanel.tsx'
import styles from './Handover.module.css'

/** What is out of the house, and what was counted. */
export function StoresPage({ tabs }: { readonly tabs: ReactNode }) {
  return (
    <div className={styles.columns}>
      <LoansPanel tabs={tabs} />
      <div className={styles.side}>
        <CountPanel />
      </div>
    </div>
  )
}
