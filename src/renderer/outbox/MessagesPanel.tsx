import { useQuery } from '@tanstack/react-query'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import { queries } from '../client.ts'
import { Panel } from '../ui/Panel.tsx'
import { MessageItem } from './MessageItem.tsx'
import styles from './Outbox.module.css'

/** 命令短信: the texts of an incident's orders, each recipient with its result. */
export function MessagesPanel({ incident }: { readonly incident: Incident }) {
  const input = { limit: 20, incident: incident.id }
  const messages = useQuery(queries.outbox.recent.queryOptions({ input })).data ?? []
  if (messages.length === 0) return null
  return (
    <Panel title={`命令短信 ${messages.length}`}>
      <ul className={styles.list}>
        {messages.map((message) => (
          <MessageItem key={message.id} message={message} />
        ))}
      </ul>
    </Panel>
  )
}
