import { useState, type ReactNode } from 'react'
import { Segmented } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { HandoverItem, HandoverSheet } from '../../../../core/modules/handovers/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type RowTone } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { itemColumns } from './item-columns.tsx'
import { ItemWriting, type Writing } from './ItemWriting.tsx'
import styles from './Handover.module.css'

type Filter = 'all' | 'waiting' | 'accepted'

const tones: Partial<Record<HandoverItem['state'], RowTone>> = { returned: 'over', changed: 'due' }

/** Every item with its live content, its note, and what became of it. Enter accepts the chosen one. */
export function ItemsPanel({
  sheet,
  tabs,
}: {
  readonly sheet: HandoverSheet
  readonly tabs: ReactNode
}) {
  const small = useSmallDesk()
  const focus = useReturnFocus()
  const [filter, setFilter] = useState<Filter>('all')
  const [selected, setSelected] = useState<string>('incidents')
  const [writing, setWriting] = useState<Writing>()
  const accept = useMutation(queries.handovers.accept.mutationOptions())
  const { items, phase, mayAccept } = sheet
  const accepted = items.filter(({ state }) => state === 'accepted').length
  const shown = items.filter(
    ({ state }) => filter === 'all' || (filter === 'accepted') === (state === 'accepted'),
  )
  const chosen = shown.find(({ key }) => key === selected) ?? shown[0]
  const going = phase === 'handing_over'

  const take = (item: HandoverItem) => {
    if (!going || !mayAccept || item.state === 'accepted' || accept.isPending) return
    accept.mutate({ item: item.key, seen: [...item.seen], note: item.note?.text ?? '' })
    const next = items[items.findIndex(({ key }) => key === item.key) + 1]
    if (next) setSelected(next.key)
  }
  const write = (what: Writing['what']) => {
    if (!chosen) return
    focus.remember()
    setWriting({ what, item: chosen.key })
  }
  const actions = chosen && (
    <ItemActions
      item={chosen}
      sheet={sheet}
      writing={writing !== undefined}
      onAccept={() => take(chosen)}
      onWrite={write}
    />
  )
  return (
    <Panel
      label="交接事项"
      title={tabs}
      fixed
      extra={
        <Segmented<Filter>
          aria-label="筛选"
          value={filter}
          options={[
            { value: 'all', label: `全部 ${items.length}` },
            { value: 'waiting', label: `未接 ${items.length - accepted}` },
            { value: 'accepted', label: `已接 ${accepted}` },
          ]}
          onChange={setFilter}
        />
      }
      footer={
        writing ? (
          <ItemWriting
            key={`${writing.what} ${writing.item}`}
            writing={writing}
            sheet={sheet}
            onClose={() => {
              setWriting(undefined)
              focus.giveBack()
            }}
          />
        ) : (
          <span className={styles.line}>
            {chosen && <b>{chosen.title}</b>}
            {actions}
            <ProblemNote error={accept.error} />
          </span>
        )
      }
    >
      <DataList
        label="交接事项"
        rows={shown}
        columns={itemColumns(small)}
        rowKey={({ key }) => key}
        rowTone={({ state }) => tones[state]}
        selectedKey={chosen?.key}
        onSelect={({ key }) => setSelected(key)}
        onOpen={take}
        wrap
        empty={<EmptyState title={filter === 'accepted' ? '还没有接收的事项' : '各项都已接收'} />}
      />
    </Panel>
  )
}

function ItemActions({
  item,
  sheet,
  writing,
  onAccept,
  onWrite,
}: {
  readonly item: HandoverItem
  readonly sheet: HandoverSheet
  readonly writing: boolean
  readonly onAccept: () => void
  readonly onWrite: (what: Writing['what']) => void
}) {
  const going = sheet.phase === 'handing_over'
  const notHere = sheet.mayAccept
    ? undefined
    : `只有接班人 ${sheet.incoming?.name ?? ''} 本人能接收：请先在右边确认`
  const acceptable = going && item.state !== 'accepted'
  return (
    <span className={styles.actions} hidden={writing}>
      {acceptable && (
        <ActionButton kind="primary" hint="Enter" refusedBecause={notHere} onPress={onAccept}>
          接收
        </ActionButton>
      )}
      {going && (
        <ActionButton hotkey="B" refusedBecause={notHere} onPress={() => onWrite('return')}>
          退回
        </ActionButton>
      )}
      {item.state === 'returned' && (
        <ActionButton kind="primary" hotkey="R" onPress={() => onWrite('answer')}>
          补充
        </ActionButton>
      )}
      {sheet.phase !== 'signing' && (
        <ActionButton hotkey="J" onPress={() => onWrite('note')}>
          附言
        </ActionButton>
      )}
    </span>
  )
}
