import type { ReactNode } from 'react'
import { App } from 'antd'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import {
  attachmentWord,
  sizeText,
  type PendingAttachment,
} from '../../core/modules/attachments/contract.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { bytesOf, Thumbnail } from './Thumbnail.tsx'
import styles from './Attachments.module.css'

/** Gives the file to the browser under its own name. */
async function saveFile({ id, name }: Pick<PendingAttachment, 'id' | 'name'>): Promise<void> {
  const url = URL.createObjectURL(await bytesOf(id))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** One file: picture or sign, name, size, what a photo says of itself, and what can be done. */
export function AttachmentRow({
  attachment,
  note,
  struck = false,
  children,
}: {
  readonly attachment: PendingAttachment
  readonly note?: string | undefined
  readonly struck?: boolean
  readonly children?: ReactNode
}) {
  const { message } = App.useApp()
  const { name, kind, size, point, takenAt } = attachment
  const told = [
    `${attachmentWord(kind)} ${sizeText(size)}`,
    takenAt === null ? '' : `摄于 ${beijingDateTime(takenAt).slice(5, 16)}`,
    point === null ? '' : `${point.lat.toFixed(5)},${point.lon.toFixed(5)}`,
    note ?? '',
  ].filter((part) => part !== '')
  return (
    <div className={styles.row} data-attachment={name}>
      <Thumbnail attachment={attachment} />
      <span className={styles.words}>
        {struck ? (
          <s className={styles.name}>{name}</s>
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        <span className={styles.note}>{told.join(' · ')}</span>
      </span>
      <span className={styles.actions}>
        {children}
        <ActionButton
          kind="quiet"
          name={`下载 ${name}`}
          onPress={() => {
            saveFile(attachment).catch((error: unknown) => {
              void message.error(describeError(error))
            })
          }}
        >
          下载
        </ActionButton>
      </span>
    </div>
  )
}
