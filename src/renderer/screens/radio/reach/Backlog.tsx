import { useToWaiting, useWaitingMessages } from '../../../outbox/use-messages.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import styles from './Reach.module.css'

/** While the links come back: what did not get through waits for a person, one by one. */
export function Backlog() {
  const { messages, recipients } = useWaitingMessages()
  const toWaiting = useToWaiting()
  if (recipients === 0) {
    return <div className={styles.line}>积压：没有待人决定的消息</div>
  }
  return (
    <div className={styles.line} role="status">
      <span className={styles.grow}>
        积压 {messages} 条消息、{recipients} 个收信方未达或待定，逐个决定发不发
      </span>
      <ActionButton hint="Alt+J" name="到待定的收信方" onPress={toWaiting}>
        去处理
      </ActionButton>
    </div>
  )
}
