import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Person } from '../../../../core/modules/people/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { AccessBook } from './AccessBook.tsx'
import { NewPersonForm } from './NewPersonForm.tsx'
import { OwnAccount } from './OwnAccount.tsx'
import { PersonForm } from './PersonForm.tsx'
import styles from '../Section.module.css'

const columns: readonly Column<Person>[] = [
  { key: 'name', title: '姓名', width: 'minmax(88px, 1fr)', cell: ({ name }) => <b>{name}</b> },
  {
    key: 'roles',
    title: '岗位',
    width: 'minmax(140px, 2fr)',
    cell: ({ roles }) => roles.map(({ word }) => word).join('、') || '—',
  },
  { key: 'post', title: '职务', width: 'minmax(80px, 1fr)', cell: ({ post }) => post || '—' },
  {
    key: 'phones',
    title: '电话',
    width: 'minmax(110px, 1fr)',
    cell: ({ phones }) => phones.join('、') || '—',
  },
  {
    key: 'state',
    title: '本机',
    width: '120px',
    cell: ({ disabledReason, enrolled, roles, seats }) => {
      if (disabledReason !== null) return <Tag tone="red">已停用</Tag>
      if (seats.length > 0) return <Tag tone="ok">已登录</Tag>
      if (enrolled) return <Tag>可登录</Tag>
      return roles.length > 0 ? <Tag tone="yellow">未设口令</Tag> : '通讯录'
    },
  },
]

/** 人员: who there is, what they may do, who may sign in here, and who did. */
export function PeopleSection() {
  const list = useQuery(queries.people.list.queryOptions())
  const state = useQuery(queries.people.state.queryOptions())
  const [picked, setPicked] = useState<string>()
  const own = state.data?.session.kind === 'open' ? state.data.session.own : undefined
  const mayAdminister = own?.rights.includes('person.administer') ?? false
  const person = list.data?.find(({ id }) => id === picked)
  return (
    <div className={styles.split}>
      <div className={mayAdminister ? styles.column : undefined}>
        <Panel
          title={`人员 ${list.data?.length ?? ''}`}
          extra={
            mayAdminister && (
              <ActionButton kind="primary" hotkey="N" onPress={() => setPicked(undefined)}>
                添加人员
              </ActionButton>
            )
          }
          fixed
        >
          {list.isError && (
            <FailingState
              title="读不到人员"
              error={list.error}
              onRetry={() => void list.refetch()}
            />
          )}
          {list.isPending && <LoadingState what="人员" />}
          {list.data && (
            <DataList
              label="人员"
              rows={list.data}
              columns={columns}
              rowKey={({ id }) => id}
              rowTone={({ disabledReason }) => (disabledReason === null ? undefined : 'generated')}
              selectedKey={picked}
              onSelect={({ id }) => setPicked(id)}
              empty={<EmptyState title="还没有人员" />}
            />
          )}
        </Panel>
        {mayAdminister && <AccessBook />}
      </div>
      {!mayAdminister && <OwnAccount />}
      {mayAdminister && person === undefined && <NewPersonForm onRegistered={setPicked} />}
      {mayAdminister && person !== undefined && (
        <PersonForm key={person.id} person={person} own={person.id === own?.person} />
      )}
    </div>
  )
}
