import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { Input, Select } from 'antd'
import type { InputRef } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { beijingDay, startOfBeijingDay } from '../../core/kernel/beijing-time.ts'
import {
  entryChannels,
  entryKinds,
  type EntryChannel,
  type EntryKind,
} from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { coreNow } from '../ui/now.ts'
import { EmptyState, FailingState } from '../ui/states.tsx'
import { EntryList } from './EntryList.tsx'
import type { LogFilter } from './use-log-pages.ts'
import styles from './LogSearch.module.css'

const dayMs = 86_400_000

const spans = [
  ['all', '全部时间'],
  ['today', '今天'],
  ['day', '近 24 小时'],
  ['week', '近 7 天'],
  ['month', '近 30 天'],
] as const
type Span = (typeof spans)[number][0]

function fromOf(span: Span): number | null {
  const now = Math.floor(coreNow())
  switch (span) {
    case 'all':
      return null
    case 'today':
      return startOfBeijingDay(beijingDay(now))
    case 'day':
      return now - dayMs
    case 'week':
      return now - 7 * dayMs
    case 'month':
      return now - 30 * dayMs
  }
}

const kindOptions = [
  { value: '', label: '全部类别' },
  ...entryKinds.map(([value, label]) => ({ value: value as string, label: label as string })),
]
const channelOptions = [
  { value: '', label: '全部方式' },
  ...entryChannels.map(([value, label]) => ({ value: value as string, label: label as string })),
]
const spanOptions = spans.map(([value, label]) => ({ value, label }))

/** Over every line there is, newest first; each filter narrows. */
export function LogSearch({
  incident,
  filter,
  narrow = false,
  incidentNumber,
  wanted = true,
  onTaken,
}: {
  /** The incident that "only this one" means. */
  readonly incident: string | undefined
  readonly filter: LogFilter
  readonly narrow?: boolean
  readonly incidentNumber?: ((id: string) => string | undefined) | undefined
  /** Somebody asked for it just now: the focus goes to the field, once. */
  readonly wanted?: boolean
  readonly onTaken?: (() => void) | undefined
}) {
  const input = useRef<InputRef>(null)
  const units = useQuery(queries.teams.list.queryOptions()).data ?? []
  const [text, setText] = useState('')
  const [onlyThis, setOnlyThis] = useState(false)
  const [kind, setKind] = useState('')
  const [channel, setChannel] = useState('')
  const [unit, setUnit] = useState('')
  const [{ span, from }, setSpan] = useState<{ span: Span; from: number | null }>({
    span: 'all',
    from: null,
  })
  const [selected, setSelected] = useState<string>()
  const query = useDeferredValue(text)
  useEffect(() => {
    if (!wanted) return
    input.current?.focus()
    onTaken?.()
  }, [wanted, onTaken])
  const found = useInfiniteQuery(
    queries.logbook.search.infiniteOptions({
      input: (before: number | null) => ({
        text: query,
        incident: onlyThis ? (incident ?? null) : null,
        kind: kind === '' ? null : (kind as EntryKind),
        channel: channel === '' ? null : (channel as EntryChannel),
        unit: unit === '' ? null : unit,
        from,
        before,
        ...filter,
      }),
      initialPageParam: null as number | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  )
  const entries = (found.data?.pages ?? []).flatMap((page) => page.entries)
  return (
    <>
      <div className={styles.bar} role="search">
        <Input
          ref={input}
          aria-label="查找日志"
          className={styles.text}
          prefix={<SearchOutlined />}
          allowClear
          value={text}
          maxLength={100}
          title="汉字、数字、拼音首字母、编号；空格分开几个词"
          placeholder={narrow ? '汉字、首字母' : '汉字、数字、拼音首字母、编号；空格分开几个词'}
          onChange={(event) => setText(event.target.value)}
        />
        {incident !== undefined && (
          <Select
            aria-label="事件"
            className={styles.choice ?? ''}
            value={onlyThis}
            options={[
              { value: false, label: '全部事件' },
              { value: true, label: incidentNumber?.(incident) ?? '本事件' },
            ]}
            onChange={setOnlyThis}
          />
        )}
        <Select
          aria-label="类别"
          className={styles.choice ?? ''}
          value={kind}
          options={kindOptions}
          onChange={setKind}
        />
        <Select
          aria-label="方式"
          className={styles.choice ?? ''}
          value={channel}
          options={channelOptions}
          onChange={setChannel}
        />
        <Select
          aria-label="队伍"
          className={styles.choice ?? ''}
          showSearch
          optionFilterProp="label"
          value={unit}
          options={[
            { value: '', label: '全部队伍' },
            ...units.map(({ id, callSign }) => ({ value: id, label: callSign })),
          ]}
          onChange={setUnit}
        />
        <Select
          aria-label="时间"
          className={styles.choice ?? ''}
          value={span}
          options={spanOptions}
          onChange={(next: Span) => setSpan({ span: next, from: fromOf(next) })}
        />
      </div>
      {found.error !== null ? (
        <FailingState
          title="查找没有完成"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <EntryList
          label="查找结果"
          entries={entries}
          newestAt="start"
          selected={selected}
          onSelect={setSelected}
          onOlder={
            found.hasNextPage && !found.isFetching ? () => void found.fetchNextPage() : undefined
          }
          query={query}
          narrow={narrow}
          incidentNumber={incidentNumber}
          empty={
            found.isPending ? null : (
              <EmptyState title="没有找到" hint="换一个词，或放宽筛选条件。" />
            )
          }
        />
      )}
    </>
  )
}
