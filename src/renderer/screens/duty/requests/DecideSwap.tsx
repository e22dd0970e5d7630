import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { ShownSwap } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { LeaderWord, useDecider } from '../../../decision/LeaderWord.tsx'
import { Form } from '../../../ui/Form.tsx'
import { OverrideFields, overridesFrom } from '../roster/OverrideFields.tsx'
import { softOf } from '../roster/use-plan.ts'
import { ViolationWords } from '../roster/ViolationWords.tsx'
import styles from './Requests.module.css'

/** 批准 or 不批准: the leader's, or noted with the leader's name and how it was said. */
export function DecideSwap({
  swap,
  approve,
  onClose,
}: {
  readonly swap: ShownSwap
  readonly approve: boolean
  readonly onClose: () => void
}) {
  const { start } = useDecider('roster.approve')
  const [authority, setAuthority] = useState(start)
  const [reason, setReason] = useState('')
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map())
  const decide = useMutation(queries.rosters.decideSwap.mutationOptions({ onSuccess: onClose }))
  const known = swap.violations.filter(({ hard }) => !hard)
  const soft = approve ? (softOf(decide.error).length > 0 ? softOf(decide.error) : known) : []
  const overrides = overridesFrom(soft, reasons)
  const missing =
    !approve && reason.trim() === ''
      ? '先写不批准的原因'
      : overrides === undefined
        ? '先写每条变通的原因'
        : undefined
  const save = () =>
    decide.mutate({
      swap: swap.id,
      approve,
      reason: reason.trim(),
      authority: authority ?? null,
      overrides: overrides ?? [],
    })
  return (
    <Form
      className={styles.part}
      act={approve ? '批准' : '不批准'}
      kind={approve ? 'primary' : 'danger'}
      busy={decide.isPending}
      missing={missing}
      error={decide.error}
      problem={<ViolationWords error={decide.error} hardOnly />}
      onAct={save}
      onClose={onClose}
    >
      <LeaderWord value={authority} onChange={setAuthority} />
      <Input
        autoFocus
        aria-label={approve ? '批准意见' : '不批准的原因'}
        placeholder={approve ? '批准意见（可空）' : '不批准的原因（必填）'}
        value={reason}
        maxLength={200}
        onChange={({ target }) => setReason(target.value)}
      />
      <OverrideFields violations={soft} reasons={reasons} onChange={setReasons} />
    </Form>
  )
}
