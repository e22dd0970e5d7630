import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { FailingState, LoadingState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'

type Row = Awaited<ReturnType<NonNullable<(typeof queries)['reports']['rules']['call']>>>[number]

const columns: Column<Row>[] = [
  { key: 'label', title: '时限', width: 'minmax(96px, 1fr)', cell: ({ label }) => label },
  {
    key: 'limit',
    title: '多久',
    width: '132px',
    cell: ({ limit, starts }) => (limit === '—' ? '—' : `${starts}起 ${limit}`),
  },
  {
    key: 'who',
    title: '谁报谁',
    width: 'minmax(120px, 1fr)',
    cell: ({ from, to }) => `${from} → ${to}`,
  },
  {
    key: 'tag',
    title: '依据',
    width: '86px',
    cell: ({ tag, sourceText, note }) => <Tag title={`${sourceText}。${note}`}>{tag}</Tag>,
  },
  {
    key: 'use',
    title: '用法',
    width: '64px',
    cell: ({ by, enabled }) => (!enabled ? '不用' : by === 'county' ? '计时' : '对照'),
  },
]

/** Every limit of the county profile with its source: what runs here, what others must do, what is not used. */
export function RuleList() {
  const small = useSmallDesk()
  const rules = useQuery(queries.reports.rules.queryOptions({ input: {} }))
  if (rules.error !== null && !rules.data) {
    return (
      <FailingState
        title="读不到时限规则"
        error={rules.error}
        onRetry={() => void rules.refetch()}
      />
    )
  }
  if (rules.data === undefined) return <LoadingState what="时限规则" />
  return (
    <DataList
      label="时限规则"
      rows={rules.data}
      columns={small ? columns.filter(({ key }) => key !== 'who') : columns}
      rowKey={({ key }) => key}
      rowTone={({ enabled }) => (enabled ? undefined : 'stale')}
    />
  )
}
