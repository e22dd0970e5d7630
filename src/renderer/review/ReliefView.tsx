import { useState, type FormEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime, parseTypedTime } from '../../core/kernel/beijing-time.ts'
import type { Review } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { DataList, type Column } from '../ui/DataList.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { coreNow } from '../ui/now.ts'
import { EmptyState } from '../ui/states.tsx'
import styles from './Review.module.css'

type Relief = Review['relief'][number]

const columns: readonly Column<Relief>[] = [
  { key: 'at', title: '时间', width: '130px', cell: ({ at }) => beijingDateTime(at).slice(5, 16) },
  {
    key: 'settlement',
    title: '村组或安置点',
    width: 'minmax(120px, 1fr)',
    cell: ({ settlement, withdrawn }) => (withdrawn ? <s>{settlement}</s> : settlement),
  },
  {
    key: 'what',
    title: '送到什么',
    width: 'minmax(160px, 2fr)',
    cell: ({ what, withdrawn }) => (withdrawn ? <s>{what}</s> : what),
  },
  { key: 'deliveredBy', title: '谁送到', width: '130px', cell: ({ deliveredBy }) => deliveredBy },
  {
    key: 'by',
    title: '记录',
    width: 'minmax(110px, 1fr)',
    cell: ({ by, withdrawn }) => (withdrawn ? `撤销（${withdrawn.by}）：${withdrawn.reason}` : by),
  },
]

/** When people were given what they need: the first of these stops the ten hours. */
export function ReliefView({ review }: { readonly review: Review }) {
  const [chosen, setChosen] = useState<string>()
  const relief = review.relief.find(({ id }) => id === chosen)
  return (
    <>
      <ReliefForm incident={review.incident} />
      {relief && relief.withdrawn === null && (
        <Withdraw key={relief.id} incident={review.incident} relief={relief.id} />
      )}
      <DataList
        label="救助"
        rows={review.relief}
        columns={columns}
        rowKey={({ id }) => id}
        wrap
        selectedKey={chosen}
        onSelect={({ id }) => setChosen(id)}
        empty={
          <EmptyState
            title="没有救助记录"
            hint="食品、饮水、被褥等送到受灾人员手上时在上面记一条。"
          />
        }
      />
    </>
  )
}

const empty = { time: '', settlement: '', what: '', deliveredBy: '' }

function ReliefForm({ incident }: { readonly incident: string }) {
  const [draft, setDraft] = useState(empty)
  const note = useMutation(
    queries.review.noteRelief.mutationOptions({ onSuccess: () => setDraft(empty) }),
  )
  const parsed =
    draft.time.trim() === '' ? undefined : parseTypedTime(draft.time, Math.floor(coreNow()))
  const wrong = parsed !== undefined && !parsed.ok
  const text = (key: keyof typeof empty) => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [key]: event.target.value })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (note.isPending || wrong) return
    const { settlement, what, deliveredBy } = draft
    note.mutate({
      incident,
      settlement,
      what,
      deliveredBy,
      ...(parsed?.ok ? { at: parsed.value } : {}),
    })
  }
  return (
    <form className={styles.relief} onSubmit={submit}>
      <Field label="送到时间" problem={wrong ? '写成 14:02 或 04-05 14:02' : undefined}>
        {(control) => (
          <Input {...control} {...text('time')} autoFocus maxLength={14} placeholder="现在" />
        )}
      </Field>
      <Field label="村组或安置点" required>
        {(control) => <Input {...control} {...text('settlement')} maxLength={60} />}
      </Field>
      <Field label="送到什么、多少人" required>
        {(control) => <Input {...control} {...text('what')} maxLength={200} />}
      </Field>
      <Field label="谁送到">
        {(control) => <Input {...control} {...text('deliveredBy')} maxLength={60} />}
      </Field>
      <ActionButton kind="primary" submit hint="Enter" busy={note.isPending}>
        记救助
      </ActionButton>
      {note.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(note.error)}
        </div>
      )}
    </form>
  )
}

function Withdraw({ incident, relief }: { readonly incident: string; readonly relief: string }) {
  const [reason, setReason] = useState('')
  const withdraw = useMutation(queries.review.withdrawRelief.mutationOptions())
  return (
    <div className={styles.asking}>
      <Input
        aria-label="撤销原因"
        className={styles.reason ?? ''}
        value={reason}
        maxLength={200}
        placeholder="撤销选中的救助记录：原因"
        onChange={(event) => setReason(event.target.value)}
      />
      <ActionButton
        busy={withdraw.isPending}
        refusedBecause={reason.trim() === '' ? '请写明原因' : undefined}
        onPress={() => withdraw.mutate({ incident, relief, reason })}
      >
        撤销这一条
      </ActionButton>
      {withdraw.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(withdraw.error)}
        </div>
      )}
    </div>
  )
}
