import { useState } from 'react'
import { useNavigation } from '../../../frame/navigation.ts'
import { inOrder, type OpenItem } from '../../../open-items/open-items.ts'
import { useOpenItems } from '../../../open-items/use-open-items.ts'
import { AgeCell } from '../../../ui/Age.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'

const hour = 3_600_000

const columns: readonly Column<OpenItem>[] = [
  { key: 'kind', title: '来自', width: '52px', cell: ({ kind }) => kind },
  { key: 'text', title: '待办', width: 'minmax(0, 1fr)', cell: ({ text }) => text },
  { key: 'who', title: '谁', width: '92px', cell: ({ who }) => who },
  {
    key: 'age',
    title: '已等',
    width: '84px',
    align: 'right',
    cell: ({ since }) => <AgeCell sinceMs={since} dueMs={hour} overMs={4 * hour} />,
  },
]

/** 待办 in short; Enter goes to where they are closed. */
export function OpenItemsPanel() {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const { items, failing, error, pending, retry } = useOpenItems()
  const [selected, setSelected] = useState<string>()
  return (
    <Panel title={`待办 ${items.length}`} fixed>
      {failing && <FailingState title="读不到待办" error={error} onRetry={retry} />}
      {pending && <LoadingState what="待办" />}
      {!pending && (
        <DataList
          label="首页待办"
          rows={inOrder(items, coreNow())}
          columns={columns}
          rowKey={({ key }) => key}
          rowTone={({ dueAt }) => (dueAt !== null && dueAt < coreNow() ? 'over' : undefined)}
          selectedKey={selected}
          onSelect={({ key }) => setSelected(key)}
          onOpen={() => goTo('duty', 'open-items')}
          empty={<EmptyState title="没有待办" />}
        />
      )}
    </Panel>
  )
}
