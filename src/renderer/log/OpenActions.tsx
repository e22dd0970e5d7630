import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'
import { EmptyState, FailingState, LoadingState } from '../ui/states.tsx'
import { EntryList } from './EntryList.tsx'

/** Every line that still needs somebody, oldest first. */
export function OpenActions({
  narrow,
  incidentNumber,
}: {
  readonly narrow: boolean
  readonly incidentNumber: (id: string) => string | undefined
}) {
  const open = useQuery(queries.logbook.openActions.queryOptions({ input: {} }))
  const [selected, setSelected] = useState<string>()
  if (open.error !== null) {
    return (
      <FailingState title="读不到待办" error={open.error} onRetry={() => void open.refetch()} />
    )
  }
  if (open.isPending) return <LoadingState what="待办" />
  return (
    <EntryList
      label="待办"
      entries={open.data.entries.toReversed()}
      newestAt="end"
      selected={selected}
      onSelect={setSelected}
      narrow={narrow}
      incidentNumber={incidentNumber}
      empty={<EmptyState title="没有待办" hint="记一条时勾选“待办”，办结前一直列在这里。" />}
    />
  )
}
