import type { BalanceRow } from '../../../../core/modules/rosters/contract.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { BalanceChart } from './BalanceChart.tsx'
import type { Measure } from './balance-range.ts'
import styles from './Roster.module.css'

/** People who may stand at the same posts; the smallest spread where it was proved. */
export interface ShownPool {
  readonly pool: string
  readonly word: string
  readonly spread: Readonly<Record<Measure, number | { readonly atLeast: number }>>
}

/** 均衡: a chart for each pool, and in words why a spread cannot be smaller where that is proved. */
export function BalanceView({
  balance,
  pools,
  why,
  note,
}: {
  readonly balance: readonly BalanceRow[]
  readonly pools: readonly ShownPool[]
  readonly why?: readonly string[]
  readonly note: string
}) {
  if (pools.length === 0)
    return <EmptyState title="还没有可以比较的班" hint="排了班就按人统计周末、节假日和夜班。" />
  return (
    <>
      {pools.map(({ pool, word, spread }) => (
        <section key={pool} aria-label={`${word}的均衡`}>
          <h3 className={styles.pool}>{word}</h3>
          <BalanceChart
            title={word}
            rows={balance
              .filter((row) => row.pool === pool)
              .map(({ person, ...counts }) => ({ id: person, ...counts }))}
            atLeast={(measure) => {
              const known = spread[measure]
              return typeof known === 'number' ? undefined : known.atLeast
            }}
          />
        </section>
      ))}
      <div className={styles.why}>
        {why?.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <span className={styles.note}>{note}</span>
      </div>
    </>
  )
}
