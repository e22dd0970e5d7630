import { useQuery } from '@tanstack/react-query'
import { dutyDay } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { useAtNow } from '../../../ui/now.ts'
import { monthAfter } from '../month-words.ts'
import { attentionOf } from './attention.ts'
import { AttentionPanel } from './AttentionPanel.tsx'
import { ComingShifts } from './ComingShifts.tsx'
import { InstructionsPanel } from './InstructionsPanel.tsx'
import { OpenItemsPanel } from './OpenItemsPanel.tsx'
import { ShiftNow } from './ShiftNow.tsx'
import styles from './Home.module.css'

const minuteMs = 60_000

/** 首页: who is on now, who comes next, and what this shift must not forget. */
export function HomePart() {
  const now = useAtNow((at) => Math.floor(at / minuteMs) * minuteMs)
  const month = dutyDay(now, 0).slice(0, 7)
  const duty = useQuery({ ...queries.onduty.now.queryOptions(), refetchInterval: minuteMs })
  const here = useQuery(queries.rosters.month.queryOptions({ input: { month } }))
  const next = useQuery(
    queries.rosters.month.queryOptions({ input: { month: monthAfter(month, 1) } }),
  )
  const swaps = useQuery(queries.rosters.swaps.queryOptions({ input: { open: true } }))
  const months = [here.data, next.data].flatMap((one) => (one ? [one] : []))
  const attention = attentionOf({ now, duty: duty.data, months, swaps: swaps.data ?? [] })
  return (
    <div className={styles.place}>
      <div className={styles.column}>
        <ShiftNow duty={duty} />
        <ComingShifts now={now} />
      </div>
      <div className={styles.column}>
        <AttentionPanel
          attention={attention}
          error={duty.error ?? here.error ?? next.error ?? swaps.error}
          pending={here.isPending}
        />
        <InstructionsPanel />
        <OpenItemsPanel />
      </div>
    </div>
  )
}
