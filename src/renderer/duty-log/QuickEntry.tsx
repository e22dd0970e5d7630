import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useConnection } from '../client.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useHotkey } from '../ui/hotkeys.ts'
import { NewEntry } from './NewEntry.tsx'
import { useQuickEntry } from './quick-entry.ts'
import styles from './QuickEntry.module.css'

/** How long it says that it was written. */
const shownMs = 6000

/** `Ctrl+J` over every screen: two keys and the words are in the duty log. */
export function QuickEntry() {
  const { open, show, hide } = useQuickEntry()
  const [written, setWritten] = useState<string>()
  const live = useConnection().kind === 'live'
  useHotkey('Ctrl+J', '记值班日志', show)
  useEffect(() => {
    if (written === undefined) return undefined
    const timer = setTimeout(() => setWritten(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [written])
  return createPortal(
    <>
      {open && (
        <Dialog title="记值班日志" onClose={hide}>
          <NewEntry
            onLeave={hide}
            onWritten={(number) => {
              setWritten(number)
              hide()
            }}
          />
          {!live && <div role="status">与主机的连接断了：文字留在草稿里，接上后再保存。</div>}
        </Dialog>
      )}
      <div role="status" className={styles.written}>
        {written !== undefined && `✓ 已记入值班日志 ${written}`}
      </div>
    </>,
    document.body,
  )
}
