import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { Instruction } from '../../../../core/modules/instructions/contract.ts'
import { queries } from '../../../client.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'

const columns: readonly Column<Instruction>[] = [
  { key: 'from', title: '批示人', width: '76px', cell: ({ from }) => from.name },
  { key: 'text', title: '批示', width: 'minmax(0, 1fr)', cell: ({ text }) => text },
  {
    key: 'state',
    title: '状态',
    width: '92px',
    cell: ({ statusWord, overdue, overdueWord, dueSoon }) => (
      <Tag tone={overdue !== null ? 'red' : dueSoon ? 'yellow' : 'plain'}>
        {overdue !== null ? overdueWord : statusWord}
      </Tag>
    ),
  },
  {
    key: 'due',
    title: '时限',
    width: '92px',
    cell: ({ dueAt }) => (dueAt === null ? '' : beijingDateTime(dueAt).slice(5, 16)),
  },
]

/** 领导批示: what is not closed yet, overdue first; Enter goes to its handling. */
export function InstructionsPanel() {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const list = useQuery({
    ...queries.instructions.list.queryOptions({ input: { which: 'open' } }),
    refetchInterval: 60_000,
  })
  const [selected, setSelected] = useState<string>()
  return (
    <Panel title={`领导批示未办结 ${list.data?.length ?? ''}`} fixed>
      {list.isError && !list.data && (
        <FailingState title="读不到批示" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <LoadingState what="批示" />}
      {list.data && (
        <DataList
          label="未办结的批示"
          rows={list.data}
          columns={columns}
          rowKey={({ id }) => id}
          rowTone={({ overdue }) => (overdue === null ? undefined : 'over')}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onOpen={() => goTo('duty', 'instructions')}
          empty={<EmptyState title="没有未办结的批示" />}
        />
      )}
    </Panel>
  )
}
