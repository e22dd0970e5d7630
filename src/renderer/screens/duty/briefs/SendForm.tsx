import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { BriefDetail } from '../../../../core/modules/briefs/contract.ts'
import { entryChannels } from '../../../../core/modules/logbook/contract.ts'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { timeHint, typedTime } from '../../../reports/form-time.ts'
import styles from './Briefs.module.css'

type Means = (typeof entryChannels)[number][0]

/** 登记报送: a person sent it, and says where to, how and who took it. */
export function SendForm({
  detail,
  onClose,
}: {
  readonly detail: BriefDetail
  readonly onClose: () => void
}) {
  const [to, setTo] = useState('')
  const [means, setMeans] = useState<Means>('oa')
  const [receiver, setReceiver] = useState('')
  const [at, setAt] = useState('')
  const send = useMutation(queries.briefs.send.mutationOptions({ onSuccess: onClose }))
  const sentAt = typedTime(at)
  const missing =
    to.trim() === ''
      ? '先填报送单位'
      : receiver.trim() === ''
        ? '先填接收人'
        : sentAt === null
          ? timeHint
          : undefined
  const save = () => {
    if (sentAt === null) return
    send.mutate({ brief: detail.id, to, means, receiver, sentAt: sentAt ?? Math.floor(coreNow()) })
  }
  return (
    <Form
      act="登记报送"
      busy={send.isPending}
      missing={missing}
      error={send.error}
      onAct={save}
      onClose={onClose}
    >
      <div className={styles.row}>
        <Input
          autoFocus
          aria-label="报送单位"
          placeholder="报送单位，如 市应急局"
          value={to}
          maxLength={60}
          onChange={({ target }) => setTo(target.value)}
        />
        <Select<Means>
          aria-label="报送方式"
          className={styles.means ?? ''}
          value={means}
          options={entryChannels.map(([value, label]) => ({ value, label }))}
          onChange={setMeans}
        />
        <Input
          aria-label="接收人"
          placeholder="接收人"
          value={receiver}
          maxLength={40}
          onChange={({ target }) => setReceiver(target.value)}
        />
        <Input
          aria-label="报送时间"
          placeholder="现在（或写 14:02）"
          value={at}
          maxLength={20}
          onChange={({ target }) => setAt(target.value)}
        />
      </div>
    </Form>
  )
}
