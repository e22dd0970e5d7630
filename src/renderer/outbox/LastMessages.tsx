import { useRef } from 'react'
import { useHotkey } from '../ui/hotkeys.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { keepFocus } from '../ui/return-focus.ts'
import { MessageItem } from './MessageItem.tsx'
import { useFocusWhenAsked, useNewestMessage, useWaitingMessages } from './use-messages.ts'
import styles from './Outbox.module.css'

/** More would push the composer away. */
const mostShown = 6

/** The newest message, and every earlier one of which a recipient waits for a person. */
export function LastMessages() {
  return (
    <div className={styles.sent} ref={keepFocus}>
      <Messages />
    </div>
  )
}

function Messages() {
  const firstWaiting = useRef<HTMLButtonElement>(null)
  const newest = useNewestMessage()
  const { rows: waits, messages } = useWaitingMessages()
  useFocusWhenAsked(firstWaiting)
  const others = waits.filter(({ id }) => id !== newest?.id)
  const shown = [...(newest ? [newest] : []), ...others].slice(0, mostShown)
  useHotkey(messages === 0 ? undefined : 'Alt+J', '到待定的收信方', () =>
    firstWaiting.current?.focus(),
  )
  const first = shown.find(({ recipients }) => recipients.some((one) => one.waits))
  if (shown.length === 0) return null
  return (
    <>
      {messages > 0 && (
        <div className={styles.sum} role="status">
          {messages} 条消息有收信方未达或待定，须人工决定 <Kbd keys="Alt+J" />
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
