import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Office } from '../../../../core/modules/contacts/contract.ts'
import { queries } from '../../../client.ts'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { ContactCard } from './ContactCard.tsx'
import { Trust } from './Trust.tsx'
import styles from './Contacts.module.css'

const dash = '—'
const numbers = ({ ways }: Office, purpose: 'duty' | 'fax') =>
  ways
    .filter((way) => way.purpose === purpose)
    .map(({ shown }) => shown)
    .join('、') || dash

const columns: readonly Column<Office>[] = [
  { key: 'name', title: '单位', width: 'minmax(160px, 2fr)', cell: ({ name }) => <b>{name}</b> },
  { key: 'kind', title: '类别', width: '96px', cell: ({ kindWord }) => kindWord },
  { key: 'duty', title: '值班电话', width: '140px', cell: (one) => numbers(one, 'duty') },
  { key: 'fax', title: '传真', width: '140px', cell: (one) => numbers(one, 'fax') },
  { key: 'town', title: '乡镇', width: '88px', cell: ({ townshipName }) => townshipName ?? dash },
  { key: 'people', title: '人数', width: '56px', align: 'right', cell: ({ people }) => people },
  { key: 'trust', title: '核对', width: '128px', cell: (one) => <Trust entry={one} /> },
]

/** Organisations with their duty telephones; they are registered in the settings or from a list. */
export function OfficesPart() {
  const list = useQuery(queries.contacts.list.queryOptions())
  const [chosen, setChosen] = useState<string>()
  if (list.error) {
    return (
      <FailingState title="读不到单位" error={list.error} onRetry={() => void list.refetch()} />
    )
  }
  if (!list.data) return <LoadingState what="单位" />
  const { offices } = list.data
  const office = offices.find(({ id }) => id === chosen)
  return (
    <div className={styles.columns}>
      <Panel title={`单位 ${offices.length}`} fixed>
        <DataList
          label="单位"
          rows={offices}
          columns={columns}
          rowKey={({ id }) => id}
          selectedKey={chosen}
          onSelect={({ id }) => setChosen(id)}
          empty={<EmptyState title="还没有单位" hint="从表格导入，或在“设置 · 单位”里登记。" />}
        />
      </Panel>
      {office && (
        <ContactCard
          key={office.id}
          kind="organization"
          entry={office}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  )
}
