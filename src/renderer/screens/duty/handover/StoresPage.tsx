import type { ReactNode } from 'react'
import { Beside } from '../../../ui/Beside.tsx'
import { CountPanel } from './CountPanel.tsx'
import { LoansPanel } from './LoansPanel.tsx'

/** What is out of the house, and what was counted. */
export function StoresPage({ tabs }: { readonly tabs: ReactNode }) {
  return (
    <Beside>
      <LoansPanel tabs={tabs} />
      <CountPanel />
    </Beside>
  )
}
