import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { SheetView } from './SheetView.tsx'
import { StartRoll } from './StartRoll.tsx'

/** The roll call that goes on, or what is due and how to begin one. */
export function RollCallNow({ onSettings }: { readonly onSettings: () => void }) {
  const current = useQuery(queries.rollcall.current.queryOptions())
  if (current.isError) {
    return (
      <FailingState
        title="读不到点名"
        error={current.error}
        onRetry={() => void current.refetch()}
      />
    )
  }
  if (current.isPending) return <LoadingState what="点名" />
  const { sheet } = current.data
  return sheet ? <SheetView key={sheet.id} sheet={sheet} /> : <StartRoll onSettings={onSettings} />
}
