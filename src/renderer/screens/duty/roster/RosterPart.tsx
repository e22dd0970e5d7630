import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { dutyDay } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { coreNow } from '../../../ui/now.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { ExportPage } from './ExportPage.tsx'
import { GeneratePage } from './GeneratePage.tsx'
import { ImportPage } from './ImportPage.tsx'
import { PlanPage } from './PlanPage.tsx'
import { PublishPage } from './PublishPage.tsx'
import type { RosterPage } from './roster-page.ts'
import { SettingsPage } from './settings/SettingsPage.tsx'

/** 值班表: one month, planned, generated, checked, published, printed. */
export function RosterPart() {
  const [month, setMonth] = useState(() => dutyDay(coreNow(), 0).slice(0, 7))
  const [page, setPage] = useState<RosterPage>('plan')
  const seen = useQuery(queries.rosters.month.queryOptions({ input: { month } }))
  if (seen.isError && !seen.data) {
    return (
      <FailingState title="读不到值班表" error={seen.error} onRetry={() => void seen.refetch()} />
    )
  }
  if (!seen.data) return <LoadingState what="值班表" />
  const back = () => setPage('plan')
  switch (page) {
    case 'plan':
      return <PlanPage key={month} month={seen.data} onMonth={setMonth} onPage={setPage} />
    case 'generate':
      return <GeneratePage month={month} onClose={back} onMonth={setMonth} />
    case 'publish':
      return <PublishPage month={seen.data} onClose={back} />
    case 'import':
      return <ImportPage onClose={back} onMonth={setMonth} />
    case 'export':
      return <ExportPage month={seen.data} onClose={back} />
    case 'settings':
      return <SettingsPage onClose={back} />
  }
}
