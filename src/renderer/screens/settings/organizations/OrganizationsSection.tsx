import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Organization } from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { NewOrganizationForm } from './NewOrganizationForm.tsx'
import { OrganizationForm } from './OrganizationForm.tsx'
import styles from '../Section.module.css'

const columns: readonly Column<Organization>[] = [
  { key: 'name', title: '单位', width: 'minmax(140px, 2fr)', cell: ({ name }) => <b>{name}</b> },
  { key: 'kind', title: '类别', width: 'minmax(80px, 1fr)', cell: ({ kindWord }) => kindWord },
  {
    key: 'dutyPhone',
    title: '值班电话',
    width: 'minmax(110px, 1fr)',
    cell: ({ dutyPhone }) => dutyPhone || '未填',
  },
  { key: 'fax', title: '传真', width: 'minmax(90px, 1fr)', cell: ({ fax }) => fax || '—' },
]

/** 单位: whom one calls, with the number that is answered day and night. */
export function OrganizationsSection() {
  const list = useQuery(queries.people.organizations.queryOptions())
  const state = useQuery(queries.people.state.queryOptions())
  const [picked, setPicked] = useState<string>()
  const own = state.data?.session.kind === 'open' ? state.data.session.own : undefined
  const mayWrite = own?.rights.includes('directory.write') ?? false
  const organization = list.data?.find(({ id }) => id === picked)
  return (
    <div className={mayWrite ? styles.split : styles.whole}>
      <Panel
        title={`单位 ${list.data?.length ?? ''}`}
        extra={
          mayWrite && (
            <ActionButton kind="primary" hotkey="N" onPress={() => setPicked(undefined)}>
              添加单位
            </ActionButton>
          )
        }
        fixed
      >
        {list.isError && (
          <FailingState title="读不到单位" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingState what="单位" />}
        {list.data && (
          <DataList
            label="单位"
            rows={list.data}
            columns={columns}
            rowKey={({ id }) => id}
            selectedKey={picked}
            onSelect={({ id }) => setPicked(id)}
            empty={
              <EmptyState title="还没有单位" hint="上级、部门、乡镇、医院的值班电话登记在这里" />
            }
          />
        )}
      </Panel>
      {mayWrite && organization === undefined && <NewOrganizationForm onRegistered={setPicked} />}
      {mayWrite && organization !== undefined && (
        <OrganizationForm key={organization.id} organization={organization} />
      )}
    </div>
  )
}
