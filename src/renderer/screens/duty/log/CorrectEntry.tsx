import { useEffect, useRef, useState } from 'react'
import { Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useMutation } from '@tanstack/react-query'
import type { DutyEntry } from '../../../../core/modules/duty-log/contract.ts'
import { queries } from '../../../client.ts'
import { correctedEntry, formOf, heardTime } from '../../../duty-log/entry-form.ts'
import { EntryFields } from '../../../duty-log/EntryFields.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { coreNow } from '../../../ui/now.ts'
import styles from './Log.module.css'

/** 更正: a new entry that strikes the old one; both stay on the page, with the reason. */
export function CorrectEntry({
  entry,
  onCorrected,
  onDone,
}: {
  readonly entry: DutyEntry
  readonly onCorrected: (id: string) => void
  readonly onDone: () => void
}) {
  const content = useRef<TextAreaRef>(null)
  const [form, setForm] = useState(() => formOf(entry))
  const [reason, setReason] = useState('')
  const correct = useMutation(
    queries.dutyLog.correct.mutationOptions({ onSuccess: ({ id }) => onCorrected(id) }),
  )
  useEffect(() => content.current?.focus(), [])
  const typed =
    form.heard.trim() === '' ? entry.line.heardAt : heardTime(form, Math.floor(coreNow()))
  const missing =
    form.content.trim() === ''
      ? '先写内容'
      : reason.trim() === ''
        ? '请写更正原因'
        : typed === null
          ? '时间写得不对'
          : undefined
  const save = () => {
    if (correct.isPending || missing !== undefined || typed === null) return
    correct.mutate(correctedEntry(form, entry.line.id, reason, typed))
  }
  return (
    <div
      className={styles.detail}
      role="group"
      aria-label="更正"
      onKeyDown={formKeys(save, onDone)}
    >
      <EntryFields
        form={{ ...form, startedAt: entry.line.heardAt }}
        wrongTime={typed === null}
        content={content}
        isNew={false}
        onChange={(some) => setForm({ ...form, ...some })}
      />
      <Input
        aria-label="更正原因"
        placeholder="更正原因（必填，原条划去并留在日志里）"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {correct.error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，所填内容还在。{describeError(correct.error)}
        </div>
      )}
      <div className={styles.row}>
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={correct.isPending}
          refusedBecause={missing}
          onPress={save}
        >
          更正
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
