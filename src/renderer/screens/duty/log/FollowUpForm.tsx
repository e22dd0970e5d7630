import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { parseTypedTime } from '../../../../core/kernel/beijing-time.ts'
import { entryChannels, type EntryChannel } from '../../../../core/modules/logbook/contract.ts'
import { queries } from '../../../client.ts'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import styles from './Log.module.css'

export type FollowUp = 'handle' | 'notify' | 'done' | 'passed' | 'doing' | 'strike' | 'restore'

const asks: Readonly<Record<FollowUp, readonly [label: string, save: string, needed: boolean]>> = {
  handle: ['怎么处理的', '记处理', true],
  notify: ['报告或通知了谁', '记报告', true],
  done: ['办理结果（可空）', '办结', false],
  passed: ['转给谁', '转交', true],
  doing: ['为什么重新办理（可空）', '转为在办', false],
  strike: ['划改原因', '划去', true],
  restore: ['恢复原因', '恢复', true],
}

const channelOptions = [
  { value: '', label: '方式不详' },
  ...entryChannels.map(([value, label]) => ({ value: value as string, label: label as string })),
]

function useFollowUp(entry: string, what: FollowUp, onSuccess: () => void) {
  const handle = useMutation(queries.dutyLog.handle.mutationOptions({ onSuccess }))
  const notify = useMutation(queries.dutyLog.notify.mutationOptions({ onSuccess }))
  const done = useMutation(queries.dutyLog.setDone.mutationOptions({ onSuccess }))
  const strike = useMutation(queries.logbook.strike.mutationOptions({ onSuccess }))
  const restore = useMutation(queries.logbook.restore.mutationOptions({ onSuccess }))
  const used = { handle, notify, strike, restore, done, passed: done, doing: done }[what]
  const run = (
    text: string,
    told: { readonly channel: string; readonly at: number; readonly reply: string },
  ) => {
    switch (what) {
      case 'handle':
        return handle.mutate({ entry, text })
      case 'notify':
        return notify.mutate({
          entry,
          whom: text,
          at: told.at,
          channel: told.channel === '' ? null : (told.channel as EntryChannel),
          reply: told.reply,
        })
      case 'strike':
        return strike.mutate({ entry, reason: text })
      case 'restore':
        return restore.mutate({ entry, reason: text })
      case 'done':
      case 'passed':
      case 'doing':
        return done.mutate({ entry, state: what, note: text })
    }
  }
  return { run, busy: used.isPending, error: used.error }
}

/** One thing that happened to an entry since it was written. Enter keeps it, Esc leaves. */
export function FollowUpForm({
  entry,
  what,
  onDone,
}: {
  readonly entry: string
  readonly what: FollowUp
  readonly onDone: () => void
}) {
  const [text, setText] = useState('')
  const [channel, setChannel] = useState('landline')
  const [time, setTime] = useState('')
  const [reply, setReply] = useState('')
  const { run, busy, error } = useFollowUp(entry, what, onDone)
  const [label, save, needed] = asks[what]
  const now = Math.floor(coreNow())
  const typed = time.trim() === '' ? { ok: true as const, value: now } : parseTypedTime(time, now)
  const missing =
    needed && text.trim() === '' ? `先写${label}` : typed.ok ? undefined : '时间写得不对'
  const submit = () => {
    if (typed.ok) run(text, { channel, at: typed.value, reply })
  }
  return (
    <Form
      label={save}
      className={styles.form}
      act={save}
      busy={busy}
      missing={missing}
      error={error}
      onAct={submit}
      onClose={onDone}
    >
      <Input
        autoFocus
        aria-label={label}
        placeholder={label}
        maxLength={what === 'handle' ? 400 : what === 'notify' ? 60 : 200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {what === 'notify' && (
        <div className={styles.row}>
          <Select
            aria-label="报告方式"
            value={channel}
            options={channelOptions}
            onChange={setChannel}
          />
          <Input
            aria-label="报告时间"
            className={styles.time ?? ''}
            maxLength={16}
            status={typed.ok ? '' : 'error'}
            placeholder="时间，空着是现在"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
          <Input
            aria-label="对方答复"
            placeholder="对方答复（可空）"
            maxLength={200}
            value={reply}
            onChange={(event) => setReply(event.target.value)}
          />
        </div>
      )}
    </Form>
  )
}
