import { useState } from 'react'
import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { StaleWhileAway } from '../../../log/LogView.tsx'
import { AgeCell } from '../../../ui/Age.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useGoToIncident } from './go-to.ts'
import { inOrder, type OpenItem } from '../../../open-items/open-items.ts'
import { OpenItemDetail } from './OpenItemDetail.tsx'
import { useOpenItems } from '../../../open-items/use-open-items.ts'
import styles from './OpenItems.module.css'

const hour = 3_600_000

function columnsOf(numberOf: (id: string) => string): Column<OpenItem>[] {
  return [
    { key: 'kind', title: '来自', width: '56px', cell: ({ kind }) => kind },
    { key: 'text', title: '待办', width: 'minmax(200px, 1fr)', cell: ({ text }) => text },
    {
      key: 'incident',
      title: '事件',
      width: '72px',
      cell: ({ incident }) => (incident === null ? '' : numberOf(incident)),
    },
    { key: 'who', title: '谁', width: '96px', cell: ({ who }) => who },
    {
      key: 'age',
      title: '已等',
      width: '88px',
      align: 'right',
      cell: ({ since }) => <AgeCell sinceMs={since} dueMs={hour} overMs={4 * hour} />,
    },
  ]
}

/** 待办: oldest first; a line of the log is closed here with a note, the rest where it is done. */
export function OpenItems() {
  const { items, failing, error, pending, retry } = useOpenItems()
  const incidents =
    useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const [kind, setKind] = useState('')
  const [selected, setSelected] = useState<string>()
  const goToIncident = useGoToIncident()
  const numberOf = (id: string) => incidents.find((card) => card.id === id)?.number ?? ''
  const shown = inOrder(
    items.filter((item) => kind === '' || item.kind === kind),
    coreNow(),
  )
  const chosen = shown.find(({ key }) => key === selected) ?? shown[0]
  // What is worked on stays the same item, whatever else comes into the list.
  if (chosen !== undefined && chosen.key !== selected) setSelected(chosen.key)
  const kinds = [...new Set(items.map((item) => item.kind))]
  const hidden = items.length - shown.length
  return (
    <div className={styles.place}>
      <Panel
        title={`待办 ${items.length}`}
        fixed
        extra={
          <>
            {hidden > 0 && <span className={styles.note}>筛选隐藏 {hidden} 条</span>}
            <Select
              aria-label="来自"
              value={kind}
              options={[
                { value: '', label: '全部' },
                ...kinds.map((value) => ({ value, label: value })),
              ]}
              onChange={setKind}
            />
          </>
        }
      >
        <StaleWhileAway />
        {failing && <FailingState title="读不到待办" error={error} onRetry={retry} />}
        {pending && <LoadingState what="待办" />}
        {!pending && (
          <DataList<OpenItem>
            label="待办"
            rows={shown}
            columns={columnsOf(numberOf)}
            rowKey={({ key }) => key}
            rowTone={({ dueAt }) => (dueAt !== null && dueAt < coreNow() ? 'over' : undefined)}
            selectedKey={chosen?.key}
            onSelect={({ key }) => setSelected(key)}
            onOpen={({ incident }) => incident !== null && goToIncident(incident)}
            empty={
              <EmptyState
                title="没有待办"
                hint="记一条时勾选“待办”，办结前一直列在这里；超时任务和退回的报告也在这里。"
              />
            }
          />
        )}
      </Panel>
      <Panel title="办理">
        {chosen === undefined ? (
          <EmptyState title="没有选中待办" />
        ) : (
          <OpenItemDetail key={chosen.key} item={chosen} />
        )}
      </Panel>
    </div>
  )
}
