import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import {
  rollResults,
  type RollResult,
  type RollSheetLine,
} from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './RollCall.module.css'

const texts = [
  ['who', '应答人', 20],
  ['position', '位置、状态', 60],
  ['power', '电源、电池', 20],
  ['note', '备注', 100],
] as const

interface Fields {
  readonly result: RollResult
  readonly signal: number | null
  readonly who: string
  readonly position: string
  readonly power: string
  readonly note: string
}

/** Everything the sheet has room for; Enter notes it and goes on to the next station. */
export function AnswerForm({
  roll,
  line,
  onDone,
}: {
  readonly roll: string
  readonly line: RollSheetLine
  readonly onDone: (saved: boolean) => void
}) {
  const before = line.answer
  const [form, setForm] = useState<Fields>({
    result: before?.result ?? 'answered',
    signal: before?.signal ?? null,
    who: before?.who ?? '',
    position: before?.position ?? '',
    power: before?.power ?? '',
    note: before?.how === 'auto' ? '' : (before?.note ?? ''),
  })
  const answer = useMutation(
    queries.rollcall.answer.mutationOptions({ onSuccess: () => onDone(true) }),
  )
  const save = () => {
    if (!answer.isPending) answer.mutate({ roll, answers: [{ station: line.key, ...form }] })
  }
  return (
    <section
      className={styles.form}
      aria-label={`${line.callSign} 的应答`}
      onKeyDown={formKeys(save, () => onDone(false))}
    >
      <b className={styles.wide}>
        {line.callSign} {line.name}
        {line.number !== null && <span className={styles.note}> {line.number}</span>}
      </b>
      <Select
        aria-label="结果"
        value={form.result}
        options={rollResults.map(([value, label]) => ({ value, label }))}
        onChange={(result) => setForm((was) => ({ ...was, result }))}
      />
      <Select
        aria-label="清晰度"
        allowClear
        placeholder="清晰度"
        value={form.signal}
        options={[5, 4, 3, 2, 1].map((value) => ({ value, label: `清晰度 ${value}` }))}
        onChange={(signal) => setForm((was) => ({ ...was, signal: signal ?? null }))}
      />
      {texts.map(([key, label, max]) => (
        <Input
          key={key}
          autoFocus={key === 'who'}
          aria-label={label}
          placeholder={label}
          maxLength={max}
          value={form[key]}
          onChange={(event) => setForm((was) => ({ ...was, [key]: event.target.value }))}
        />
      ))}
      <span className={classes(styles.line, styles.wide)}>
        <ActionButton kind="primary" hint="Enter" busy={answer.isPending} onPress={save}>
          记下
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={() => onDone(false)}>
          取消
        </ActionButton>
      </span>
      {line.earlier.length > 0 && (
        <span className={styles.wide}>
          {line.earlier.map(({ word, at, by }) => (
            <s key={at} className={styles.struck}>
              {beijingTime(at)} {word}（{by}）
            </s>
          ))}
        </span>
      )}
      {answer.error !== null && (
        <span className={styles.wide} role="alert">
          <span className={styles.bad}>没有记下。{describeError(answer.error)}</span>
        </span>
      )}
    </section>
  )
}
