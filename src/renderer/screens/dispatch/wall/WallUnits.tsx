import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { StateDigit } from '../../../ui/StateChip.tsx'
import styles from './Wall.module.css'

/** How many teams are in each state, in the order of the digits. */
export function WallUnits() {
  const units = useQuery(queries.teams.list.queryOptions()).data ?? []
  const byDigit = Map.groupBy(units, ({ state }) => state.digit)
  const counted = [...byDigit].toSorted(([a], [b]) => a - b)
  return (
    <section className={styles.units} aria-label="队伍状态">
      {counted.map(([digit, members]) => (
        <div key={digit} className={styles.unit}>
          <b>{members.length}</b>
          <span>
            <StateDigit digit={digit} token={members[0]?.state.token ?? 'st-out'} />{' '}
            {members[0]?.state.word}
          </span>
        </div>
      ))}
    </section>
  )
}
