import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import styles from './Requests.module.css'

/** The other one does not agree: with a reason or without. */
export function DeclineSwap({
  swap,
  onClose,
}: {
  readonly swap: string
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const decline = useMutation(queries.rosters.answerSwap.mutationOptions({ onSuccess: onClose }))
  return (
    <Form
      className={styles.part}
      act="记为不同意"
      busy={decline.isPending}
      error={decline.error}
      onAct={() => decline.mutate({ swap, agree: false, reason: reason.trim() })}
      onClose={onClose}
    >
      <Input
        autoFocus
        aria-label="不同意的原因"
        placeholder="不同意的原因（可空）"
        value={reason}
        maxLength={200}
        onChange={({ target }) => setReason(target.value)}
      />
    </Form>
  )
}
