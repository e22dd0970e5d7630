import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { TownshipRow } from '../../../../core/modules/township-reports/contract.ts'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
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
  const save = () => chase.mutate({ ...place, answered: answered === 'yes', words })
  return (
    <Form
      label="催报"
      className={styles.form}
      act="记催报"
      busy={chase.isPending}
      error={chase.error}
      onAct={save}
      onClose={onDone}
    >
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
    </Form>
  )
}
