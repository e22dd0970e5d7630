import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { ShownLeave } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Beside } from '../../../ui/Beside.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { useAtNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { LeaveDetail } from './LeaveDetail.tsx'
import { LeaveForm } from './LeaveForm.tsx'
import type { Self } from './self.ts'

const dayMs = 86_400_000
const time = (ms: number) => beijingDateTime(ms).slice(0, 16)

const columns: readonly Column<ShownLeave>[] = [
  { key: 'name', title: '姓名', width: '88px', cell: ({ name }) => name },
  { key: 'word', title: '事由', width: '84px', cell: ({ word }) => word },
  { key: 'from', title: '从', width: '140px', cell: ({ from }) => time(from) },
  { key: 'to', title: '到', width: '140px', cell: ({ to }) => time(to) },
  {
    key: 'note',
    title: '说明',
    width: 'minmax(0, 1fr)',
    cell: ({ note, withdrawn }) => (withdrawn ? `已撤回 ${note}` : note),
  },
]

/** 请假: from a month back to a year ahead, the next first. */
export function LeavePage({ self, tabs }: { readonly self: Self; readonly tabs: ReactNode }) {
  const today = useAtNow((now) => Math.floor(now / dayMs) * dayMs)
  const focus = useReturnFocus()
  const list = useQuery(
    queries.rosters.leaves.queryOptions({
      input: { from: today - 30 * dayMs, to: today + 366 * dayMs },
    }),
  )
  const [side, setSide] = useState<string>()
  const rows = (list.data ?? []).toSorted((a, b) => a.from - b.from)
  const chosen = rows.find(({ id }) => id === side)
  const close = () => {
    setSide(undefined)
    focus.giveBack()
  }
  return (
    <Beside>
      <Panel
        label="请假"
        title={tabs}
        fixed
        extra={
          <ActionButton
            kind="primary"
            hotkey="N"
            onPress={() => {
              focus.remember()
              setSide('new')
            }}
          >
            登记请假
          </ActionButton>
        }
      >
        {list.isError && (
          <FailingState title="读不到请假" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingState what="请假" />}
        {list.data && (
          <DataList
            label="请假登记"
            rows={rows}
            columns={columns}
            rowKey={({ id }) => id}
            rowTone={({ withdrawn }) => (withdrawn ? 'stale' : undefined)}
            selectedKey={chosen?.id}
            onSelect={({ id }) => setSide(id)}
            empty={<EmptyState title="没有请假" hint="按“登记请假”填写，排班时自动避开。" />}
          />
        )}
      </Panel>
      {side === 'new' && <LeaveForm self={self} onClose={close} />}
      {chosen && <LeaveDetail key={chosen.id} self={self} leave={chosen} onClose={close} />}
    </Beside>
  )
}
