import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { Review, ShownAction } from '../../core/modules/review/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { DataList, type Column } from '../ui/DataList.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { isComposing } from '../ui/hotkeys.ts'
import { EmptyState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import styles from './Review.module.css'

const columns: readonly Column<ShownAction>[] = [
  { key: 'problem', title: '问题', width: 'minmax(140px, 1fr)', cell: ({ problem }) => problem },
  {
    key: 'measure',
    title: '整改措施',
    width: 'minmax(140px, 1fr)',
    cell: ({ measure }) => measure,
  },
  { key: 'owner', title: '责任单位', width: '130px', cell: ({ owner }) => owner },
  { key: 'due', title: '期限', width: '104px', cell: ({ due }) => due },
  { key: 'verifier', title: '验收人', width: '90px', cell: ({ verifier }) => verifier },
  {
    key: 'state',
    title: '状态',
    width: '120px',
    cell: ({ stateWord, overdue, state }) => (
      <Tag tone={overdue ? 'red' : state === 'closed' ? 'ok' : 'plain'}>
        {stateWord}
        {overdue && ' 逾期'}
      </Tag>
    ),
  },
]

/** Problems and what is done about them, until each is closed by somebody. */
export function ActionsView({ review }: { readonly review: Review }) {
  const [chosen, setChosen] = useState<string>()
  const [form, setForm] = useState<{ readonly action: ShownAction | undefined }>()
  const action = review.actions.find(({ id }) => id === chosen)
  const noted = review.state !== null && review.state !== 'closed'
  return (
    <>
      <div className={styles.asking}>
        <ActionButton
          kind="primary"
          hotkey="Alt+N"
          refusedBecause={noted ? undefined : '先“开始复盘”；销号完成后不能再加'}
          onPress={() => setForm({ action: undefined })}
        >
          加整改项
        </ActionButton>
        {action && noted && (
          <ActionButton hotkey="Alt+E" onPress={() => setForm({ action })}>
            改
          </ActionButton>
        )}
        {action && <Moves key={action.id} incident={review.incident} action={action} />}
      </div>
      {form && (
        <ActionForm
          key={form.action?.id ?? 'new'}
          incident={review.incident}
          action={form.action}
          onDone={() => setForm(undefined)}
        />
      )}
      <DataList
        label="整改"
        rows={review.actions}
        columns={columns}
        rowKey={({ id }) => id}
        wrap
        selectedKey={chosen}
        onSelect={({ id }) => setChosen(id)}
        empty={<EmptyState title="没有整改项" hint="复盘会定下的问题按 Alt+N 列入，逐项销号。" />}
      />
    </>
  )
}

function Moves({ incident, action }: { readonly incident: string; readonly action: ShownAction }) {
  const [note, setNote] = useState('')
  const move = useMutation(
    queries.review.moveAction.mutationOptions({ onSuccess: () => setNote('') }),
  )
  return (
    <>
      <Input
        aria-label="说明"
        className={styles.reason ?? ''}
        value={note}
        maxLength={200}
        placeholder="说明（销号、重新整改时必填）"
        onChange={(event) => setNote(event.target.value)}
      />
      {action.next.map((step) => (
        <ActionButton
          key={step.to}
          busy={move.isPending}
          refusedBecause={step.reason && note.trim() === '' ? '请先写说明' : undefined}
          onPress={() =>
            move.mutate({ incident, action: action.id, to: step.to as ShownAction['state'], note })
          }
        >
          {step.action}
        </ActionButton>
      ))}
      {move.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(move.error)}
        </div>
      )}
    </>
  )
}

function ActionForm({
  incident,
  action,
  onDone,
}: {
  readonly incident: string
  readonly action: ShownAction | undefined
  readonly onDone: () => void
}) {
  const [draft, setDraft] = useState({
    problem: action?.problem ?? '',
    measure: action?.measure ?? '',
    owner: action?.owner ?? '',
    due: action?.due ?? '',
    verifier: action?.verifier ?? '',
  })
  const note = useMutation(queries.review.noteAction.mutationOptions({ onSuccess: onDone }))
  const text = (key: keyof typeof draft) => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [key]: event.target.value })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!note.isPending) note.mutate({ incident, action: action?.id ?? null, ...draft })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isComposing(event.nativeEvent) && event.key === 'Escape') onDone()
  }
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <Field label="问题" required>
        {(control) => <Input {...control} {...text('problem')} autoFocus maxLength={500} />}
      </Field>
      <Field label="整改措施" required>
        {(control) => <Input {...control} {...text('measure')} maxLength={500} />}
      </Field>
      <Field label="责任单位" required>
        {(control) => <Input {...control} {...text('owner')} maxLength={60} />}
      </Field>
      <Field label="期限" required hint="写成 2026-05-31">
        {(control) => <Input {...control} {...text('due')} maxLength={10} />}
      </Field>
      <Field label="验收人">
        {(control) => <Input {...control} {...text('verifier')} maxLength={40} />}
      </Field>
      {note.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(note.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton kind="primary" submit hint="Enter" busy={note.isPending}>
          保存
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
