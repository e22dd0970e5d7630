import type { BalanceRow, RosterSpread } from '../../../../core/modules/rosters/contract.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { BalanceChart } from './BalanceChart.tsx'
import styles from './Roster.module.css'

/** 均衡: the chart, and in words why a spread cannot be smaller where the engine proved it. */
export function BalanceView({
  balance,
  spread,
  why,
  note,
}: {
  readonly balance: readonly BalanceRow[]
  readonly spread?: RosterSpread
  readonly why?: readonly string[]
  readonly note: string
}) {
  if (balance.length === 0)
    return <EmptyState title="还没有可以比较的班" hint="排了班就按人统计周末、节假日和夜班。" />
  const rows = balance.map(({ person, ...counts }) => ({ id: person, ...counts }))
  return (
    <>
      <BalanceChart rows={rows} least={spread} />
      <div className={styles.why}>
        <span className={styles.note}>{note}</span>
        {why?.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </>
  )
}
