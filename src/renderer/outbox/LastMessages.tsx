import { useRef } from 'react'
import { useHotkey } from '../ui/hotkeys.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { MessageItem } from './MessageItem.tsx'
import { useFocusWhenAsked, useMessages } from './use-messages.ts'
import styles from './Outbox.module.css'

/** The newest message, and every earlier one of which a recipient waits for a person. */
export function LastMessages() {
  const firstWaiting = useRef<HTMLButtonElement>(null)
  const { all, waiting: waits } = useMessages()
  useFocusWhenAsked(firstWaiting)
  const shown = all.filter((message, n) => n === 0 || waits.includes(message)).slice(0, 6)
  useHotkey(waits.length === 0 ? undefined : 'Alt+J', '到待定的收信方', () =>
    firstWaiting.current?.focus(),
  )
  const [first] = waits
  if (shown.length === 0) return null
  return (
    <>
      {waits.length > 0 && (
        <div className={styles.sum} role="status">
          {waits.length} 条消息有收信方未达或待定，须人工决定 <Kbd keys="Alt+J" />
        </div>
      )}
      <ul className={styles.list} aria-label="发出的消息">
        {shown.map((message) => (
          <MessageItem
            key={message.id}
            message={message}
            {...(message === first ? { firstWaiting } : {})}
          />
        ))}
      </ul>
    </>
  )
}
