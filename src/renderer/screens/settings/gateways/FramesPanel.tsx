import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { Gateway } from '../../../../core/modules/gateways/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { FilterBar } from './FilterBar.tsx'
import { filtered, isFiltering, noFilter } from './frame-filter.ts'
import { FrameTable } from './FrameTable.tsx'
import { KeepFrames } from './KeepFrames.tsx'
import { saveFile } from './save-file.ts'
import { useFrames } from './use-frames.ts'
import styles from './Gateways.module.css'

/** Live frames of one gateway, raw and decoded, filtered; the last 500 can be taken away or kept aside. */
export function FramesPanel({ gateway }: { readonly gateway: Gateway }) {
  const [paused, setPaused] = useState(false)
  const [filter, setFilter] = useState(noFilter)
  const [selected, setSelected] = useState<number>()
  const [keeping, setKeeping] = useState<readonly number[]>()
  const { frames, error } = useFrames(gateway.id, paused)
  const onSuccess = ({ fileName, text }: { readonly fileName: string; readonly text: string }) =>
    saveFile(fileName, text)
  const file = useMutation(queries.gateways.exportFrames.mutationOptions({ onSuccess }))
  const selection = useMutation(queries.diagnosis.exportSelection.mutationOptions({ onSuccess }))
  const rows = filtered(frames, filter)
  const filtering = isFiltering(filter)
  const seqs = rows.slice(0, 500).map(({ seq }) => seq)
  const problem = error ?? file.error ?? selection.error
  const takeAway = () => {
    if (filtering) selection.mutate({ gateway: gateway.id, seqs })
    else file.mutate({ id: gateway.id })
  }
  return (
    <Panel
      title={`原始数据 · ${gateway.name}`}
      fixed
      extra={
        <>
          {problem !== null && <span className={styles.bad}>{describeError(problem)}</span>}
          {paused && <span className={styles.doubt}>已暂停</span>}
          <ActionButton onPress={() => setPaused(!paused)}>{paused ? '继续' : '暂停'}</ActionButton>
          <ActionButton
            refusedBecause={
              selected === undefined && !filtering
                ? '先选一帧，或筛选出要留的'
                : filtering && seqs.length === 0
                  ? '筛选后没有数据'
                  : undefined
            }
            onPress={() => setKeeping(filtering ? seqs : selected === undefined ? [] : [selected])}
          >
            {filtering ? `收藏筛选出的 ${seqs.length} 帧…` : '收藏所选…'}
          </ActionButton>
          <ActionButton
            busy={file.isPending || selection.isPending}
            refusedBecause={filtering && seqs.length === 0 ? '筛选后没有数据' : undefined}
            onPress={takeAway}
          >
            {filtering ? `导出筛选出的 ${seqs.length} 帧` : '导出'}
          </ActionButton>
        </>
      }
      footer={
        filtering && frames.length > rows.length
          ? `筛选隐藏 ${frames.length - rows.length} 帧`
          : undefined
      }
    >
      <FilterBar
        frames={frames}
        filter={filter}
        onChange={(some) => setFilter((before) => ({ ...before, ...some }))}
      />
      {keeping && (
        <KeepFrames gateway={gateway.id} seqs={keeping} onDone={() => setKeeping(undefined)} />
      )}
      <FrameTable
        frames={rows}
        selected={selected}
        onSelect={setSelected}
        empty={
          filtering && frames.length > 0
            ? '没有符合条件的数据。'
            : '还没有数据。接通后，收发的每一帧都在这里。'
        }
      />
    </Panel>
  )
}
