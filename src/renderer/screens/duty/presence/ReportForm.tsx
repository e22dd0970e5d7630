import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
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
    <Form
      label="乡镇报告"
      className={styles.form}
      act="记报告"
      busy={receive.isPending}
      error={receive.error}
      onAct={save}
      onClose={onDone}
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
    </Form>
  )
}
