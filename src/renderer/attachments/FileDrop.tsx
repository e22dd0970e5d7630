import { useRef, useState, type ReactNode } from 'react'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { sizeText } from '../../core/modules/attachments/contract.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { classes } from '../ui/classes.ts'
import { coreNow } from '../ui/now.ts'
import { filesOf } from './upload.ts'
import type { Sending, Uploads } from './use-uploads.ts'
import styles from './Attachments.module.css'

/** Where files are dropped, pasted or chosen, and what is on its way. */
export function FileDrop({
  uploads,
  hotkey,
  before,
  children,
}: {
  readonly uploads: Uploads
  readonly hotkey?: string
  /** Stands in the same row, before the words. */
  readonly before?: ReactNode
  readonly children?: ReactNode
}) {
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <div
      className={classes(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        uploads.add(filesOf(event.dataTransfer, beijingTime(coreNow())))
      }}
    >
      <div className={styles.bar}>
        {before}
        <span className={styles.note}>附件：拖到这里、粘贴，或</span>
        <ActionButton hotkey={hotkey} onPress={() => chooser.current?.click()}>
          选文件
        </ActionButton>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="选择附件文件"
          onChange={(event) => {
            uploads.add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </div>
      {uploads.sending.map((one) => (
        <OnItsWay key={one.key} one={one} uploads={uploads} />
      ))}
      {children}
    </div>
  )
}

function OnItsWay({ one, uploads }: { readonly one: Sending; readonly uploads: Uploads }) {
  const { file, part, problem, maybeAsFile, key } = one
  if (problem === undefined) {
    return (
      <div className={styles.row} role="status">
        <span className={styles.name} title={file.name}>
          {file.name}
        </span>
        <progress value={part} max={1} aria-label={`正在保存 ${file.name}`} />
        <span className={styles.note}>{sizeText(file.size)}</span>
      </div>
    )
  }
  return (
    <div
      className={styles.refused}
      role="alert"
      // A sentence below the edge of the form would be one that nobody reads.
      ref={(shown) => {
        shown?.scrollIntoView({ block: 'nearest' })
      }}
    >
      <span>{problem}</span>
      <span className={styles.actions}>
        {maybeAsFile ? (
          <ActionButton onPress={() => uploads.retry(one, true)}>按普通文件保存</ActionButton>
        ) : (
          <ActionButton onPress={() => uploads.retry(one, false)}>重试</ActionButton>
        )}
        <ActionButton kind="quiet" onPress={() => uploads.dismiss(key)}>
          知道了
        </ActionButton>
      </span>
    </div>
  )
}
