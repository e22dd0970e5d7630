import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import type { Alarm } from '../../core/modules/alarms/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import styles from './Alarms.module.css'

const empty = { reason: '', contact: '' }
const isBlank = ({ reason, contact }: typeof empty) => `${reason}${contact}`.trim() === ''

/** 解除: why, and for an emergency what was heard from them; what is typed outlives the screen. */
export function ClearForm({
  alarm,
  onDone,
}: {
  readonly alarm: Alarm
  readonly onDone: () => void
}) {
  const draft = useFormDraft(`clear:${alarm.id}`, empty, isBlank)
  const { reason, contact } = draft.form
  const clear = useMutation(
    queries.alarms.clear.mutationOptions({
      onSuccess: () => {
        draft.clear()
        onDone()
      },
    }),
  )
  const emergency = alarm.priority === 'emergency'
  return (
    <form
      className={styles.form}
      aria-label="解除告警"
      onSubmit={(event) => {
        event.preventDefault()
        clear.mutate({ alarm: alarm.id, reason, ...(emergency ? { contact } : {}) })
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
        event.preventDefault()
        onDone()
      }}
    >
      <Input
        autoFocus
        aria-label="解除原因"
        placeholder="解除原因"
        value={reason}
        maxLength={200}
        onChange={(event) => draft.set({ reason: event.target.value })}
      />
      {emergency && (
        <Input
          aria-label="联系情况"
          placeholder="与对方联系的情况（紧急告警必填）"
          value={contact}
          maxLength={200}
          onChange={(event) => draft.set({ contact: event.target.value })}
        />
      )}
      {clear.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(clear.error)}
        </div>
      )}
      <div className={styles.buttons}>
        <ActionButton submit kind="primary" hint="Enter" busy={clear.isPending}>
          解除
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
    </form>
  )
}
