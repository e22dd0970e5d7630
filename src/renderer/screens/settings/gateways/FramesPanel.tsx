import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { Gateway } from '../../../../core/modules/gateways/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { FrameTable } from './FrameTable.tsx'
import { useFrames } from './use-frames.ts'
import styles from './Gateways.module.css'

function saveFile(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/tab-separated-values' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

/** Live frames of one gateway, raw and decoded; the last 500 are kept and can be taken away as a file. */
export function FramesPanel({ gateway }: { readonly gateway: Gateway }) {
  const [paused, setPaused] = useState(false)
  const { frames, error } = useFrames(gateway.id, paused)
  const file = useMutation(
    queries.gateways.exportFrames.mutationOptions({
      onSuccess: ({ fileName, text }) => saveFile(fileName, text),
    }),
  )
  const problem = error ?? file.error
  return (
    <Panel
      title={`原始数据 · ${gateway.name}`}
      fixed
      extra={
        <>
          {problem !== null && <span className={styles.bad}>{describeError(problem)}</span>}
          {paused && <span className={styles.doubt}>已暂停</span>}
          <ActionButton onPress={() => setPaused(!paused)}>{paused ? '继续' : '暂停'}</ActionButton>
          <ActionButton busy={file.isPending} onPress={() => file.mutate({ id: gateway.id })}>
            导出
          </ActionButton>
        </>
      }
    >
      <FrameTable frames={frames} empty="还没有数据。接通后，收发的每一帧都在这里。" />
    </Panel>
  )
}
