/** 录音: every recorded call, found by radio, group and time. */
import { useDeferredValue, useState } from 'react'
import { Input, Select } from 'antd'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { beijingDate, beijingTime } from '../../../core/kernel/beijing-time.ts'
import type { Recording } from '../../../core/modules/recordings/contract.ts'
import { queries } from '../../client.ts'
import { PlayRecording } from '../../recordings/PlayRecording.tsx'
import { RecordingDetail } from '../../recordings/RecordingDetail.tsx'
import { fromOf, spans, type Span } from '../../recordings/spans.ts'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { coreNow } from '../../ui/now.ts'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import styles from '../../recordings/Recordings.module.css'

const columns: Column<Recording>[] = [
  {
    key: 'at',
    title: '时间',
    width: '116px',
    cell: ({ callAt }) => (
      <time title={beijingDate(callAt)}>
        {beijingDate(callAt).slice(5)} {beijingTime(callAt)}
      </time>
    ),
  },
  {
    key: 'who',
    title: '呼号',
    width: 'minmax(56px, 1fr)',
    cell: ({ radio, heard }) => (
      <b title={heard.join('、')}>{radio === null ? '—' : radio.callSign}</b>
    ),
  },
  {
    key: 'target',
    title: '发往',
    width: 'minmax(56px, 1fr)',
    cell: ({ target, typeWord }) => <span title={typeWord}>{target.callSign}</span>,
  },
  {
    key: 'play',
    title: '录音',
    width: '112px',
    align: 'right',
    cell: (recording) => <PlayRecording recording={recording} />,
  },
]

const spanOptions = spans.map(([value, label]) => ({ value, label }))

function useSearch() {
  const [radio, setRadio] = useState('')
  const [group, setGroup] = useState('')
  const [text, setText] = useState('')
  const [{ span, from }, setSpan] = useState<{ span: Span; from: number | null }>({
    span: 'all',
    from: null,
  })
  const query = useDeferredValue({ radio: radio.trim(), group: group.trim(), text })
  const found = useInfiniteQuery(
    queries.recordings.search.infiniteOptions({
      input: (before: string | null) => ({
        radio: query.radio === '' ? null : query.radio,
        group: query.group === '' ? null : query.group,
        text: query.text,
        from,
        before,
      }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  return {
    found,
    rows: (found.data?.pages ?? []).flatMap(({ rows }) => rows),
    filtered: query.radio !== '' || query.group !== '' || text.trim() !== '' || span !== 'all',
    fields: { radio, setRadio, group, setGroup, text, setText, span },
    setSpan: (next: Span) => setSpan({ span: next, from: fromOf(next, Math.floor(coreNow())) }),
  }
}

function Filters({ search }: { readonly search: ReturnType<typeof useSearch> }) {
  const { radio, setRadio, group, setGroup, text, setText } = search.fields
  return (
    <div className={styles.filters} role="search" aria-label="查录音">
      <Input
        aria-label="电台号"
        allowClear
        placeholder="电台号"
        value={radio}
        maxLength={24}
        onChange={(event) => setRadio(event.target.value)}
      />
      <Input
        aria-label="组号"
        allowClear
        placeholder="组号"
        value={group}
        maxLength={24}
        onChange={(event) => setGroup(event.target.value)}
      />
      <Input
        aria-label="呼号、网关"
        allowClear
        placeholder="呼号、网关"
        value={text}
        maxLength={40}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  )
}

export function RecordingsPanel() {
  const search = useSearch()
  const [selected, setSelected] = useState<string>()
  const { found, rows, filtered } = search
  const chosen = rows.find(({ id }) => id === selected)
  return (
    <Panel
      title="录音"
      fixed
      extra={
        <Select
          aria-label="时间"
          className={styles.span ?? ''}
          value={search.fields.span}
          options={spanOptions}
          onChange={search.setSpan}
        />
      }
    >
      <Filters search={search} />
      {found.isError && rows.length === 0 && (
        <FailingState title="读不到录音" error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && <LoadingState what="录音" />}
      {!found.isPending && !(found.isError && rows.length === 0) && (
        <DataList
          label="录音"
          rows={rows}
          columns={columns}
          rowKey={({ id }) => id}
          selectedKey={selected}
          onSelect={({ id }) => setSelected(id)}
          onReachEnd={() => {
            if (found.hasNextPage && !found.isFetching) void found.fetchNextPage()
          }}
          tight
          empty={
            filtered ? (
              <EmptyState title="没有符合条件的录音" hint="换一个条件，或清除筛选。" />
            ) : (
              <EmptyState
                title="还没有录音"
                hint="在 设置 › 录音 里选好网关的声卡输入，通话就会录下来。"
              />
            )
          }
        />
      )}
      {chosen && <RecordingDetail key={chosen.id} recording={chosen} />}
    </Panel>
  )
}
