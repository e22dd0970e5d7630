import { useRef, useState } from 'react'
import { Input, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import type { ReplayShown } from '../../../../core/modules/diagnosis/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { FrameTable } from './FrameTable.tsx'
import styles from './Diagnosis.module.css'

type ReplayEvent = ReplayShown['events'][number] & { readonly key: string }

const columns: readonly Column<ReplayEvent>[] = [
  {
    key: 'at',
    title: '时间',
    width: '96px',
    cell: ({ at }) => `${beijingTime(at)}.${String(at % 1000).padStart(3, '0')}`,
  },
  { key: 'word', title: '事件', width: '88px', cell: ({ word }) => <b>{word}</b> },
  {
    key: 'text',
    title: '内容',
    width: 'minmax(200px, 1fr)',
    cell: ({ text }) => text,
  },
]

function settingsOf(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    // Said in words below; what was typed stays.
    return undefined
  }
}

function problemOf(error: unknown): string {
  const sentence = describeError(error)
  if (!(error instanceof ORPCError) || error.code !== 'BAD_SETTINGS') return sentence
  const { detail } = error.data as { detail?: string }
  return detail === undefined ? sentence : `${sentence}（${detail}）`
}

/** An export played into a driver (`driver`: the one to begin with): every frame and event it would give; nothing of it is real. */
export function ReplayPanel({ driver: first }: { readonly driver: string | undefined }) {
  const drivers = useQuery(queries.gateways.drivers.queryOptions()).data ?? []
  const [chosen, setChosen] = useState<string>()
  const driver = chosen ?? first
  const [more, setMore] = useState('')
  const [file, setFile] = useState<{ readonly name: string; readonly text: string }>()
  const [problem, setProblem] = useState<string>()
  const [view, setView] = useState<'frames' | 'events'>('events')
  const [selected, setSelected] = useState<number>()
  const chooser = useRef<HTMLInputElement>(null)
  const replay = useMutation(queries.diagnosis.replay.mutationOptions())
  const result = replay.data
  function begin(): void {
    const driverSettings = settingsOf(more)
    if (!file) return setProblem('请先选一个「导出」存下的 .tsv 文件。')
    if (driver === undefined) return setProblem('请选用哪个驱动来解。')
    if (!driverSettings) return setProblem('驱动参数不是 JSON；用默认值就空着。')
    setProblem(undefined)
    replay.mutate({ driver, driverSettings, text: file.text })
  }
  async function take(picked: File | undefined): Promise<void> {
    if (!picked) return
    setProblem(undefined)
    setFile({ name: picked.name, text: await picked.text() })
  }
  const said = problem ?? (replay.error === null ? undefined : problemOf(replay.error))
  return (
    <Panel title="离线回放" fixed>
      <div className={styles.bar}>
        <input
          ref={chooser}
          type="file"
          accept=".tsv,.txt"
          aria-label="导出文件"
          hidden
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <ActionButton onPress={() => chooser.current?.click()}>选文件…</ActionButton>
        <span className={styles.note}>{file?.name ?? '没有选文件'}</span>
        <Select
          aria-label="驱动"
          className={styles.kind ?? ''}
          placeholder="用哪个驱动解"
          value={driver}
          onChange={setChosen}
          options={drivers.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Input
          aria-label="驱动参数"
          className={styles.text}
          value={more}
          maxLength={4000}
          placeholder="驱动参数 JSON（可不填）"
          onChange={(event) => setMore(event.target.value)}
        />
        <ActionButton kind="primary" hotkey="Alt+R" busy={replay.isPending} onPress={begin}>
          回放
        </ActionButton>
      </div>
      {said !== undefined && (
        <p role="alert" className={styles.bad}>
          {said}
        </p>
      )}
      {result && (
        <>
          <div className={styles.bar}>
            <Segmented
              aria-label="看什么结果"
              value={view}
              onChange={setView}
              options={[
                { value: 'events', label: `事件 ${result.events.length}` },
                { value: 'frames', label: `帧 ${result.frames.length}` },
              ]}
            />
            <span role="status">{result.words}</span>
          </div>
          {view === 'frames' ? (
            <FrameTable
              frames={result.frames}
              selected={selected}
              onSelect={setSelected}
              empty="没有解出帧。"
            />
          ) : (
            <DataList
              label="回放的事件"
              rows={result.events.map((event, i) => ({ ...event, key: String(i) }))}
              columns={columns}
              rowKey={({ key }) => key}
              wrap
              empty={<EmptyState title="没有产生事件" />}
            />
          )}
        </>
      )}
      {!result && said === undefined && (
        <EmptyState
          title="选一个导出文件和驱动，看它会解出什么"
          hint="用来查「为什么没认出来」：不连设备，不写记录，不发任何数据。"
        />
      )}
    </Panel>
  )
}
