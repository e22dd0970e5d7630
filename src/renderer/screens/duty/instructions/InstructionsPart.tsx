import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { Instruction } from '../../../../core/modules/instructions/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Beside } from '../../../ui/Beside.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { InstructionPanel } from './InstructionPanel.tsx'
import { ReceiveForm } from './ReceiveForm.tsx'

type Which = 'open' | 'closed'

const minute = (ms: number) => beijingDateTime(ms).slice(5, 16)

const columns: readonly Column<Instruction>[] = [
  { key: 'number', title: '编号', width: '112px', cell: ({ number }) => number },
  { key: 'from', title: '批示人', width: '76px', cell: ({ from }) => from.name },
  { key: 'given', title: '批示时间', width: '104px', cell: ({ givenAt }) => minute(givenAt) },
  { key: 'text', title: '原文', width: 'minmax(160px, 1fr)', cell: ({ text }) => text },
  {
    key: 'assignees',
    title: '承办',
    width: '120px',
    cell: ({ assignees }) => assignees.map(({ name }) => name).join('、'),
  },
  {
    key: 'state',
    title: '状态',
    width: '96px',
    cell: ({ statusWord, overdue, overdueWord, dueSoon }) => (
      <Tag tone={overdue !== null ? 'red' : dueSoon ? 'yellow' : 'plain'}>
        {overdue !== null ? overdueWord : statusWord}
      </Tag>
    ),
  },
  {
    key: 'due',
    title: '时限',
    width: '104px',
    cell: ({ dueAt }) => (dueAt === null ? '待传达' : minute(dueAt)),
  },
  {
    key: 'chased',
    title: '催办',
    width: '56px',
    align: 'right',
    cell: ({ chased }) => (chased === 0 ? '' : `${chased} 次`),
  },
]

/** 批示办理: what leaders ordered, overdue first, and the next step of each. */
export function InstructionsPart() {
  const small = useSmallDesk()
  const focus = useReturnFocus()
  const [which, setWhich] = useState<Which>('open')
  const [selected, setSelected] = useState<string>()
  const [writing, setWriting] = useState(false)
  const list = useQuery({
    ...queries.instructions.list.queryOptions({ input: { which } }),
    // Limits pass by the clock alone.
    refetchInterval: 30_000,
  })
  const first = list.data?.[0]
  // Held from then on: what becomes overdue moves up the list, and not under the hands of who writes.
  if (selected === undefined && first) setSelected(first.id)
  const close = () => {
    setWriting(false)
    focus.giveBack()
  }
  return (
    <Beside wide>
      <Panel
        title={`领导批示 ${list.data?.length ?? ''}`}
        fixed
        extra={
          <>
            <Segmented<Which>
              aria-label="看哪些"
              value={which}
              options={[
                { value: 'open', label: '未办结' },
                { value: 'closed', label: '已办结' },
              ]}
              onChange={(next) => {
                setWhich(next)
                setSelected(undefined)
              }}
            />
            <ActionButton
              kind="primary"
              hotkey="N"
              onPress={() => {
                focus.remember()
                setWriting(true)
              }}
            >
              登记批示
            </ActionButton>
          </>
        }
      >
        {list.isError && !list.data && (
          <FailingState title="读不到批示" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingState what="批示" />}
        {list.data && (
          <DataList
            label="领导批示"
            rows={list.data}
            columns={small ? columns.filter(({ key }) => key !== 'given') : columns}
            rowKey={({ id }) => id}
            rowTone={({ overdue, dueSoon }) =>
              overdue !== null ? 'over' : dueSoon ? 'due' : undefined
            }
            selectedKey={selected}
            onSelect={({ id }) => setSelected(id)}
            empty={
              <EmptyState
                title={which === 'open' ? '没有未办结的批示' : '还没有办结的批示'}
                hint="接到批示指示按“登记批示”，照原话填。"
              />
            }
          />
        )}
      </Panel>
      {writing ? (
        <ReceiveForm
          onDone={(id) => {
            setWhich('open')
            setSelected(id)
            close()
          }}
          onClose={close}
        />
      ) : (
        selected !== undefined && <InstructionPanel key={selected} instruction={selected} />
      )}
    </Beside>
  )
}
