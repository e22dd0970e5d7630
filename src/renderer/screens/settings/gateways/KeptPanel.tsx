import { useState } from 'react'
import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { FrameBookmark } from '../../../../core/modules/diagnosis/contract.ts'
import { queries } from '../../../client.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { FrameTable } from './FrameTable.tsx'
import { saveFile } from './save-file.ts'
import styles from './Diagnosis.module.css'

const columns: readonly Column<FrameBookmark>[] = [
  { key: 'at', title: '收藏时间', width: '150px', cell: ({ notedAt }) => beijingDateTime(notedAt) },
  { key: 'gateway', title: '网关', width: '140px', cell: ({ gatewayName }) => gatewayName },
  {
    key: 'note',
    title: '备注',
    width: 'minmax(120px, 1fr)',
    cell: ({ note }) => (note === '' ? '—' : note),
  },
  {
    key: 'frames',
    title: '帧',
    width: '44px',
    align: 'right',
    cell: ({ frames }) => frames.length,
  },
  { key: 'by', title: '谁', width: '72px', cell: ({ by }) => by },
]

/** Frames kept aside with a note, on this console only. */
export function KeptPanel() {
  const kept = useQuery(queries.diagnosis.kept.queryOptions())
  const [selected, setSelected] = useState<string>()
  const [frame, setFrame] = useState<number>()
  const { message } = App.useApp()
  const onError = (error: unknown) => void message.error(describeError(error))
  const file = useMutation(
    queries.diagnosis.exportSelection.mutationOptions({
      onError,
      onSuccess: ({ fileName, text }) => saveFile(fileName, text),
    }),
  )
  const forget = useMutation(queries.diagnosis.forget.mutationOptions({ onError }))
  const all = kept.data ?? []
  const current = all.find(({ id }) => id === selected) ?? all[0]
  if (kept.isError && all.length === 0) {
    return (
      <FailingState title="读不到收藏" error={kept.error} onRetry={() => void kept.refetch()} />
    )
  }
  if (kept.isPending) return <LoadingState what="收藏" />
  return (
    <Panel
      title={`收藏的原始数据 ${all.length}`}
      fixed
      extra={
        current && (
          <>
            <ActionButton busy={file.isPending} onPress={() => file.mutate({ kept: current.id })}>
              导出这条
            </ActionButton>
            <AskFirst
              key={current.id}
              ask="删除…"
              question="删除这条收藏？只删本机收藏的原始数据，记录和日志不受影响。"
              yes="删除"
              busy={forget.isPending}
              onYes={() => forget.mutate({ id: current.id })}
            />
          </>
        )
      }
    >
      <div className={styles.half}>
        <DataList
          label="收藏"
          rows={all}
          columns={columns}
          rowKey={({ id }) => id}
          selectedKey={current?.id}
          onSelect={({ id }) => setSelected(id)}
          empty={
            <EmptyState
              title="还没有收藏"
              hint="在「原始数据」里选一帧或筛选后，点「收藏」留下来。"
            />
          }
        />
      </div>
      {current && (
        <FrameTable
          frames={current.frames}
          selected={frame}
          onSelect={setFrame}
          empty="这条收藏里没有数据。"
        />
      )}
    </Panel>
  )
}
