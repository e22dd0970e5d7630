import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingMinute } from '../../../../core/kernel/beijing-time.ts'
import {
  amendable,
  maxInstructionLength,
  type AmendableField,
  type InstructionDetail,
} from '../../../../core/modules/instructions/contract.ts'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { dueTime } from './due-time.ts'

/** As it stands and as a person would type it. */
function standing({ text, from, dueAt, dueBasis }: InstructionDetail) {
  const due = dueAt !== null && dueBasis === 'leader' ? beijingMinute(dueAt) : ''
  return { text, fromName: from.name, due }
}

/** 更正: what was written down wrong, or the limit a leader has moved; what it was stays readable. */
export function AmendForm({
  detail,
  onClose,
}: {
  readonly detail: InstructionDetail
  readonly onClose: () => void
}) {
  const [before] = useState(() => standing(detail))
  const [field, setField] = useState<AmendableField>('text')
  const [values, setValues] = useState(before)
  const [reason, setReason] = useState('')
  const amend = useMutation(queries.instructions.amend.mutationOptions({ onSuccess: onClose }))
  const word = amendable.find(([key]) => key === field)?.[1] ?? ''
  const value = values[field]
  const due = values.due.trim() === '' ? null : dueTime(values.due, Math.floor(coreNow()))
  const badDue = field === 'due' && due === undefined
  const missing =
    field !== 'due' && value.trim() === ''
      ? `请填${word}`
      : badDue
        ? '时限写成 18:00 或 12-01 12:00'
        : value.trim() === before[field]
          ? '没有改动，不用更正'
          : reason.trim() === ''
            ? '请填为什么更正'
            : undefined
  const type = (text: string) => setValues({ ...values, [field]: text })
  return (
    <Form
      label="更正"
      act="更正"
      busy={amend.isPending}
      missing={missing}
      error={amend.error}
      onAct={() =>
        amend.mutate(
          field === 'due'
            ? { instruction: detail.id, field, due: due ?? null, reason }
            : { instruction: detail.id, field, text: value, reason },
        )
      }
      onClose={onClose}
    >
      <b>更正</b>
      <Segmented<AmendableField>
        aria-label="更正什么"
        value={field}
        options={amendable.map(([key, label]) => ({ value: key, label }))}
        onChange={setField}
      />
      <Field
        label={word}
        required={field !== 'due'}
        hint={
          field !== 'due'
            ? undefined
            : due === null
              ? '空着按县里规定，从传达起算'
              : due !== undefined && beijingMinute(due)
        }
        problem={badDue ? '写成 18:00 或 12-01 12:00' : undefined}
      >
        {(control) =>
          field === 'text' ? (
            <Input.TextArea
              {...control}
              autoFocus
              rows={3}
              value={value}
              maxLength={maxInstructionLength}
              onChange={({ target }) => type(target.value)}
            />
          ) : (
            <Input
              {...control}
              value={value}
              maxLength={30}
              onChange={({ target }) => type(target.value)}
            />
          )
        }
      </Field>
      <Field label="为什么更正" required>
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={200}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </Form>
  )
}
