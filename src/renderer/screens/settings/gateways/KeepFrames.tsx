import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Diagnosis.module.css'

/** A note, and the frames are kept on this console though the ring rolls on. */
export function KeepFrames({
  gateway,
  seqs,
  onDone,
}: {
  readonly gateway: string
  readonly seqs: readonly number[]
  readonly onDone: () => void
}) {
  const [note, setNote] = useState('')
  const { message } = App.useApp()
  const keep = useMutation(
    queries.diagnosis.keep.mutationOptions({
      onSuccess: () => {
        void message.success(`已收藏 ${seqs.length} 帧，在「收藏」里看。`)
        onDone()
      },
    }),
  )
  const save = () => {
    if (!keep.isPending) keep.mutate({ gateway, seqs: [...seqs], note })
  }
  return (
    <div
      className={styles.bar}
      role="group"
      aria-label="收藏原始数据"
      onKeyDown={formKeys(save, onDone)}
    >
      <Input
        aria-label="备注"
        className={styles.text}
        autoFocus
        value={note}
        maxLength={200}
        placeholder={`备注：这 ${seqs.length} 帧是怎么回事`}
        onChange={(event) => setNote(event.target.value)}
      />
      <ActionButton kind="primary" hint="Enter" busy={keep.isPending} onPress={save}>
        收藏 {seqs.length} 帧
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
        取消
      </ActionButton>
      {keep.error !== null && (
        <span role="alert" className={styles.bad}>
          {describeError(keep.error)}
        </span>
      )}
    </div>
  )
}
