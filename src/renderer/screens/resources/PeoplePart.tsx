import { useQuery } from '@tanstack/react-query'
import type { Person } from '../../../core/modules/people/contract.ts'
import { queries } from '../../client.ts'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'

const columns: readonly Column<Person>[] = [
  { key: 'name', title: '姓名', width: '110px', cell: ({ name }) => <b>{name}</b> },
  { key: 'post', title: '职务', width: 'minmax(140px, 1fr)', cell: ({ post }) => post || '不详' },
  {
    key: 'organization',
    title: '单位',
    width: 'minmax(140px, 1fr)',
    cell: ({ organizationName }) => organizationName ?? '不详',
  },
  {
    key: 'phones',
    title: '电话',
    width: 'minmax(140px, 1fr)',
    cell: ({ phones }) => phones.join('、') || '不详',
  },
  { key: 'callSign', title: '呼号', width: '100px', cell: ({ callSign }) => callSign || '无' },
  {
    key: 'roles',
    title: '值班身份',
    width: 'minmax(140px, 1fr)',
    cell: ({ roles }) => roles.map(({ word }) => word).join('、') || '无',
  },
]

/** Everybody in the directory; who may sign in is kept under 设置 · 人员. */
export function PeoplePart() {
  const people = useQuery(queries.people.list.queryOptions())
  if (people.error) {
    return (
      <FailingState
        title="读不到通讯录"
        error={people.error}
        onRetry={() => void people.refetch()}
      />
    )
  }
  if (!people.data) return <LoadingState what="通讯录" />
  return (
    <Panel title={`人员和通讯录 ${people.data.length}`} fixed>
      <DataList
        label="人员和通讯录"
        rows={people.data}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<EmptyState title="通讯录还是空的" hint="从表格导入，或在“设置 · 人员”里登记。" />}
      />
    </Panel>
  )
}
