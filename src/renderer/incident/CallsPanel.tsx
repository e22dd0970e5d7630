import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import { entryWord } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { Panel } from '../ui/Panel.tsx'
import { Tag } from '../ui/Tag.tsx'
import styles from './CallsPanel.module.css'

/** Who called again about it, and the calls of incidents merged into it (UI rule 30). */
export function CallsPanel({ incident }: { readonly incident: Incident }) {
  const calls =
    useQuery(queries.incidents.calls.queryOptions({ input: { incident: incident.id } })).data ?? []
  const numberOf = (id: string) => incident.merged.find((one) => one.id === id)?.number
  if (calls.length === 0) return null
  return (
    <Panel title={`再次来电 ${calls.length}`}>
      <ul className={styles.list}>
        {calls.map((call) => (
          <li key={call.id} className={styles.call}>
            <div className={styles.who}>
              <time>{beijingDateTime(call.at).slice(5, 16)}</time>
              <b>{call.source}</b>
              <span>{call.phone ?? ''}</span>
              <span>{call.channel === null ? '' : entryWord(call.channel)}</span>
              {call.incident !== incident.id && (
                <Tag tone="blue">来自 {numberOf(call.incident) ?? '并入事件'}</Tag>
              )}
            </div>
            <div>
              {[call.place, call.text].filter((part) => part !== null && part !== '').join('：')}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
