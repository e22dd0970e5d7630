import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { TownshipRow } from '../../../../core/modules/township-reports/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import type { ReportPlace } from './ReportForm.tsx'
import styles from './Presence.module.css'

const outcomes = [
  { value: 'yes' as const, label: '已接通' },
  { value: 'no' as const, label: '未接通' },
]

/** 催报: a call because nothing came. */
export function ChaseForm({
  place,
  row,
  onDone,
}: {
  readonly place: ReportPlace
  readonly row: TownshipRow
  readonly onDone: () => void
}) {
  const [answered, setAnswered] = useState<'yes' | 'no'>('yes')
  const [words, setWords] = useState('')
  const chase = useMutation(queries.townshipReports.chase.mutationOptions({ onSuccess: onDone }))
  const save = () => {
    if (!chase.isPending) chase.mutate({ ...place, answered: answered === 'yes', words })
  }
  return (
    <div className={styles.form} role="group" aria-label="催报" onKeyDown={formKeys(save, onDone)}>
      <div className={styles.row}>
        <span>
          催 {row.name} {row.phone}
        </span>
        <Segmented
          aria-label="接通没有"
          value={answered}
          options={outcomes}
          onChange={setAnswered}
        />
      </div>
      <Input
        autoFocus
        aria-label="催报说了什么"
        placeholder="说了什么（可空），Enter 保存"
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {chase.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(chase.error)}
        </div>
      )}
      <div className={styles.row}>
        <ActionButton kind="primary" hint="Enter" busy={chase.isPending} onPress={save}>
          记催报
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
