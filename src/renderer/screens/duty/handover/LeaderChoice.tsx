import { Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { HandoverSheet } from '../../../../core/modules/handovers/contract.ts'
import { queries } from '../../../client.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './Handover.module.css'

/** Whether the leader is on site: then they must sign too. */
export function LeaderChoice({ sheet: { leader, phase } }: { readonly sheet: HandoverSheet }) {
  const leaders = useQuery(queries.handovers.candidates.queryOptions()).data?.leaders ?? []
  const set = useMutation(queries.handovers.setLeader.mutationOptions())
  const person = leader.person?.person ?? null
  const known = leaders.some((one) => one.person === person)
  return (
    <div className={styles.line}>
      <span className={styles.quiet}>监交</span>
      <Select
        aria-label="带班领导"
        className={styles.person ?? ''}
        value={known ? person : null}
        placeholder="带班领导"
        disabled={phase === 'signing'}
        options={leaders.map(({ person: value, name }) => ({ value, label: name }))}
        onChange={(id) => set.mutate({ leader: id, onSite: leader.onSite })}
      />
      <Segmented<'yes' | 'no' | 'unsaid'>
        aria-label="带班领导在不在现场"
        value={leader.said ? (leader.onSite ? 'yes' : 'no') : 'unsaid'}
        disabled={phase === 'signing'}
        options={[
          ...(leader.said ? [] : [{ value: 'unsaid' as const, label: '未说明' }]),
          { value: 'yes', label: '在现场' },
          { value: 'no', label: '不在' },
        ]}
        onChange={(value) => {
          if (value === 'unsaid') return
          set.mutate({ leader: known ? person : null, onSite: value === 'yes' })
        }}
      />
      <ProblemNote error={set.error} />
    </div>
  )
}
