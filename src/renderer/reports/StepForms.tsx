import { useState } from 'react'
import { Checkbox, Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { entryChannels, type EntryChannel } from '../../core/modules/logbook/contract.ts'
import {
  guessedLevel,
  levelWords,
  type ReportDetail,
  type ReportSending,
} from '../../core/modules/reports/contract.ts'
import { queries } from '../client.ts'
import { LeaderWord, useDecider } from '../decision/LeaderWord.tsx'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { formKeys } from '../ui/form-keys.ts'
import { timeHint, typedTime } from './form-time.ts'
import styles from './Reports.module.css'

interface FormProps {
  readonly report: ReportDetail
  readonly onDone: () => void
}

function Buttons({
  action,
  busy,
  onSave,
  onCancel,
}: {
  readonly action: string
  readonly busy: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
}) {
  return (
    <div className={styles.buttons}>
      <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
        取消
      </ActionButton>
      <ActionButton kind="primary" hint="Enter" busy={busy} onPress={onSave}>
        {action}
      </ActionButton>
    </div>
  )
}

function Problem({ error, what }: { readonly error: unknown; readonly what: string }) {
  return error === null ? null : (
    <div className={styles.problem} role="alert">
      {what}，所填内容还在。{describeError(error)}
    </div>
  )
}

/** 签发: by the leader at this seat, or by the leader's word. */
export function SignForm({ report, onDone }: FormProps) {
  const { start } = useDecider('report.sign')
  const [authority, setAuthority] = useState(start)
  const [reviewer, setReviewer] = useState('')
  const step = useMutation(queries.reports.step.mutationOptions({ onSuccess: onDone }))
  const direct = report.state === 'draft'
  const save = () => {
    if (step.isPending) return
    const { id, textHash: seenHash } = report
    step.mutate({ report: id, to: 'signed', reviewer, seenHash, authority: authority ?? null })
  }
  return (
    <section className={styles.form} aria-label="签发" onKeyDown={formKeys(save, onDone)}>
      {report.missing.length > 0 && (
        <p className={styles.missing}>还缺：{report.missing.join('、')}。可以先签发，后补续报。</p>
      )}
      <LeaderWord value={authority} onChange={setAuthority} />
      <Field label="审核人" hint={direct ? '没有审核的，按紧急直签记录' : undefined}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={reviewer}
            maxLength={40}
            onChange={(event) => setReviewer(event.target.value)}
          />
        )}
      </Field>
      <Problem error={step.error} what="没有签发" />
      <Buttons
        action={direct ? '紧急直签' : '签发'}
        busy={step.isPending}
        onSave={save}
        onCancel={onDone}
      />
    </section>
  )
}

/** 退回, 作废, 弃稿: why, and who decided. */
export function ReasonForm({
  report,
  to,
  action,
  leader,
  onDone,
}: FormProps & {
  readonly to: 'returned' | 'void'
  readonly action: string
  readonly leader: boolean
}) {
  const { start } = useDecider('report.sign')
  const [authority, setAuthority] = useState(start)
  const [reason, setReason] = useState('')
  const step = useMutation(queries.reports.step.mutationOptions({ onSuccess: onDone }))
  const save = () => {
    if (step.isPending) return
    const word = leader ? (authority ?? null) : null
    step.mutate({ report: report.id, to, reason, authority: word })
  }
  return (
    <section className={styles.form} aria-label={action} onKeyDown={formKeys(save, onDone)}>
      <Field label={to === 'returned' ? '退回意见' : '原因'} required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={reason}
            maxLength={400}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {leader && <LeaderWord value={authority} onChange={setAuthority} />}
      <Problem error={step.error} what={`没有${action}`} />
      <Buttons action={action} busy={step.isPending} onSave={save} onCancel={onDone} />
    </section>
  )
}

const means = entryChannels.map(([value, label]) => ({ value, label }))
const levels = Object.entries(levelWords)
  .filter(([key]) => key !== 'superior')
  .map(([value, label]) => ({ value: value as ReportSending['level'], label: `${label}级` }))

