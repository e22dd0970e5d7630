import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { BriefDetail } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { LeaderWord, useDecider } from '../../../decision/LeaderWord.tsx'
import { Form } from '../../../ui/Form.tsx'

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
  return (
    <Form
      act="作废"
      kind="danger"
      busy={take.isPending}
      missing={reason.trim() === '' ? '先写作废原因' : undefined}
      error={take.error}
      onAct={() =>
        take.mutate({ brief: detail.id, reason: reason.trim(), authority: authority ?? null })
      }
      onClose={onClose}
    >
      {detail.state !== 'draft' && <LeaderWord value={authority} onChange={setAuthority} />}
      <Input
        autoFocus
        aria-label="作废原因"
        placeholder="作废原因（必填）"
        value={reason}
        maxLength={200}
        onChange={({ target }) => setReason(target.value)}
      />
    </Form>
  )
}
