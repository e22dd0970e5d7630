import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'

interface AccessLine {
  readonly key: string
  readonly at: number
  readonly name: string
  readonly seat: string
  readonly words: string
  readonly bad: boolean
}

const columns: readonly Column<AccessLine>[] = [
  { key: 'at', title: '时间', width: '168px', cell: ({ at }) => beijingDateTime(at) },
  { key: 'name', title: '人员', width: 'minmax(88px, 1fr)', cell: ({ name }) => name },
  { key: 'seat', title: '席位', width: 'minmax(88px, 1fr)', cell: ({ seat }) => seat },
  { key: 'words', title: '情况', width: 'minmax(160px, 2fr)', cell: ({ words }) => words },
]

/** 登录记录: sign-ins, failures, locks and recovery codes, newest first. */
export function AccessBook() {
  const access = useQuery(queries.people.access.queryOptions({ input: { limit: 200 } }))
  return (
    <Panel title="登录记录" fixed>
      {access.isError && (
        <FailingState
          title="读不到登录记录"
          error={access.error}
          onRetry={() => void access.refetch()}
        />
      )}
      {access.isPending && <LoadingState what="登录记录" />}
      {access.data && (
        <DataList
          label="登录记录"
          rows={access.data}
          columns={columns}
          rowKey={({ key }) => key}
          rowTone={({ bad }) => (bad ? 'over' : undefined)}
          empty={<EmptyState title="还没有登录记录" />}
        />
      )}
    </Panel>
  )
}