/** 报送: to whom, by which means, who took it, in which minute. */
export function SendForm({ report, onDone }: FormProps) {
  const offices = useQuery(queries.reports.recipients.queryOptions({ input: {} })).data ?? []
  const [form, setForm] = useState({
    to: '',
    level: undefined as ReportSending['level'] | undefined,
    means: (report.kind === 'phone_flash' ? 'landline' : 'fax') as EntryChannel,
    receiver: '',
    at: '',
    readBack: false,
  })
  const send = useMutation(queries.reports.send.mutationOptions({ onSuccess: onDone }))
  const office = offices.find(({ name }) => name === form.to.trim())
  const to = form.to.trim()
  const level = form.level ?? office?.level ?? (to === '' ? 'city' : guessedLevel(to))
  const at = typedTime(form.at)
  const [tried, setTried] = useState(false)
  const problem = {
    to: tried && form.to.trim() === '' ? '请填报送单位' : undefined,
    receiver: tried && form.receiver.trim() === '' ? '请填接收人' : undefined,
  }
  const save = () => {
    setTried(true)
    if (send.isPending || at === null || form.to.trim() === '' || form.receiver.trim() === '')
      return
    send.mutate({
      report: report.id,
      to: form.to,
      level,
      means: form.means,
      receiver: form.receiver,
      readBack: form.readBack,
      ...(at === undefined ? {} : { at }),
    })
  }
  const set = (some: Partial<typeof form>) => {
    if (send.isError) send.reset()
    setForm({ ...form, ...some })
  }
  return (
    <section className={styles.form} aria-label="报送" onKeyDown={formKeys(save, onDone)}>
      <Field label="报送单位" required problem={problem.to} hint={office?.phone}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={form.to}
            maxLength={40}
            list="report-offices"
            onChange={(event) => set({ to: event.target.value })}
          />
        )}
      </Field>
      <datalist id="report-offices">
        {offices.map(({ name, phone }) => (
          <option key={name} value={name}>
            {phone}
          </option>
        ))}
      </datalist>
      <Field label="级别">
        {({ id }) => (
          <Select
            id={id}
            value={level}
            options={levels}
            onChange={(value) => set({ level: value })}
          />
        )}
      </Field>
      <Field label="方式">
        {({ id }) => (
          <Select
            id={id}
            value={form.means}
            options={means}
            onChange={(value) => set({ means: value })}
          />
        )}
      </Field>
      <Field label="接收人" required problem={problem.receiver}>
        {(control) => (
          <Input
            {...control}
            value={form.receiver}
            maxLength={40}
            onChange={(event) => set({ receiver: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="报送时间"
        hint="空着是现在；手填的记为人工"
        problem={at === null ? timeHint : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={form.at}
            maxLength={14}
            placeholder="现在"
            onChange={(event) => set({ at: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        checked={form.readBack}
        onChange={(event) => set({ readBack: event.target.checked })}
      >
        对方复述无误
      </Checkbox>
      <Problem error={send.error} what="没有登记报送" />
      <Buttons action="登记报送" busy={send.isPending} onSave={save} onCancel={onDone} />
    </section>
  )
}

/** 签收: who has it there, and since when. */
export function ReceiptForm({
  report,
  sending,
  onDone,
}: FormProps & { readonly sending: ReportSending }) {
  const [form, setForm] = useState({ by: sending.receiver, at: '' })
  const take = useMutation(queries.reports.acknowledge.mutationOptions({ onSuccess: onDone }))
  const at = typedTime(form.at)
  const save = () => {
    if (take.isPending || at === null || form.by.trim() === '') return
    take.mutate({
      report: report.id,
      sending: sending.id,
      by: form.by,
      ...(at === undefined ? {} : { at }),
    })
  }
  return (
    <section className={styles.form} aria-label="签收" onKeyDown={formKeys(save, onDone)}>
      <Field label={`${sending.to} 签收人`} required>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={form.by}
            maxLength={40}
            onChange={(event) => setForm({ ...form, by: event.target.value })}
          />
        )}
      </Field>
      <Field label="签收时间" problem={at === null ? timeHint : undefined}>
        {(control) => (
          <Input
            {...control}
            value={form.at}
            maxLength={14}
            placeholder="现在"
            onChange={(event) => setForm({ ...form, at: event.target.value })}
          />
        )}
      </Field>
      <Problem error={take.error} what="没有登记签收" />
      <Buttons action="登记签收" busy={take.isPending} onSave={save} onCancel={onDone} />
    </section>
  )
}
