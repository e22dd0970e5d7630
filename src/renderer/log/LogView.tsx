import { useState, type ReactNode } from 'react'
import { useConnection } from '../client.ts'
import { EmptyState, FailingState, LoadingState, StaleNote } from '../ui/states.tsx'
import { EntryList } from './EntryList.tsx'
import { useLogPages, type LogFilter } from './use-log-pages.ts'

/** `数据截至` over what is shown while the console does not answer. */
export function StaleWhileAway() {
  const connection = useConnection()
  if (connection.kind !== 'reconnecting') return null
  return <StaleNote sinceMs={connection.since} reason="与调度台主机的连接中断，正在重连。" />
}

/** One log, newest last. Give it the log as React `key`. */
export function LogView({
  incident,
  filter,
  narrow = false,
  incidentNumber,
  children,
}: {
  readonly incident: string | undefined
  readonly filter: LogFilter
  readonly narrow?: boolean
  readonly incidentNumber?: ((id: string) => string | undefined) | undefined
  /** In the empty state: usually the button that writes the first line. */
  readonly children?: ReactNode
}) {
  const log = useLogPages(incident, filter)
  const [selected, setSelected] = useState<string>()
  if (log.error !== null && log.entries.length === 0) {
    return <FailingState title="读不到日志" error={log.error} onRetry={log.retry} />
  }
  if (log.pending) return <LoadingState what="日志" />
  return (
    <>
      <StaleWhileAway />
      <EntryList
        label={incident === undefined ? '值班日志' : '事件纪实'}
        entries={log.entries}
        newestAt="end"
        selected={selected}
        onSelect={setSelected}
        onOlder={log.older}
        narrow={narrow}
        incidentNumber={incidentNumber}
        empty={
          <EmptyState
            title={filter.typedOnly ? '没有人工记录' : '还没有记录'}
            hint={filter.typedOnly ? '系统记录已按“只看人工”隐藏。' : undefined}
          >
            {children}
          </EmptyState>
        }
      />
    </>
  )
}
