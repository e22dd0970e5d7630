import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, beijingTime } from '../../core/kernel/beijing-time.ts'
import type { Attachment } from '../../core/modules/attachments/contract.ts'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow } from '../ui/now.ts'
import { Panel } from '../ui/Panel.tsx'
import { FailingState } from '../ui/states.tsx'
import { AttachmentRow } from './AttachmentRow.tsx'
import { FileDrop } from './FileDrop.tsx'
import { filesOf } from './upload.ts'
import { useUploads } from './use-uploads.ts'
import styles from './Attachments.module.css'

/** Files of one incident: dropped, chosen or pasted; taken back with a reason, never deleted. */
export function AttachmentsPanel({ incident }: { readonly incident: Incident }) {
  const { message } = App.useApp()
  const list = useQuery(queries.attachments.list.queryOptions({ input: { incident: incident.id } }))
  const attach = useMutation(
    queries.attachments.attach.mutationOptions({
      onError: (error) => void message.error(`附件还没有归入事件。${describeError(error)}`),
    }),
  )
  const uploads = useUploads(({ id }) => attach.mutate({ incident: incident.id, pending: [id] }))
  const standing = (list.data ?? []).filter(({ withdrawn }) => withdrawn === null)
  return (
    <Panel title={`附件 ${standing.length}`} className={styles.panel}>
      <div
        className={styles.list}
        onPaste={(event) => {
          const files = filesOf(event.clipboardData, beijingTime(coreNow()))
          if (files.length === 0) return
          event.preventDefault()
          uploads.add(files)
        }}
      >
        {list.error !== null && !list.data && (
          <FailingState title="读不到附件" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {(list.data ?? []).map((attachment) => (
          <OneAttachment key={attachment.id} attachment={attachment} incident={incident} />
        ))}
        <FileDrop uploads={uploads} />
      </div>
    </Panel>
  )
}

function OneAttachment({
  attachment,
  incident,
}: {
  readonly attachment: Attachment
  readonly incident: Incident
}) {
  const { message } = App.useApp()
  const [asking, setAsking] = useState(false)
  const placed = useMutation(
    queries.incidents.setField.mutationOptions({
      onSuccess: () => void message.success('已把照片坐标用作事件地点'),
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const { point, withdrawn, by, at } = attachment
  if (withdrawn) {
    return (
      <AttachmentRow
        attachment={attachment}
        struck
        note={`${withdrawn.by} ${beijingDateTime(withdrawn.at).slice(5, 16)} 撤下：${withdrawn.reason}`}
      />
    )
  }
  const usePoint = () => {
    if (point === null) return
    const { text, township, village } = incident.place
    const value = {
      text,
      ...point,
      precision: 'approximate' as const,
      ...(township === undefined ? {} : { township }),
      ...(village === undefined ? {} : { village }),
    }
    placed.mutate({ incident: incident.id, field: 'place', value })
  }
  return (
    <>
      <AttachmentRow attachment={attachment} note={`${by} ${beijingDateTime(at).slice(5, 16)}`}>
        {point !== null && (
          <ActionButton busy={placed.isPending} onPress={usePoint}>
            用作地点
          </ActionButton>
        )}
        <ActionButton kind="quiet" name={`撤下 ${attachment.name}`} onPress={() => setAsking(true)}>
          撤下
        </ActionButton>
      </AttachmentRow>
      {asking && <Withdraw attachment={attachment} onClose={() => setAsking(false)} />}
    </>
  )
}

function Withdraw({
  attachment,
  onClose,
}: {
  readonly attachment: Attachment
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const withdraw = useMutation(queries.attachments.withdraw.mutationOptions({ onSuccess: onClose }))
  const save = () => {
    setTried(true)
    if (reason.trim() === '' || withdraw.isPending) return
    withdraw.mutate({ attachment: attachment.id, reason })
  }
  const problem =
    withdraw.error === null
      ? tried && reason.trim() === ''
        ? '请写明原因。'
        : undefined
      : describeError(withdraw.error)
  return (
    <div className={styles.ask}>
      <Input
        autoFocus
        value={reason}
        maxLength={200}
        aria-label={`撤下 ${attachment.name} 的原因`}
        placeholder="为什么撤下（文件保留，可查）"
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') save()
          if (event.key === 'Escape') {
            event.stopPropagation()
            onClose()
          }
        }}
      />
      <ActionButton kind="primary" hint="Enter" busy={withdraw.isPending} onPress={save}>
        撤下
      </ActionButton>
      {problem !== undefined && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  )
}
