import { useState } from 'react'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { RollSheet } from '../../../../core/modules/rollcall/contract.ts'
import { AskBar } from './AskBar.tsx'
import { SheetFoot } from './SheetFoot.tsx'
import { SheetList } from './SheetList.tsx'
import { SummaryForm } from './SummaryForm.tsx'
import styles from './RollCall.module.css'

/** One roll call while it goes on. */
export function SheetView({ sheet }: { readonly sheet: RollSheet }) {
  const [summing, setSumming] = useState(false)
  const { counts, title, group, startedAt, label, word } = sheet
  return (
    <div className={styles.stack}>
      <div className={styles.bar}>
        <b>
          {title}
          {group === null ? '' : ` G${group}`}
        </b>
        <span className={styles.note}>
          {beijingTime(startedAt).slice(0, 5)} {label ?? '临时点名'} · {word}
          {sheet.conflict && ' · 两处同时改动'}
        </span>
        <span className={styles.grow} />
        <span className={styles.counts}>
          <span>
            应答{' '}
            <b>
              {counts.answered}/{counts.due}
            </b>
          </span>
          {counts.poor > 0 && <span className={styles.poor}>质差 {counts.poor}</span>}
          <span className={counts.absent + counts.open > 0 ? styles.bad : undefined}>
            未应答 {counts.absent + counts.open}
          </span>
        </span>
      </div>
      <AskBar sheet={sheet} />
      <div className={styles.list}>
        <SheetList sheet={sheet} />
      </div>
      {summing ? (
        <SummaryForm sheet={sheet} onDone={() => setSumming(false)} />
      ) : (
        <SheetFoot sheet={sheet} onSum={() => setSumming(true)} />
      )}
    </div>
  )
}
