import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Presence.module.css'

export interface ReportPlace {
  readonly day: string
  readonly slot: string
  readonly township: string
}

/** A report that says something; empty words with names are a report of nothing with who is there. */
export function ReportForm({
  place,
  onDone,
}: {
  readonly place: ReportPlace
  readonly onDone: () => void
}) {
  const [text, setText] = useState('')
  const [reporter, setReporter] = useState('')
  const [leader, setLeader] = useState('')
  const receive = useMutation(
    queries.townshipReports.receive.mutationOptions({ onSuccess: onDone }),
  )
  const save = () => {
    if (receive.isPending) return
    receive.mutate({
      ...place,
      nothing: text.trim() === '',
      text,
      reporter,
      leader,
      channel: 'landline',
    })
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label="乡镇报告"
      onKeyDown={formKeys(save, onDone)}
    >
      <Input
        autoFocus
        aria-label="报告内容"
        placeholder="有什么情况；空着是无情况"
        maxLength={400}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <Input
          aria-label="报告人"
          className={styles.grow ?? ''}
          placeholder="报告人"
          maxLength={30}
          value={reporter}
          onChange={(event) => setReporter(event.target.value)}
        />
        <Input
          aria-label="带班领导"
          className={styles.grow ?? ''}
          placeholder="今日带班领导"
          maxLength={30}
          value={leader}
          onChange={(event) => setLeader(event.target.value)}
        />
      </div>
      {receive.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(receive.error)}
        </div>
      )}
      <div className={styles.row}>
        <ActionButton kind="primary" hint="Enter" busy={receive.isPending} onPress={save}>
          记报告
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
