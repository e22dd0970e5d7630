import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { BriefDetail } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { LeaderWord, useDecider } from '../../../decision/LeaderWord.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Briefs.module.css'

/** 作废: it stays readable; one that was signed only on a leader's word. */
export function VoidForm({
  detail,
  onClose,
}: {
  readonly detail: BriefDetail
  readonly onClose: () => void
}) {
  const { start } = useDecider('report.sign')
  const [authority, setAuthority] = useState(start)
  const [reason, setReason] = useState('')
  const take = useMutation(queries.briefs.void.mutationOptions({ onSuccess: onClose }))
  const missing = reason.trim() === '' ? '先写作废原因' : undefined
  const save = () => {
    if (missing !== undefined || take.isPending) return
    take.mutate({ brief: detail.id, reason: reason.trim(), authority: authority ?? null })
  }
  return (
    <div className={styles.part} onKeyDown={formKeys(save, onClose)}>
      {detail.state !== 'draft' && <LeaderWord value={authority} onChange={setAuthority} />}
      <Input
        autoFocus
        aria-label="作废原因"
        placeholder="作废原因（必填）"
        value={reason}
        maxLength={200}
        onChange={({ target }) => setReason(target.value)}
      />
      {take.error && (
        <div className={styles.problem} role="alert">
          {describeError(take.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton
          kind="danger"
          hint="Enter"
          busy={take.isPending}
          refusedBecause={missing}
          onPress={save}
        >
          作废
        </ActionButton>
        <ActionButton hotkey="Escape" onPress={onClose}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
