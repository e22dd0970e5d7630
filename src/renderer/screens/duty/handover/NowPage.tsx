import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Beside } from '../../../ui/Beside.tsx'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { BeginForm } from './BeginForm.tsx'
import { ItemsPanel } from './ItemsPanel.tsx'
import { ShiftPanel } from './ShiftPanel.tsx'
import { SignaturesPanel } from './SignaturesPanel.tsx'
import styles from './Handover.module.css'

/** The sheet as it stands this moment, and what still stands against closing the shift. */
export function NowPage({ tabs }: { readonly tabs: ReactNode }) {
  const sheet = useQuery({
    ...queries.handovers.now.queryOptions(),
    // Limits pass by the clock alone.
    refetchInterval: 30_000,
  })
  const [beginning, setBeginning] = useState(false)
  if (sheet.isError && !sheet.data) {
    return (
      <FailingState title="读不到交接单" error={sheet.error} onRetry={() => void sheet.refetch()} />
    )
  }
  if (!sheet.data) return <LoadingState what="交接单" />
  return (
    <Beside>
      <ItemsPanel sheet={sheet.data} tabs={tabs} />
      <div className={styles.side}>
        {beginning && sheet.data.phase === 'on_duty' ? (
          <BeginForm sheet={sheet.data} onClose={() => setBeginning(false)} />
        ) : (
          <SignaturesPanel sheet={sheet.data} onBegin={() => setBeginning(true)} />
        )}
        <ShiftPanel sheet={sheet.data} />
      </div>
    </Beside>
  )
}
