import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { ReportClock } from '../../core/modules/reports/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { formKeys } from '../ui/form-keys.ts'
import { timeHint, typedTime } from './form-time.ts'
import styles from './Reports.module.css'

/** Reported in a system of somebody else's: who took it and when, and the clock stops. */
export function FileForm({
  incident,
  clock,
  onDone,
}: {
  readonly incident: string
  readonly clock: ReportClock
  readonly onDone: () => void
}) {
  const [form, setForm] = useState({ to: clock.to, receiver: '', note: '', at: '' })
  const file = useMutation(queries.reports.file.mutationOptions({ onSuccess: onDone }))
  const at = typedTime(form.at)
  const save = () => {
    if (file.isPending || at === null || form.to.trim() === '') return
    const { to, receiver, note } = form
    file.mutate({
      incident,
      rule: clock.rule,
      to,
      receiver,
      note,
      ...(at === undefined ? {} : { at }),
    })
  }
  const set =
    (key: keyof typeof form) => (event: { readonly target: { readonly value: string } }) =>
      setForm({ ...form, [key]: event.target.value })
  return (
    <section
      className={styles.form}
      aria-label={`登记已报：${clock.label}`}
      onKeyDown={formKeys(save, onDone)}
    >
      <Field label="报送单位" required>
        {(control) => <Input {...control} value={form.to} maxLength={40} onChange={set('to')} />}
      </Field>
      <Field label="接收人">
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={form.receiver}
            maxLength={40}
            onChange={set('receiver')}
          />
        )}
      </Field>
      <Field label="时间" problem={at === null ? timeHint : undefined}>
        {(control) => (
          <Input
            {...control}
            value={form.at}
            maxLength={14}
            placeholder="现在"
            onChange={set('at')}
          />
        )}
      </Field>
      <Field label="备注">
        {(control) => (
          <Input {...control} value={form.note} maxLength={200} onChange={set('note')} />
        )}
      </Field>
      {file.error !== null && (
        <div className={styles.problem} role="alert">
          没有登记，文字还在。{describeError(file.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
        <ActionButton kind="primary" hint="Enter" busy={file.isPending} onPress={save}>
          登记
        </ActionButton>
      </div>
    </section>
  )
}
