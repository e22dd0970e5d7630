import { useEffect, useRef } from 'react'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { formKeys } from '../ui/form-keys.ts'
import { coreNow } from '../ui/now.ts'
import { Tag } from '../ui/Tag.tsx'
import { EntryFields } from './EntryFields.tsx'
import { emptyEntry, heardTime, isBlankEntry, newEntry, type EntryForm } from './entry-form.ts'
import styles from './DutyEntry.module.css'

/** A new entry: the focus is in the words, Enter writes. The draft stays when it is left. */
export function NewEntry({
  onWritten,
  onLeave,
}: {
  readonly onWritten: (number: string) => void
  readonly onLeave: () => void
}) {
  const content = useRef<TextAreaRef>(null)
  const draft = useFormDraft('duty-entry', emptyEntry, isBlankEntry)
  const { form } = draft
  const write = useMutation(queries.dutyLog.write.mutationOptions())
  useEffect(() => content.current?.focus(), [])
  const at = heardTime(form, Math.floor(coreNow()))
  const missing = form.content.trim() === '' ? '先写内容' : at === null ? '时间写得不对' : undefined
  const change = (some: Partial<EntryForm>) => {
    if (write.isError) write.reset()
    draft.set(form.startedAt === 0 ? { startedAt: Math.floor(coreNow()), ...some } : some)
  }
  const save = () => {
    if (write.isPending || missing !== undefined || at === null) return
    write.mutate(newEntry(form, at), {
      onSuccess: ({ number }) => {
        draft.clear({ ...emptyEntry, direction: form.direction, channel: form.channel })
        onWritten(number)
      },
    })
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label="记值班日志"
      onKeyDown={formKeys(save, onLeave)}
    >
      <EntryFields form={form} wrongTime={at === null} content={content} isNew onChange={change} />
      <div className={styles.foot}>
        <span className={styles.note} role="status">
          {draft.recovered && <Tag tone="blue">已恢复</Tag>}{' '}
          {write.isPending
            ? '正在保存…'
            : draft.savedAt !== undefined && !isBlankEntry(form)
              ? `草稿 ${beijingTime(draft.savedAt)} 已存`
              : '本人署名，记入本班日志'}
        </span>
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={write.isPending}
          refusedBecause={missing}
          onPress={save}
        >
          记入日志
        </ActionButton>
      </div>
      {write.error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，文字还在。{describeError(write.error)}
        </div>
      )}
    </div>
  )
}
