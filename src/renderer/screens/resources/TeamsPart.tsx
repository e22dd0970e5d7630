import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Unit } from '../../../core/modules/teams/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { TeamDetail } from './TeamDetail.tsx'
import { TeamForm } from './TeamForm.tsx'
import styles from './ResourcesScreen.module.css'

const columns: readonly Column<Unit>[] = [
  { key: 'callSign', title: '呼号', width: '80px', cell: ({ callSign }) => <b>{callSign}</b> },
  { key: 'name', title: '队伍', width: 'minmax(112px, 1fr)', cell: ({ name }) => name },
  { key: 'type', title: '类型', width: 'minmax(128px, 1.4fr)', cell: ({ typeWord }) => typeWord },
  {
    key: 'state',
    title: '状态',
    width: '112px',
    cell: ({ state }) => <StateChip state={state} sinceMs={state.since ?? undefined} />,
  },
  {
    key: 'strength',
    title: '人数',
    width: '44px',
    align: 'right',
    cell: ({ strength }) => strength ?? '不详',
  },
  { key: 'leader', title: '负责人', width: '72px', cell: ({ leader }) => leader ?? '不详' },
  { key: 'phone', title: '电话', width: '104px', cell: ({ phone }) => phone ?? '不详' },
  { key: 'radios', title: '电台', width: '88px', cell: ({ radios }) => radios.join('、') || '无' },
]

export function TeamsPart() {
  const units = useQuery(queries.teams.list.queryOptions())
  const [selected, setSelected] = useState<string>()
  const [adding, setAdding] = useState(false)
  if (units.error) {
    return (
      <FailingState title="读不到队伍" error={units.error} onRetry={() => void units.refetch()} />
    )
  }
  if (!units.data) return <LoadingState what="队伍" />
  const current = units.data.find(({ id }) => id === selected)
  return (
    <div className={styles.columns}>
      <Panel
        title={`队伍 ${units.data.length}`}
        fixed
        extra={
          <ActionButton kind="primary" hotkey="N" onPress={() => setAdding(true)}>
            登记队伍
          </ActionButton>
        }
      >
        <DataList
          label="队伍"
          rows={units.data}
          columns={columns}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => {
            setSelected(id)
            setAdding(false)
          }}
          empty={<EmptyState title="还没有队伍" hint="按“登记队伍”逐支录入，或从表格导入。" />}
        />
      </Panel>
      {adding && <TeamForm onClose={() => setAdding(false)} onStored={setSelected} />}
      {!adding && current && <TeamDetail key={current.id} unit={current} />}
    </div>
  )
}
