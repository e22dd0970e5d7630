import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { Brief } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { BriefPage } from './BriefPage.tsx'
import { ComposeForm } from './ComposeForm.tsx'
import styles from './Briefs.module.css'

const time = (ms: number) => beijingDateTime(ms).slice(5, 16)
const tones = { draft: 'yellow', signed: 'blue', sent: 'plain', void: 'plain' } as const

const columns: readonly Column<Brief>[] = [
  { key: 'number', title: '期号', width: '148px', cell: ({ number }) => number },
  { key: 'to', title: '截至', width: '96px', cell: ({ to }) => time(to) },
  {
    key: 'state',
    title: '状态',
    width: 'minmax(68px, 1fr)',
    cell: ({ state, stateWord }) => <Tag tone={tones[state]}>{stateWord}</Tag>,
  },
]

/** 要情: the daily brief and summaries, written from the record, signed and sent by persons. */
export function BriefsPart() {
  const focus = useReturnFocus()
  const list = useQuery(queries.briefs.list.queryOptions({ input: {} }))
  const [selected, setSelected] = useState<string>()
  const [composing, setComposing] = useState(false)
  const first = list.data?.[0]
  // Held from then on: one that is begun at another seat does not take the place of what is written.
  if (selected === undefined && first) setSelected(first.id)
  const close = () => {
    setComposing(false)
    focus.giveBack()
  }
  return (
    <div className={styles.columns}>
      <Panel
        title="要情"
        className={styles.list}
        fixed
        extra={
          <ActionButton
            kind="primary"
            hotkey="N"
            onPress={() => {
              focus.remember()
              setComposing(true)
            }}
          >
            起草
          </ActionButton>
        }
      >
        {list.isError && !list.data && (
          <FailingState title="读不到要情" error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isPending && <LoadingState what="要情" />}
        {list.data && (
          <DataList
            label="要情各期"
            rows={list.data}
            columns={columns}
            rowKey={({ id }) => id}
            rowTone={({ state }) => (state === 'void' ? 'stale' : undefined)}
            selectedKey={selected}
            onSelect={({ id }) => {
              setSelected(id)
              setComposing(false)
            }}
            empty={<EmptyState title="还没有要情" hint="按“起草”，由记录自动写出初稿。" />}
          />
        )}
      </Panel>
      {composing && (
        <ComposeForm
          onClose={close}
          onComposed={(id) => {
            setSelected(id)
            close()
          }}
        />
      )}
      {!composing && selected !== undefined && <BriefPage key={selected} brief={selected} />}
      {!composing && selected === undefined && list.data && (
        <Panel title="要情" className={styles.page}>
          <EmptyState
            title="先起草一期"
            hint="内容取自事件、值班表、队伍、批示和监测站的记录，可以改，签发后定稿。"
          />
        </Panel>
      )}
    </div>
  )
}
