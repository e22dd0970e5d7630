import { useState, type ReactNode } from 'react'
import { Checkbox } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { ShownSwap, SwapState } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Beside } from '../../../ui/Beside.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag, type Tone } from '../../../ui/Tag.tsx'
import { shiftWords } from '../month-words.ts'
import type { Self } from './self.ts'
import { SwapDetail } from './SwapDetail.tsx'
import { SwapForm } from './SwapForm.tsx'

const tones: Readonly<Record<SwapState, Tone>> = {
  asked: 'blue',
  agreed: 'yellow',
  approved: 'ok',
  refused: 'red',
  declined: 'red',
  withdrawn: 'plain',
}

const columns: readonly Column<ShownSwap>[] = [
  {
    key: 'state',
    title: '状态',
    width: '92px',
    cell: ({ state, stateWord }) => <Tag tone={tones[state]}>{stateWord}</Tag>,
  },
  { key: 'kind', title: '', width: '40px', cell: ({ kindWord }) => kindWord },
  {
    key: 'who',
    title: '谁换谁',
    width: '156px',
    cell: ({ from, to }) => `${from.name} → ${to?.name ?? '谁愿意都行'}`,
  },
  {
    key: 'shift',
    title: '班次',
    width: 'minmax(130px, 1fr)',
    cell: ({ shift, postWord, inReturn }) =>
      `${shiftWords(shift)} ${postWord}${inReturn ? ` ⇄ ${shiftWords(inReturn.shift)} ${inReturn.postWord}` : ''}`,
  },
  { key: 'reason', title: '事由', width: 'minmax(80px, 1fr)', cell: ({ reason }) => reason },
  {
    key: 'filed',
    title: '申请',
    width: '100px',
    cell: ({ filedAt }) => beijingDateTime(filedAt).slice(5, 16),
  },
]

/** 换班顶班: asked, answered by the other, decided by the leader; the roster changes only then. */
export function SwapPage({ self, tabs }: { readonly self: Self; readonly tabs: ReactNode }) {
  const [all, setAll] = useState(false)
  const [side, setSide] = useState<string>()
  const focus = useReturnFocus()
  const list = useQuery(queries.rosters.swaps.queryOptions({ input: { open: !all } }))
  const chosen = list.data?.find(({ id }) => id === side)
  const close = () => {
    setSide(undefined)
    focus.giveBack()
  }
  return (
    <Beside>
      <Panel
        label="换班顶班"
        title={tabs}
        fixed
        extra={
          <>
            <Checkbox checked={all} onChange={({ target }) => setAll(target.checked)}>
              含办完的
            </Checkbox>
            <ActionButton
              kind="primary"
              hotkey="N"
              onPress={() => {
                focus.remember()
                setSide('new')
              }}
            >
              申请换班
            </ActionButton>
          </>
        }
      >
        {list.isError && (
          <FailingState
            title="读不到换班申请"
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        )}
        {list.isPending && <LoadingState what="换班申请" />}
        {list.data && (
          <DataList
            label="换班申请"
            rows={list.data}
            columns={columns}
            rowKey={({ id }) => id}
            selectedKey={chosen?.id}
            onSelect={({ id }) => setSide(id)}
            empty={
              <EmptyState
                title={all ? '没有换班申请' : '没有待办的换班申请'}
                hint="按“申请换班”：选自己的班、和谁换、写事由；对方同意后由带班领导批准。"
              />
            }
          />
        )}
      </Panel>
      {side === 'new' && <SwapForm self={self} onClose={close} onFiled={setSide} />}
      {chosen && <SwapDetail key={chosen.id} self={self} swap={chosen} onClose={close} />}
    </Beside>
  )
}
