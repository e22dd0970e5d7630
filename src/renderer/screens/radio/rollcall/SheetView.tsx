import { useState } from 'react'
import type { RollSheet } from '../../../../core/modules/rollcall/contract.ts'
import { AskBar } from './AskBar.tsx'
import { SheetFoot } from './SheetFoot.tsx'
import { SheetList } from './SheetList.tsx'
import { SummaryForm } from './SummaryForm.tsx'
import styles from './RollCall.module.css'

/** One roll call while it goes on: the list has the room, one form at a time opens below it. */
export function SheetView({ sheet }: { readonly sheet: RollSheet }) {
  const [summing, setSumming] = useState(false)
  const [writing, setWriting] = useState(false)
  return (
    <div className={styles.stack}>
      {!writing && !summing && <AskBar sheet={sheet} />}
      <SheetList sheet={sheet} writing={writing} onWriting={setWriting} />
      {summing && <SummaryForm sheet={sheet} onDone={() => setSumming(false)} />}
      {!summing && !writing && <SheetFoot sheet={sheet} onSum={() => setSumming(true)} />}
    </div>
  )
}
