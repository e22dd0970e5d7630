import { useState } from 'react'
import { Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { PlaceHit } from '../../../core/modules/places/contract.ts'
import { queries } from '../../client.ts'
import { DataList, type Column } from '../../ui/DataList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { ReadingsPanel } from './ReadingsPanel.tsx'
import styles from './ResourcesScreen.module.css'

const kindWords = { own: '自设地点', township: '乡镇', village: '村', residents: '居委会' } as const
const precisionWords = {
  surveyed: '实测',
  approximate: '约略',
  'township-only': '位置仅到乡镇',
  unknown: '位置不详',
} as const

const columns: readonly Column<PlaceHit>[] = [
  { key: 'name', title: '名称', width: 'minmax(140px, 1fr)', cell: ({ name }) => <b>{name}</b> },
  { key: 'kind', title: '类别', width: '90px', cell: ({ kind }) => kindWords[kind] },
  {
    key: 'township',
    title: '乡镇',
    width: '120px',
    cell: ({ township }) => township?.name ?? '不详',
  },
  {
    key: 'precision',
    title: '位置',
    width: '130px',
    cell: ({ precision }) => precisionWords[precision],
  },
  {
    key: 'point',
    title: '坐标（WGS-84）',
    width: '180px',
    cell: ({ point }) => (point ? `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}` : '无'),
  },
]

/** Places with a point of their own, or what a search finds, and how names are said here. */
export function PlacesPart() {
  return (
    <div className={styles.columns}>
      <PlaceList />
      <div className={styles.side}>
        <ReadingsPanel />
      </div>
    </div>
  )
}

function PlaceList() {
  const [query, setQuery] = useState('')
  const searching = query.trim() !== ''
  const located = useQuery(queries.places.located.queryOptions())
  const hits = useQuery({
    ...queries.places.search.queryOptions({ input: { query, limit: 50 } }),
    enabled: searching,
    placeholderData: (previous) => previous,
  })
  const shown = searching ? hits : located
  if (shown.error) {
    return (
      <FailingState title="读不到地点" error={shown.error} onRetry={() => void shown.refetch()} />
    )
  }
  return (
    <Panel
      title={searching ? '查找结果' : '已标定的地点'}
      fixed
      extra={
        <Input
          className={styles.search}
          allowClear
          value={query}
          aria-label="找地点"
          placeholder="名称、拼音或首字母"
          onChange={(event) => setQuery(event.target.value)}
        />
      }
    >
      {shown.data ? (
        <DataList
          label="地点"
          rows={shown.data}
          columns={columns}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              title={searching ? '没有找到' : '还没有标定的地点'}
              hint="在指挥图上按 S 查到后点“在图上标定”；也可以从表格导入经纬度。"
            />
          }
        />
      ) : (
        <LoadingState what="地点" />
      )}
    </Panel>
  )
}
